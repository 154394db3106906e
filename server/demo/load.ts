import type { StandingOrders } from '../../shared/councils/model.ts'
import { complete, UNSAID } from '../../shared/councils/orders.ts'
import { allow } from '../../shared/decision.ts'
import type { AccountId, AgendaPointId, RecommendationId, SeatId, StandingOrdersId, TextId } from '../../shared/ids.ts'
import { eachLanguage, LANGUAGES, type Localised } from '../../shared/language.ts'
import { blocksFromPlain, type Parts } from '../../shared/text/canonical.ts'
import { createAccount } from '../accounts/commands.ts'
import { hashPassword } from '../accounts/password.ts'
import type { Act, Acts } from '../act.ts'
import { foundCouncil } from '../councils/commands.ts'
import { createRecommendation } from '../recommendations/commands.ts'
import { addRecusal, appendAttendance } from '../sessions/commands.ts'
import { openSitting } from '../sessions/sittings.ts'
import { addTranslators } from '../translations/commands.ts'
import { addTerm } from '../translations/glossary.ts'
import { loadAmendments } from './amendments.ts'
import { DEMO_CALENDAR, type OrdersContent, type SessionContent, seatRole } from './content.ts'

/** The password of every demo account; such accounts exist only in a demo store, which listens on loopback only. */
export const DEMO_PASSWORD = 'demo-kenes-2025'
export const demoEmail = (id: string): string => `${id}@demo.kenes.example`

/** Seats of the demo were taken when the council was founded and do not end. */
const SEATS_FROM = '2023-01-20'

/**
 * Fills an empty store with one session, as one act: everyone, everything, the session open and the script's people checked in.
 * The acts are the first secretariat person's, who would have typed them.
 */
export async function loadSession(
  acts: Acts,
  random: (bytes: number) => Uint8Array,
  content: SessionContent,
): Promise<void> {
  // One hash for all: 31 would take two seconds, and the password is known to everybody.
  const password = await hashPassword(DEMO_PASSWORD, random)
  const secretary = content.participants.find(({ kind }) => kind === 'secretariat')
  if (!secretary) throw new Error('the content names no secretariat')
  // Under one request id: of two servers that start on an empty store the second finds it loaded.
  await acts.run({ by: secretary.id, endpoint: 'demo/load', requestId: 'load', input: {} }, async (act) => {
    await loadPeople(act, content, password)
    await loadCouncils(act, content)
    await loadSessionRows(act, content)
    await loadEvidence(act, content)
    await loadTexts(act, content)
    await loadTranslations(act, content)
    await loadPresence(act, content)
    await loadAmendments(act, content)
    return allow({})
  })
}

async function loadPeople(act: Act, content: SessionContent, password: string): Promise<void> {
  const people = [
    ...content.members.map(({ id, name, workLanguages }) => ({
      id,
      name,
      role: 'person' as const,
      languages: workLanguages ?? [],
    })),
    ...content.participants.map(({ id, name, kind, organisation }) => ({
      id,
      name,
      organisation: organisation ?? null,
      role: kind === 'secretariat' ? ('secretariat' as const) : ('person' as const),
    })),
  ]
  for (const person of people) await createAccount(act, { ...person, email: demoEmail(person.id) }, password)
}

async function loadCouncils(act: Act, content: SessionContent): Promise<void> {
  for (const council of content.councils) {
    const seats = content.members
      .filter((member) => member.councils.includes(council.id))
      .map((member) => ({
        id: `${council.id}-${member.id}` as SeatId,
        council: council.id,
        holder: member.id,
        role: seatRole(content, council.id, member),
        from: SEATS_FROM,
        until: null,
      }))
    await foundCouncil(act, council, seats, ordersFrom(council))
  }
}

/** Standing orders from the content's spelling; what a content does not say is filled in. */
export function ordersFrom(council: {
  readonly id: StandingOrders['council']
  readonly rules: OrdersContent
}): StandingOrders {
  const { rules } = council
  const { device, dissent, minutes, reopening } = rules
  return {
    ...complete({
      quorum: { ...rules.quorum, fraction: fraction(rules.quorum.fraction) },
      majority: { ...rules.majority, fraction: fraction(rules.majority.fraction) },
      tie: rules.tie,
      manner: rules.manner,
      otherManners: rules.manner === 'roll-call' ? ['open'] : ['roll-call'],
      recusal: rules.recusal,
      adoption: rules.adoption,
      languagesOfRecord: rules.languagesOfRecord,
      leastState: rules.leastState,
      translationToFollow: rules.translationToFollow,
      mannerAskers: rules.otherManner ?? UNSAID.mannerAskers,
      device: device === undefined ? UNSAID.device : device ? 'allowed' : 'not-allowed',
      advanceBallots: rules.advanceBallots ?? UNSAID.advanceBallots,
      mayPropose: rules.mayPropose ?? UNSAID.mayPropose,
      reopening: reopening ? { ...reopening, fraction: fraction(reopening.fraction) } : UNSAID.reopening,
      dissent: dissent
        ? { allowed: dissent.allowed, workingDays: dissent.withinWorkingDays, annexedTo: dissent.annexedTo }
        : UNSAID.dissent,
      minutes: minutes ? { workingDays: minutes.withinWorkingDays, signedBy: minutes.signedBy } : UNSAID.minutes,
      byKind: rules.byKind ?? {},
      verified: rules.verified ?? false,
      calendar: DEMO_CALENDAR,
    }),
    id: `${council.id}-orders-${rules.version}` as StandingOrdersId,
    council: council.id,
    version: rules.version,
  }
}

function fraction(words: string) {
  const found = /^(\d+)\/(\d+)$/.exec(words)
  if (!found) throw new Error(`not a fraction: ${words}`)
  return { numerator: Number(found[1]), denominator: Number(found[2]) }
}

async function loadSessionRows(act: Act, content: SessionContent): Promise<void> {
  const { session } = content
  await act.tx
    .insertInto('sessions')
    .values({
      id: session.id,
      stage: 'open',
      title: JSON.stringify(session.title),
      date: session.date,
      place: JSON.stringify(session.place),
      timezone: session.timezone,
      hybrid: session.format === 'hybrid' ? 1 : 0,
      counting: session.joint.counting,
      presiding: session.joint.presiding,
      current_point: readingPoint(content) ?? content.agenda[0]?.id ?? null,
      sitting: 1,
      live_to_observers: 1,
      operator: null,
      amendment_deadline: null,
    })
    .execute()
  for (const [position, council] of session.councils.entries()) {
    await act.tx.insertInto('session_councils').values({ session: session.id, council, position }).execute()
  }
  for (const [position, point] of content.agenda.entries()) {
    const { id, number, kind, start, minutes } = point
    await act.tx
      .insertInto('agenda_points')
      .values({
        id,
        session: session.id,
        position,
        number,
        kind,
        start,
        minutes,
        title: JSON.stringify(point.title),
        closed: 0,
        released: 0,
      })
      .execute()
  }
  for (const [position, person] of content.participants.entries()) {
    const role = person.kind === 'secretariat' ? 'secretariat' : 'observer'
    const organisation =
      person.organisation ?? content.addressees.find(({ id }) => id === person.addressee)?.abbr.en ?? null
    await act.tx
      .insertInto('session_people')
      .values({ session: session.id, account: person.id, role, organisation, position })
      .execute()
  }
  await openSitting(act, session.id, 1)
  await act.record({
    act: 'session-opened',
    subject: session.id,
    facts: { councils: session.councils, presiding: session.joint.presiding, sitting: 1 },
  })
}

async function loadEvidence(act: Act, content: SessionContent): Promise<void> {
  for (const [position, { id, parent, abbr, name }] of content.addressees.entries()) {
    await act.tx
      .insertInto('addressees')
      .values({ id, parent: parent ?? null, position, abbr: JSON.stringify(abbr), name: JSON.stringify(name) })
      .execute()
  }
  for (const [position, { id, instrument, ref }] of content.standards.entries()) {
    await act.tx.insertInto('standards').values({ id, position, instrument, ref }).execute()
  }
  for (const [position, { id, label }] of content.themes.entries()) {
    await act.tx
      .insertInto('themes')
      .values({ id, position, label: JSON.stringify(label) })
      .execute()
  }
  for (const [position, { id, kind, agenda }] of (content.reports ?? []).entries()) {
    const title = content.agenda.find((point) => point.id === agenda)?.title ?? { kk: kind, ru: kind, en: kind }
    await act.tx
      .insertInto('reports')
      .values({
        id,
        session: content.session.id,
        position: position + 1,
        kind: kind === 'study' ? 'study' : 'consolidated',
        title: JSON.stringify(title),
        source: JSON.stringify({ kk: '', ru: '', en: '' }),
        date: null,
        link: null,
        restricted: 0,
        file: null,
        changed_by: act.by,
        at: act.at,
      })
      .execute()
  }
  for (const [position, finding] of content.findings.entries()) {
    const { id, number, title, text, source, themes, standards } = finding
    await act.tx
      .insertInto('findings')
      .values({
        id,
        session: content.session.id,
        position,
        number,
        title: JSON.stringify(title),
        text: JSON.stringify(text),
        report: source?.report ?? null,
        reference: source ? `§ ${source.para}` : '',
        place: '',
        visited: null,
        themes: JSON.stringify(themes ?? []),
        standards: JSON.stringify(standards ?? []),
        rev: 1,
      })
      .execute()
  }
}

async function loadTexts(act: Act, content: SessionContent): Promise<void> {
  for (const [position, text] of [content.preamble, ...content.recommendations].entries()) {
    await createRecommendation(
      act,
      {
        id: text.id,
        session: content.session.id,
        position,
        kind: text.kind,
        number: text.number,
        stage: 'drafting',
        textId: textIdOf(text.id),
        point: readingPoint(content),
        sourceLanguage: text.sourceLanguage,
        languages: text.translation,
        pen: 'everyone-seated',
        fields: {
          addressees: text.addressees ?? [],
          deadline: text.deadline ?? null,
          priority: text.priority ?? null,
          findings: text.findings ?? [],
          standards: text.standards ?? [],
          themes: text.themes ?? [],
        },
        fieldsRev: 1,
        freezesAt: null,
      },
      partsOf(text),
    )
  }
}

/** The glossary, and who translates: somebody of the secretariat who is named for a language. */
async function loadTranslations(act: Act, { session, glossary, participants }: SessionContent): Promise<void> {
  for (const { id, term } of glossary) await addTerm(act, session.id, { id, words: term })
  for (const language of LANGUAGES) {
    const named = participants.filter(({ role }) => role === `translator-${language}`).map(({ id }) => id)
    if (named.length > 0) await addTranslators(act, session.id, language, named)
  }
}

/** The point at which the texts are read one after another. */
const readingPoint = (content: SessionContent): AgendaPointId | null =>
  content.agenda.find(({ kind }) => kind === 'reading')?.id ?? null

/** A recommendation's live text is named after it. */
const textIdOf = (id: RecommendationId): TextId => id as string as TextId

function partsOf(text: { title: Localised; text: Localised; rationale?: Localised; indicator?: Localised }): Parts {
  const blocks = (words: Localised | undefined) =>
    eachLanguage((language) => (words?.[language] ? blocksFromPlain(words[language]) : []))
  return {
    title: blocks(text.title),
    text: blocks(text.text),
    rationale: blocks(text.rationale),
    indicator: blocks(text.indicator),
  }
}

async function loadPresence(act: Act, content: SessionContent): Promise<void> {
  const { absent, remote, recused } = content.script
  for (const { id } of content.members) {
    if (absent.includes(id)) continue
    const mode = remote.includes(id) ? 'remote' : 'hall'
    await appendAttendance(act, content.session.id, 1, { account: id, event: 'came', mode })
  }
  for (const { member, recommendation } of recused) {
    await addRecusal(act, {
      session: content.session.id,
      recommendation,
      account: member,
      reason: interestOf(content, member, recommendation),
    })
  }
}

/** What the content says of a person's interest in a recommendation. */
const interestOf = (content: SessionContent, member: AccountId, recommendation: RecommendationId): string =>
  content.members.find(({ id }) => id === member)?.interests?.find((one) => one.recommendation === recommendation)
    ?.reason ?? '—'

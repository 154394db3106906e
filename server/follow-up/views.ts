import { allow, refuse } from '../../shared/decision.ts'
import type { Answer, Dispatch } from '../../shared/follow-up/model.ts'
import { assess, clockOf, keepFollowUp, linkState, openEvidence } from '../../shared/follow-up/rules.ts'
import type { AccountId, AddresseeId, FileId, LetterId, RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import { type LocalDate, utcDay } from '../../shared/time.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { type KeptFile, loadFiles } from '../files/keeping.ts'
import type { House } from '../house.ts'
import { loadAddressees, loadRecommendation } from '../recommendations/queries.ts'
import { loadLiveToObservers, type SessionFor, sessionFor } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { loadPlaced } from './placing.ts'
import {
  loadAdopted,
  loadAllAnswers,
  loadAnswers,
  loadAssessments,
  loadDispatches,
  loadLetters,
  loadLinks,
  loadMeasures,
  newest,
  pairKey,
} from './queries.ts'
import { loadRepeats } from './repeats.ts'

/** The adopted recommendations that a person may read, with their addressees as adopted. */
async function visible(db: Reader, found: SessionFor) {
  const { session, capacity } = found
  const live = await loadLiveToObservers(db, session.id)
  return (await loadAdopted(db, session.id)).flatMap(({ kept, content }) =>
    content && kept.kind !== 'preamble' && textAccess(kept, session, capacity, live).visible
      ? [{ kept, content, plain: plainParts(content.parts) }]
      : [],
  )
}

const officeOf = ({ id, abbr, name }: { id: AddresseeId; abbr: Localised; name: Localised }) => ({ id, abbr, name })

const firstDay = (answers: readonly Answer[]): LocalDate | null =>
  answers.reduce<LocalDate | null>((first, { on }) => (first === null || on < first ? on : first), null)

const dispatchTo = (dispatches: readonly Dispatch[], recommendation: RecommendationId, addressee: AddresseeId) =>
  dispatches.find((one) => one.addressee === addressee && one.recommendations.includes(recommendation)) ?? null

/** Each adopted recommendation and addressee with what became of it. Refuses: not-found. Source: RULES.md FO10. */
export async function viewTable(house: House, account: AccountId, input: { session: SessionId }) {
  const { db } = house
  const found = await sessionFor(db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const today = utcDay(house.clock.now())
  const dispatches = await loadDispatches(db, session.id)
  const answers = Map.groupBy(await loadAnswers(db, session.id), pairKey)
  const measures = Map.groupBy(await loadMeasures(db, session.id), pairKey)
  const assessed = newest(await loadAssessments(db, session.id))
  const texts = await visible(db, found.facts)
  const repeats = Map.groupBy(
    await loadRepeats(
      db,
      texts.map(({ kept }) => kept.id),
    ),
    ({ recommendation }) => recommendation,
  )
  const rows = texts.flatMap(({ kept, content, plain }) =>
    content.fields.addressees.map(({ id: addressee, role }) => {
      const key = pairKey({ recommendation: kept.id, addressee })
      const said = answers.get(key) ?? []
      const dispatch = dispatchTo(dispatches, kept.id, addressee)
      const answeredOn = firstDay(said)
      return {
        recommendation: kept.id,
        number: kept.number,
        title: plain.title,
        deadline: content.fields.deadline,
        themes: [...content.fields.themes],
        addressee,
        role,
        due: dispatch?.due ?? null,
        clock: clockOf(dispatch, answeredOn, today),
        position: said.at(-1)?.position ?? null,
        answeredOn,
        answers: said.length,
        measures: measures.get(key)?.length ?? 0,
        status: assessed.get(key)?.status ?? null,
        earlier: (repeats.get(kept.id) ?? []).map(({ way, said: { source, number } }) => ({ way, source, number })),
      }
    }),
  )
  const named = new Set(rows.map(({ addressee }) => addressee))
  const themed = new Set(rows.flatMap(({ themes }) => themes))
  const themes = await db.selectFrom('themes').selectAll().orderBy('position').execute()
  return allow({
    rows,
    addressees: (await loadAddressees(db)).filter(({ id }) => named.has(id)).map(officeOf),
    themes: themes
      .filter(({ id }) => themed.has(id))
      .map(({ id, label }) => ({ id, label: fromJson<Localised>(label) })),
    today,
    may: { keep: keepFollowUp(capacity).ok, assess: assess(capacity).ok },
    takesUp: await takenUp(house, account, session.id),
  })
}

async function takenUp(house: House, account: AccountId, id: SessionId) {
  const taken = []
  for (const { point, earlier } of await loadPlaced(house.db, id)) {
    const found = await sessionFor(house.db, earlier, account, house.clock.now())
    if (found.ok) taken.push({ session: earlier, title: found.facts.session.title, point })
  }
  return taken
}

const shown = ({ id, name, kind, size }: KeptFile) => ({ id, name, kind, size })

/** One adopted recommendation with all that was said of it since. Refuses: not-found. Source: RULES.md FO10, FO12. */
export async function viewOne(house: House, account: AccountId, input: { recommendation: RecommendationId }) {
  const { db } = house
  const kept = await loadRecommendation(db, input.recommendation)
  const found = kept && (await sessionFor(db, kept.session, account, house.clock.now()))
  if (!kept || !found?.ok) return refuse('not-found', 'FO10')
  const one = (await visible(db, found.facts)).find((each) => each.kept.id === kept.id)
  if (!one) return refuse('not-found', 'FO10')
  const { capacity } = found.facts
  const today = utcDay(house.clock.now())
  const of = <Each extends { recommendation: RecommendationId }>(all: readonly Each[]) =>
    all.filter(({ recommendation }) => recommendation === kept.id)
  const dispatches = await loadDispatches(db, kept.session)
  const answers = of(await loadAllAnswers(db, kept.session))
  const measures = of(await loadMeasures(db, kept.session))
  const assessments = of(await loadAssessments(db, kept.session))
  const letters = await lettersOf(db, kept.session, [...answers, ...measures])
  const files = await loadFiles(db, [
    ...measures.flatMap((each) => each.files),
    ...letters.flatMap((each) => each.files),
  ])
  const filesOf = (ids: readonly FileId[]) =>
    ids.flatMap((id) => [files.get(id)].flatMap((file) => (file ? [shown(file)] : [])))
  const names = await loadNames(db)
  const person = (id: AccountId) => ({ account: id, name: nameIn(names, id) })
  const offices = await loadAddressees(db)
  const related = await db
    .selectFrom('related_recommendations')
    .select(['number', 'source', 'reference', 'words'])
    .where('recommendation', '=', kept.id)
    .orderBy('number')
    .execute()
  return allow({
    recommendation: kept.id,
    session: kept.session,
    number: kept.number,
    title: one.plain.title,
    text: one.plain.text,
    deadline: one.content.fields.deadline,
    today,
    may: {
      keep: keepFollowUp(capacity).ok,
      assess: assess(capacity).ok,
      openEvidence: openEvidence(capacity).ok,
    },
    related,
    addressees: one.content.fields.addressees.flatMap(({ id, role }) => {
      const office = offices.find((each) => each.id === id)
      if (!office) return []
      const theirs = <Each extends { addressee: AddresseeId }>(all: readonly Each[]) =>
        all.filter(({ addressee }) => addressee === id)
      const dispatch = dispatchTo(dispatches, kept.id, id)
      const said = theirs(answers)
      const standing = said.filter(({ struck }) => !struck)
      return [
        {
          ...officeOf(office),
          role,
          clock: clockOf(dispatch, firstDay(standing), today),
          dispatch: dispatch && { number: dispatch.number, sentOn: dispatch.sentOn, due: dispatch.due },
          answers: said.map(
            ({ number, position, words, language, way, signedBy, on, at, letter, enteredBy, struck }) => ({
              ...{ number, position, words, language, way, signedBy, on, at, letter },
              enteredBy: enteredBy && person(enteredBy),
              struck: struck && { ...struck, by: person(struck.by) },
            }),
          ),
          measures: theirs(measures).map(({ id: measure, words, language, doneOn, way, at, files: its }) => ({
            ...{ id: measure, words, language, doneOn, way, at },
            files: filesOf(its),
          })),
          assessments: theirs(assessments).map(({ number, status, reason, assessor, at }) => ({
            ...{ number, status, reason, at },
            assessor: person(assessor),
          })),
        },
      ]
    }),
    letters: letters.map(({ files: its, ...letter }) => ({ ...letter, files: filesOf(its) })),
  })
}

/** The letters that answered, with their scans. */
async function lettersOf(db: Reader, session: SessionId, facts: readonly { readonly letter: LetterId | null }[]) {
  const named = new Set(facts.flatMap(({ letter }) => (letter ? [letter] : [])))
  const scans = await db
    .selectFrom('letter_files')
    .innerJoin('letters', 'letters.id', 'letter_files.letter')
    .select(['letter_files.letter', 'letter_files.file'])
    .where('letters.session', '=', session)
    .execute()
  return (await loadLetters(db, session))
    .filter(({ id }) => named.has(id))
    .map(({ session: _, ...letter }) => ({
      ...letter,
      files: scans.filter((scan) => scan.letter === letter.id).map(({ file }) => file),
    }))
}

/** What the secretariat keeps: what waits to be sent, what was sent, links and reminders. Refuses: not-found, no-right. Source: RULES.md FO1, FO3, FO9. */
export async function viewDesk(house: House, account: AccountId, input: { session: SessionId }) {
  const { db } = house
  const now = house.clock.now()
  const found = await sessionFor(db, input.session, account, now)
  if (!found.ok) return found
  const may = keepFollowUp(found.facts.capacity)
  if (!may.ok) return may
  const today = utcDay(now)
  const texts = await visible(db, found.facts)
  const titles = texts.map(({ kept, plain }) => ({ id: kept.id, number: kept.number, title: plain.title }))
  const dispatches = await loadDispatches(db, input.session)
  const links = await loadLinks(db, input.session)
  const answers = newest(await loadAnswers(db, input.session))
  const reminders = await db
    .selectFrom('reminders')
    .innerJoin('dispatches', 'dispatches.id', 'reminders.dispatch')
    .selectAll('reminders')
    .where('dispatches.session', '=', input.session)
    .orderBy('reminders.at')
    .execute()
  const offices = await loadAddressees(db)
  const waiting = offices.flatMap((office) => {
    const open = texts.filter(
      ({ kept, content }) =>
        content.fields.addressees.some(({ id }) => id === office.id) && !dispatchTo(dispatches, kept.id, office.id),
    )
    return open.length > 0
      ? [
          {
            addressee: officeOf(office),
            recommendations: titles.filter(({ id }) => open.some(({ kept }) => kept.id === id)),
          },
        ]
      : []
  })
  return allow({
    waiting,
    dispatches: dispatches.flatMap((dispatch) => {
      const office = offices.find(({ id }) => id === dispatch.addressee)
      if (!office) return []
      const first = dispatch.recommendations.map((recommendation) =>
        answers.get(pairKey({ ...dispatch, recommendation })),
      )
      const open = first.filter((answer) => !answer).length
      const answeredOn = open === 0 ? firstDay(first.flatMap((answer) => (answer ? [answer] : []))) : null
      const { id, number, sentOn, due, contact, recommendations } = dispatch
      return [
        {
          ...{ id, number, sentOn, due, contact, open },
          recommendations: [...recommendations],
          addressee: officeOf(office),
          clock: clockOf(dispatch, answeredOn, today),
          links: links
            .filter((link) => link.dispatch === id)
            .map((link) => ({ id: link.id, at: link.at, expiresAt: link.expiresAt, state: linkState(link, now) })),
          reminded: reminders
            .filter((one) => one.dispatch === id)
            .map(({ kind, at, mailed }) => ({ kind, at, mailed: mailed > 0 })),
        },
      ]
    }),
    titles,
    today,
    mail: house.mail !== null && house.settings.publicUrl !== null,
  })
}

import { effectOf } from '../../shared/amendments/model.ts'
import { inForce } from '../../shared/councils/rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AmendmentFacts, SessionFacts, TextFacts, ThreadFacts } from '../../shared/exports/model.ts'
import { hiddenFrom } from '../../shared/floor/rules.ts'
import type { AccountId, RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { sayInEach } from '../../shared/messages/translate.ts'
import { differing } from '../../shared/minutes/closing.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import type { Session } from '../../shared/sessions/model.ts'
import { type Capacity, isObserver, isSecretariat, run } from '../../shared/sessions/rules.ts'
import { isHidden } from '../../shared/sessions/sitting-rules.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import type { Instant } from '../../shared/time.ts'
import { readRevision } from '../../shared/versions/circulation-rules.ts'
import { loadNames } from '../accounts/queries.ts'
import { type KeptAmendment, loadAmendments, sightOf } from '../amendments/queries.ts'
import type { Readings } from '../amendments/reading.ts'
import { loadCouncils, loadSeats } from '../councils/queries.ts'
import type { Database } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { repeatFacts } from '../follow-up/repeats-views.ts'
import type { HouseSettings } from '../house.ts'
import type { ReadsWords } from '../live/live-texts.ts'
import { readMinutesFor } from '../minutes/views.ts'
import { type Kept, loadAddressees, loadSet } from '../recommendations/queries.ts'
import { recordHead } from '../record/entries.ts'
import { loadAgenda, loadLiveToObservers, loadSession, sessionFor } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { loadRevisions } from '../versions/circulation-queries.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import { opinionsOnVotes } from '../votes/opinions.ts'
import { loadFinals, loadFollowUp } from './became.ts'
import { threadsOf } from './thread-facts.ts'
import { voteFacts, votesOf } from './vote-facts.ts'

/** What facts are read from: the store, the live texts as they are now, and where people reach the workspace. */
export type Sources = {
  readonly db: Database
  readonly live: ReadsWords
  readonly readings: Readings
  readonly settings: Pick<HouseSettings, 'publicUrl'>
}

/** Where the codes on prints lead; null where nobody said where people reach the workspace. Source: RULES.md EX18. */
export const originOf = ({ publicUrl }: Sources['settings']): string | null => publicUrl && new URL(publicUrl).origin

/** The one who runs the command on the store reads what the secretariat reads. */
const OPERATOR: Capacity = {
  account: '' as AccountId,
  role: 'secretariat',
  seats: [],
  sessionRole: null,
  presiding: false,
  operating: false,
  presidedBy: null,
}

/**
 * What a session is, as one account may read it, for its files; null: for who runs the command on the store. Whatever the account does
 * not see on a page is not in it. Refuses: not-found. Source: RULES.md EX2.
 */
export async function factsFor(
  sources: Sources,
  id: SessionId,
  account: AccountId | null,
  at: Instant,
): Promise<Decision<SessionFacts>> {
  const { db } = sources
  const session = await loadSession(db, id)
  if (!session) return refuse('not-found', 'SE1')
  const found = account === null ? null : await sessionFor(db, id, account, at)
  if (found && !found.ok) return found
  const capacity = found?.facts.capacity ?? OPERATOR
  const liveToObservers = await loadLiveToObservers(db, id)
  const agenda = await loadAgenda(db, id)
  const set = (await loadSet(db, id)).filter((one) => textAccess(one, session, capacity, liveToObservers).visible)
  const names = await loadNames(db)
  const amendments = await amendmentsOf(sources, id, set, await sightOf(db, { session, capacity }), names)
  const votes = await votesOf(db, id, set, hiddenFrom(capacity, agenda))
  const opinions = await opinionsOnVotes(
    db,
    votes.filter(({ stage }) => stage === 'announced'),
  )
  const seen = new Set(set.map((one) => one.id))
  const revision = (await loadRevisions(db, id)).find((one) => readRevision(one, capacity).ok)
  const { title, date, place, timezone, stage } = session
  return allow({
    session: { id, title, date, place, timezone, stage },
    councils: await councilsOf(db, session, names),
    agenda: agenda.filter((point) => !(isObserver(capacity) && isHidden(point))),
    texts: await textsOf(
      sources,
      set,
      {
        amendments,
        threads: await threadsOf(db, session.id, set, capacity, names),
        finals: await loadFinals(db, session.id, names),
        followUp: await loadFollowUp(db, session.id, at),
        earlier: await repeatFacts(db, [...seen], { account, at }),
      },
      names,
    ),
    newTexts: amendments.get(null) ?? [],
    votes: await Promise.all(votes.map((vote) => voteFacts(db, vote, set, names))),
    opinions: opinions
      .filter(({ recommendation }) => recommendation === null || seen.has(recommendation))
      .map(({ kind, name, councils: of, recommendation, voteNumber, changedAt, givenAt, words }) => ({
        kind,
        name,
        councils: of.map((council) => council.name),
        about: recommendation,
        voteNumber,
        at: changedAt ?? givenAt,
        words,
      })),
    minutes: await minutesOf(db, session, capacity, names),
    addressees: (await loadAddressees(db)).map(({ id, name }) => ({ id, name })),
    ...(await referencesOf(db, id)),
    head: await recordHead(db),
    revision: revision?.number ?? null,
    at,
    reader: account === null ? null : nameIn(names, account),
    sendsLetters: sendsLetters(capacity),
    origin: originOf(sources.settings),
  })
}

/** Who writes to addressees. Source: RULES.md EX13. */
export const sendsLetters = (capacity: Capacity): boolean => isSecretariat(capacity) || run(capacity).ok

/** The minutes as the reader has them; null where they may not be read. Source: RULES.md MI5. */
async function minutesOf(
  db: Database,
  session: Session,
  capacity: Capacity,
  names: Names,
): Promise<SessionFacts['minutes']> {
  const read = await readMinutesFor(db, session, capacity)
  if (!read.ok) return null
  const { stage, closing, entries, signatures, draft } = read.facts
  const councils = await loadCouncils(db)
  return {
    stage,
    closed: closing && { hash: closing.hash, at: closing.closed_at },
    entries,
    signatures: signatures.map(({ council, signer, account, at }) => ({
      role: sayInEach('files.minutes.role', {
        signer: sayInEach(`files.minutes.signers.${signer}`),
        council: councils.find(({ id }) => id === council)?.name ?? '',
      }),
      name: nameIn(names, account),
      at,
    })),
    differs: closing !== null && differing(closing.entries, draft.minuted).length > 0,
  }
}

type Names = ReadonlyMap<AccountId, Localised>

/** The councils of a session, each with who held its chair that day. */
async function councilsOf(db: Database, { councils, date }: Session, names: Names): Promise<SessionFacts['councils']> {
  const known = await loadCouncils(db)
  const chairs = (await loadSeats(db)).filter((seat) => seat.role === 'chair' && inForce(seat, date))
  return councils.flatMap((id) => {
    const chair = chairs.find(({ council }) => council === id)
    return known
      .filter((one) => one.id === id)
      .map(({ name }) => ({ id, name, chair: chair ? nameIn(names, chair.holder) : null }))
  })
}

async function textsOf(
  sources: Sources,
  set: readonly Kept[],
  beside: {
    readonly amendments: ReadonlyMap<RecommendationId | null, AmendmentFacts[]>
    readonly threads: ReadonlyMap<RecommendationId, ThreadFacts[]>
    readonly finals: Awaited<ReturnType<typeof loadFinals>>
    readonly followUp: Awaited<ReturnType<typeof loadFollowUp>>
    readonly earlier: Awaited<ReturnType<typeof repeatFacts>>
  },
  names: Names,
): Promise<TextFacts[]> {
  const adopted = await loadAdopted(sources.db, set)
  const texts: TextFacts[] = []
  for (const kept of set) {
    const { id, kind, number, stage } = kept
    const amendments = beside.amendments.get(id) ?? []
    const base = { id, kind, number, stage, amendments, threads: beside.threads.get(id) ?? [] }
    const final = beside.finals.get(id)
    const became = {
      final: final?.facts ?? null,
      followUp: beside.followUp.get(id) ?? [],
      earlier: beside.earlier.get(id) ?? [],
    }
    const words = await wordsOf(sources, kept, adopted.get(id) ?? null, names)
    texts.push({ ...base, ...became, ...words, ...(final && { parts: final.parts }) })
  }
  return texts
}

/** The words of a text: as they were adopted, else as they were fixed, else as they are written now. */
async function wordsOf(
  { db, live }: Sources,
  kept: Kept,
  adopted: Adopted | null,
  names: Names,
): Promise<Pick<TextFacts, 'source' | 'parts' | 'fields'>> {
  if (adopted) {
    const { content, by, ...source } = adopted
    const { parts, fields } = contentOf({ content })
    return { source: { kind: 'adopted', ...source, by: nameIn(names, by) }, parts, fields }
  }
  const version = kept.version && (await loadVersion(db, kept.version.id))
  if (version) {
    const { parts, fields } = contentOf(version)
    return { source: { kind: 'version', number: version.number, hash: version.hash }, parts, fields }
  }
  const { seq, parts } = await live.read(kept.textId)
  return { source: { kind: 'live', row: seq }, parts, fields: kept.fields }
}

type Adopted = Awaited<ReturnType<typeof loadAdopted>> extends Map<unknown, infer One> ? One : never

/** The adopted texts of a set with the entry of the record book that adopted each. */
async function loadAdopted(db: Database, set: readonly Kept[]) {
  const rows = await db
    .selectFrom('adopted_texts')
    .selectAll()
    .where('session', '=', set[0]?.session ?? ('' as SessionId))
    .execute()
  const heads = await db
    .selectFrom('record')
    .select(['number', 'hash', 'subject'])
    .where('act', '=', 'text-adopted')
    .execute()
  const headOf = new Map(heads.map(({ subject, number, hash }) => [subject, { number, hash }]))
  return new Map(
    rows.flatMap(({ recommendation, hash, content, adopted_at: at, adopted_by: by, vote }) => {
      const head = headOf.get(recommendation)
      return head ? [[recommendation, { hash, content, at, by, vote, head }] as const] : []
    }),
  )
}

/** What is tabled or put and not decided, by the text that it is to; null: proposals of new texts. */
async function amendmentsOf(
  { db, readings }: Sources,
  session: SessionId,
  set: readonly Kept[],
  sees: (amendment: KeptAmendment, kept: Kept | null) => boolean,
  names: Names,
): Promise<ReadonlyMap<RecommendationId | null, AmendmentFacts[]>> {
  const texts = new Map(set.map((one) => [one.id, one]))
  const open = (await loadAmendments(db, { session })).flatMap((amendment) => {
    const kept = amendment.recommendation === null ? null : (texts.get(amendment.recommendation) ?? null)
    const isOpen = (amendment.stage === 'tabled' || amendment.stage === 'put') && amendment.tabledAt !== null
    const isThere = amendment.recommendation === null || kept !== null
    return isOpen && isThere && sees(amendment, kept) ? [{ amendment, kept, tabledAt: amendment.tabledAt ?? 0 }] : []
  })
  const reads = await readings.of(open)
  const facts = open.map(({ amendment, tabledAt }, index) => ({
    to: amendment.recommendation,
    fact: amendmentFacts(amendment, tabledAt, reads[index]?.texts.amended ?? null, names),
  }))
  return new Map([...Map.groupBy(facts, ({ to }) => to)].map(([to, all]) => [to, all.map(({ fact }) => fact)] as const))
}

function amendmentFacts(
  amendment: KeptAmendment,
  tabledAt: Instant,
  amended: Parts | null,
  names: Names,
): AmendmentFacts {
  const { id, number, kind, stage, mover, reason } = amendment
  const effect = effectOf(amendment)
  const changesWords = effect === 'words' || effect === 'new'
  return {
    id,
    number,
    kind,
    stage,
    mover: nameIn(names, mover),
    tabledAt,
    reason,
    amended: changesWords ? amended : null,
  }
}

async function referencesOf(db: Database, session: SessionId) {
  const findings = db.selectFrom('findings').selectAll().where('session', '=', session).orderBy('position')
  const standards = db.selectFrom('standards').selectAll().orderBy('position')
  const themes = db.selectFrom('themes').selectAll().orderBy('position')
  return {
    findings: (await findings.execute()).map(({ id, number, title }) => ({
      id,
      number,
      title: fromJson<Localised>(title),
    })),
    standards: (await standards.execute()).map(({ id, instrument, ref }) => ({ id, instrument, ref })),
    themes: (await themes.execute()).map(({ id, label }) => ({ id, name: fromJson<Localised>(label) })),
  }
}

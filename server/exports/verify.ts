import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { VoteId } from '../../shared/ids.ts'
import { corrected, correctedCounts } from '../../shared/votes/correction-rules.ts'
import { agreedCounts } from '../../shared/votes/hands-rules.ts'
import type { Outcome } from '../../shared/votes/model.ts'
import { computeOutcome } from '../../shared/votes/outcome.ts'
import { questionContent } from '../../shared/votes/questions.ts'
import type { Database } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { verifyFiles } from '../files/verify.ts'
import { replayTo, verifyLogs } from '../live/verify-log.ts'
import { ATTESTED } from '../record/attested.ts'
import { type Finding, verifyChain, verifyRows } from '../record/verify.ts'
import { contentOf } from '../versions/queries.ts'
import { type KeptRedaction, loadDone, saidNow } from '../versions/redacting-queries.ts'
import { loadCounts } from '../votes/counts.ts'
import { loadRecorded, loadVote, outcomeInput, outcomeOf } from '../votes/queries.ts'
import { loadCorrections } from '../votes/remedies-queries.ts'
import { verifyAmendments } from './verify-amendments.ts'
import { type ErasedPerson, erasedOf, verifyErasures } from './verify-erasures.ts'

export type Report = {
  readonly findings: readonly Finding[]
  readonly head: { readonly number: number; readonly hash: string }
  /** Whether the head that was asked for is in the chain; null where none was. */
  readonly isHeadFound: boolean | null
  readonly covered: readonly string[]
  readonly notCovered: readonly string[]
  readonly adopted: readonly { readonly recommendation: string; readonly hash: string }[]
  /** What was changed by two people, as the record book says: no finding. Source: RULES.md VE58. */
  readonly redacted: readonly Redacted[]
  /** Whose data two people erased: no finding either. Source: RULES.md AC95. */
  readonly erased: readonly ErasedPerson[]
}

/** `entry`: the number of the entry that says so; `rows`: how many of the text's log. */
export type Redacted = {
  readonly recommendation: string
  readonly entry: number
  readonly rows: number
  readonly versions: readonly number[]
}

/** Tables that verify checks whole. */
export const COVERED = ['record', ...Object.keys(ATTESTED), 'text_log', 'file_contents'] as const

/**
 * Recomputes everything the record book binds, from the store alone: the chain, every attested row, the logs of the texts,
 * versions by replay, outcomes by the rules, adopted texts by their bytes. A table that cannot be read is a finding, not a crash.
 * Source: RULES.md RB3, RB4.
 */
export async function verifyStore(db: Database, wanted: { number: number; hash: string } | null): Promise<Report> {
  const findings: Finding[] = []
  const guarded = async <T>(table: string, check: () => Promise<T>): Promise<T | null> => {
    try {
      return await check()
    } catch (error) {
      findings.push({
        table,
        key: '*',
        what: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      })
      return null
    }
  }
  const chain = await guarded('record', () => verifyChain(db))
  if (chain) {
    findings.push(...chain.findings)
    findings.push(...((await guarded('attested rows', () => verifyRows(db, chain))) ?? []))
    if (wanted && !isHeadIn(chain.hashes, wanted))
      findings.push({ table: 'record', key: String(wanted.number), what: `${wanted.hash} is not in the chain` })
  }
  const redactions = (await guarded('redactions', () => loadDone(db))) ?? []
  findings.push(...((await guarded('text_log', () => verifyLogs(db, sumsOf(redactions)))) ?? []))
  findings.push(...((await guarded('versions', () => verifyVersions(db, saidNow(redactions)))) ?? []))
  findings.push(...((await guarded('votes', () => verifyVotes(db))) ?? []))
  findings.push(...((await guarded('put_amendments', () => verifyAmendments(db))) ?? []))
  findings.push(...((await guarded('file_contents', () => verifyFiles(db))) ?? []))
  findings.push(...((await guarded('erasures', () => verifyErasures(db))) ?? []))
  const adopted = await guarded('adopted_texts', () => verifyAdopted(db))
  findings.push(...(adopted?.findings ?? []))
  const tables = (await guarded('store', () => tablesOf(db))) ?? []
  const covered: readonly string[] = COVERED
  return {
    findings,
    head: chain?.head ?? { number: 0, hash: '' },
    isHeadFound: wanted && chain ? isHeadIn(chain.hashes, wanted) : null,
    covered: tables.filter((table) => covered.includes(table)),
    notCovered: tables.filter((table) => !covered.includes(table)),
    adopted: adopted?.texts ?? [],
    redacted: (await guarded('record', () => redactedOf(db))) ?? [],
    erased: (await guarded('record', () => erasedOf(db))) ?? [],
  }
}

/** A printed head must be in the chain; a host that rewrote everything cannot rewrite paper. Source: RULES.md RB5. */
const isHeadIn = (hashes: ReadonlyMap<number, string>, wanted: { number: number; hash: string }): boolean =>
  hashes.get(wanted.number)?.startsWith(wanted.hash) ?? false

/** The sum that the last redaction left on each row. */
const sumsOf = (redactions: readonly KeptRedaction[]): Map<string, string> =>
  new Map(redactions.flatMap(({ rows }) => rows.map(([text, seq, , sum]): [string, string] => [`${text}/${seq}`, sum])))

/** What the record book says was redacted. */
async function redactedOf(db: Database): Promise<Redacted[]> {
  const entries = db.selectFrom('record').select(['number', 'subject', 'content']).where('act', '=', 'passage-redacted')
  return (await entries.orderBy('number').execute()).map(({ number, subject, content }) => {
    const { facts } = fromJson<{ facts: { rows: number; versions: readonly number[] } }>(content)
    return { recommendation: subject, entry: number, rows: facts.rows, versions: facts.versions }
  })
}

/**
 * Each version's bytes hash to its hash, or to what its last redaction left, and the log replayed to its row says the same words.
 * `said`: the hash of what redacted versions say.
 */
async function verifyVersions(db: Database, said: ReadonlyMap<string, string>): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const version of await db.selectFrom('versions').selectAll().execute()) {
    const find = (what: string) => findings.push({ table: 'versions', key: version.id, what })
    const left = said.get(version.id)
    if (sha256Hex(version.content) !== (left ?? version.hash))
      find(left ? 'is not as its redaction left it' : 'its content does not hash to its hash')
    const replayed = await replayTo(db, version.text, version.seq)
    if (!replayed) find(`the log of ${version.text} does not replay to row ${version.seq}`)
    else if (canonicalJson(replayed as unknown as Json) !== canonicalJson(contentOf(version).parts as unknown as Json))
      find('the log replays to other words')
  }
  return findings
}

/** Each vote is on its version's hash, and its outcome is what the rules make of roll and ballots. */
async function verifyVotes(db: Database): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const row of await db.selectFrom('votes').select(['id', 'hash']).execute()) {
    const find = (what: string) => findings.push({ table: 'votes', key: row.id, what })
    if (row.hash !== (await hashOfQuestion(db, row.id))) find('is on another hash than that of what was put')
    if (!(await outcomeHolds(db, row.id))) find('its outcome is not what the rules make of its ballots')
  }
  return findings
}

/** The hash of what a vote was put on, made anew: its version's, or that of the question's own bytes. */
async function hashOfQuestion(db: Database, id: VoteId): Promise<string | null> {
  const loaded = await loadVote(db, id)
  if (!loaded) return null
  const { question, session, version: at } = loaded.vote
  const version = at && (await db.selectFrom('versions').select('hash').where('id', '=', at).executeTakeFirst())
  if (question.kind === 'adopt-recommendation') return version?.hash ?? null
  if (question.kind === 'adopt-amendment') {
    const put = await db.selectFrom('put_amendments').select('content').where('vote', '=', id).executeTakeFirst()
    return put ? sha256Hex(put.content) : null
  }
  return sha256Hex(questionContent(session, question, version?.hash ?? null))
}

/** Whether the outcome, and each that stood before a correction, is what the rules make of the ballots as they stood then. */
async function outcomeHolds(db: Database, id: VoteId): Promise<boolean> {
  const loaded = await loadVote(db, id)
  if (!loaded || loaded.vote.stage === 'open') return true
  try {
    const stored = loaded.vote.outcome
    if (stored && !isSame(stored, await outcomeOf(db, loaded))) return false
    const input = await outcomeInput(db, loaded)
    const recorded = await loadRecorded(db, id)
    const counts = agreedCounts(await loadCounts(db, id))
    const corrections = await loadCorrections(db, id)
    return corrections.every(({ number, outcomeBefore }) => {
      if (outcomeBefore === null) return true
      const earlier = corrections.filter((one) => one.number < number)
      const then = {
        ...input,
        ballots: corrected(recorded, earlier),
        ...(input.counted && counts && { counted: { ...input.counted, counts: correctedCounts(counts, earlier) } }),
      }
      return isSame(fromJson<Outcome>(outcomeBefore), computeOutcome(then))
    })
  } catch {
    return false
  }
}

const isSame = (one: Outcome, other: Outcome): boolean => {
  const numbers = ({ result, tallies }: Outcome) => canonicalJson({ result, tallies } as unknown as Json)
  return numbers(one) === numbers(other)
}

async function verifyAdopted(db: Database) {
  const findings: Finding[] = []
  const rows = await db.selectFrom('adopted_texts').selectAll().orderBy('number').execute()
  for (const row of rows) {
    const find = (what: string) => findings.push({ table: 'adopted_texts', key: row.recommendation, what })
    if (sha256Hex(row.content) !== row.hash) find('its content does not hash to its hash')
    if (!(await wasPut(db, row.vote, row.hash))) find('is not the text that was voted')
  }
  return { findings, texts: rows.map(({ recommendation, hash }) => ({ recommendation, hash })) }
}

/** Whether a vote was on the text of a hash, alone or in the set. */
async function wasPut(db: Database, vote: VoteId, hash: string): Promise<boolean> {
  const loaded = await loadVote(db, vote)
  if (!loaded) return false
  const { question } = loaded.vote
  return question.kind === 'adopt-set' ? question.texts.some((text) => text.hash === hash) : loaded.vote.hash === hash
}

async function tablesOf(db: Database): Promise<string[]> {
  return (await db.introspection.getTables()).map(({ name }) => name).sort()
}

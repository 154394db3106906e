import { baseText, changedParts, planText } from '../../shared/amendments/text-plan.ts'
import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { RecommendationId } from '../../shared/ids.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import { loadDecisions } from '../amendments/plans.ts'
import { loadAmendments } from '../amendments/queries.ts'
import type { Database } from '../db/database.ts'
import { redactionsOf } from '../live/hiding.ts'
import { replayTo } from '../live/verify-log.ts'
import type { Finding } from '../record/verify.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'

/**
 * What votes on amendments were put on is put together anew from both logs, what was adopted is what was put, and each fork began with a
 * version of its text. Source: RULES.md RB4, AM21, AM31, AM32.
 */
export async function verifyAmendments(db: Database): Promise<Finding[]> {
  return [...(await verifyPut(db)), ...(await verifyForks(db))]
}

type PutRow = Awaited<ReturnType<typeof loadPut>>[number]
type Kept = Awaited<ReturnType<typeof loadAmendments>>[number]

const loadPut = (db: Database) => db.selectFrom('put_amendments').selectAll().execute()

async function verifyPut(db: Database): Promise<Finding[]> {
  const findings: Finding[] = []
  const all = new Map((await loadAll(db)).map((one) => [one.id, one]))
  for (const row of await loadPut(db)) {
    const find = (what: string) => findings.push({ table: 'put_amendments', key: row.vote, what })
    if (sha256Hex(row.content) !== row.hash) find('its content does not hash to its hash')
    const amendment = all.get(row.amendment)
    if (!amendment) {
      find('was put on an amendment that is not there')
      continue
    }
    // Tabled again since, it may have been brought up to another text.
    if (amendment.vote?.id !== row.vote || amendment.vote.stage === 'void') continue
    if (!(await isMadeOfLogs(db, amendment, row))) find('text and amendment put together say something else')
    if (amendment.stage === 'adopted' && !(await isAsPut(db, amendment, row))) find('is not what was made of the text')
  }
  return findings
}

async function loadAll(db: Database): Promise<Kept[]> {
  const sessions = await db.selectFrom('sessions').select('id').execute()
  return (await Promise.all(sessions.map(({ id }) => loadAmendments(db, { session: id })))).flat()
}

/** Whether the logs of text and amendment, at the rows at which it was put, come to the bytes that the vote bound. */
async function isMadeOfLogs(db: Database, amendment: Kept, row: PutRow): Promise<boolean> {
  const { text, base: from } = amendment
  if (text === null || row.amendment_seq === null || (await isRedacted(db, amendment))) return true
  const own = await replayTo(db, text, Number(row.amendment_seq))
  if (!own) return false
  if (amendment.recommendation === null) return isSame(own, contentOf(row).parts)
  const kept = await db
    .selectFrom('recommendations')
    .select('text')
    .where('id', '=', amendment.recommendation)
    .executeTakeFirst()
  const present = kept && row.text_seq !== null && (await replayTo(db, kept.text, Number(row.text_seq)))
  const base = from && (await loadVersion(db, from))
  if (!present || !base) return false
  const ground = baseText(contentOf(base).parts)
  const decisions = await loadDecisions(db, amendment.id)
  const plan = planText(ground, changedParts(ground, present), changedParts(ground, own), decisions)
  return plan.open === 0 && isSame(plan.parts, contentOf(row).parts)
}

/** Whether a passage was taken out of what is to be compared: then it says no more what it said. Source: RULES.md VE58. */
async function isRedacted(db: Database, { text, recommendation }: Pick<Kept, 'text' | 'recommendation'>) {
  const kept =
    recommendation &&
    (await db.selectFrom('recommendations').select('text').where('id', '=', recommendation).executeTakeFirst())
  for (const one of [text, kept?.text]) if (one && (await redactionsOf(db, one)) > 0) return true
  return false
}

async function isAsPut(db: Database, { made }: Kept, { hash }: PutRow): Promise<boolean> {
  const version = made && (await loadVersion(db, made))
  return !version || version.hash === hash
}

/** The first row of a fork's log says what one of its text's versions says. */
async function verifyForks(db: Database): Promise<Finding[]> {
  const findings: Finding[] = []
  const said = new Map<RecommendationId, ReadonlySet<string>>()
  for (const { id, text, recommendation } of await loadAll(db)) {
    if (text === null || recommendation === null || (await isRedacted(db, { text, recommendation }))) continue
    const versions = said.get(recommendation) ?? (await versionsOf(db, recommendation))
    said.set(recommendation, versions)
    const first = await replayTo(db, text, 1)
    if (!first || !versions.has(canonical(first)))
      findings.push({ table: 'text_log', key: `${text}/1`, what: `${id} forked from no version of its text` })
  }
  return findings
}

async function versionsOf(db: Database, recommendation: RecommendationId): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('versions').select('content').where('recommendation', '=', recommendation).execute()
  return new Set(rows.map((row) => canonical(contentOf(row).parts)))
}

const canonical = (parts: Parts): string => canonicalJson(parts as unknown as Json)
const isSame = (one: Parts, other: Parts): boolean => canonical(one) === canonical(other)

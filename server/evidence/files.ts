import { allow, type Decision, refuse } from '../../shared/decision.ts'
import { keepEvidence, seeReport, seeRestricted } from '../../shared/evidence/rules.ts'
import { keptName } from '../../shared/files/kinds.ts'
import { type AccountId, type AnnexId, type FileId, ID_PATTERN, type ReportId } from '../../shared/ids.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { eraseFile, judgeSound, type KeptFile, keepFile, readFile } from '../files/keeping.ts'
import { readUpload, sendFile } from '../files/sending.ts'
import type { House } from '../house.ts'
import { answerRefusal, type Server, whoAsks } from '../http/serve.ts'
import { type SessionFor, sessionFor } from '../sessions/queries.ts'

/** To what a file belongs: a report, or a restricted annex. */
type Place = { readonly report: ReportId } | { readonly annex: AnnexId }
type Held = { readonly found: SessionFor; readonly file: FileId | null; readonly restricted: boolean }

function placeOf(query: (name: string) => string | undefined): Place | null {
  const [report, annex] = [query('report'), query('annex')]
  if (report !== undefined && annex === undefined && ID_PATTERN.test(report)) return { report: report as ReportId }
  return annex !== undefined && report === undefined && ID_PATTERN.test(annex) ? { annex: annex as AnnexId } : null
}

/** What an account finds at a place; nothing at a restricted one that it may not see. Refuses: not-found. Source: RULES.md EV1, EV5. */
async function heldAt(db: Reader, place: Place, account: AccountId, at: number): Promise<Decision<Held>> {
  const row =
    'report' in place
      ? await db
          .selectFrom('reports')
          .select(['session', 'file', 'restricted'])
          .where('id', '=', place.report)
          .executeTakeFirst()
      : await db
          .selectFrom('annexes')
          .innerJoin('findings', 'findings.id', 'annexes.finding')
          .select(['findings.session', 'annexes.file'])
          .where('annexes.id', '=', place.annex)
          .executeTakeFirst()
  if (!row) return refuse('not-found', 'EV1')
  const found = await sessionFor(db, row.session, account, at)
  if (!found.ok) return refuse('not-found', 'EV1')
  const restricted = 'restricted' in row ? row.restricted === 1 : true
  const { capacity } = found.facts
  const seen = 'report' in place ? seeReport({ restricted }, capacity) : seeRestricted(capacity)
  return seen.ok ? allow({ found: found.facts, file: row.file, restricted }) : seen
}

/** The file of a report or an annex. Refuses: not-found. Source: RULES.md EV1, EV5. */
async function fileAt(house: House, place: Place | null, account: AccountId) {
  const held = place && (await heldAt(house.db, place, account, house.clock.now()))
  if (!held?.ok) return refuse('not-found', 'EV1')
  const kept = held.facts.file && (await readFile(house.db, held.facts.file))
  return kept ? allow(kept) : refuse('not-found', 'EV1')
}

/** Keeps a file for a report or an annex, instead of the one before. Refuses what `keepEvidence` refuses, and not-found. Source: RULES.md EV2. */
export async function keepFileAct(
  act: Act,
  place: Place,
  { name, content }: { name: string; content: Uint8Array },
): Promise<Decision<{ file: Pick<KeptFile, 'id' | 'name' | 'size'> }>> {
  const held = await heldAt(act.tx, place, act.by, act.at)
  if (!held.ok) return held
  const { session, capacity } = held.facts.found
  const may = keepEvidence(session, capacity)
  if (!may.ok) return may
  const kept = await keepFile(act, { name, content, by: act.by })
  if (!kept.ok) return kept
  const { id, size, hash } = kept.facts
  if (held.facts.file) await eraseFile(act, held.facts.file)
  if ('report' in place) await act.tx.updateTable('reports').set({ file: id }).where('id', '=', place.report).execute()
  else await act.tx.updateTable('annexes').set({ file: id }).where('id', '=', place.annex).execute()
  await act.record({
    act: 'report' in place ? 'report-file-kept' : 'annex-file-kept',
    subject: session.id,
    // Of what is restricted the book names no hash of its own: it could be tried against what somebody holds.
    facts: held.facts.restricted ? { ...place, file: id } : { ...place, file: id, hash },
    rows: [{ table: 'files', key: { id } }],
  })
  act.tell(session.id, 'evidence')
  return allow({ file: { id, name: kept.facts.name, size } })
}

/**
 * `GET /api/evidence/file?report=ID` or `annex=ID`: to be saved, never shown in place. `POST /api/evidence/upload?report=ID&name=NAME` with the
 * bytes as body: who may not is told before they are read. Source: RULES.md EV2, FI2.
 */
export function serveEvidenceFiles(server: Server, house: House): void {
  server.get('/api/evidence/file', async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const file = await fileAt(
      house,
      placeOf((name) => call.req.query(name)),
      asker.account,
    )
    return file.ok ? sendFile(call, file.facts) : answerRefusal(call, file.refusal)
  })
  server.post('/api/evidence/upload', async (call) => {
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const named = call.req.header('x-account')
    if (named !== undefined && named !== asker.account) return answerRefusal(call, { code: 'signed-out', rule: 'LT70' })
    const place = placeOf((name) => call.req.query(name))
    if (!place) return answerRefusal(call, { code: 'malformed', rule: 'EV2' })
    const held = await heldAt(house.db, place, asker.account, house.clock.now())
    if (!held.ok) return answerRefusal(call, held.refusal)
    const may = keepEvidence(held.facts.found.session, held.facts.found.capacity)
    if (!may.ok) return answerRefusal(call, may.refusal)
    const content = await readUpload(call)
    if (!content) return answerRefusal(call, { code: 'too-large', rule: 'FI1' })
    const name = keptName(call.req.query('name') ?? '')
    const sound = await judgeSound(name, content)
    if (!sound.ok) return answerRefusal(call, sound.refusal)
    const kept = await house.acts.run(
      { by: asker.account, endpoint: 'evidence/upload', input: { ...place, name } },
      (act) => keepFileAct(act, place, { name, content }),
    )
    return kept.ok ? call.json(kept.facts) : answerRefusal(call, kept.refusal)
  })
}

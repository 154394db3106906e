import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId, PlaceId, VoteId } from '../../shared/ids.ts'
import { isSecretariat } from '../../shared/sessions/rules.ts'
import { showsChoices } from '../../shared/votes/manners.ts'
import { SCAN_TYPES } from '../../shared/votes/paper-rules.ts'
import type { House } from '../house.ts'
import { answerRefusal, type Server, whoAsks } from '../http/serve.ts'
import { loadCast, loadVote } from './queries.ts'
import { seenBy } from './views.ts'

/** `GET /api/votes/scan?vote=ID&place=ID`: the scan of a sheet, to be saved and never shown in place. Source: RULES.md VO74. */
export function serveScan(server: Server, house: House): void {
  server.get('/api/votes/scan', async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const vote = (call.req.query('vote') ?? '') as VoteId
    const place = (call.req.query('place') ?? '') as PlaceId
    const scan = await readScan(house, asker.account, vote, place)
    if (!scan.ok) return answerRefusal(call, scan.refusal)
    const { type, content, number } = scan.facts
    const ending = Object.entries(SCAN_TYPES).find(([, one]) => one.type === type)?.[0] ?? 'bin'
    call.header('content-type', type)
    call.header('x-content-type-options', 'nosniff')
    call.header('content-security-policy', "default-src 'none'; sandbox")
    call.header('content-disposition', `attachment; filename="vote-${number}-sheet.${ending}"`)
    return call.body(new Uint8Array(Buffer.from(content)))
  })
}

/** Who may see the choice of a place may see its scan; the desk also before. Refuses: not-found. */
async function readScan(house: House, account: AccountId, id: VoteId, place: PlaceId) {
  const loaded = await loadVote(house.db, id)
  if (!loaded) return refuse('not-found', 'VO74')
  const { vote } = loaded
  const found = await seenBy(house.db, vote, account, house.clock.now())
  if (!found.ok) return refuse('not-found', 'VO74')
  const row = await house.db
    .selectFrom('sheet_scans')
    .select(['type', 'content'])
    .where('vote', '=', id)
    .where('place', '=', place)
    .executeTakeFirst()
  const given = vote.stage !== 'open' || (await loadCast(house.db, vote)).some((one) => one.place === place)
  const shown = (showsChoices(vote) && given) || isSecretariat(found.facts.capacity)
  return row && shown ? allow({ ...row, number: vote.number }) : refuse('not-found', 'VO74')
}

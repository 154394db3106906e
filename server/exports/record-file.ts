import { exportRecord } from '../../shared/accounts/rules.ts'
import { refuse } from '../../shared/decision.ts'
import { isAuditFormat } from '../../shared/record/lines.ts'
import { loadAccount } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { answerLines } from '../http/lines.ts'
import { answerRefusal, type Server, whoAsks } from '../http/serve.ts'
import { recordHead } from '../record/entries.ts'
import { recordLines } from '../record/reading.ts'

/**
 * `GET /api/record/file?format=jsonl|csv`: the whole record book as it stands, for auditors. Refuses: no-right, malformed.
 * Source: RULES.md RB30.
 */
export function serveRecordFile(server: Server, house: House): void {
  server.get('/api/record/file', async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const by = await loadAccount(house.db, asker.account)
    const may = by ? exportRecord(by) : refuse('no-right', 'RB30')
    if (!may.ok) return answerRefusal(call, may.refusal)
    const format = call.req.query('format') ?? 'jsonl'
    if (!isAuditFormat(format)) return answerRefusal(call, { code: 'malformed', rule: 'AC6' })
    const { number } = await recordHead(house.db)
    return answerLines(call, `record-${number}`, format, recordLines(house.db, format, number))
  })
}

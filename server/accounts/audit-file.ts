import type { Account } from '../../shared/accounts/model.ts'
import { type Decision, type RuleId, refuse } from '../../shared/decision.ts'
import type { Language } from '../../shared/language.ts'
import { type AuditFormat, isAuditFormat } from '../../shared/record/lines.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { answerLines } from '../http/lines.ts'
import { answerRefusal, languageOf, type Server, whoAsks } from '../http/serve.ts'
import { loadAccount } from './queries.ts'

/** A list that an auditor takes out whole. */
type AuditFile = {
  readonly path: string
  readonly may: (by: Account) => Decision
  /** The rule that nobody without an account may. */
  readonly rule: RuleId
  /** What is sent when none is asked for. */
  readonly format: AuditFormat
  readonly of: (
    db: Reader,
    format: AuditFormat,
    language: Language,
  ) => Promise<{ readonly name: string; readonly lines: AsyncGenerator<string> }>
}

/** `GET path[?format=jsonl|csv]`: a list as a file, as it stands when it is asked for. Refuses: no-right, malformed. Source: RULES.md AC26, RB30. */
export function serveAuditFile(server: Server, house: House, { path, may, rule, format, of }: AuditFile): void {
  server.get(path, async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const by = await loadAccount(house.db, asker.account)
    const judged = by ? may(by) : refuse('no-right', rule)
    if (!judged.ok) return answerRefusal(call, judged.refusal)
    const asked = call.req.query('format') ?? format
    if (!isAuditFormat(asked)) return answerRefusal(call, { code: 'malformed', rule: 'AC6' })
    const { name, lines } = await of(house.db, asked, languageOf(call))
    return answerLines(call, name, asked, lines)
  })
}

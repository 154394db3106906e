import { readSignInLog } from '../../shared/accounts/rules.ts'
import { refuse } from '../../shared/decision.ts'
import { CSV_MARK, csvLine } from '../../shared/files/csv-line.ts'
import type { Language } from '../../shared/language.ts'
import { say } from '../../shared/messages/translate.ts'
import { type AuditFormat, isAuditFormat } from '../../shared/record/lines.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { answerLines } from '../http/lines.ts'
import { answerRefusal, languageOf, type Server, whoAsks } from '../http/serve.ts'
import { loadAccount } from './queries.ts'
import { loadSignInLog } from './views.ts'

/** Lines that are held at once, however long the log is. */
const AT_ONCE = 500

type Line = Awaited<ReturnType<typeof loadSignInLog>>[number]

/** The sign-in log as lines of a file, newest first, so many at once as whoever reads takes. Source: RULES.md AC26. */
export async function* signInLines(db: Reader, format: AuditFormat, language: Language): AsyncGenerator<string> {
  const lineOf = { jsonl: jsonLine, csv: (line: Line) => tableLine(line, language) }[format]
  if (format === 'csv')
    yield CSV_MARK + csvLine(COLUMNS.map((column) => say(language, `accounts.log.columns.${column}`)))
  for (let before: Line | undefined; ; ) {
    const lines: Line[] = await loadSignInLog(db, { before, most: AT_ONCE })
    before = lines.at(-1)
    if (!before) return
    yield lines.map(lineOf).join('')
  }
}

const COLUMNS = ['at', 'event', 'way', 'account', 'name', 'device'] as const

const tableLine = (line: Line, language: Language): string =>
  csvLine([
    new Date(line.at).toISOString(),
    say(language, `accounts.log.events.${line.event}`),
    say(language, `accounts.log.ways.${line.way}`),
    line.account ?? '',
    line.name?.[language] ?? '',
    line.device,
  ])

const jsonLine = ({ at, event, way, account, name, device }: Line): string =>
  `${JSON.stringify({ at: new Date(at).toISOString(), event, way, account, name, device })}\n`

/**
 * `GET /api/accounts/sign-in-log-file[?format=jsonl|csv]`: the sign-in log, for auditors. Refuses: no-right, malformed.
 * Source: RULES.md AC26.
 */
export function serveSignInLog(server: Server, house: House): void {
  server.get('/api/accounts/sign-in-log-file', async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const by = await loadAccount(house.db, asker.account)
    const may = by ? readSignInLog(by) : refuse('no-right', 'AC26')
    if (!may.ok) return answerRefusal(call, may.refusal)
    const format = call.req.query('format') ?? 'csv'
    if (!isAuditFormat(format)) return answerRefusal(call, { code: 'malformed', rule: 'AC6' })
    return answerLines(call, 'sign-in-log', format, signInLines(house.db, format, languageOf(call)))
  })
}

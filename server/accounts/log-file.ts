import { readSignInLog } from '../../shared/accounts/rules.ts'
import { refuse } from '../../shared/decision.ts'
import { say } from '../../shared/messages/translate.ts'
import type { House } from '../house.ts'
import { answerRefusal, languageOf, type Server, whoAsks } from '../http/serve.ts'
import { loadAccount } from './queries.ts'
import { loadSignInLog } from './views.ts'

/** A year of a ministry's sign-ins is far below this. */
const MOST_LINES = 100_000

/** `GET /api/accounts/sign-in-log-file`: the sign-in log as CSV, for auditors. Refuses: no-right. Source: RULES.md AC26. */
export function serveSignInLog(server: Server, house: House): void {
  server.get('/api/accounts/sign-in-log-file', async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const by = await loadAccount(house.db, asker.account)
    const may = by ? readSignInLog(by) : refuse('no-right', 'AC26')
    if (!may.ok) return answerRefusal(call, may.refusal)
    const language = languageOf(call)
    const head = (['at', 'event', 'way', 'account', 'name', 'device'] as const).map((column) =>
      say(language, `accounts.log.columns.${column}`),
    )
    const lines = (await loadSignInLog(house, { skip: 0, most: MOST_LINES })).map((line) => [
      new Date(line.at).toISOString(),
      say(language, `accounts.log.events.${line.event}`),
      say(language, `accounts.log.ways.${line.way}`),
      line.account ?? '',
      line.name?.[language] ?? '',
      line.device,
    ])
    call.header('content-type', 'text/csv; charset=utf-8')
    call.header('content-disposition', 'attachment; filename="sign-in-log.csv"')
    // The mark at the beginning tells table programs that it is UTF-8.
    return call.body(`\uFEFF${[head, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`)
  })
}

/** A cell that a table program takes for words, whatever a name begins with. Source: OWASP (CSV injection). */
const cell = (words: string): string => `"${(/^[=+\-@\t\r]/.test(words) ? `'${words}` : words).replaceAll('"', '""')}"`

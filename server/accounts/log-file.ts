import { readSignInLog } from '../../shared/accounts/rules.ts'
import { CSV_MARK, csvLine } from '../../shared/files/csv-line.ts'
import type { Language } from '../../shared/language.ts'
import { say } from '../../shared/messages/translate.ts'
import type { AuditFormat } from '../../shared/record/lines.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import type { Server } from '../http/serve.ts'
import { serveAuditFile } from './audit-file.ts'
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

/** `GET /api/accounts/sign-in-log-file`: the sign-in log, for auditors. Refuses: no-right, malformed. Source: RULES.md AC26. */
export const serveSignInLog = (server: Server, house: House): void =>
  serveAuditFile(server, house, {
    path: '/api/accounts/sign-in-log-file',
    may: readSignInLog,
    rule: 'AC26',
    format: 'csv',
    of: async (db, format, language) => ({ name: 'sign-in-log', lines: signInLines(db, format, language) }),
  })

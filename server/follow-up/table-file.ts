import { csvOf } from '../../shared/comments/table.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { isLanguage, type Language } from '../../shared/language.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { say } from '../../shared/messages/translate.ts'
import type { House } from '../house.ts'
import { answerRefusal, languageOf, type Server, whoAsks } from '../http/serve.ts'
import { writeWorkbook } from '../office/xlsx.ts'
import { viewTable } from './views.ts'

type Table = Extract<Awaited<ReturnType<typeof viewTable>>, { ok: true }>['facts']

/** `GET /api/follow-up/table-file?session=ID&format=xlsx|csv|json[&language=ru]`: the table as its reader sees it. Source: RULES.md FO14. */
export function serveFollowUpTable(server: Server, house: House): void {
  server.get('/api/follow-up/table-file', async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const { session = '', format = '', language = '' } = call.req.query()
    const table = await viewTable(house, asker.account as AccountId, { session: session as SessionId })
    if (!table.ok) return answerRefusal(call, table.refusal)
    const rows = () => rowsOf(table.facts, isLanguage(language) ? language : languageOf(call))
    call.header('content-disposition', `attachment; filename="${session}.follow-up.${format}"`)
    switch (format) {
      case 'xlsx':
        call.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        return call.body(new Uint8Array(writeWorkbook([{ title: 'follow-up', rows: rows() }])))
      case 'csv':
        call.header('content-type', 'text/csv; charset=utf-8')
        return call.body(csvOf(rows()))
      case 'json':
        call.header('content-type', 'application/json; charset=utf-8')
        return call.body(JSON.stringify({ session, ...withoutRights(table.facts) }, null, 2))
      default:
        call.header('content-disposition', undefined)
        return answerRefusal(call, { code: 'malformed', rule: 'AC6' })
    }
  })
}

const withoutRights = ({ rows, addressees, themes, today }: Table) => ({ today, addressees, themes, rows })

/** A row a recommendation and addressee. Source: RULES.md FO14. */
export function rowsOf({ rows, addressees, themes }: Table, language: Language): readonly (readonly string[])[] {
  const t = (key: Parameters<typeof say>[1], values?: Parameters<typeof say>[2]) => say(language, key, values)
  const day = (date: string | null) => (date ? formatDate(language, date) : '')
  const office = (id: string) => addressees.find((one) => one.id === id)?.name[language] ?? ''
  const theme = (id: string) => themes.find((one) => one.id === id)?.label[language] ?? ''
  return [
    [
      t('followUp.form.number'),
      t('followUp.columns.recommendation'),
      t('followUp.columns.addressee'),
      '',
      t('followUp.columns.due'),
      t('followUp.columns.answer'),
      t('followUp.columns.measures'),
      t('followUp.columns.assessment'),
      t('followUp.theme'),
      t('followUp.form.deadline'),
      t('followUp.repeats.title'),
      'id',
    ],
    ...rows.map((row) => [
      row.number === null ? '' : String(row.number),
      row.title[language],
      office(row.addressee),
      t(`followUp.${row.role}`),
      t(`followUp.clocks.${row.clock}`, { date: day(row.answeredOn ?? row.due) }),
      row.position ? t(`followUp.positions.${row.position}`) : '',
      String(row.measures),
      t(`followUp.statuses.${row.status ?? 'none'}`),
      row.themes.map(theme).join('; '),
      day(row.deadline),
      row.earlier
        .map(({ way, source, number }) =>
          t('followUp.repeats.said', { way: t(`followUp.repeats.ways.${way}`), source: source[language], number }),
        )
        .join('; '),
      row.recommendation,
    ]),
  ]
}

import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { Dispatch } from '../../shared/follow-up/model.ts'
import {
  ID_COLUMN,
  RETURNED_COLUMNS,
  type ReturnedRow,
  type ReturnedWords,
  readReturned,
} from '../../shared/follow-up/returned.ts'
import { takeAnswers } from '../../shared/follow-up/rules.ts'
import type { AccountId, DispatchId } from '../../shared/ids.ts'
import { eachLanguage, type Language } from '../../shared/language.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { say } from '../../shared/messages/translate.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { Act } from '../act.ts'
import { readXlsx } from '../councils/xlsx.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { answerRefusal, languageOf, type Server, whoAsks } from '../http/serve.ts'
import { writeWorkbook } from '../office/xlsx.ts'
import { writeAnswers, writeMeasure } from './commands.ts'
import { dispatchFor } from './links.ts'
import { loadAdopted } from './queries.ts'

const wordsOf = (language: Language): ReturnedWords => ({
  columns: Object.fromEntries(
    RETURNED_COLUMNS.map((column) => [column, say(language, `followUp.form.${column}`)]),
  ) as ReturnedWords['columns'],
  answers: {
    accepted: say(language, 'followUp.positions.accepted'),
    partly: say(language, 'followUp.positions.partly'),
    rejected: say(language, 'followUp.positions.rejected'),
  },
})
const WORDS = eachLanguage(wordsOf)

/** `GET /api/follow-up/form?dispatch=ID&language=ru`: the table that an addressee fills in and sends back. Source: RULES.md FO5. */
export function serveForm(server: Server, house: House): void {
  server.get('/api/follow-up/form', async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const id = (call.req.query('dispatch') ?? '') as DispatchId
    const found = await dispatchOf(house, asker.account, id)
    if (!found.ok) return answerRefusal(call, found.refusal)
    const bytes = await formOf(house.db, found.facts, languageOf(call))
    call.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    call.header('content-disposition', `attachment; filename="answers-${id}.xlsx"`)
    return call.body(new Uint8Array(bytes))
  })
}

async function dispatchOf(house: House, by: AccountId, id: DispatchId): Promise<Decision<Dispatch>> {
  const found = await dispatchFor({ tx: house.db as Act['tx'], by, at: house.clock.now() }, id)
  return found.ok ? allow(found.facts.dispatch) : found
}

/** The recommendations of a dispatch with empty cells for the answers, and a sheet that says what is written in them. */
async function formOf(db: Reader, dispatch: Dispatch, language: Language): Promise<Uint8Array> {
  const { columns, answers } = WORDS[language]
  const rows = (await loadAdopted(db, dispatch.session)).flatMap(({ kept, content }) => {
    if (!content || !dispatch.recommendations.includes(kept.id)) return []
    const { title, text } = plainParts(content.parts)
    const { deadline } = content.fields
    const said = [
      String(kept.number ?? ''),
      title[language],
      text[language],
      deadline ? formatDate(language, deadline) : '',
    ]
    return [[...said, '', '', '', kept.id]]
  })
  return writeWorkbook([
    {
      title: say(language, 'followUp.form.sheet'),
      rows: [[...RETURNED_COLUMNS.map((one) => columns[one]), ID_COLUMN], ...rows],
    },
    {
      title: say(language, 'followUp.form.help'),
      rows: [
        [columns.answer],
        ...Object.values(answers).map((one) => [one]),
        [say(language, 'followUp.form.hint', { due: formatDate(language, dispatch.due) })],
      ],
    },
  ])
}

/** What a file says that was sent back. Refuses: wrong-file. */
function read(dispatch: Dispatch, base64: string) {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
  const cells = readXlsx(bytes)
  const returned = cells && readReturned(cells, dispatch.recommendations, WORDS)
  if (!returned) return refuse('wrong-file', 'FO5')
  return allow({ ...returned, hash: createHash('sha256').update(bytes).digest('hex') })
}

/** What a table says that was sent back, row by row, with what is wrong in it. Refuses: no-right, not-found, wrong-file. Source: RULES.md FO5. */
export async function previewTable(house: House, by: AccountId, input: { dispatch: DispatchId; base64: string }) {
  const found = await dispatchOf(house, by, input.dispatch)
  return found.ok ? read(found.facts, input.base64) : found
}

type Taking = {
  readonly dispatch: DispatchId
  readonly base64: string
  readonly hash: string
  readonly language: Language
  readonly signedBy: string
  readonly receivedOn: LocalDate
}

/** Takes in the table that was shown, all of it or nothing. Refuses: no-right, not-found, wrong-file, changed-meanwhile, reason-missing, malformed. Source: RULES.md FO5. */
export async function takeInTableAct(
  act: Act,
  input: Taking,
): Promise<Decision<{ answers: number; measures: number }>> {
  const found = await dispatchFor(act, input.dispatch)
  if (!found.ok) return found
  const { dispatch } = found.facts
  const returned = read(dispatch, input.base64)
  if (!returned.ok) return returned
  const { rows, hash } = returned.facts
  if (hash !== input.hash) return refuse('changed-meanwhile', 'FO5')
  if (rows.some(({ wrong }) => wrong !== null)) return refuse('malformed', 'FO5')
  const answers = rows.flatMap(answerIn)
  const taken = takeAnswers(dispatch, answers)
  if (!taken.ok) return taken
  const { addressee } = dispatch
  const { language, signedBy, receivedOn: on } = input
  const came = { addressee, language, signedBy, on, way: 'table', by: act.by } as const
  await writeAnswers(act, answers, came)
  const doings = rows.flatMap(({ recommendation, measure }) =>
    recommendation && measure !== '' ? [{ recommendation, words: measure, doneOn: null }] : [],
  )
  for (const doing of doings) await writeMeasure(act, doing, came)
  act.tell(dispatch.session, 'follow-up')
  return allow({ answers: answers.length, measures: doings.length })
}

const answerIn = ({ recommendation, position, words }: ReturnedRow) =>
  recommendation && position ? [{ recommendation, position, words }] : []

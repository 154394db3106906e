import { api } from '../../shared/api.ts'
import type { PolicyRole } from '../../shared/policy.ts'
import { joins, until, upgradeStatus } from '../live/people.ts'
import { SESSION } from '../world.ts'
import type { Stand } from './house.ts'
import { INPUTS, MOMENT_OF } from './inputs.ts'
import { OF_CLOSED } from './inputs-closed.ts'
import { CLOSED } from './places.ts'
import type { Standing } from './standing.ts'

/** What a cell of the table may say. */
export type Cell = '+' | 's' | '-' | '0' | 'x'

/** Refusals that say who may not, whatever the stage. */
const NO_RIGHT = new Set([
  'no-right',
  'not-on-the-session',
  'not-on-the-roll',
  'not-your-place',
  'not-your-comment',
  'not-your-opinion',
  'not-your-amendment',
  'own-account',
])
/** Refusals that no asking of this table may meet: its own words would be wrong. */
const WRONG_WORDS = new Set(['malformed', 'too-large', 'wrong-file', 'changed-meanwhile', 'foreign-origin'])

/** Rows that are no endpoint of their own, and what is behind them. */
const SOCKETS = ['', '@closed', '@unread', '@draft', '@tabled', '@tabled-closed']
  .flatMap((of) => [`live/read${of}`, `live/write${of}`])
  .filter((row) => row !== 'live/write@unread')
  .concat('news')

/** All rows that are asked. */
export const ROWS: readonly string[] = [
  ...new Set([...Object.keys(INPUTS), ...Object.keys(MOMENT_OF), ...Object.keys(OF_CLOSED), ...SOCKETS]),
]

/** What is answered to somebody at a stage; an act that went through is taken back. */
export async function answerOf(stand: Stand, row: string, role: PolicyRole): Promise<Cell> {
  if (SOCKETS.includes(row)) return socketAnswer(stand, row, role)
  const standing = await stand.at(MOMENT_OF[row] ?? 'quiet')
  const closed = OF_CLOSED[row]
  const asks = closed?.asks ?? INPUTS[row] ?? INPUTS[row.split('@')[0] ?? '']
  if (!asks) throw new Error(`nothing is known of ${row}`)
  const endpoint = row.split('@')[0] ?? ''
  const words = asks(standing, role)
  const person = stand.as(role)
  const link: Record<string, string> =
    row === 'screens/screen@link'
      ? { cookie: `${person.cookie}; kenes-screen-${standing.screen}=${standing.secret}` }
      : {}
  const isUpload = endpoint.endsWith('/upload')
  const isAct = isUpload || methodOf(endpoint) === 'POST'
  const searched = new URLSearchParams(words as Record<string, string>)
  const answer = isUpload
    ? await person.raw('POST', `/api/${endpoint}?${searched}`, '%PDF-1.7 x', { 'x-answer-code': standing.answerCode })
    : isAct
      ? await person.raw('POST', `/api/${endpoint}`, JSON.stringify(words))
      : await person.raw('GET', `/api/${endpoint}?${searched}`, undefined, link)
  if (answer.ok && isAct) await stand.again()
  const body = await answer.text()
  if (answer.status >= 500) throw new Error(`${row} to ${role} at ${stand.stage} answers ${answer.status}: ${body}`)
  if (!answer.ok) return ofRefusal(JSON.parse(body).code, `${row} to ${role} at ${stand.stage}`)
  return closed?.holds && !body.includes(closed.holds(standing)) ? '0' : '+'
}

function methodOf(endpoint: string): string {
  const [domain = '', name = ''] = endpoint.split('/')
  const known = api as Readonly<Record<string, Readonly<Record<string, { method: string }>>>>
  return known[domain]?.[name]?.method ?? 'GET'
}

function ofRefusal(code: string, what: string): Cell {
  if (WRONG_WORDS.has(code)) throw new Error(`${what}: ${code}`)
  if (code === 'not-found') return '0'
  if (code === 'signed-out' || code === 'no-screen') return 'x'
  return NO_RIGHT.has(code) ? '-' : 's'
}

const OF_STATUS: Readonly<Record<number, Cell>> = { 101: '+', 200: '+', 401: 'x', 404: '0' }

/** What the sockets answer: opening, and whether one may write. */
async function socketAnswer(stand: Stand, row: string, role: PolicyRole): Promise<Cell> {
  const standing = await stand.at(MOMENT_OF[row] ?? 'quiet')
  const { cookie } = stand.as(role)
  const of = (status: number): Cell => {
    const cell = OF_STATUS[status]
    if (!cell) throw new Error(`${row} to ${role} answers ${status}`)
    return cell
  }
  if (row === 'news') return of((await stand.as(role).raw('HEAD', `/api/news?session=${SESSION}`)).status)
  const origin = await stand.origin()
  const url = `${origin.replace('http', 'ws')}/live`
  const text = textOf(row.split('@')[1] ?? '', standing)
  const opened = of(await upgradeStatus(`${url}/${text}`, { cookie, origin }))
  if (row.startsWith('live/read') || opened !== '+') return opened
  const reader = joins({ url, origin }, text, cookie, { ours: true })
  await until(`${role} is told what the room is`, () => reader.rooms.length > 0)
  reader.leaves()
  const room = reader.rooms[0]
  if (room?.access === 'edit') return '+'
  return room?.reason === 'no-right' ? '-' : 's'
}

/** Which live text a row is about. */
function textOf(of: string, { drafted, tabled, closedAmendment }: Standing): string {
  switch (of) {
    case 'closed':
      return CLOSED.drafted
    case 'draft':
      return drafted
    case 'tabled':
      return tabled
    case 'tabled-closed':
      return closedAmendment
    default:
      return 'r01'
  }
}

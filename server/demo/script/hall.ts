import * as decoding from 'lib0/decoding'
import { readRoom } from '../../../shared/live/frames.ts'
import { MESSAGE, type RoomStatus } from '../../../shared/live/room.ts'
import type { Choice } from '../../../shared/votes/model.ts'
import type { Output } from '../../http/handlers.ts'
import { type Player, type Players, Unexpected } from './people.ts'

// What a sitting does again and again, in one act each.

export type Put = { readonly vote: string; readonly hash: string }
export type Ballots = Partial<Record<Choice, readonly string[]>>
type VoteSeen = Output<'votes', 'vote'>

const LONGEST_WAIT_MS = 10_000
const PAUSE_MS = 200

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The presiding chair freezes a text; the answer is the hash of its version. */
export async function freezes(chair: Player, recommendation: string): Promise<string> {
  const { version } = await chair.does('versions', 'freeze', { recommendation })
  if (!version) throw new Unexpected(`${recommendation} was frozen without a version`)
  return version.hash
}

/** Members cast for their own places, one after another as they are named. */
export async function cast(players: Players, put: Put, ballots: Ballots): Promise<void> {
  for (const [choice, ids] of Object.entries(ballots))
    for (const id of ids) await (await players.person(id)).does('votes', 'cast', { ...put, place: id, choice })
}

/** Opens the vote on a frozen text. */
export async function opens(chair: Player, recommendation: string, hash: string, manner?: 'open'): Promise<Put> {
  const { vote } = await chair.does('votes', 'open', { recommendation, hash, ...(manner && { manner }) })
  return { vote, hash }
}

/** Closes and announces; the answer is what everybody sees. */
export async function announces(chair: Player, observer: Player, vote: string): Promise<VoteSeen> {
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
  return observer.sees('votes', 'vote', { id: vote })
}

/** Waits until the time for objections is over, and closes then. */
export async function closesWhenOver(chair: Player, vote: string, seconds: number): Promise<void> {
  await pause(seconds * 1_000)
  for (let waited = 0; ; waited += PAUSE_MS) {
    const closed = await chair.act('votes', 'close', { vote })
    if (closed.ok) return
    if (closed.code !== 'window-open' || waited > LONGEST_WAIT_MS)
      throw new Unexpected(`the time for objections does not end: ${closed.code} (${closed.rule})`)
    await pause(PAUSE_MS)
  }
}

/** The result as the script writes it: numbers of the pool, and the word. */
export function resultOf({ outcome }: VoteSeen): string {
  if (!outcome) return 'no outcome'
  const pool = outcome.tallies.find(({ decides }) => decides)
  const numbers = pool ? `${pool.for}:${pool.against}:${pool.abstain} ` : ''
  const words = { carried: 'carried', rejected: 'rejected', 'no-decision': 'no decision' }[outcome.result]
  const byChair = outcome.result === 'carried' && outcome.reason === 'tie' ? ` by the presiding chair's ballot` : ''
  return `${numbers}${words}${byChair}`
}

/** Joins a live text and answers the first thing its room says that is looked for. */
export function roomOf(
  { cookie, origin }: Player,
  text: string,
  isIt: (status: RoomStatus) => boolean,
): Promise<RoomStatus> {
  return new Promise((resolve, reject) => {
    // Beside the standard, Node's own WebSocket takes headers.
    const headers = { headers: { cookie, origin } } as unknown as string[]
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/live/${text}?v=1`, headers)
    socket.binaryType = 'arraybuffer'
    const late = setTimeout(() => ends(new Unexpected(`the room of ${text} does not say it`)), LONGEST_WAIT_MS)
    const ends = (end: RoomStatus | Error) => {
      clearTimeout(late)
      socket.close()
      if (end instanceof Error) reject(end)
      else resolve(end)
    }
    socket.onerror = () => ends(new Unexpected(`the live text ${text} does not open`))
    socket.onmessage = ({ data }) => {
      const decoder = decoding.createDecoder(new Uint8Array(data as ArrayBuffer))
      if (decoding.readVarUint(decoder) !== MESSAGE.room) return
      const status = readRoom(decoder)
      if (isIt(status)) ends(status)
    }
  })
}

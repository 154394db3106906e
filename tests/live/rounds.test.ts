import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Connection, newConnection } from '../../server/live/connection.ts'
import { updateFrame } from '../../server/live/frames.ts'
import { Outflow } from '../../server/live/outflow.ts'
import { Owners } from '../../server/live/owners.ts'
import { Presences } from '../../server/live/presence.ts'
import { TurnPace } from '../../server/live/turn-pace.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { TextAccess } from '../../shared/live/room.ts'
import { until } from './people.ts'
import { openedText, presenceStates } from './updates.ts'

const ACCESS: TextAccess = {
  visible: true,
  edit: true,
  seesPeople: true,
  reason: null,
  stage: 'drafting',
  pen: 'everyone-seated',
  freezesAt: null,
  closed: false,
}
const account = (name: string) => name as AccountId
const start = Y.encodeStateAsUpdate(new Y.Doc())
/** Frames that say which they are. */
const frameOf = (n: number): Buffer => updateFrame(new Uint8Array([n, n, n, n])).frame

type Reader = { readonly connection: Connection; readonly writes: Buffer[]; queued: number }

/** A text whose connections keep what is written to them; `onWrite` is told of each write. */
function text(onWrite: (reader: Reader) => void = () => undefined, turnUnderWay: () => number | null = () => null) {
  const connections = new Set<Connection>()
  const overloaded: Connection[] = []
  const outflow = new Outflow(connections, openedText(start), () => 0, {
    overload: (connection) => void overloaded.push(connection),
    beforeWriting: () => undefined,
    turnUnderWay,
  })
  const enters = (access: TextAccess = ACCESS): Reader => {
    const writes: Buffer[] = []
    const wrote = (bytes: Buffer) => {
      writes.push(bytes)
      onWrite(reader)
    }
    const link = {
      send: (bytes: Uint8Array) => wrote(Buffer.from(bytes)),
      sendPieces: (pieces: readonly Uint8Array[]) => wrote(Buffer.concat(pieces)),
      queued: () => reader.queued,
      hold: () => undefined,
      close: () => undefined,
    }
    const id = connections.size + 1
    const name = account(`m${id}`)
    const user = { id: name, name: '', council: '', color: '#000000' } as const
    const who = { account: name, signInHash: '', user, speaksOurs: false }
    const reader: Reader = { connection: newConnection(id, link, who, access, 'epoch', 0), writes, queued: 0 }
    connections.add(reader.connection)
    outflow.enter(reader.connection)
    return reader
  }
  const joins = (access?: TextAccess): Reader => {
    const reader = enters(access)
    outflow.begin(reader.connection)
    return reader
  }
  const all = (count: number): Reader[] => Array.from({ length: count }, () => joins())
  return { connections, overloaded, outflow, enters, joins, all }
}

const got = ({ writes }: Reader): Buffer => Buffer.concat(writes)

const presencesIn = (connections: ReadonlySet<Connection>, outflow: Outflow): Presences =>
  new Presences(
    connections,
    new Owners(),
    outflow,
    () => 0,
    () => undefined,
  )

test('[LT50] a text with a thousand readers does not hold up a text with two', async () => {
  const order: string[] = []
  const large = text(() => order.push('large'))
  const small = text(() => order.push('small'))
  large.all(1_000)
  const pair = small.all(2)
  large.outflow.show(1, frameOf(1), null)
  small.outflow.show(1, frameOf(1), null)
  await until('all have it', () => order.length === 1_002)
  expect(order.lastIndexOf('small')).toBeLessThan(300)
  small.outflow.show(2, frameOf(2), null)
  await until('the small text is written on', () => order.length === 1_004)
  expect(pair.map(got)).toEqual(pair.map(() => Buffer.concat([frameOf(1), frameOf(2)])))
})

test('[LT50] between two slices of a round there is time for all else', async () => {
  const { outflow, all } = text()
  const readers = all(500)
  const haveIt = () => readers.filter(({ writes }) => writes.length > 0).length
  outflow.show(1, frameOf(1), null)
  const seen = new Set<number>()
  await until('all have it', () => {
    seen.add(haveIt())
    return new Promise((resolve) => setImmediate(() => resolve(seen.add(haveIt()).has(500))))
  })
  expect(seen.size).toBeGreaterThan(2)
})

test('[LT51] who comes, goes or writes in the middle of a round gets every update of others once, and none of their own', async () => {
  const late: Reader[] = []
  const { connections, outflow, joins, all } = text(() => {
    writes += 1
    if (writes === 100) {
      outflow.show(2, frameOf(2), readers[400]?.connection ?? null)
      late.push(joins())
      const gone = readers[300]
      if (gone) connections.delete(gone.connection)
      outflow.show(3, frameOf(3), readers[10]?.connection ?? null)
    }
  })
  let writes = 0
  const readers = all(500)
  outflow.show(1, frameOf(1), readers[0]?.connection ?? null)
  const frames = (...numbers: number[]) => Buffer.concat(numbers.map(frameOf))
  const wanted = (index: number): Buffer => {
    if (index === 0 || index === 300) return index === 0 ? frames(2, 3) : frames()
    if (index === 10) return frames(1, 2)
    return index === 400 ? frames(1, 3) : frames(1, 2, 3)
  }
  await until('all have all', () => readers.every((reader, index) => got(reader).equals(wanted(index))))
  expect(late.map(got)).toEqual([frameOf(3)])
  // What came in the middle reached the rest in the same write.
  expect(readers[499]?.writes).toHaveLength(1)
  const before = writes
  outflow.flush()
  expect(writes).toBe(before)
})

test('[LT51] at the end everything that waits is written at once', () => {
  const { outflow, all } = text()
  const readers = all(500)
  outflow.show(1, frameOf(1), null)
  outflow.show(2, frameOf(2), null)
  outflow.flush()
  expect(readers.every((reader) => got(reader).equals(Buffer.concat([frameOf(1), frameOf(2)])))).toBe(true)
  outflow.stop()
})

test('[LT19] [LT40] who moved travels in the same write as the words, and only to those who see people', async () => {
  const { connections, outflow, enters, joins } = text()
  const presences = presencesIn(connections, outflow)
  const watcher = joins({ ...ACCESS, seesPeople: false })
  const asker = enters()
  const reader = joins()
  const mover = joins()
  presences.receive(mover.connection, presenceStates([7, 1, { cursor: 1 }]))
  outflow.show(1, frameOf(1), mover.connection)
  await until('the words are there', () => [watcher, reader].every(({ writes }) => writes.length > 0))
  expect(reader.writes).toHaveLength(1)
  expect(got(reader).includes(frameOf(1))).toBe(true)
  expect(got(reader).includes('cursor')).toBe(true)
  expect(got(watcher)).toEqual(frameOf(1))
  expect(got(mover).includes(frameOf(1))).toBe(false)
  expect(got(asker).includes('cursor')).toBe(true)
  expect(got(asker).includes(frameOf(1))).toBe(false)
  presences.receive(mover.connection, presenceStates([7, 2, { cursor: 2 }]))
  outflow.show(2, frameOf(2), mover.connection)
  outflow.begin(asker.connection)
  await until('the second move is there', () => got(reader).includes('"cursor":2') && got(asker).includes('"cursor":2'))
  expect(got(asker).includes(frameOf(2))).toBe(false)
  presences.stop()
})

test('[LT51] who is given the text in the middle of a round has its words in there, and still sees who moved', async () => {
  let writes = 0
  const { connections, outflow, enters, all } = text(() => {
    writes += 1
    if (writes === 10) outflow.begin(late.connection)
  })
  const presences = presencesIn(connections, outflow)
  const readers = all(100)
  const late = enters()
  const [mover] = readers
  if (mover) presences.receive(mover.connection, presenceStates([7, 1, { cursor: 1 }]))
  outflow.show(1, frameOf(1), null)
  await until('the round is over', () => readers.every(({ writes: own }) => own.length > 0))
  expect(got(late).includes('cursor')).toBe(true)
  expect(got(late).includes(frameOf(1))).toBe(false)
  outflow.show(2, frameOf(2), null)
  await until('the next words are there', () => got(late).includes(frameOf(2)))
  presences.stop()
})

test('[LT14] one who is skipped already is closed above 4 MiB, whatever it is to be told; one who reads is told', () => {
  const { outflow, overloaded, joins } = text()
  const [slow, other] = [joins(), joins()]
  slow.queued = 2 * 1024 * 1024
  outflow.show(1, frameOf(1), null)
  outflow.flush()
  expect([slow.connection.isBehind, overloaded]).toEqual([true, []])
  for (const { connection } of [slow, other]) {
    connection.outbox.push(frameOf(2))
    outflow.touch(connection)
  }
  outflow.flush()
  expect([slow.writes.length, overloaded]).toEqual([1, []])
  slow.queued = 5 * 1024 * 1024
  outflow.touch(slow.connection)
  outflow.flush()
  expect(overloaded).toEqual([slow.connection])
  outflow.send(slow.connection, frameOf(3))
  expect(slow.writes).toHaveLength(1)
  expect(got(other)).toEqual(Buffer.concat([frameOf(1), frameOf(2)]))
})

test('[LT94] turns of the log are apart only while a caret moves', async () => {
  const { outflow, all } = text()
  all(200)
  outflow.show(1, frameOf(1), null)
  outflow.flush()
  expect(outflow.turnSpacing).toBe(0)
  outflow.showPresence(frameOf(2), new Map())
  outflow.flush()
  expect(outflow.turnSpacing).toBeGreaterThan(0)
  expect(outflow.turnSpacing).toBeLessThanOrEqual(18)
  await until('the caret rests', () => outflow.turnSpacing === 0)
})

test('[LT94] what comes before a turn is due shares it; where turns are not apart each begins at once', async () => {
  const hall = { turnSpacing: 50, turnEnded: () => undefined }
  const begun: number[] = []
  const pace = new TurnPace(hall, () => {
    begun.push(performance.now())
    pace.begun()
  })
  pace.want()
  expect(begun).toHaveLength(1)
  for (let words = 0; words < 3; words += 1) pace.want()
  expect(begun).toHaveLength(1)
  await until('the turn is due', () => begun.length > 1)
  expect((begun[1] ?? 0) - (begun[0] ?? 0)).toBeGreaterThan(48)
  hall.turnSpacing = 0
  pace.want()
  pace.want()
  expect(begun).toHaveLength(4)
})

test('[LT95] a round waits once for a short turn under way, no longer than a round costs, and never for a long one', async () => {
  let turn: number | null = null
  let asked = 0
  let isSlow = true
  const { outflow, all } = text(
    () => {
      for (const end = performance.now() + 10; isSlow && performance.now() < end; );
    },
    () => {
      asked += 1
      return turn
    },
  )
  const readers = all(20)
  const have = (...numbers: number[]) =>
    readers.every((reader) => got(reader).equals(Buffer.concat(numbers.map(frameOf))))
  outflow.show(1, frameOf(1), null)
  outflow.flush()
  isSlow = false
  turn = 0
  outflow.show(2, frameOf(2), null)
  await until('the round waits', () => asked === 1)
  expect(have(1)).toBe(true)
  outflow.show(3, frameOf(3), null)
  outflow.turnEnded()
  await until('both words are there', () => have(1, 2, 3))
  expect(readers.every(({ writes }) => writes.length === 2)).toBe(true)
  expect(asked).toBe(1)
  outflow.show(4, frameOf(4), null)
  await until('a turn that does not end is not waited for', () => have(1, 2, 3, 4))
  const waits = asked
  turn = 10_000
  outflow.show(5, frameOf(5), null)
  await until('nor a long one', () => asked === waits + 1)
  expect(have(1, 2, 3, 4, 5)).toBe(true)
  outflow.stop()
  outflow.turnEnded()
})

test('[LT95] a turn under way is expected to take as long as the last one, and its end is told', async () => {
  const told: string[] = []
  const pace = new TurnPace({ turnSpacing: 0, turnEnded: () => void told.push('ended') }, () => pace.begun())
  expect(pace.underWay).toBe(null)
  pace.want()
  const begun = performance.now()
  await until('it has taken a while', () => performance.now() - begun > 20)
  pace.ended()
  expect([pace.underWay, told]).toEqual([null, ['ended']])
  pace.want()
  expect(pace.underWay).toBeGreaterThan(20)
})

test('[LT19] in a large hall moves are shown more seldom than in a small one', async () => {
  const gapsIn = (people: number) => {
    const at: number[] = []
    const { connections, outflow, all } = text(
      ({ connection }) => connection === watcher?.connection && at.push(performance.now()),
    )
    const [mover, watcher] = all(people)
    const presences = presencesIn(connections, outflow)
    let clock = 0
    const move = () => {
      clock += 1
      if (mover) presences.receive(mover.connection, presenceStates([7, clock, { cursor: clock }]))
      return at.slice(1).map((shownAt, index) => shownAt - (at[index] ?? 0))
    }
    return { move, presences }
  }
  const [large, small] = [gapsIn(100), gapsIn(2)]
  await until('there was a move in the large hall three times', () => large.move().length >= 3)
  expect(Math.min(...large.move())).toBeGreaterThan(150)
  await until('one comes sooner in the small hall', () => small.move().some((gap) => gap < 150))
  for (const { presences } of [large, small]) presences.stop()
})

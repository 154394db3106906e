import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Arrivals } from '../../server/live/arrivals.ts'
import { type Connection, newConnection } from '../../server/live/connection.ts'
import { updateFrame } from '../../server/live/frames.ts'
import { Outflow } from '../../server/live/outflow.ts'
import type { AccountId } from '../../shared/ids.ts'
import { until } from './people.ts'
import { author, openedText } from './updates.ts'

/** A connection whose frames are kept, in a text with one word of client 7; its initial text waits for a place. */
function waitsForPlace() {
  const sent: Uint8Array[] = []
  const link = {
    send: (bytes: Uint8Array) => void sent.push(bytes),
    sendPieces: (pieces: readonly Uint8Array[]) => void sent.push(...pieces),
    queued: () => 0,
    hold: () => undefined,
    close: () => undefined,
  }
  const account = 'm01' as AccountId
  const user = { id: account, name: '', council: '', color: '#000000' } as const
  const who = { account, signInHash: '', user, speaksOurs: false }
  const connection = newConnection(1, link, who, { visible: false }, 'epoch', 0)
  const connections = new Set<Connection>([connection])
  const writer = author(7)
  writer.types('one')
  const state = Y.encodeStateAsUpdate(writer.doc)
  const outflow = new Outflow(connections, openedText(state, 1), () => 0, {
    overload: () => undefined,
    beforeWriting: () => undefined,
    turnUnderWay: () => null,
  })
  const places: ((done: () => void) => void)[] = []
  const arrivals = new Arrivals(outflow, new Map([[7, 5]]), {
    admit: (_bytes, write) => void places.push(write),
    diff: async () => state,
    failed: () => undefined,
  })
  return { sent, connection, writer, outflow, places, arrivals }
}

test('[LT15] one who comes back misses nothing that is committed while what it lacks waits for its place', async () => {
  const { sent, connection, writer, outflow, places, arrivals } = waitsForPlace()
  arrivals.answer(connection, Y.encodeStateVector(writer.doc))
  await until('it waits', () => places.length === 1)
  const { frame } = updateFrame(writer.types(' two'))
  outflow.show(2, frame, null)
  outflow.flush()
  expect(sent).toContainEqual(frame)
  places[0]?.(() => undefined)
  expect(sent).toHaveLength(2)
})

test('[LT15] one who asks again while it waits gets one place', () => {
  const { connection, places, arrivals } = waitsForPlace()
  for (let k = 0; k < 100; k += 1) arrivals.answer(connection, Y.encodeStateVector(new Y.Doc()))
  expect(places).toHaveLength(1)
})

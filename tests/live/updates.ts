import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { OpenedText } from '../../server/live/log-messages.ts'
import { SYNC, syncMessage } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { typeInto, type Wire } from './people.ts'

/** A Y.Doc with a known client id that keeps each update it makes. */
export type Author = {
  readonly doc: Y.Doc
  readonly made: Uint8Array[]
  types(words: string): Uint8Array
  does(write: () => void): Uint8Array
}

export function author(clientId: number, from?: Uint8Array): Author {
  const doc = new Y.Doc()
  doc.clientID = clientId
  if (from) Y.applyUpdate(doc, from)
  // Yjs gives itself another id when words under its own come from elsewhere; a forger does not.
  doc.clientID = clientId
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void made.push(update))
  const last = () => made.at(-1) ?? new Uint8Array([0, 0])
  return {
    doc,
    made,
    types: (words) => {
      typeInto(doc, words)
      return last()
    },
    does: (write) => {
      doc.transact(write)
      return last()
    },
  }
}

/** A text as the log opens it for a room, with nothing after its state. */
export const openedText = (state: Uint8Array, seq = 0): OpenedText => ({
  head: { seq, state: 'open', rev: 1, epoch: 'epoch', redactions: 0 },
  owners: [],
  clocks: [],
  state,
  stateClocks: [],
  since: null,
})

export const updateMessage = (update: Uint8Array): Uint8Array => syncMessage(SYNC.update, update)
export const stepTwoMessage = (update: Uint8Array): Uint8Array => syncMessage(SYNC.step2, update)
export const stepOneMessage = (doc: Y.Doc): Uint8Array => syncMessage(SYNC.step1, Y.encodeStateVector(doc))
export const NOTHING_NEW = new Uint8Array([0, 0])

/** A bare socket that has answered step 1 with nothing of its own: its step 2 is sync update 1. */
export function answersStepOne(socket: Wire): Wire {
  socket.send(stepTwoMessage(NOTHING_NEW))
  return socket
}

type PresenceState = [client: number, clock: number, state: unknown]

/** Presence as y-protocols encodes it. */
export const presenceStates = (...states: PresenceState[]): Uint8Array =>
  encodedStates(states.map(([client, clock, state]) => [client, clock, JSON.stringify(state)]))

export const presenceMessage = (...states: PresenceState[]): Uint8Array => awarenessMessage(presenceStates(...states))

/** A presence message with one state that need not be JSON. */
export const presenceText = (client: number, clock: number, state: string): Uint8Array =>
  awarenessMessage(encodedStates([[client, clock, state]]))

function encodedStates(states: readonly [client: number, clock: number, json: string][]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const [client, clock, json] of states) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, json)
  }
  return encoding.toUint8Array(encoder)
}

function awarenessMessage(states: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.awareness)
  encoding.writeVarUint8Array(encoder, states)
  return encoding.toUint8Array(encoder)
}

import { parentPort, workerData } from 'node:worker_threads'
import * as Y from 'yjs'
import type { Answers, Ask, AskKind, Failure } from './log-messages.ts'
import { DamagedLog } from './log-rows.ts'
import { isStoreFault, LogStore } from './log-store.ts'
import { Shadows, UnknownText } from './shadow.ts'
import { takeTurn } from './turn.ts'

// The log's thread. It owns a connection to the store and a shadow Y.Doc of each text in use; the main thread has neither.
// It answers one question after the other, in order; the clock and all randomness come with the questions.

const port = parentPort
if (!port) throw new Error('log-worker.ts runs as a worker')
const store = new LogStore(String(workerData))
const shadows = new Shadows(store)

const answer: { [Kind in AskKind]: (ask: Extract<Ask, { kind: Kind }>) => Answers[Kind] } = {
  open: ({ text }) => shadows.open(text),
  turn: (ask) => takeTurn(store, shadows, ask),
  advance: ({ text, after }) => {
    const shadow = shadows.at(text)
    const head = store.head(text)
    if (!head) throw new UnknownText(text)
    return { head, rows: shadows.rowsAfter(text, after), owners: [...shadow.owners.values()] }
  },
  diff: ({ text, stateVector }) => Y.encodeStateAsUpdate(shadows.at(text).doc, stateVector),
  snapshot: ({ text, at }) => {
    const { seq, doc } = shadows.at(text)
    const state = Y.encodeStateAsUpdate(doc)
    store.saveSnapshot(text, seq, state, at)
    return { text, seq, state }
  },
  read: ({ text, upTo }) => shadows.read(text, upTo),
  leave: ({ text }) => {
    shadows.leave(text)
    return null
  },
  probe: () => {
    store.probe()
    return null
  },
  close: () => {
    store.close()
    return null
  },
}

port.on('message', ({ id, ask }: { id: number; ask: Ask }) => {
  try {
    const handle: (ask: never) => unknown = answer[ask.kind]
    port.postMessage({ id, value: handle(ask as never) })
  } catch (fault) {
    port.postMessage({ id, failure: failureOf(fault) })
  }
  if (ask.kind === 'close') port.close()
})

function failureOf(fault: unknown): Failure {
  const message = fault instanceof Error ? fault.message : String(fault)
  if (fault instanceof DamagedLog) return { kind: 'damaged', message }
  if (fault instanceof UnknownText) return { kind: 'unknown', message }
  return { kind: isStoreFault(fault) ? 'store' : 'fault', message }
}

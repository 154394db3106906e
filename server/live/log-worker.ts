import { parentPort, workerData } from 'node:worker_threads'
import * as Y from 'yjs'
import type { TextId } from '../../shared/ids.ts'
import { collectAfterStart } from '../collecting.ts'
import type { StoreAddress } from '../db/address.ts'
import { creditsOf } from './credits.ts'
import { Lanes } from './lanes.ts'
import type { Answers, Ask, AskKind, Failure, Turn } from './log-messages.ts'
import { DamagedLog } from './log-rows.ts'
import { type LogDatabase, StoreFault, sqliteLog } from './log-sql.ts'
import { LogStore } from './log-store.ts'
import { clocksOf, Shadows, UnknownText } from './shadow.ts'
import { takeTurn } from './turn.ts'
import { answersToWire, readTurn, type Wire } from './turn-wire.ts'
import { takeTyping } from './typing-turn.ts'

// The log's thread. It owns the log's connections to the store and a shadow Y.Doc of each text in use; the main thread has neither.
// Questions about one text are answered in the order they came. On SQLite, which has one writer, that holds for all texts together;
// on PostgreSQL different texts go side by side. The clock and all randomness come with the questions.

const port = parentPort
if (!port) throw new Error('log-worker.ts runs as a worker')
const address = workerData as StoreAddress
const log = await openLog()
const store = new LogStore(log, log.lock)
const lanes = new Lanes<TextId>(log.isSideBySide)
const shadows = new Shadows(store, (text) => lanes.isInUse(text))

const answer: { [Kind in AskKind]: (ask: Extract<Ask, { kind: Kind }>) => Promise<Answers[Kind]> } = {
  open: ({ text }) => shadows.open(text),
  warm: async ({ text }) => {
    await shadows.at(text)
    return null
  },
  turn: (ask) => takeTurn(log, shadows, ask),
  advance: ({ text, after }) => shadows.advance(text, after),
  diff: async ({ text, stateVector }) => Y.encodeStateAsUpdate((await shadows.at(text)).doc, stateVector),
  snapshot: async ({ text, at }) => {
    const { seq, doc, redactions } = await shadows.at(text)
    const state = Y.encodeStateAsUpdate(doc)
    const clocks = clocksOf(doc)
    await log.transaction((sql) =>
      new LogStore(sql, log.lock).saveSnapshot(text, { seq, state, clocks, redactions }, at),
    )
    return { seq, state, clocks }
  },
  read: ({ text, upTo }) => shadows.read(text, upTo),
  credits: async ({ text }) => {
    const { doc, owners } = await shadows.at(text)
    return creditsOf(doc, owners)
  },
  leave: async ({ text }) => {
    shadows.leave(text)
    return null
  },
  probe: async () => {
    log.needRoom()
    await store.probe()
    return null
  },
  close: async () => {
    await lanes.idle()
    await log.close()
    return null
  },
}

/** A laptop in the hall does not load the other store's driver. */
async function openLog(): Promise<LogDatabase> {
  if (address.kind === 'sqlite') return sqliteLog(address)
  const { postgresLog } = await import('./log-postgres.ts')
  return postgresLog(address.url)
}

collectAfterStart()
port.on('message', (message: { id: number; ask: Ask } | Wire) => {
  const { id, ask } =
    'ask' in message ? message : { id: Number(message[0]), ask: { kind: 'turn', ...readTurn(message) } as const }
  if (ask.kind === 'close') void reply(id, ask).then(() => port.close())
  else if (ask.kind !== 'turn' || lanes.isBusy || !answerTyping(id, ask)) lanes.run(textsOf(ask), () => reply(id, ask))
})

/** Answers a turn in which all only type on, before anything else runs; says whether it was one. */
function answerTyping(id: number, turn: Turn): boolean {
  try {
    const answers = takeTyping(log, shadows, turn)
    if (answers) port?.postMessage(answersToWire(id, answers))
    return answers !== null
  } catch (fault) {
    for (const { text } of turn.parts) shadows.drop(text)
    port?.postMessage({ id, failure: failureOf(fault) })
    return true
  }
}

async function reply(id: number, ask: Ask): Promise<void> {
  try {
    const handle: (ask: never) => Promise<unknown> = answer[ask.kind]
    const value = await handle(ask as never)
    port?.postMessage((ask.kind === 'turn' && answersToWire(id, value as Answers['turn'])) || { id, value })
  } catch (fault) {
    port?.postMessage({ id, failure: failureOf(fault) })
  }
}

function textsOf(ask: Ask): readonly TextId[] {
  if (ask.kind === 'turn') return ask.parts.map(({ text }) => text)
  return 'text' in ask ? [ask.text] : []
}

function failureOf(fault: unknown): Failure {
  const message = fault instanceof Error ? fault.message : String(fault)
  if (fault instanceof DamagedLog) return { kind: 'damaged', message }
  if (fault instanceof UnknownText) return { kind: 'unknown', message }
  return { kind: fault instanceof StoreFault ? 'store' : 'fault', message }
}

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { Wanted } from '../../shared/exports/files.ts'
import type { SessionFacts } from '../../shared/exports/model.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { MINUTE_MS } from '../../shared/time.ts'
import type { Clock } from '../house.ts'
import type { MadeFile } from './files.ts'
import type { Order, Reply } from './making-process.ts'

/** What is being made for somebody: waiting in line while `total` is 0. */
export type Running = Wanted & { readonly session: SessionId; readonly done: number; readonly total: number }

/** Makes files in a process beside the server: one at a time, and for each account one at a time. Source: RULES.md EX9, EX10. */
export type Making = {
  /**
   * `load` is called when its turn has come, so that what waits holds no memory. Given up when `gone` is aborted.
   * Refuses: busy, too-large, and what `load` refuses.
   */
  make(
    account: AccountId,
    session: SessionId,
    wanted: Wanted,
    load: () => Promise<Decision<SessionFacts>>,
    gone: AbortSignal,
  ): Promise<Decision<MadeFile>>
  running(account: AccountId): Running | null
  close(): Promise<void>
}

/** What takes longer is ended: something in it is wrong. */
const LONGEST_MS = 2 * MINUTE_MS
/** The process and its fonts are given up when nobody asked for a file for so long. */
const IDLE_MS = 2 * MINUTE_MS
/** And after so many files: what a compiler leaves behind in memory is more with each. */
const MOST_FILES = 20
/** The most signs of all words of a session, and the most bytes of a file: far above three hundred long texts in three languages. */
export const MOST_SIGNS = 20_000_000
const MOST_FILE_BYTES = 256 * 1_048_576
const MOST_HEAP_MB = 512

/** Its reader went away, or the process ended under it. */
class GivenUp extends Error {}

export function createMaking(clock: Clock): Making {
  const running = new Map<AccountId, Running>()
  let maker: ChildProcess | null = null
  let files = 0
  let line: Promise<unknown> = Promise.resolve()
  let isClosed = false
  let stopIdling: () => void = () => undefined

  const started = (): ChildProcess => {
    stopIdling()
    maker ??= begun()
    files += 1
    return maker
  }
  const begun = (): ChildProcess => {
    const one = fork(new URL('./making-process.ts', import.meta.url), [], {
      execArgv: [`--max-old-space-size=${MOST_HEAP_MB}`],
      // It reads what people wrote with code that is not ours, and needs no setting of the server, none of which is for its eyes.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    files = 0
    // Who waits for a file hears of it too; between files nobody does.
    one.on('error', () => undefined)
    one.on('exit', () => {
      if (maker === one) maker = null
    })
    return one
  }
  const end = async (): Promise<void> => {
    stopIdling()
    const ended = maker
    maker = null
    if (ended?.kill('SIGKILL')) await once(ended, 'exit')
  }

  async function made(order: Order, gone: AbortSignal, progress: (done: number, total: number) => void) {
    const one = started()
    const late = new AbortController()
    const cancel = clock.at(clock.now() + LONGEST_MS, () => late.abort(new Error('a file took too long')))
    try {
      return await answerOf(one, order, AbortSignal.any([gone, late.signal]), progress)
    } catch (fault) {
      // Whatever it was at, the next one begins in a new process.
      await end()
      throw fault
    } finally {
      cancel()
      if (files >= MOST_FILES) await end()
      else stopIdling = clock.at(clock.now() + IDLE_MS, () => void end())
    }
  }

  return {
    async make(account, session, wanted, load, gone) {
      if (running.has(account)) return refuse('busy', 'EX10')
      const note = (done: number, total: number) => running.set(account, { ...wanted, session, done, total })
      note(0, 0)
      const turn = line.then(async (): Promise<Decision<MadeFile>> => {
        if (isClosed || gone.aborted) throw new GivenUp()
        const facts = await load()
        if (!facts.ok) return facts
        if (signsOf(facts.facts) > MOST_SIGNS) return refuse('too-large', 'EX10')
        const file = await made({ facts: facts.facts, wanted }, gone, note)
        return file.bytes.length > MOST_FILE_BYTES ? refuse('too-large', 'EX10') : allow(file)
      })
      line = turn.catch(() => undefined)
      try {
        return await turn
      } catch (fault) {
        if (fault instanceof GivenUp) return refuse('busy', 'EX10')
        throw fault
      } finally {
        running.delete(account)
      }
    },
    running: (account) => running.get(account) ?? null,
    async close() {
      isClosed = true
      await end()
      await line
    },
  }
}

/** How many signs all texts have, with what is proposed to them. */
const signsOf = ({ texts, newTexts }: SessionFacts): number =>
  JSON.stringify([texts.map(({ parts, amendments }) => [parts, amendments]), newTexts]).length

function answerOf(
  maker: ChildProcess,
  order: Order,
  gone: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<MadeFile> {
  return new Promise<MadeFile>((resolve, reject) => {
    const settle = (done: () => void) => {
      maker.off('message', hear)
      maker.off('error', broke)
      maker.off('exit', ended)
      gone.removeEventListener('abort', left)
      done()
    }
    const hear = (reply: Reply) => {
      if (reply.kind === 'progress') progress(reply.done, reply.total)
      else if (reply.kind === 'made') settle(() => resolve({ name: reply.name, bytes: reply.bytes }))
      else settle(() => reject(new Error(reply.fault)))
    }
    const broke = (fault: unknown) => settle(() => reject(fault))
    const ended = () => settle(() => reject(new GivenUp()))
    const left = () =>
      settle(() =>
        reject(gone.reason instanceof Error && gone.reason.name !== 'AbortError' ? gone.reason : new GivenUp()),
      )
    maker.on('message', hear)
    maker.on('error', broke)
    maker.on('exit', ended)
    gone.addEventListener('abort', left)
    if (gone.aborted) return left()
    progress(0, 1)
    maker.send(order, (fault) => fault && broke(fault))
  })
}

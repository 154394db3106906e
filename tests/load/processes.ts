import { readdirSync, readFileSync, statSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

// What /proc says of a process: Linux only, as is the bench.

/** The kernel counts processor time in ticks of this length. */
const TICK_S = 0.01

/** Seconds of processor time a process has used in all its threads. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name of the process, in brackets, may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_S
}

/**
 * Seconds in which a process's main thread could have worked and had no core: what other jobs on the machine cost it.
 */
export const waitedSeconds = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e9

/** Megabytes of memory a process holds now, and the most it has held. */
export function memory(pid: number): { rss: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
  return { rss: megabytes('VmRSS'), peak: megabytes('VmHWM') }
}

/** Files, sockets and pipes a process has open. */
export const openHandles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length

/** Kilobytes of a file; 0 when it is not there. */
export const kilobytes = (file: string): number => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) / 1024

/** Above this the generator, not the server, may be what is measured. */
const GENERATOR_LIMITS = { cpu: 90, lag: 20 } as const

/** The lag is the time from one look to the next beyond this. */
const LAG_EVERY_MS = 5

export type Load = {
  /** Hundredths of a core the servers used together. */
  readonly cpu: number
  readonly cpuSeconds: number
  /** Hundredths of the time in which a server's main thread waited for a core. */
  readonly waited: number
  readonly generatorCpu: number
  /** How late the generator's own timers came, of a hundred the 99th, ms. */
  readonly generatorLag: number
  readonly isGeneratorTheLimit: boolean
}

/** Begins to measure servers and generator; the answer ends it. */
export function watchLoad(pids: readonly number[]): () => Load {
  const lag = monitorEventLoopDelay({ resolution: LAG_EVERY_MS })
  const total = (of: (pid: number) => number) => pids.reduce((sum, pid) => sum + of(pid), 0)
  const before = {
    servers: total(cpuSeconds),
    waited: total(waitedSeconds),
    own: process.cpuUsage(),
    at: performance.now(),
  }
  lag.enable()
  return () => {
    lag.disable()
    const seconds = (performance.now() - before.at) / 1_000
    const own = process.cpuUsage(before.own)
    const used = total(cpuSeconds) - before.servers
    const generatorCpu = (own.user + own.system) / 10_000 / seconds
    const generatorLag = lag.percentile(99) / 1e6 - LAG_EVERY_MS
    return {
      cpu: (used / seconds) * 100,
      cpuSeconds: used,
      waited: ((total(waitedSeconds) - before.waited) / seconds / pids.length) * 100,
      generatorCpu,
      generatorLag,
      isGeneratorTheLimit: generatorCpu > GENERATOR_LIMITS.cpu || generatorLag > GENERATOR_LIMITS.lag,
    }
  }
}

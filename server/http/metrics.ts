import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { SECOND_MS } from '../../shared/time.ts'
import type { DiskState } from '../backup/messages.ts'
import { systemClock } from '../clock.ts'
import type { LiveLoad, LiveMeasures } from '../live/live-texts.ts'

/** What is asked when somebody reads the metrics. */
export type Gauged = {
  readonly load: () => LiveLoad
  /** The heap of the log's thread, in bytes. */
  readonly heap: () => Promise<number>
  readonly writable: () => boolean
  /** Free bytes where the store is; null where that is another machine's. */
  readonly diskFree: () => Promise<number | null>
  /** How the second disk is; null: there is none. */
  readonly backup: () => DiskState | null
  /** Seconds until the certificate ends; null without one. */
  readonly certificateLeft: () => number | null
}

/** What the house measures of itself. No label names a person, a text, a session or an address. Source: RULES.md WA1. */
export type Metrics = {
  readonly live: LiveMeasures
  /** An endpoint has answered: a command or a query, by its name on the wire. */
  endpoint(name: string, kind: 'command' | 'query', ms: number): void
  /** An answer went out; `code` where it is a refusal. */
  answered(status: number, code: string | undefined): void
  /** The text that Prometheus reads, and its content type. */
  text(gauged: Gauged): Promise<readonly [contentType: string, text: string]>
}

/** From half a millisecond, which is a quiet laptop, to the 10 s after which a client gives up. */
const ACKNOWLEDGED_WITHIN = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]
const ANSWERED_WITHIN = [0.005, 0.02, 0.1, 0.5, 2, 10]
const SECOND_DISK = ['current', 'away', 'full', 'slow', 'copying'] as const

/** `now`: a clock that only goes on, in ms. */
export function createMetrics(now: () => number): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const acknowledgements = new Histogram({
    name: 'kenes_acknowledgement_seconds',
    help: 'From an update of a live text coming in until it is in the log and its writer is told',
    buckets: ACKNOWLEDGED_WITHIN,
    registers,
  })
  const liveRefusals = new Counter({
    name: 'kenes_live_refusals_total',
    help: 'Updates of live texts that were refused, by code',
    labelNames: ['code'],
    registers,
  })
  const endpoints = new Histogram({
    name: 'kenes_endpoint_seconds',
    help: 'From an endpoint being asked until its answer is ready; of a command: until it is on the disk',
    labelNames: ['endpoint', 'kind'],
    buckets: ANSWERED_WITHIN,
    registers,
  })
  const refusals = new Counter({
    name: 'kenes_refusals_total',
    help: 'Refused requests, by code',
    labelNames: ['code'],
    registers,
  })
  const answers = new Counter({
    name: 'kenes_http_answers_total',
    help: 'Answers by status class',
    labelNames: ['status'],
    registers,
  })
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers })
  const texts = gauge('kenes_open_texts', 'Live texts that are open on this server')
  const connections = gauge('kenes_live_connections', 'Connections to live texts')
  const queue = new Gauge({
    name: 'kenes_log_queue',
    help: 'What waits for its turn at the log: updates of texts, texts that have some, acts, and what may wait',
    labelNames: ['kind'],
    registers,
  })
  const heap = gauge('kenes_log_worker_heap_bytes', 'Heap in use of the thread that writes the log')
  const writable = gauge('kenes_store_writable', '1 while the store takes writes')
  const disk = gauge('kenes_disk_free_bytes', 'Free bytes where the embedded store is')
  const secondDisk = new Gauge({
    name: 'kenes_second_disk',
    help: '1 for how the second disk is: current, or why it has not everything; nothing without BACKUP_DIR',
    labelNames: ['status'],
    registers,
  })
  const behind = gauge('kenes_second_disk_behind_seconds', 'For how long the second disk has not had everything')
  const certificate = gauge('kenes_certificate_left_seconds', 'Seconds until the certificate ends')
  return {
    live: {
      now,
      acknowledged: (since) => acknowledgements.observe((now() - since) / SECOND_MS),
      refused: (code) => liveRefusals.inc({ code }),
    },
    endpoint: (name, kind, ms) => endpoints.observe({ endpoint: name, kind }, ms / SECOND_MS),
    answered(status, code) {
      answers.inc({ status: `${Math.floor(status / 100)}xx` })
      if (code !== undefined) refusals.inc({ code })
    },
    async text(gauged) {
      const load = gauged.load()
      texts.set(load.texts)
      connections.set(load.connections)
      for (const [kind, length] of Object.entries(load.queue)) queue.set({ kind }, length)
      heap.set(await gauged.heap())
      writable.set(gauged.writable() ? 1 : 0)
      const free = await gauged.diskFree()
      if (free !== null) disk.set(free)
      const second = gauged.backup()
      if (second !== null) {
        const status = second.state === 'current' ? second.state : second.reason
        for (const one of SECOND_DISK) secondDisk.set({ status: one }, one === status ? 1 : 0)
        behind.set(second.state === 'current' ? 0 : Math.max(0, systemClock.now() - second.since) / SECOND_MS)
      }
      const left = gauged.certificateLeft()
      if (left !== null) certificate.set(left)
      return [registry.contentType, await registry.metrics()]
    },
  }
}

import type { DiskOrder, DiskWord, DiskWorkerData } from './messages.ts'
import { Shipping } from './shipping.ts'

// The second disk's process. It ends with the server, never by a signal that is meant for both: what was answered is to be on the disk.

const say = (word: DiskWord) => void process.send?.(word, undefined, undefined, () => undefined)
const shipping = new Shipping(JSON.parse(process.argv[2] ?? '') as DiskWorkerData, say)
process.on('message', (order: DiskOrder) => shipping.order(order))
process.on('disconnect', () => process.exit(0))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('uncaughtException', (fault) => {
  say({ kind: 'note', level: 'error', message: `the second disk's process broke: ${fault.message}` })
  process.exit(1)
})

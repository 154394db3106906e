import { parentPort, workerData } from 'node:worker_threads'
import type { DiskOrder, DiskWord, DiskWorkerData } from './messages.ts'
import { Shipping } from './shipping.ts'

// The second disk's thread.

const port = parentPort
if (!port) throw new Error('disk-worker.ts runs as a worker')
const shipping = new Shipping(workerData as DiskWorkerData, (word: DiskWord) => port.postMessage(word))
port.on('message', (order: DiskOrder) => shipping.order(order))

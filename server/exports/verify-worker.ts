import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { StoreAddress } from '../db/address.ts'
import { openDatabaseReadOnly } from '../db/database.ts'
import { verifyStore } from './verify.ts'

/** Verifies a store once, on a thread of its own behind whatever the server does: nobody who writes waits for it. */
const port = parentPort
if (!port) throw new Error('a store is verified on a thread of its own')
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)
const db = openDatabaseReadOnly(workerData as StoreAddress)
const { findings, head } = await verifyStore(db, null)
await db.destroy()
port.postMessage({ findings: findings.length, head })

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { StoreAddress } from '../../server/db/address.ts'
import { environmentOf } from '../stores.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** What `kenes verify` finds in a store, also while servers have it open: they may be reached through lines of this process. */
export async function verifyFaults(store: StoreAddress): Promise<string[]> {
  const child = spawn(process.execPath, ['server/cli.ts', 'verify', '--demo'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environmentOf(store) },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      said += bytes
    })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return code === 0 ? [] : [`the store does not verify: ${said}`]
}

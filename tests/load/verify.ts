import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { StoreAddress } from '../../server/db/address.ts'
import { environmentOf } from '../stores.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** What `kenes verify` finds in a store, also while servers have it open. */
export function verifyFaults(store: StoreAddress): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/cli.ts', 'verify', '--demo'], {
    cwd: ROOT,
    env: { ...process.env, ...environmentOf(store) },
    encoding: 'utf8',
  })
  return status === 0 ? [] : [`the store does not verify: ${stdout}${stderr}`]
}

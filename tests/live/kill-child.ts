import type { StoreAddress } from '../../server/db/address.ts'
import { startHost } from './host.ts'

// A server process of its own, to be killed: `node kill-child.ts STORE` prints its port.
const host = await startHost(JSON.parse(process.argv[2] ?? '') as StoreAddress)
if ((await host.rows('r01')).length === 0) await host.seed('r01', 'Start.')
process.on('SIGTERM', () => {
  void host.stop().then(() => process.exit(0))
})
process.stdout.write(`${host.port}\n`)

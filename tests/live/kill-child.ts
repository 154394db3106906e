import { startHost } from './host.ts'

// A server process of its own, to be killed: `node kill-child.ts FILE` prints its port.
const host = await startHost(process.argv[2])
if (host.sqlite.prepare('SELECT 1 FROM heads').get() === undefined) await host.seed('r01', 'Start.')
process.on('SIGTERM', () => {
  void host.stop().then(() => process.exit(0))
})
process.stdout.write(`${host.port}\n`)

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { SERVER_FLAGS } from '../../server/flags.mjs'

const run = promisify(execFile)
const module = new URL('../../server/collecting.ts', import.meta.url).href

/** What V8 says of its collections in a process, or a thread of it, that has called `collectAfterStart` and lives on for a while. */
async function collections(flags: readonly string[], where: 'process' | 'thread'): Promise<string> {
  const script = `const { collectAfterStart } = await import('${module}'); collectAfterStart(10); setTimeout(() => undefined, 500)`
  const inThread = `const { Worker } = await import('node:worker_threads'); new Worker(${JSON.stringify(script)}, { eval: true })`
  const words = ['--trace-gc', ...flags, '--input-type=module', '--eval', where === 'thread' ? inThread : script]
  return (await run(process.execPath, words)).stdout
}

test('[WA9] what a start leaves behind is collected, in the thread of the server and in that of the log', async () => {
  for (const where of ['process', 'thread'] as const)
    expect(await collections(SERVER_FLAGS, where)).toContain('Mark-Compact')
  const without = SERVER_FLAGS.filter((flag) => flag !== '--expose-gc')
  expect(await collections(without, 'process')).not.toContain('Mark-Compact')
})

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

/** What a process says of its collections in which 24 MB live and as much again dies, before it is collected and after. */
async function collectionsOf24MB(): Promise<{ before: number; after: number }> {
  const script = `
    const { collectAfterStart } = await import('${module}')
    const { PerformanceObserver } = await import('node:perf_hooks')
    const megabyte = (_, at) => Array.from({ length: 8_000 }, (_, n) => ({ at, n, next: null }))
    const lives = Array.from({ length: 48 }, megabyte)
    const replaceAll = async () => {
      for (let at = 0; at < lives.length; at += 1) {
        lives[at] = megabyte(null, at)
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    await replaceAll()
    console.log('settled')
    const collected = new Promise((resolve) => new PerformanceObserver(resolve).observe({ entryTypes: ['gc'] }))
    const stays = setInterval(() => undefined, 1_000)
    collectAfterStart(10)
    await collected
    clearInterval(stays)
    console.log('collected')
    await replaceAll()
    await replaceAll()`
  const { stdout } = await run(process.execPath, [
    '--trace-gc',
    ...SERVER_FLAGS,
    '--input-type=module',
    '--eval',
    script,
  ])
  const [before = '', rest = ''] = stdout.split('settled')
  const [, after = ''] = rest.split('collected')
  const count = (said: string) => said.split('Mark-Compact').length - 1
  return { before: count(before), after: count(after) }
}

test('[WA9] from then on a heap is collected before it has grown by half of what lives, and until then it is not', async () => {
  const { before, after } = await collectionsOf24MB()
  expect(before).toBeLessThanOrEqual(1)
  expect(after).toBeGreaterThanOrEqual(2)
})

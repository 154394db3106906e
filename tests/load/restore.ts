import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kenes } from '../backup/command.ts'
import type { Given, Outcome } from './outcome.ts'
import { SESSION, signedIn, signInAs } from './people.ts'
import { type Server, startServer } from './servers.ts'

const FILE_BYTES = 10 * 1024 * 1024 - 1024

/**
 * A store of as many megabytes as `times` says, by files that the secretary adds beside a second disk. It is backed up into a file while
 * its server runs, the server dies, and the store is restored from the second disk, then from the file. Seconds each, checks included.
 */
export async function restore(given: Given): Promise<Outcome> {
  const root = mkdtempSync(join(tmpdir(), 'kenes-bench-restore-'))
  const [second, file] = [join(root, 'second'), join(root, 'hall.kenes')]
  mkdirSync(second)
  const server = await startServer('kenes', { env: { BACKUP_DIR: second } })
  try {
    const filled = await timed(() => fill(server, given.times))
    const backedUp = await timed(() => runs(['backup', file], { DATA_DIR: server.folder }))
    await server.end('SIGKILL')
    const again = await timed(() => server.again())
    const known = await headAt(server)
    await server.end('SIGKILL')
    const bytesOf = (end: string) =>
      statSync(join(server.folder, `kenes.sqlite${end}`), { throwIfNoEntry: false })?.size ?? 0
    const megabytes = (bytesOf('') + bytesOf('-wal')) / 2 ** 20
    const spares = { disk: join(root, 'spare'), file: join(root, 'other') }
    const fromDisk = await timed(() => runs(['restore', second, '--head', known], { DATA_DIR: spares.disk }))
    const fromFile = await timed(() => runs(['restore', file, '--head', known], { DATA_DIR: spares.file }))
    const faults = [fromDisk.value, fromFile.value].filter((out) => !out.includes(`head ${known}`))
    return {
      figures: {
        megabytes,
        filled: filled.seconds,
        backedUp: backedUp.seconds,
        again: again.seconds,
        fromDisk: fromDisk.seconds,
        fromFile: fromFile.seconds,
      },
      faults: faults.map((out) => `another head than ${known}: ${out}`),
      isGeneratorTheLimit: false,
    }
  } finally {
    await server.remove()
    rmSync(root, { recursive: true, force: true })
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const began = performance.now()
  const value = await work()
  return { value, seconds: (performance.now() - began) / 1_000 }
}

const REPORT = { session: SESSION, kind: 'visit', date: null, link: null, restricted: false }

/** Files of ministries, as large as one may be, each with a report of its own. */
async function fill({ http }: Server, megabytes: number): Promise<void> {
  const headers = await signedIn(http, 's01')
  const posts = async (path: string, type: string, body: string | Uint8Array<ArrayBuffer>) => {
    const answer = await fetch(`${http}/api/evidence/${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': type },
      body,
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { report: string }
  }
  const words = { kk: '', ru: 'Доклад', en: '' }
  for (let done = 0; done < megabytes * 2 ** 20; done += FILE_BYTES) {
    const { report } = await posts(
      'set-report',
      'application/json',
      JSON.stringify({ ...REPORT, title: words, source: words }),
    )
    const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(FILE_BYTES)])
    await posts(`upload?${new URLSearchParams({ report, name: 'a.pdf' })}`, 'application/pdf', content)
  }
}

async function runs(args: readonly string[], env: Record<string, string>): Promise<string> {
  const done = await kenes([...args, '--demo'], env)
  if (done.code !== 0) throw new Error(`${args[0]}: ${done.err}`)
  return done.out
}

async function headAt({ http }: Server): Promise<string> {
  const asks = await signInAs(http, 'm01')
  const { number, hash } = await asks<{ number: number; hash: string }>('GET', 'record/head')
  return `${number}:${hash}`
}

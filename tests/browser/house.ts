import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../services.ts'
import { fillFolder } from '../stores.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** A server of its own with the demo's people, which a test may stop, kill and start again on the same port and folder. */
export type House = {
  readonly base: string
  signal(signal: NodeJS.Signals): void
  /** Ends the process as a loss of power would. */
  dies(): Promise<void>
  again(): Promise<void>
  /** Fills the disk the store is on, to the last block; the answer frees it again. Only on a small disk. */
  fillsUp(): () => void
  stop(): Promise<void>
}

/** Starts a server on a new folder; `disk`: on a disk of so many MiB, which needs the right to mount one. */
export async function startHouse(options: { disk?: number } = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'kenes-house-'))
  if (options.disk) execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${options.disk}m`, 'tmpfs', folder])
  const data = join(folder, 'data')
  fillFolder(data)
  const port = await freePort()
  let child: ChildProcess | null = null
  const exited = () =>
    new Promise<void>((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
    })
  const again = () => {
    const mine = spawn(process.execPath, ['server/main.ts', '--demo'], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: data, PORT: String(port), LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    child = mine
    return new Promise<void>((resolve, reject) => {
      mine.stdout.on('data', (said: Buffer) => said.includes('ready ') && resolve())
      mine.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    })
  }
  await again()
  return {
    base: `http://127.0.0.1:${port}`,
    signal: (signal) => void child?.kill(signal),
    async dies() {
      child?.kill('SIGKILL')
      await exited()
    },
    again,
    fillsUp() {
      const { bavail, bsize } = statfsSync(folder)
      const filling = join(folder, 'filling')
      try {
        writeFileSync(filling, Buffer.alloc(Number(bavail) * Number(bsize)))
      } catch {
        // Somebody took the last blocks first: full is full.
      }
      return () => unlinkSync(filling)
    },
    async stop() {
      child?.kill('SIGCONT')
      child?.kill('SIGKILL')
      await exited()
      if (options.disk) execFileSync('umount', [folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

import { spawn } from 'node:child_process'
import { join } from 'node:path'

const CLI = join(import.meta.dirname, '..', '..', 'server', 'cli.ts')

export type Done = { readonly code: number | null; readonly out: string; readonly err: string }

/** Runs a command of the operator to its end, a process of its own. */
export async function kenes(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Done> {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (words) => {
    out += words
  })
  child.stderr.on('data', (words) => {
    err += words
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, out, err }
}

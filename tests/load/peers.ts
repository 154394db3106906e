import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, 'peers')
const STAMP = join(FOLDER, 'node_modules', '.installed')
/** Nothing of the peers needs compiling, and none of their packages may run a script here. */
const NPM_CI = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1']

/**
 * Installs the other servers beside the bench, once for each state of their lock file.
 * Answers null when they are there, else why they are not: the bench goes on without them.
 */
export function installPeers(): string | null {
  const wanted = readFileSync(join(FOLDER, 'package-lock.json'), 'utf8')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return null
  process.stderr.write('Installing the peers (once)…\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const done = spawnSync(npm, NPM_CI, { cwd: FOLDER, encoding: 'utf8' })
  if (done.status !== 0) return (done.error?.message ?? done.stderr).trim().split('\n', 1)[0] || 'npm ci failed'
  writeFileSync(STAMP, wanted)
  return null
}

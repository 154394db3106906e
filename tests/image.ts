import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SERVER_FLAGS } from '../server/flags.mjs'

/**
 * `node_modules/.bin/node tests/image.ts`, as root: the Dockerfile's steps without a container engine. The sources as git has them go to a
 * fresh folder; `npm ci`, build and prune there; then the tree is mounted read-only and the server started from it as `nobody`, with
 * nothing to write to but DATA_DIR and an empty /tmp of its own. Exit code 0 when it is ready, answers, and stops by itself.
 */
const root = join(import.meta.dirname, '..')
const NOBODY = 65_534
const LONGEST_START_MS = 60_000

const folder = mkdtempSync(join(tmpdir(), 'kenes-image-'))
const tree = join(folder, 'kenes')
const data = join(folder, 'data')
const does = (program: string, args: readonly string[], cwd = tree) =>
  execFileSync(program, args, { cwd, stdio: 'inherit' })

chmodSync(folder, 0o755)
for (const made of [tree, data]) mkdirSync(made)
chownSync(data, NOBODY, NOBODY)
process.on('exit', () => {
  spawnSync('umount', ['-l', tree], { stdio: 'ignore' })
  rmSync(folder, { recursive: true, force: true })
})
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)
for (const file of files.filter((name) => !name.startsWith('tests/'))) cpSync(join(root, file), join(tree, file))
does('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
does('npm', ['run', 'build', '--silent', '--', '--logLevel', 'error'])
// The Node of the installation stays: here it is the image's own.
does('npm', ['prune', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'])
does('mount', ['--bind', tree, tree], folder)
does('mount', ['-o', 'remount,bind,ro', tree], folder)

const server = spawn(join(tree, 'node_modules', '.bin', 'node'), [...SERVER_FLAGS, 'server/main.ts'], {
  cwd: tree,
  uid: NOBODY,
  gid: NOBODY,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', PORT: '0', DATA_DIR: data },
})
let said = ''
const address = await new Promise<string>((resolve, reject) => {
  const late = setTimeout(() => reject(new Error('it does not start')), LONGEST_START_MS)
  server.stdout.on('data', (bytes) => {
    said += bytes
    const found = /^ready (\S+)$/m.exec(said)?.[1]
    if (!found) return
    clearTimeout(late)
    resolve(found)
  })
  server.once('close', (code) => reject(new Error(`it ended with ${code}`)))
})
for (const path of ['/readyz', '/sign-in', '/api/openapi.json']) {
  const answer = await fetch(address + path)
  process.stdout.write(`${path} ${answer.status}, ${(await answer.arrayBuffer()).byteLength} bytes\n`)
  if (answer.status !== 200) process.exit(1)
}
const ended = new Promise<number | null>((resolve) => server.once('close', resolve))
server.kill('SIGTERM')
const code = await ended
process.stdout.write(`stopped with ${code}\n`)
process.exit(code === 0 ? 0 : 1)

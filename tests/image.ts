import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SERVER_FLAGS, SERVER_MEMORY } from '../server/flags.mjs'

/**
 * `node_modules/.bin/node tests/image.ts`, as root: the Dockerfile's steps without a container engine. The sources as git has them go to a
 * fresh folder, where `bootstrap.mjs build` installs and builds, and what only tests need is taken out. Then `nobody` starts the server from
 * it, as the image does and by `npm start`, in a name space in which that folder is read-only and /tmp is empty and its own; DATA_DIR is
 * the other thing it may write to. Exit code 0 when it is ready, answers and stops by itself, both times.
 */
const root = join(import.meta.dirname, '..')
const NOBODY = 65_534
const LONGEST_START_MS = 60_000

// Not below /tmp, in whose place the server finds another one.
const folder = mkdtempSync('/var/tmp/kenes-image-')
const tree = join(folder, 'kenes')
const does = (program: string, args: readonly string[]) => execFileSync(program, args, { cwd: tree, stdio: 'inherit' })

chmodSync(folder, 0o755)
mkdirSync(tree)
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)
for (const file of files.filter((name) => !name.startsWith('tests/'))) cpSync(join(root, file), join(tree, file))
does('node', ['server/bootstrap.mjs', 'build'])
// The Node of the installation stays: here it is the image's own.
does('npm', ['prune', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'])

/** What only the server sees: the name space ends with it. */
const CLOSED = `set -e
mount --bind "$1" "$1"
mount -o remount,bind,ro "$1"
mount -t tmpfs -o mode=1777 tmpfs /tmp
cd "$1"
shift
exec setpriv --reuid ${NOBODY} --regid ${NOBODY} --clear-groups "$@"`

async function starts(...command: readonly string[]): Promise<boolean> {
  const data = mkdtempSync(join(folder, 'data-'))
  chownSync(data, NOBODY, NOBODY)
  const server = spawn('unshare', ['--mount', 'sh', '-c', CLOSED, 'sh', tree, ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...SERVER_MEMORY, PATH: process.env.PATH ?? '', NODE_ENV: 'production', PORT: '0', DATA_DIR: data },
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
  let isGood = true
  for (const path of ['/readyz', '/sign-in', '/api/openapi.json']) {
    const answer = await fetch(address + path)
    process.stdout.write(`${path} ${answer.status}, ${(await answer.arrayBuffer()).byteLength} bytes\n`)
    isGood &&= answer.status === 200
  }
  // The sources are as closed as they are meant to be, even to root.
  const canWrite = spawnSync('nsenter', ['--mount', '--target', String(server.pid), 'touch', join(tree, 'written')])
  const ended = new Promise<number | null>((resolve) => server.once('close', resolve))
  server.kill('SIGTERM')
  const code = await ended
  process.stdout.write(`${command.slice(0, 2).join(' ')}: stopped with ${code}\n`)
  // npm ends by the signal itself; its output is closed once the server has ended too.
  return isGood && canWrite.status !== 0 && code === (command[0] === 'npm' ? null : 0)
}

const asImage = await starts(join(tree, 'node_modules', '.bin', 'node'), ...SERVER_FLAGS, 'server/main.ts')
const asOperator = await starts('npm', 'start', '--silent')
process.exit(asImage && asOperator ? 0 : 1)

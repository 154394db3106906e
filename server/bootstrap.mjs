// Runs a command on a fresh clone with nothing but the system's Node >= 20 and npm: installs what is missing, builds what is stale,
// then hands over to the Node that the lock file names. Plain JavaScript, because the system's Node does not read types.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SERVER_FLAGS, SERVER_MEMORY } from './flags.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const [command = 'start', ...rest] = process.argv.slice(2)

const hashOf = (files) => {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

const filesBelow = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => statSync(join(root, name)).isFile())
    .sort()

const stampOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

function run(program, args, options = {}) {
  const done = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], ...options })
  if (done.status !== 0) {
    process.stderr.write(`${program} ${args.join(' ')} failed\n`)
    process.exit(done.status ?? 1)
  }
}

/** Sources may be read-only, and are started by who may not write there, once somebody who may has installed and built them. */
function mustBeWritable(what) {
  try {
    accessSync(root, constants.W_OK)
  } catch {
    process.stderr.write(
      `${what}, and ${root} cannot be written: run \`node server/bootstrap.mjs build\` there once, as who may write\n`,
    )
    process.exit(1)
  }
}

function install() {
  const wanted = hashOf(['package.json', 'package-lock.json'])
  const stamp = join(modules, '.kenes-installed')
  if (stampOf(stamp) === wanted) return
  mustBeWritable('What Kenes needs is not installed')
  if (!existsSync(stamp) || !existsSync(join(modules, '.package-lock.json')))
    process.stderr.write('Installing (once)…\n')
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, wanted)
}

/** The Node that came with the installation; a machine it has no package for needs its own Node >= 24. */
function node() {
  const package_ = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const own = join(modules, package_, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  process.stderr.write('Kenes needs Node 24 or newer on this machine.\n')
  process.exit(1)
}

const tool = (name, ...path) => join(modules, name, ...path)
const vite = () => tool('vite', 'bin', 'vite.js')

function build() {
  const wanted = hashOf(['package-lock.json', 'vite.config.ts', ...filesBelow('client'), ...filesBelow('shared')])
  const stamp = join(root, 'dist', '.built')
  if (stampOf(stamp) === wanted) return
  mustBeWritable('The pages are not built')
  process.stderr.write('Building the pages…\n')
  run(node(), [vite(), 'build', '--logLevel', 'error'])
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** What Node made of our sources at the last start is kept: the next takes half the time. */
const COMPILED = join(modules, '.cache', 'compiled')

const LOOK_MS = 500

/** Hands over: the same streams, signals passed on, its exit code ours. */
function become(args) {
  const child = spawn(node(), args, {
    cwd: root,
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: COMPILED, ...SERVER_MEMORY, ...process.env },
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  // npm passes a SIGTERM on to the shell between it and us, which passes it to nobody: who stopped npm meant the server.
  const { ppid } = process
  const isOrphan = () => process.env.npm_lifecycle_event !== undefined && process.ppid !== ppid
  setInterval(() => isOrphan() && child.kill('SIGTERM'), LOOK_MS).unref()
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

install()
switch (command) {
  case 'demo':
    build()
    become([...SERVER_FLAGS, 'server/main.ts', '--demo', ...rest])
    break
  case 'start':
    build()
    become([...SERVER_FLAGS, 'server/main.ts', ...rest])
    break
  case 'build':
    build()
    break
  case 'dev':
    spawn(node(), [vite()], { cwd: root, stdio: ['ignore', 2, 2] })
    become([...SERVER_FLAGS, '--watch', 'server/main.ts', '--demo', ...rest])
    break
  case 'kenes':
    // The archive holds the page that verifies a record book.
    if (rest[0] === 'export' && !existsSync(join(root, 'dist', 'verify.html'))) build()
    become(['server/cli.ts', ...rest])
    break
  case 'test':
    build()
    become(['tests/run.ts', ...rest])
    break
  case 'audit':
    become(['tests/audit.ts'])
    break
  case 'bench':
    build()
    become(['tests/load/run.ts', ...rest])
    break
  default:
    process.stderr.write(`unknown command ${command}\n`)
    process.exit(1)
}

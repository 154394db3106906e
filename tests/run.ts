import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { schemaFolder } from './exports/akn-schema.ts'
import { canCloseDisks } from './live/read-only-disk.ts'
import { canHangDisks, canMakeDisks } from './live/small-disk.ts'
import { isInstalled, postgresPrograms, redisProgram } from './services.ts'

/**
 * `npm test`: types, lint, then every test that can run here. Names at the end what could not run and why;
 * with REQUIRE_ALL=1 that is a failure, but for what a machine need not have. The last line is `N passed, N failed`.
 */
const root = join(import.meta.dirname, '..')
const started = Date.now()
const isStrict = process.env.REQUIRE_ALL === '1'

const tool = (...path: string[]) => join(root, 'node_modules', ...path)
/** The first that is there: the one without a window's frame needs a third less of the processor for the same pages. */
const chromium = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']
  .map((name) => join('/usr/bin', name))
  .find((path) => existsSync(path))

/** Where stores of tests are: in memory where there is plenty of it, since each test has a store of its own, made and removed. */
const MEMORY = '/dev/shm'
const LEAST_MEMORY = 8 * 1024 ** 3
function folderForStores(): string {
  if (!existsSync(MEMORY)) return tmpdir()
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize < LEAST_MEMORY ? tmpdir() : MEMORY
}

type Step = { readonly name: string; readonly program: string; readonly args: readonly string[] }
const checks: readonly Step[] = [
  { name: 'types', program: process.execPath, args: [tool('typescript', 'bin', 'tsc'), '--noEmit'] },
  {
    name: 'lint',
    program: process.execPath,
    args: [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'],
  },
]

let passed = 0
let failed = 0
const notRun: string[] = []
/** Said as well, and never a failure: other tests read the same files without it. */
const notNeeded: string[] = []

for (const { name, program, args } of checks) {
  const done = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (done.status === 0) passed += 1
  else failed += 1
  process.stdout.write(`${name}: ${done.status === 0 ? 'passed' : 'failed'}\n`)
}

const report = join(mkdtempSync(join(tmpdir(), 'kenes-tests-')), 'report.json')
const only = process.argv.slice(2)
const excluded: string[] = []
const projects = ['sqlite']
if (postgresPrograms()) projects.push('postgres')
else notRun.push('the tests on PostgreSQL: it is not installed (Debian package postgresql)')
if (postgresPrograms() && redisProgram()) projects.push('servers')
else
  notRun.push('the tests of several servers: they need PostgreSQL and Redis (Debian packages postgresql, redis-server)')
if (!chromium) {
  excluded.push('tests/browser/**')
  notRun.push('browser tests: no Chromium (Debian package chromium)')
}
if (!canMakeDisks()) {
  excluded.push('tests/{live,backup}/full-disk.test.ts')
  notRun.push('full disks: no right to mount a small one')
}
if (!canCloseDisks()) {
  excluded.push('tests/live/read-only-disk.test.ts')
  notNeeded.push('a disk that becomes read-only: no root, or /var/tmp knows no immutable files')
}
if (!canHangDisks()) {
  excluded.push('tests/backup/hanging-disk.test.ts')
  notRun.push(
    'a disk that hangs: no right to mount a file, or no mkfs.ext4 and fsfreeze (Debian packages e2fsprogs, util-linux)',
  )
}
if (!isInstalled('pdftotext')) {
  excluded.push('tests/exports/{pdf,word}.test.ts', 'tests/browser/files.test.ts')
  notRun.push('the words and tags of PDFs: no pdftotext (Debian package poppler-utils)')
}
if (!isInstalled('soffice')) {
  excluded.push('tests/exports/word.test.ts')
  notNeeded.push('Word files as LibreOffice reads them: it is not installed (Debian package libreoffice-writer-nogui)')
}
if (!isInstalled('openssl')) {
  excluded.push('tests/rules/certificates-openssl.test.ts')
  notNeeded.push('certificates as OpenSSL reads them: it is not installed (Debian package openssl)')
}
if (!schemaFolder()) {
  excluded.push('tests/exports/akn.test.ts')
  notNeeded.push('Akoma Ntoso against the OASIS schema: it is not here (AKN_XSD_DIR names its folder)')
}
const stores = mkdtempSync(join(folderForStores(), 'kenes-stores-'))
// PostgreSQL runs under an account of its own, and must reach its folder in there.
chmodSync(stores, 0o711)
const vitest = [
  tool('vitest', 'vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...projects.flatMap((project) => ['--project', project]),
  ...only,
]
const run = spawnSync(process.execPath, vitest, {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
  // Each project leaves these out by itself: what is excluded on the command line they do not heed.
  env: {
    ...process.env,
    TMPDIR: stores,
    KENES_LEFT_OUT: excluded.join(' '),
    ...(chromium && { KENES_CHROMIUM: chromium }),
  },
})
rmSync(stores, { recursive: true, force: true })
const counted = existsSync(report)
  ? (JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
      numPendingTests: number
      numFailedTestSuites: number
    })
  : null
passed += counted?.numPassedTests ?? 0
failed += counted?.numFailedTests ?? 0
// A file that does not load holds no test that could fail; the run's own exit code says so.
if (run.status !== 0 && (counted?.numFailedTests ?? 0) === 0) failed += 1
if ((counted?.numPendingTests ?? 0) > 0) notRun.push(`${counted?.numPendingTests} tests are skipped`)

for (const what of [...notRun, ...notNeeded]) process.stdout.write(`not run: ${what}\n`)
if (isStrict && notRun.length > 0) failed += notRun.length
process.stdout.write(`in ${Math.round((Date.now() - started) / 1000)} s\n`)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

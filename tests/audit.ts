import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * `npm run audit`: asks the registry what is known against the packages that run in production. A finding fails; a registry that does
 * not answer, or gives no such answers, is said and fails nothing, because a build may have no network.
 */
const root = join(import.meta.dirname, '..')
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

type Report = {
  readonly auditReportVersion?: number
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly via: readonly unknown[] }>>
}

function reportOf(words: string): Report | null {
  try {
    const report: Report = JSON.parse(words)
    return report.auditReportVersion === undefined ? null : report
  } catch {
    return null
  }
}

const asked = spawnSync(npm, ['audit', '--omit=dev', '--json'], { cwd: root, encoding: 'utf8', timeout: 60_000 })
const report = reportOf(asked.stdout ?? '')
if (!report) {
  process.stdout.write('not run: the audit of packages, the registry gives no answer\n')
  process.exit(0)
}
const found = Object.entries(report.vulnerabilities ?? {})
for (const [name, { severity, via }] of found)
  process.stdout.write(`${name}: ${severity} ${JSON.stringify(via).slice(0, 400)}\n`)
process.stdout.write(`audit of packages: ${found.length} findings\n`)
process.exit(found.length === 0 ? 0 : 1)

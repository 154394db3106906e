import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportStore } from '../../server/exports/command.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import { PAPER_FORMATS } from '../../shared/exports/files.ts'
import type { Outline } from '../../shared/exports/model.ts'
import type { SessionId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { docxParagraphs, oneLine, xmlText } from '../exports/reading.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { SESSION } from '../world.ts'

const CLI = join(import.meta.dirname, '..', '..', 'server', 'cli.ts')
/** The window for objections alone takes ten seconds of the real clock. */
const PATIENCE_MS = 120_000

/** The operator's command against a server; the answer is its exit code and its lines. */
function plays(url: string, ...options: string[]): Promise<{ code: number | null; lines: string[] }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CLI, 'demo-script', '--url', url, ...options])
    let out = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (out += chunk))
    child.on('close', (code) => resolve({ code, lines: out.trimEnd().split('\n') }))
  })
}
const findings = async (server: ServerProcess) =>
  (await server.store(async (db) => verifyStore(db, null))).findings.map(
    ({ table, key, what }) => `${table} ${key} ${what}`,
  )
/** The session as it was played, in every format and language: all adopted, each outcome in each file. */
async function writesEveryFile(server: ServerProcess): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kenes-played-'))
  const read = (end: string) => readFileSync(join(folder, `${SESSION}.${end}`))
  try {
    const asked = { session: SESSION as SessionId, at: Date.UTC(2026, 3, 24), publicUrl: 'https://kenes.example/' }
    const names = await server.store((db) => exportStore(db, folder, asked))
    const { outlines } = JSON.parse(read('json').toString()) as { outlines: Record<Language, Outline> }
    const bodies = new Set(outlines.en.recommendations.flatMap(({ addressees }) => addressees.map(({ id }) => id)))
    expect(names).toHaveLength(8 * LANGUAGES.length + 3 + bodies.size * LANGUAGES.length * PAPER_FORMATS.length)
    const ids = LANGUAGES.map((language) =>
      [
        ...read(`${language}.akn.xml`)
          .toString()
          .matchAll(/ eId="([^"]+)"/g),
      ].map(([, id]) => id),
    )
    expect([ids[1], ids[2]]).toEqual([ids[0], ids[0]])
    for (const language of LANGUAGES) {
      const { stamp, recommendations, votes, opinions } = outlines[language]
      expect(stamp).toBeNull()
      expect([recommendations.length, votes.length, opinions.length]).toEqual([13, 6, 1])
      expect(read(`${language}.pdf`).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>')
      const minuted = outlines[language].minutes?.entries ?? []
      expect(minuted.filter(({ id }) => id.startsWith('vote:'))).toHaveLength(votes.length)
      const said = {
        minutes: minuted.map(({ words }) => words).join(' '),
        minutesDocx: docxParagraphs(read(`${language}.minutes.docx`)).join(' '),
        docx: docxParagraphs(read(`${language}.docx`)).join(' '),
        akn: xmlText(read(`${language}.akn.xml`).toString()),
        html: read(`${language}.html`)
          .toString()
          .replace(/<[^>]+>/g, ' ')
          .replaceAll('&#39;', "'")
          .replaceAll('&quot;', '"'),
      }
      for (const [format, words] of Object.entries(said))
        for (const { headline } of votes) expect(oneLine(words), `${language} ${format}`).toContain(oneLine(headline))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
const stepsOf = (lines: readonly string[]) => lines.filter((line) => /^(ok |NOT |-- )/.test(line))

test('[VO102] [VO40] [VO105] [AD5] [VO122] [EX1] [EX11] [AM30] [AM31] [AM37] [AM38] the script of the demo is played as it is written', {
  timeout: PATIENCE_MS,
}, async () => {
  await using server = await startServer()
  const { code, lines } = await plays(server.origin)
  expect(lines.filter((line) => line.startsWith('NOT'))).toEqual([])
  expect(code, lines.join('\n')).toBe(0)
  expect(stepsOf(lines).map((line) => line.split(':')[0])).toEqual([
    'ok   who is present',
    'ok   every text',
    'ok   accept am5',
    'ok   freeze r05, r09',
    'ok   vote am2',
    'ok   vote am1',
    'ok   vote am3',
    'ok   vote am4',
    'ok   freeze r10',
    'ok   vote r10',
    'ok   adopt r10',
    'ok   freeze 10 other texts',
    'ok   vote set',
    'ok   dissent of m22 on r09',
  ])
  expect(lines.at(-1)).toBe('14 steps, all as expected')
  expect(await findings(server)).toEqual([])
  await writesEveryFile(server)
  // A second time nothing is as it was: that is said, and the command fails.
  const again = await plays(server.origin)
  expect(again.code).toBe(1)
  expect(again.lines).toContain('NOT  every text: expected drafting; actual adopted')
})

test('[VO30] [VO31] the same people in a session of their own: each council counts apart, one carries and one loses', async () => {
  await using server = await startServer()
  const { code, lines } = await plays(server.origin, '--apart')
  expect(lines.filter((line) => line.startsWith('NOT'))).toEqual([])
  expect(code, lines.join('\n')).toBe(0)
  expect(lines.at(-1)).toBe('3 steps, all as expected')
  expect(await findings(server)).toEqual([])
})

test('[VO1] [VO9] [RB6] [VO24] [VO12] [VO106] [VO82] [VO84] [VO72] [VO93] a bad day: what goes wrong in a sitting is met as the rules say', {
  timeout: PATIENCE_MS,
}, async () => {
  await using server = await startServer()
  const { code, lines } = await plays(server.origin, '--bad-day')
  expect(lines.at(-1), lines.join('\n')).toBe('13 steps, all as expected')
  expect(lines.filter((line) => line.startsWith('NOT'))).toEqual([])
  expect(code, lines.join('\n')).toBe(0)
  expect(await findings(server)).toEqual([])
})

test('[RB4] what is no address or no option is said and answered with 2', async () => {
  expect((await plays('nowhere')).code).toBe(2)
  expect((await plays('http://127.0.0.1:1', '--fast')).code).toBe(2)
  const { code, lines } = await plays('http://127.0.0.1:1')
  expect(code).toBe(2)
  expect(lines).toContain('no server answers at http://127.0.0.1:1')
})

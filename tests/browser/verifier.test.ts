import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language } from '../../shared/language.ts'
import { say } from '../../shared/messages/translate.ts'
import { launch } from '../chromium.ts'
import { cast, opensVote, realClock, type World, world } from '../world.ts'
import { opens, scrollsSideways, seriousFindings } from './browser.ts'

let w: World
let base: string
let browser: Browser
let folder: string
let lines: string[]
let head: { number: number; hash: string }
let text: Buffer
beforeAll(async () => {
  w = await world({ pages: true, clock: realClock() })
  base = await w.listen()
  folder = mkdtempSync(join(tmpdir(), 'kenes-auditor-'))
  const chair = await w.person('m01')
  const vote = await opensVote(chair, 'r10')
  await cast(w, vote, { for: ['m01', 'm02', 'm03', 'm12'], against: ['m13'] })
  await chair.does('votes', 'close', { vote: vote.vote })
  await chair.does('votes', 'announce', { vote: vote.vote })
  await chair.does('adoption', 'adopt', vote)
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await w.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string) => join(folder, name)
function writes(name: string, kept: readonly string[]): string {
  writeFileSync(file(name), `${kept.join('\n')}\n`)
  return file(name)
}

/** Opens the page from the disk, in a browser that has no network. */
async function opensFromDisk(language: Language, asked: string[]): Promise<Page> {
  const locale = { kk: 'kk-KZ', ru: 'ru-RU', en: 'en-GB' }[language]
  const context = await browser.newContext({ offline: true, locale, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(pathToFileURL(file('verify.html')).href)
  return page
}

async function verifies(page: Page, language: Language, chosen: { book: string; head?: string; texts?: string[] }) {
  await page.locator('#book').setInputFiles(chosen.book)
  await page.locator('#head').fill(chosen.head ?? '')
  if (chosen.texts) await page.locator('#texts').setInputFiles(chosen.texts)
  await page.getByRole('button', { name: say(language, 'verifier.check') }).click()
  const verdict = page.locator('.verdict')
  await verdict.waitFor()
  return { words: await page.getByRole('status').innerText(), tone: await verdict.getAttribute('data-tone') }
}

test('[RB30] [RB33] the secretariat takes book and page from the record’s page; a member the page alone', async () => {
  const secretary = await opens(browser, base, 's01', 'en')
  await secretary.goes('/record')
  const saves = async (name: string, label: string) => {
    const [saved] = await Promise.all([
      secretary.page.waitForEvent('download'),
      secretary.page.getByRole('link', { name: label }).click(),
    ])
    await saved.saveAs(file(name))
    return saved.suggestedFilename()
  }
  expect(await saves('book.jsonl', secretary.words('audit.recordJsonl'))).toMatch(/^record-\d+\.jsonl$/)
  expect(await saves('verify.html', secretary.words('audit.verifier'))).toBe('verify.html')
  lines = readFileSync(file('book.jsonl'), 'utf8').trimEnd().split('\n')
  const { number, hash } = JSON.parse(lines.at(-1) ?? '')
  head = { number, hash }
  const row = await w.app.house.db.selectFrom('adopted_texts').select('content').executeTakeFirstOrThrow()
  text = Buffer.from(row.content)
  writeFileSync(file('adopted.json'), text)
  await secretary.context.close()
  const member = await opens(browser, base, 'm03', 'kk', { width: 360 })
  await member.goes('/record')
  await member.page.getByRole('link', { name: member.words('audit.verifier') }).waitFor()
  expect(await member.page.getByRole('link', { name: member.words('audit.recordJsonl') }).count()).toBe(0)
  expect(await scrollsSideways(member.page)).toBe(false)
  await member.context.close()
})

test('[RB32] [RB33] without a network the page says of a book what holds, and which entry does not', async () => {
  const asked: string[] = []
  const page = await opensFromDisk('en', asked)
  const good = await verifies(page, 'en', {
    book: file('book.jsonl'),
    head: `${head.number}:${head.hash}`,
    texts: [file('adopted.json'), file('verify.html')],
  })
  expect(good.tone).toBe('good')
  expect(good.words).toContain(`Verified: the book is whole, ${lines.length} entries, nothing in it was changed, and`)
  expect(good.words).toMatch(/adopted\.json: its hash stands in entry \d+\./)
  expect(good.words).toContain('verify.html: no entry names its hash.')
  expect(good.words).toMatch(/ballots in the book\s+1\s/)
  expect(good.words).toMatch(/version and vote\s+1$/)

  const at = lines.findIndex((line) => line.includes('ballot-cast'))
  const changed = writes('changed.jsonl', lines.with(at, (lines[at] ?? '').replace('\\"for\\"', '\\"against\\"')))
  expect((await verifies(page, 'en', { book: changed })).words).toContain(
    `Not verified: entry ${at + 1} was changed: its hash is not that of its content.`,
  )
  const taken = await verifies(page, 'en', { book: writes('taken.jsonl', lines.toSpliced(at, 1)) })
  expect(taken).toMatchObject({
    tone: 'bad',
    words: expect.stringContaining(`before entry ${at + 2} an entry is missing`),
  })
  const cut = writes('cut.jsonl', lines.slice(0, -2))
  expect((await verifies(page, 'en', { book: cut })).words).toContain('a known head alone can tell')
  expect((await verifies(page, 'en', { book: cut, head: `${head.number}:${head.hash.slice(0, 8)}` })).words).toContain(
    `the book ends with entry ${head.number - 2}, but ${head.number}:${head.hash.slice(0, 8)} is known: its end was cut off`,
  )
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
  expect(await page.evaluate(() => performance.getEntriesByType('resource').length)).toBe(0)
  await page.context().close()

  for (const language of ['kk', 'ru'] as const) {
    const other = await opensFromDisk(language, asked)
    expect(await other.title()).toBe(say(language, 'verifier.title'))
    const { words } = await verifies(other, language, { book: changed })
    expect(words).toContain(say(language, 'verifier.faults.changed', { number: at + 1 }))
    expect(await scrollsSideways(other)).toBe(false)
    expect(await seriousFindings(other)).toEqual([])
    await other.getByRole('button', { name: 'English' }).click()
    expect(await other.title()).toBe('Verify a record book')
    await other.context().close()
  }
})

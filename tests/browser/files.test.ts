import { readFileSync } from 'node:fs'
import type { Browser, Download } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outline } from '../../shared/exports/model.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { launch } from '../chromium.ts'
import { docxParagraphs, oneLine, pdfInfo, pdfText, xmlText } from '../exports/reading.ts'
import { cast, freezes, opensVote, realClock, SESSION, type World, world } from '../world.ts'
import { type Device, opens, scrollsSideways, seriousFindings } from './browser.ts'

const PATIENCE_MS = 180_000

let w: World
let base: string
let browser: Browser
let vote = ''
beforeAll(async () => {
  w = await world({ pages: true, clock: realClock() })
  base = await w.listen()
  const chair = await w.person('m01')
  const opened = await opensVote(chair, 'r10')
  await cast(w, opened, { for: ['m01', 'm02', 'm03', 'm12', 'm15'], against: ['m13', 'm14'], abstain: ['m04'] })
  vote = opened.vote
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
  await chair.does('adoption', 'adopt', { vote, hash: opened.hash })
  await freezes(chair, 'r05')
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

/** Presses what downloads a file, and waits for it. */
async function downloads(
  device: Device,
  format: 'pdf' | 'docx' | 'akn' | 'html' | 'csv' | 'json' | 'zip',
  language?: 'ru',
): Promise<Buffer> {
  const name = device.words(`exports.formats.${format}`)
  const onOwnPage = device.page.url().endsWith('/minutes')
  const label = onOwnPage
    ? name
    : `${name}: ${language ? device.words(`recommendations.ownNames.${language}`) : device.words('exports.download')}`
  const [file] = await Promise.all([
    device.page.waitForEvent('download', { timeout: PATIENCE_MS }) as Promise<Download>,
    device.page.getByRole('button', { name: label, exact: true }).click(),
  ])
  await device.page.getByRole('status').getByText(file.suggestedFilename()).first().waitFor()
  return readFileSync(await file.path())
}

test('[EX1] [EX3] [MI9] page, minutes, PDF, Word, Akoma Ntoso, web page, and JSON say the same numbers of a vote', {
  timeout: PATIENCE_MS,
}, async () => {
  const device = await opens(browser, base, 'm02', 'ru')
  await device.goes(`/votes/${vote}`)
  // The page keeps dashes and what follows together by a sign of its own.
  const page = oneLine(await device.page.locator('main').innerText()).replaceAll('\u2060', '')
  await device.goes(`/sessions/${SESSION}/minutes`)
  await device.page.getByRole('heading', { name: device.words('minutes.title'), exact: true }).waitFor()
  const minutes = oneLine(await device.page.locator('article').innerText()).replaceAll('\u2060', '')
  const minutesPdf = await downloads(device, 'pdf')
  const minutesDocx = await downloads(device, 'docx')
  await device.goes(`/sessions/${SESSION}`)
  await device.page.getByRole('link', { name: device.words('sessions.files') }).click()
  await device.page.getByRole('heading', { name: device.words('exports.title') }).waitFor()

  const { outlines } = JSON.parse((await downloads(device, 'json')).toString()) as { outlines: { ru: Outline } }
  const [said] = outlines.ru.votes
  const [tally] = said?.tallies ?? []
  if (!said || !tally) throw new Error('no vote in the file')
  expect([tally.for, tally.against, tally.abstain]).toEqual([5, 2, 1])

  const pdf = await downloads(device, 'pdf', 'ru')
  expect(pdfInfo(pdf)).toMatch(/Tagged:\s+yes/)
  const akn = (await downloads(device, 'akn', 'ru')).toString()
  const files = {
    page,
    minutes,
    minutesPdf: oneLine(pdfText(minutesPdf)),
    minutesDocx: oneLine(docxParagraphs(minutesDocx).join(' ')),
    pdf: oneLine(pdfText(pdf)),
    docx: oneLine(docxParagraphs(await downloads(device, 'docx', 'ru')).join(' ')),
    akn: xmlText(akn),
    html: oneLine((await downloads(device, 'html', 'ru')).toString().replace(/<[^>]+>/g, ' ')),
  }
  for (const [name, words] of Object.entries(files)) {
    // The headline has every number: for, against, abstained.
    expect(words, name).toContain(oneLine(said.headline))
    for (const sentence of said.steps.filter((one) => /\d/.test(one)))
      if (name !== 'page' && name !== 'minutes') expect(words, name).toContain(oneLine(sentence))
  }
  const counts = { for: tally.for, against: tally.against, abstain: tally.abstain, 'not-voting': tally.notVoting }
  for (const [choice, number] of Object.entries(counts))
    expect(akn).toContain(
      `eId="vote_${said.number}__pool__${choice}" wId="vote_${said.number}__pool__${choice}" value="${number}"`,
    )
  expect(device.faults).toEqual([])
  await device.context.close()
})

test('[EX10] all files in one archive, with how far it is, on a phone; it can be stopped', {
  timeout: PATIENCE_MS,
}, async () => {
  const phone = await opens(browser, base, 'm03', 'kk', { width: 360, height: 780, scheme: 'dark' })
  await phone.goes(`/sessions/${SESSION}/files`)
  // On its way to the server it is held up until the page was looked at.
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await phone.page.route('**/api/exports/file?*', async (route) => {
    await held
    await route.continue().catch(() => undefined)
  })
  await phone.page.getByRole('button', { name: phone.words('exports.formats.zip') }).click()
  const stop = phone.page.getByRole('button', { name: phone.words('exports.stop') })
  await stop.waitFor()
  expect(await phone.page.getByRole('progressbar').count()).toBe(1)
  expect(await seriousFindings(phone.page)).toEqual([])
  expect(await scrollsSideways(phone.page)).toBe(false)
  await stop.click()
  await stop.waitFor({ state: 'detached' })
  expect(await phone.page.getByRole('alert').count()).toBe(0)
  letGo()
  await phone.page.unroute('**/api/exports/file?*')
  const zip = await downloads(phone, 'zip')
  expect(zip.subarray(0, 2).toString()).toBe('PK')
  expect(phone.faults).toEqual([])
  await phone.context.close()
})

test('[EX2] an observer finds the files of what observers see', { timeout: PATIENCE_MS }, async () => {
  await (await w.person('m01')).does('sessions', 'let-observers-read', { session: SESSION, on: false })
  const device = await opens(browser, base, 'o06', 'en')
  await device.goes(`/sessions/${SESSION}/files`)
  await device.page.getByText(device.words('exports.adopted', { count: 1 })).waitFor()
  const { outlines } = JSON.parse((await downloads(device, 'json')).toString()) as { outlines: Record<string, Outline> }
  for (const language of LANGUAGES) {
    const stages = outlines[language]?.recommendations.map(({ stage }) => stage)
    expect(stages).not.toContain('drafting')
    expect(stages).toContain('adopted')
  }
  await device.context.close()
})

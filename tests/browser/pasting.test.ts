import { expect, test } from 'vitest'
import { putVersions } from '../put-versions.ts'
import { type Device, seriousFindings } from './browser.ts'
import { PATIENT, served, workspace } from './served.ts'

const here = served()

/** As the programs put it on the clipboard, cut down to what matters. */
const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset=utf-8><style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri"} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head>
<body lang=RU><!--StartFragment-->
<h1><span style='font-size:16.0pt'>Доступ адвоката<o:p></o:p></span></h1>
<p class=MsoNormal>Обеспечить доступ в&nbsp;течение <b>24&nbsp;часов</b>
и <span style='font-style:italic'>без исключений</span>.<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;</span></span><![endif]>вести журнал;<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>a)&nbsp;</span>без пропусков;</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><img width=200 src="file:///C:/Users/a/image001.png"><a href="javascript:alert(1)">нажать</a>, <a href="https://example.org/npm">механизм</a><a href="#_ftn1">[1]</a></p>
<!--EndFragment--></body></html>`

const LIBRE = `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title><style type="text/css">p { margin-bottom: 0.25cm }</style></head>
<body lang="ru-RU" dir="ltr"><p style="line-height: 100%"><font face="Liberation Serif, serif"><font size="3"><strong>Первое.</strong> Слова<br/>со строкой</font></font></p>
<ol><li><p>пункт</p><ul><li><p>подпункт</p></li></ul></li></ol></body></html>`

const DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Жирно</span><span style="font-weight:400"> и просто, </span><span style="font-style:italic">курсив</span></p><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>в списке</span></p></li></ul><p><span><img src="https://example.org/x.png"></span><span><img src="https://example.org/y.png"></span></p></b>`

const EXCEL = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {mso-number-format:General}</style></head><body><table border=0><colgroup><col width=64></colgroup><tr><td>Место</td><td class=xl65>Людей</td></tr><tr><td>Аксай</td><td align=right>210</td></tr><tr><td></td><td>&nbsp;</td></tr></table></body></html>`

const EVIL = `<p onclick="window.hurt=1">До<script>window.hurt=2</script><img src=x onerror="window.hurt=3"><svg onload="window.hurt=4"><text>в картинке</text></svg> и после</p><iframe srcdoc="<script>parent.hurt=5</script>"></iframe><a href=" JaVaScRiPt:window.hurt=6">ссылка</a><style>p{display:none}</style><p style="display:none">скрыто</p><form><input value="поле"><textarea>область</textarea></form>`

/** Pastes into the part that has the focus, as a program put it on the clipboard. */
const pastes = (device: Device, html: string, plain = 'plain') =>
  device.page.evaluate(
    ([rich, words]) => {
      const clipboardData = new DataTransfer()
      if (rich) clipboardData.setData('text/html', rich)
      if (words) clipboardData.setData('text/plain', words)
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    },
    [html, plain] as const,
  )

/** The paragraphs of a part as they stand in the editor: level, then words with their marks. */
const paragraphs = (device: Device, part = 'text') =>
  device.editor(part, 'ru').evaluate((editor) =>
    [...editor.querySelectorAll('p')].map((paragraph) => {
      const copy = paragraph.cloneNode(true) as HTMLElement
      for (const one of copy.querySelectorAll('.kenes-caret, .ProseMirror-separator, .ProseMirror-trailingBreak'))
        one.remove()
      for (const one of copy.querySelectorAll('span')) one.replaceWith(...one.childNodes)
      for (const one of copy.querySelectorAll('a')) for (const name of ['rel', 'target']) one.removeAttribute(name)
      return `${paragraph.dataset.level ?? 0} ${copy.innerHTML.replaceAll('&nbsp;', '~')}`
    }),
  )

/** Takes everything out of a part and leaves the caret in it. */
async function empties(device: Device, part = 'text'): Promise<void> {
  await device.editor(part, 'ru').click()
  await device.page.keyboard.press('Control+A')
  await device.page.keyboard.press('Delete')
}

test('[LT100] [LT20] what Word, LibreOffice, Google Docs and Excel put on the clipboard becomes clean paragraphs', async () => {
  const s = await here.opens('m03', 'ru')
  await s.goes(workspace('r02'))
  await s.editor('text', 'ru').waitFor()
  const cases: [string, number, string[]][] = [
    [
      WORD,
      1,
      [
        '0 Доступ адвоката',
        '0 Обеспечить доступ в~течение <strong>24~часов</strong> и <em>без исключений</em>.',
        '1 вести журнал;',
        '2 без пропусков;',
        '0 нажать, <a href="https://example.org/npm">механизм</a>[1]',
      ],
    ],
    [LIBRE, 0, ['0 <strong>Первое.</strong> Слова', '0 со строкой', '1 пункт', '2 подпункт']],
    [DOCS, 2, ['0 <strong>Жирно</strong> и просто, <em>курсив</em>', '1 в списке']],
    [EXCEL, 0, ['0 Место', '0 Людей', '0 Аксай', '0 210']],
    [EVIL, 2, ['0 До и после', '0 ссылка']],
  ]
  for (const [html, pictures, found] of cases) {
    await empties(s)
    await pastes(s, html)
    expect(await paragraphs(s)).toEqual(found)
    const said = s.page.getByRole('status').filter({ hasText: 'не вставлен' })
    const told = pictures > 0 ? [s.words('writing.pictures', { count: pictures })] : []
    await expect.poll(() => said.allInnerTexts()).toEqual(told)
  }
  expect(await s.page.evaluate(() => (window as unknown as { hurt?: number }).hurt)).toBeUndefined()
  expect(await seriousFindings(s.page)).toEqual([])
  await empties(s, 'title')
  await pastes(s, WORD)
  expect(await paragraphs(s, 'title')).toEqual([
    expect.stringMatching(/^0 Доступ адвоката Обеспечить доступ в~течение 24~часов и без исключений\. вести журнал;/),
  ])
  // The server has taken all of it: nothing was refused, and what it says is what stands on the page.
  await expect.poll(() => s.isSaved(), PATIENT).toBe(true)
  const { plain } = await (await here.w.person('m03')).sees('recommendations', 'text', { id: 'r02' })
  expect(plain.text.ru).toBe('До и после\nссылка')
  expect(s.faults).toEqual([])
  await s.context.close()
})

test('[LT101] a letter of another alphabet is marked and named, and one press puts it right, for everybody', async () => {
  const [s, other] = [await here.opens('m03', 'ru'), await here.opens('m12', 'kk')]
  for (const device of [s, other]) await device.goes(workspace('r05'))
  await s.editor('text', 'ru').waitFor()
  await empties(s)
  await s.page.keyboard.insertText('Аdвокат б\u0065з отказа, ка\u0063пийский a\u0434рес')
  const marked = s.editor('text', 'ru').locator('.kenes-look-alike')
  await expect.poll(() => marked.allInnerTexts(), PATIENT).toEqual(['б\u0065з', 'ка\u0063пийский', '\u0061дрес'])
  const letter = (of: string) => s.words('writing.letters.latin', { letter: of })
  for (const one of ['e', 'c', 'a']) await s.page.getByText(letter(one)).waitFor()
  expect(await seriousFindings(s.page)).toEqual([])
  await s.button('writing.putRightOf', { word: 'б\u0065з' }).click()
  await expect.poll(() => marked.count()).toBe(2)
  expect(await s.wordsOf('text', 'ru')).toBe('Аdвокат без отказа, ка\u0063пийский \u0061дрес')
  await other.page.getByRole('tab', { name: /Русский/ }).click()
  await expect.poll(() => other.wordsOf('text', 'ru'), PATIENT).toContain('без отказа')
  await other.page.getByText(other.words('writing.letters.latin', { letter: 'c' })).waitFor()
  await other.button('writing.putRightOf', { word: 'ка\u0063пийский' }).click()
  await expect.poll(() => s.wordsOf('text', 'ru'), PATIENT).toContain('каспийский')
  for (const device of [s, other]) {
    expect(device.faults).toEqual([])
    await device.context.close()
  }
})

test('[VE20] a change that nobody sees is said in the comparison', async () => {
  const [first, second] = await putVersions(here.w.app.house.db, 'r06', 'ru', [
    'Доступ за 24\u00a0часа, без отказа.',
    'Доступ за 24 часа, б\u0065з отказа.',
  ])
  const s = await here.opens('m12', 'ru')
  await s.goes(`${workspace('r06')}/compare/${first}/${second}`)
  const changes = s.page.locator('article [data-change]')
  const pair = (was: string, is: string) =>
    s.words('writing.unseen', { pairs: s.words('writing.unseenPair', { was, is }) })
  const sign = (name: 'latin' | 'cyrillic', letter: string) => s.words(`writing.signs.${name}`, { letter })
  await changes.getByText(pair(sign('cyrillic', 'е'), sign('latin', 'e'))).waitFor()
  await changes.getByText(pair(s.words('writing.signs.firm-space'), s.words('writing.signs.space'))).waitFor()
  expect(await changes.count()).toBe(2)
  expect(await seriousFindings(s.page)).toEqual([])
  await s.context.close()
})

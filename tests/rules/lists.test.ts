import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { readDocx } from '../../server/recommendations/docx.ts'
import { firstSentence, matchLists, splitTitle } from '../../shared/recommendations/lists.ts'
import { documentOf, docxOf, paragraph, zipOf } from '../docx.ts'

const read = (paragraphs: readonly string[], more: Record<string, string | Uint8Array> = {}) =>
  readDocx(new Uint8Array(docxOf(paragraphs, more)))
const numbers = (paragraphs: readonly string[]) => read(paragraphs)?.texts.map(({ number }) => number)
const said = (paragraphs: readonly string[]) =>
  read(paragraphs)?.texts.map(({ number, paragraphs }) => [
    number,
    ...paragraphs.map(({ level, words }) => [level, words]),
  ])

describe('numbers', () => {
  test('[RE21] numbers that Word counts begin a text each, with all that stands under them', () => {
    const list = read([
      paragraph('Introduction'),
      paragraph('Lists are kept.', { list: 1 }),
      paragraph('What a list holds:', { list: 1 }),
      paragraph('the name;', { list: 1, level: 1 }),
      paragraph('the hour.', { list: 3 }),
      paragraph('An afterword & more'),
      paragraph('Doors open.', { list: 2 }),
    ])
    expect(list?.before).toBe(1)
    expect(list?.texts).toEqual([
      { number: 1, paragraphs: [{ level: 0, words: 'Lists are kept.' }] },
      {
        number: 2,
        paragraphs: [
          { level: 0, words: 'What a list holds:' },
          { level: 1, words: 'the name;' },
          { level: 1, words: 'the hour.' },
          { level: 0, words: 'An afterword & more' },
        ],
      },
      { number: 3, paragraphs: [{ level: 0, words: 'Doors open.' }] },
    ])
  })

  test('[RE21] typed numbers count too, but neither 1.2 nor a date', () => {
    expect(
      said([
        paragraph('1. Первое'),
        paragraph('1.2 часть'),
        paragraph('12.04.2025 было заседание'),
        paragraph('2) Второе'),
        paragraph('№ 3. «Үшінші»'),
        paragraph('4.\u00a0Төртінші'),
        paragraph('2025. Год'),
      ]),
    ).toEqual([
      [1, [0, 'Первое'], [0, '1.2 часть'], [0, '12.04.2025 было заседание']],
      [2, [0, 'Второе']],
      [3, [0, '«Үшінші»']],
      [4, [0, 'Төртінші'], [0, '2025. Год']],
    ])
  })

  test('[RE21] lists that begin anew, number 0, and numbers of a style and of the style it is made of', () => {
    expect(numbers([paragraph('a', { list: 1 }), paragraph('b', { list: 4 }), paragraph('c', { list: 4 })])).toEqual([
      1, 7, 8,
    ])
    expect(numbers([paragraph('a', { style: 'Own' }), paragraph('b', { style: 'Numbered' })])).toEqual([1, 2])
    expect(numbers([paragraph('a', { style: 'Own' }), paragraph('b', { style: 'Own', list: 0 })])).toEqual([1])
    expect(numbers([paragraph('a', { list: 1 }), paragraph('  ', { list: 1 }), paragraph('b', { list: 1 })])).toEqual([
      1, 2,
    ])
  })

  test('[RE21] no numbers, no texts: the reader is told how many paragraphs there were', () => {
    expect(read([paragraph('Only words'), paragraph('and more')])).toMatchObject({ texts: [], before: 2 })
  })

  test('[RE21] tracked changes and footnotes are counted: insertions are in the words, deletions are not', () => {
    const run = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`
    const list = read([
      paragraph('', {
        list: 1,
        inside: `${run('Lists ')}<w:ins w:id="1">${run('of names ')}</w:ins><w:del w:id="2"><w:r><w:delText>never </w:delText></w:r></w:del>${run('are kept')}<w:r><w:footnoteReference w:id="2"/></w:r>`,
      }),
      paragraph('', {
        inside: `<w:moveFrom w:id="3">${run('moved')}</w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r>`,
      }),
    ])
    expect(list).toMatchObject({ inserted: 1, deleted: 2, footnotes: 1 })
    expect(list?.texts[0]?.paragraphs).toEqual([{ level: 0, words: 'Lists of names are kept' }])
  })

  test('[RE21] a line break makes a paragraph, tabs and breaks that may not be torn make a space, text boxes are read once', () => {
    const box = (words: string) => `<w:txbxContent><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:txbxContent>`
    const list = said([
      paragraph('', { list: 1, inside: '<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r>' }),
      paragraph('', {
        inside: `<w:r><mc:AlternateContent><mc:Choice>${box('box')}</mc:Choice><mc:Fallback>${box('box')}</mc:Fallback></mc:AlternateContent></w:r>`,
      }),
    ])
    expect(list).toEqual([[1, [0, 'One'], [0, 'two three'], [0, 'box']]])
  })
})

describe('files that are not lists', () => {
  const none = (bytes: Uint8Array | Buffer) => expect(readDocx(new Uint8Array(bytes))).toBeNull()

  test('[RE22] what is no ZIP, cut off, or a ZIP of something else is no list', () => {
    none(Buffer.from('hello'))
    none(Buffer.alloc(0))
    none(Buffer.alloc(5_000, 0x50))
    none(zipOf({ 'hello.txt': 'hello' }))
    none(zipOf({ 'word/document.xml': '<html><body>1. no</body></html>' }))
    const whole = docxOf([paragraph('a', { list: 1 })])
    for (const length of [10, whole.length >> 1, whole.length - 1]) none(whole.subarray(0, length))
  })

  test('[RE22] a file that was damaged anywhere is read or refused, and never a fault', () => {
    const whole = new Uint8Array(docxOf([paragraph('a', { list: 1 }), paragraph('b', { list: 1 })]))
    for (let at = 0; at < whole.length; at += 1) {
      const damaged = whole.slice()
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      expect(() => readDocx(damaged)).not.toThrow()
    }
  })

  test('[RE22] a part that grows without end is refused while it grows', () => {
    const bomb = documentOf([paragraph(' '.repeat(9 * 1_048_576))])
    const packed = zipOf({ 'word/document.xml': bomb })
    expect(packed.length).toBeLessThan(50_000)
    none(packed)
    none(zipOf(Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`${at}`, '']))))
  })

  test('[RE22] document types, entities, depth without end and broken XML are refused', () => {
    const evil = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    none(docxOf([], { 'word/document.xml': documentOf([paragraph('x')], `<?xml version="1.0"?>${evil}`) }))
    for (const body of [
      '<w:p>&a;</w:p>',
      '<w:p>&#0;</w:p>',
      '<w:p>',
      '</w:p>',
      '<w:p',
      '<w:t x="',
      'a & b',
      '<![CDATA[',
    ])
      none(docxOf([body]))
    none(docxOf(['<w:x>'.repeat(300)]))
    expect(
      read(['<w:p><w:r><w:t>1. &#1179;&#x4D9; &lt;b&gt; <![CDATA[<i>]]></w:t></w:r></w:p>'])?.texts[0]?.paragraphs,
    ).toEqual([{ level: 0, words: 'қә <b> <i>' }])
  })

  test('[RE22] a tag that never ends is refused or read in no time', { timeout: 10_000 }, () => {
    const long = 4 * 1_048_576
    none(docxOf([`<w:p ${'a'.repeat(long)}`]))
    expect(read([`<w:p ${'a'.repeat(long)}><w:r><w:t>1. One</w:t></w:r></w:p>`])?.texts).toHaveLength(1)
    none(docxOf([], { '[Content_Types].xml': '<Override'.repeat(long / 10), 'word/document.xml': '<x/>' }))
  })

  test('[RE22] other encodings are read as they say they are; what does not fit them is refused', () => {
    const inUtf16 = `\ufeff${documentOf([paragraph('1. Қазақша')], '<?xml version="1.0" encoding="UTF-16"?>')}`
    const utf16 = Buffer.from(inUtf16, 'utf16le')
    expect(read([], { 'word/document.xml': new Uint8Array(utf16) })?.texts[0]?.paragraphs[0]?.words).toBe('Қазақша')
    const inCyrillic = documentOf([paragraph('1. XX')], '<?xml version="1.0" encoding="windows-1251"?>')
    const bytes = Buffer.from(inCyrillic, 'latin1')
    bytes.set([0xdf, 0xe6], bytes.indexOf('XX'))
    expect(read([], { 'word/document.xml': new Uint8Array(bytes) })?.texts[0]?.paragraphs[0]?.words).toBe('Яж')
    const wrong = Buffer.from(documentOf([paragraph('1. XX')]), 'latin1')
    wrong.set([0xdf, 0xe6], wrong.indexOf('XX'))
    none(docxOf([], { 'word/document.xml': new Uint8Array(wrong) }))
    none(
      docxOf([], { 'word/document.xml': documentOf([paragraph('x')], '<?xml version="1.0" encoding="x-nothing"?>') }),
    )
  })

  test('[RE21] the body may have another name, and no compression', () => {
    const types = `<Types><Override PartName="/word/document2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
    const zip = zipOf(
      { '[Content_Types].xml': types, 'word/document2.xml': documentOf([paragraph('1. here')]) },
      { store: true },
    )
    expect(readDocx(new Uint8Array(zip))?.texts).toHaveLength(1)
  })
})

describe('matching', () => {
  const list = (...texts: [number, ...string[]][]) => ({
    texts: texts.map(([number, ...words]) => ({
      number,
      paragraphs: words.map((each) => ({ level: 0, words: each })),
    })),
    before: 0,
    inserted: 0,
    deleted: 0,
    footnotes: 0,
  })

  test('[RE21] texts are matched by number; what is missing in a language is named', () => {
    const rows = matchLists({
      kk: list([1, 'бір'], [2, 'екі']),
      ru: list([1, 'раз'], [3, 'три']),
      en: undefined as never,
    })
    expect(rows.map(({ number, missing, title }) => [number, missing, title.kk, title.ru])).toEqual([
      [1, [], 'бір', 'раз'],
      [2, ['ru'], 'екі', ''],
      [3, ['kk'], '', 'три'],
    ])
  })

  test('[RE21] a number that stands twice makes a row each time, and nothing is lost', () => {
    const rows = matchLists({ ru: list([1, 'a'], [1, 'b'], [2, 'c']), en: list([1, 'x']) })
    expect(rows.map(({ key, doubled, missing, title }) => [key, doubled, missing, title.ru, title.en])).toEqual([
      ['1-1', true, [], 'a', 'x'],
      ['1-2', true, ['en'], 'b', ''],
      ['2-1', false, ['en'], 'c', ''],
    ])
  })

  test('[RE21] a short first paragraph is the title; else the first sentence is proposed and the text keeps it', () => {
    const p = (words: string, level = 0) => ({ level, words })
    expect(splitTitle([p('Lists of names'), p('Each list is kept.')])).toEqual({
      title: 'Lists of names',
      paragraphs: [p('Each list is kept.')],
    })
    expect(splitTitle([p('Keep lists. Each one.'), p('Always.')])).toEqual({
      title: 'Keep lists',
      paragraphs: [p('Keep lists. Each one.'), p('Always.')],
    })
    expect(splitTitle([p('A list holds:'), p('names', 1)]).paragraphs).toHaveLength(2)
    expect(splitTitle([])).toEqual({ title: '', paragraphs: [] })
    expect(firstSentence('Согласно ст. 12 закона вести списки. Далее.')).toBe('Согласно ст. 12 закона вести списки')
    expect(firstSentence(`${'слово '.repeat(60)}`).length).toBeLessThanOrEqual(201)
  })
})

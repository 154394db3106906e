import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalJson, type Json, sameJson } from '../../shared/canonical-json.ts'
import { eachLanguage } from '../../shared/language.ts'
import { type Block, blocksFromPlain, blocksOf, type Parts } from '../../shared/text/canonical.ts'
import { fragmentOf, readParts, seedUpdate } from '../../shared/text/ydoc.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'

type RunIn = { text: string; marks: Record<string, unknown> }
type BlockIn = { level: unknown; runs: RunIn[] }
type Golden = {
  readonly form: 1
  readonly blocks: readonly { name: string; input: BlockIn[]; canonical: string; sha256: string }[]
  readonly version: { input: GoldenVersion; canonical: string; sha256: string }
}
type PartName = keyof Parts
type Content = Parameters<typeof canonicalContent>[0]
type GoldenVersion = Omit<Content, 'parts'> & { parts: Record<PartName, Record<'kk' | 'ru' | 'en', BlockIn[]>> }

const golden = JSON.parse(readFileSync(new URL('./form-1.golden.json', import.meta.url), 'utf8')) as Golden
const sha256 = (words: string) => createHash('sha256').update(words, 'utf8').digest('hex')
const bytesOf = (blocks: readonly Block[]) => canonicalJson(blocks as unknown as Json)
const one = (...runs: RunIn[]): BlockIn[] => [{ level: 0, runs }]
const run = (text: string, ...marks: string[]): RunIn => ({
  text,
  marks: Object.fromEntries(marks.map((mark) => [mark, {}])),
})
const contentOf = (...runs: RunIn[]) => blocksOf(one(...runs))[0]?.content

const partsFrom = (parts: GoldenVersion['parts']): Parts => {
  const part = (name: PartName) => eachLanguage((language) => blocksOf(parts[name][language]))
  return { title: part('title'), text: part('text'), rationale: part('rationale'), indicator: part('indicator') }
}

describe('form 1 as it was first printed', () => {
  test.each(golden.blocks)(
    '[VE3] $name: the bytes and their SHA-256 are those of the golden file',
    ({ input, canonical, sha256: hash }) => {
      const bytes = bytesOf(blocksOf(input))
      expect(bytes).toBe(canonical)
      expect(sha256(bytes)).toBe(hash)
    },
  )

  test('[VE3] a whole version: every part, language and field, the form inside, the number outside', () => {
    const { input, canonical, sha256: hash } = golden.version
    const bytes = canonicalContent({ ...input, parts: partsFrom(input.parts) })
    expect(bytes).toBe(canonical)
    expect(sha256(bytes)).toBe(hash)
    const said = JSON.parse(bytes)
    expect(said).toMatchObject({ form: 1, languages: ['kk', 'ru', 'en'] })
    expect(Object.keys(said)).toEqual(['fields', 'form', 'kind', 'languages', 'parts', 'recommendation'])
    expect(Object.keys(said.parts)).toEqual(['indicator', 'rationale', 'text', 'title'])
  })

  test('[VE3] the order in which addressees, findings, standards and themes were ticked is not in the bytes', () => {
    const { input, canonical } = golden.version
    const { fields } = input
    const turned = {
      ...fields,
      addressees: fields.addressees.toReversed(),
      findings: fields.findings.toReversed(),
      standards: fields.standards.toReversed(),
      themes: fields.themes.toReversed(),
    }
    expect(canonicalContent({ ...input, fields: turned, parts: partsFrom(input.parts) })).toBe(canonical)
  })

  test('[VE3] each changed word, level, mark or field gives other bytes', () => {
    const { input } = golden.version
    const parts = partsFrom(input.parts)
    const variants = [
      canonicalContent({ ...input, parts }),
      canonicalContent({ ...input, parts: { ...parts, title: { ...parts.title, kk: blocksFromPlain('Көпірлер') } } }),
      canonicalContent({
        ...input,
        parts: { ...parts, title: { ...parts.title, en: [{ level: 1, content: [{ text: 'Bridge' }] }] } },
      }),
      canonicalContent({
        ...input,
        parts: { ...parts, title: { ...parts.title, en: blocksOf(one(run('Bridge', 'bold'))) } },
      }),
      canonicalContent({ ...input, parts, fields: { ...input.fields, deadline: '2025-11-01' } }),
      canonicalContent({ ...input, parts, fields: { ...input.fields, addressees: input.fields.addressees.slice(1) } }),
      canonicalContent({ ...input, parts, kind: 'proposal' }),
    ]
    expect(new Set(variants.map(sha256)).size).toBe(variants.length)
  })
})

describe('RFC 8785', () => {
  test('[VE3] keys are sorted by code unit, without white space, numbers as ECMAScript writes them', () => {
    expect(canonicalJson({ b: 1, a: [true, null], '\u20ac': 1e21, A: -0, é: 1.5 })).toBe(
      '{"A":0,"a":[true,null],"b":1,"é":1.5,"€":1e+21}',
    )
    expect(canonicalJson({ '\ud83d\ude00': 1, '\ufb33': 2 })).toBe('{"\ud83d\ude00":1,"\ufb33":2}')
  })

  test('[VE3] what JSON cannot hold is a fault, never bytes', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow()
    expect(() => canonicalJson(undefined as unknown as Json)).toThrow()
  })
})

describe('the same in JSON', () => {
  test('[VE3] two values are the same exactly when their spelling is', () => {
    const value = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<Json>(null, true, false, 0, -0, 1, '', 'а', 'б'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.option(tie('value'), { nil: undefined }), { maxKeys: 3 }),
      ),
    })).value
    let same = 0
    fc.assert(
      fc.property(value, value, (one, other) => {
        const isSame = canonicalJson(one) === canonicalJson(other)
        if (isSame) same += 1
        expect(sameJson(one, other)).toBe(isSame)
        expect(sameJson(one, structuredClone(one))).toBe(true)
      }),
      { numRuns: 1_000 },
    )
    expect(same).toBeGreaterThan(0)
  })
})

describe('words and marks', () => {
  test('[VE3] the words are NFC over the whole block: an accent after a mark border joins the letter before it', () => {
    expect(contentOf(run('caf'), run('e', 'bold'), run('\u0301 open'))).toEqual([
      { text: 'caf' },
      { text: 'é', marks: [{ type: 'bold' }] },
      { text: ' open' },
    ])
    expect(contentOf(run('x', 'bold'), run('\u0301'))).toEqual([
      { text: 'x', marks: [{ type: 'bold' }] },
      { text: '\u0301' },
    ])
  })

  test('[VE3] signs that come in another order across a border are put in one order and stay with their letter', () =>
    expect(contentOf(run('a\u0301'), run('\u0323', 'italic'), run('!'))).toEqual([{ text: '\u1ea1\u0301!' }]))

  test('[VE3] lone halves of a sign become U+FFFD; a sign is never cut in two by a mark border', () => {
    expect(contentOf(run('a\ud83c b'))).toEqual([{ text: 'a\ufffd b' }])
    expect(contentOf(run('\udf09'))).toEqual([{ text: '\ufffd' }])
    expect(contentOf(run('\ud83c', 'bold'), run('\udf09 bridge'))).toEqual([
      { text: '\ud83c\udf09', marks: [{ type: 'bold' }] },
      { text: ' bridge' },
    ])
  })

  test('[VE3] what does not fit the schema has no bytes', () => {
    for (const level of [4, -1, 1.5, '1', true]) expect(() => blocksOf([{ level, runs: [] }])).toThrow(TypeError)
    expect(() => contentOf({ text: 'x', marks: { underline: {} } })).toThrow(TypeError)
    for (const link of ['https://example.org', { href: 'javascript:alert(1)' }, {}]) {
      expect(() => contentOf({ text: 'x', marks: { link } })).toThrow(TypeError)
    }
  })

  const letters = fc.constantFrom(
    'a',
    'e',
    'Қ',
    'и',
    '\u0301',
    '\u0306',
    '\u0323',
    '\u1112',
    '\u1161',
    '\u11ab',
    '🌉',
    ' ',
    '',
  )
  const text = fc.array(letters, { maxLength: 6 }).map((parts) => parts.join(''))
  const marks = fc.subarray(['bold', 'italic'])
  const runs = fc.array(
    fc.tuple(text, marks).map(([words, names]) => run(words, ...names)),
    { maxLength: 6 },
  )

  test('[VE3] [VE4] however a run is cut, the same words with the same marks give the same bytes', () =>
    fc.assert(
      fc.property(runs, fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }), (whole, cuts) => {
        const cut = whole.flatMap(({ text: words, marks: with_ }, index) => {
          const at = (cuts[index] ?? 0) % (words.length + 1)
          return [words.slice(0, at), words.slice(at)].map((half) => ({ text: half, marks: with_ }))
        })
        expect(bytesOf(blocksOf(one(...cut)))).toBe(bytesOf(blocksOf(one(...whole))))
      }),
    ))

  test('[VE3] [VE4] the words are the block’s NFC, no run is empty, neighbours differ, and form 1 of form 1 is itself', () =>
    fc.assert(
      fc.property(runs, (whole) => {
        const content = contentOf(...whole) ?? []
        expect(content.map((part) => part.text).join('')).toBe(
          whole
            .map((part) => part.text)
            .join('')
            .normalize('NFC'),
        )
        for (const [index, part] of content.entries()) {
          expect(part.text).not.toBe('')
          expect(part.text.isWellFormed()).toBe(true)
          if (index > 0) expect(part.marks ?? []).not.toEqual(content[index - 1]?.marks ?? [])
        }
        const again = content.map((part) => run(part.text, ...(part.marks ?? []).map(({ type }) => type)))
        expect(contentOf(...again)).toEqual(content)
      }),
    ))
})

describe('a live text and its bytes', () => {
  const parts = partsFrom(golden.version.input.parts)
  const docFrom = (...updates: Uint8Array[]) => {
    const doc = new Y.Doc()
    for (const update of updates) Y.applyUpdate(doc, update)
    return doc
  }

  test('[VE4] what a text is seeded with is read back; what is empty has one empty paragraph', () => {
    const read = readParts(docFrom(seedUpdate(parts, 7)))
    expect(read.title).toEqual(parts.title)
    expect(read.text).toEqual(parts.text)
    expect(read.indicator).toEqual({ kk: [{ content: [] }], ru: [{ content: [] }], en: [{ content: [] }] })
  })

  test('[VE3] [VE4] levels, marks and links survive the way through a live text', () => {
    const rich = blocksOf(
      golden.blocks.filter(({ name }) => !name.includes('no paragraph')).flatMap(({ input }) => input),
    )
    const seeded = seedUpdate({ ...parts, rationale: { ...parts.rationale, en: rich } }, 8)
    expect(bytesOf(readParts(docFrom(seeded)).rationale.en)).toBe(bytesOf(rich))
  })

  test('[VE4] the same words written by other people, in another order, have the same bytes', () => {
    const seed = seedUpdate({ ...parts, rationale: { ...parts.rationale, en: blocksFromPlain('') } }, 9)
    const written = (steps: readonly ((words: Y.XmlText) => void)[]) => {
      const doc = docFrom(seed)
      const paragraph = fragmentOf(doc, 'rationale', 'en').get(0)
      if (!(paragraph instanceof Y.XmlElement)) throw new Error('no paragraph')
      const words = new Y.XmlText()
      paragraph.insert(0, [words])
      for (const step of steps) step(words)
      return doc
    }
    const atOnce = written([
      (words) => words.insert(0, 'Repair the bridge', {}),
      (words) => words.format(7, 3, { bold: {} }),
    ])
    const byParts = written([
      (words) => words.insert(0, 'bridges'),
      (words) => words.delete(6, 1),
      (words) => words.insert(0, 'the', { bold: {} }),
      (words) => words.insert(3, ' ', { bold: null }),
      (words) => words.insert(0, 'Repair ', { bold: null }),
    ])
    expect(bytesOf(readParts(byParts).rationale.en)).toBe(bytesOf(readParts(atOnce).rationale.en))
    expect(readParts(byParts).rationale.en).toEqual(blocksOf(one(run('Repair '), run('the', 'bold'), run(' bridge'))))
  })
})

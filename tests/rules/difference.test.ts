import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AddresseeId, FindingId, StandardId, ThemeId } from '../../shared/ids.ts'
import { eachLanguage, LANGUAGES } from '../../shared/language.ts'
import { type Block, blocksFromPlain, blocksOf, type Mark, type Parts, plainText } from '../../shared/text/canonical.ts'
import { type Difference, differenceOf, type Segment } from '../../shared/text/difference.ts'
import { textSchema } from '../../shared/text/schema.ts'
import { blocksFromTokens, FORMAT_NAMES, tokensOf } from '../../shared/text/tokens.ts'
import { compareVersions } from '../../shared/versions/comparison.ts'
import type { VersionContent } from '../../shared/versions/model.ts'

const differs = (before: string, after: string) => differenceOf(blocksFromPlain(before), blocksFromPlain(after), 'ru')

/** A difference as a line to read: [-deleted-], [+added+], [~formatted~]; each paragraph with its kind. */
const read = ({ paragraphs }: Difference): string[] =>
  paragraphs.map(({ kind, move, segments }) => {
    const signs = { same: ['', ''], added: ['[+', '+]'], deleted: ['[-', '-]'], formatted: ['[~', '~]'] } as const
    const words = segments.map((segment) => signs[segment.kind].join(segment.text)).join('')
    return `${kind}${move === undefined ? '' : ` ${move}`}: ${words}`
  })

/** One of the two texts, read off their difference. */
function side(difference: Difference, of: 'before' | 'after'): Block[] {
  const blocks: { level: number; runs: { text: string; marks: Record<string, unknown> }[] }[] = []
  const [otherBorder, otherWords, elsewhere] =
    of === 'before' ? (['added', 'added', 'moved-to'] as const) : (['deleted', 'deleted', 'moved-from'] as const)
  for (const paragraph of difference.paragraphs) {
    if (paragraph.kind === elsewhere) continue
    const level = of === 'before' ? (paragraph.wasLevel ?? paragraph.level) : paragraph.level
    if (paragraph.kind !== otherBorder) blocks.push({ level, runs: [] })
    const runs = paragraph.segments
      .filter(({ kind }) => kind !== otherWords)
      .map((segment) => ({ text: segment.text, marks: named(marksOn(segment, of)) }))
    blocks.at(-1)?.runs.push(...runs)
  }
  return blocksOf(blocks)
}

const marksOn = (segment: Segment, of: 'before' | 'after') =>
  segment.kind === 'formatted' && of === 'before' ? segment.was : segment.marks
const named = (marks: readonly Mark[]) =>
  Object.fromEntries(marks.map((mark) => [mark.type, mark.type === 'link' ? { href: mark.href } : {}]))

describe('the difference of two texts', () => {
  test('[VE5] a changed word is deleted and added, and the rest is the same', () => {
    const difference = differs('Доступ в течение 24 часов.\nОтказ.', 'Доступ в течение 12 часов.\nОтказ.')
    expect(read(difference)).toEqual(['same: Доступ в течение [-24-][+12+] часов.', 'same: Отказ.'])
    expect(difference.counts).toEqual({ added: 1, deleted: 1, formatted: 0, moved: 0, levels: 0 })
    expect(differs('Доступ.', 'Доступ.').counts).toEqual({ added: 0, deleted: 0, formatted: 0, moved: 0, levels: 0 })
  })

  test('[VE5] words are those of the language: one with a hyphen, an apostrophe or half of it bold', () => {
    const bold = blocksOf([{ level: 0, runs: [run('қа'), run('мтама', 'bold'), run('сыз етсін')] }])
    const after = blocksFromPlain('қамтамасыз етсін')
    const { counts } = differenceOf(bold, after, 'kk')
    expect(counts).toMatchObject({ added: 0, deleted: 0, formatted: 1 })
  })

  test('[VE5] a paragraph put in, taken out, split and joined', () => {
    expect(read(differs('Один два три.', 'Один два три.\nЧетыре пять.'))).toEqual([
      'same: Один два три.',
      'added: [+Четыре пять.+]',
    ])
    expect(read(differs('Один два три.\nЧетыре пять.', 'Четыре пять.'))).toEqual([
      'deleted: [-Один два три.-]',
      'same: Четыре пять.',
    ])
    expect(read(differs('Один два три. Четыре пять.', 'Один два три.\nЧетыре пять.'))).toEqual([
      'same: Один два три.[- -]',
      'added: Четыре пять.',
    ])
    expect(read(differs('Один два.\nТри четыре.', 'Один два. Три четыре.'))).toEqual([
      'same: Один два.',
      'deleted: [+ +]Три четыре.',
    ])
  })

  test('[VE5] a paragraph emptied from its beginning goes with its border: the one that stays is that of the words that stay', () =>
    expect(read(differs('один два.\nтри четыре.\nпять шесть.', 'шесть.'))).toEqual([
      'deleted: [-один два.-]',
      'deleted: [-три четыре.-]',
      'same: [-пять -]шесть.',
    ]))

  test('[VE6] a paragraph that stands elsewhere is moved, with its changes where it stands', () => {
    const [access, journal, checks] = [
      'Обеспечить доступ адвоката за 24 часа.',
      'Вести журнал обращений.',
      'Проверять.',
    ]
    const difference = differs([access, journal, checks].join('\n'), [journal, checks, access].join('\n'))
    expect(read(difference)).toEqual([
      `moved-from 1: [-${access}-]`,
      `same: ${journal}`,
      `same: ${checks}`,
      `moved-to 1: ${access}`,
    ])
    expect(difference.counts).toMatchObject({ added: 0, deleted: 0, moved: 1 })
    const changed = differs(
      [access, journal, checks].join('\n'),
      [journal, checks, access.replace('24', '12')].join('\n'),
    )
    expect(read(changed).at(-1)).toBe('moved-to 1: Обеспечить доступ адвоката за [-24-][+12+] часа.')
    expect(changed.counts).toMatchObject({ added: 1, deleted: 1, moved: 1 })
  })

  test('[VE6] another paragraph elsewhere is not the same one moved', () => {
    const { counts } = differs(
      'Обеспечить доступ адвоката.\nВести журнал.',
      'Вести журнал.\nОбеспечить связь врача и суда.',
    )
    expect(counts.moved).toBe(0)
  })

  test('[VE7] marks and levels that change are formatting', () => {
    const before = blocksOf([{ level: 0, runs: [run('в течение 24 часов')] }])
    const link = { text: ' часов', marks: { link: { href: 'https://example.org' } } }
    const after = blocksOf([{ level: 2, runs: [run('в течение '), run('24', 'bold'), link] }])
    const difference = differenceOf(before, after, 'ru')
    expect(difference.paragraphs).toEqual([
      {
        kind: 'same',
        level: 2,
        wasLevel: 0,
        segments: [
          { kind: 'same', text: 'в течение ', marks: [] },
          { kind: 'formatted', text: '24', marks: [{ type: 'bold' }], was: [] },
          { kind: 'formatted', text: ' часов', marks: [{ type: 'link', href: 'https://example.org' }], was: [] },
        ],
      },
    ])
    expect(difference.counts).toEqual({ added: 0, deleted: 0, formatted: 2, moved: 0, levels: 1 })
  })

  test('[VE8] a word kept by chance between others does not make two changes, one between few does', () => {
    expect(read(differs('раз два и четыре пять', 'вода и небо'))).toEqual([
      'same: [-раз два и четыре пять-][+вода и небо+]',
    ])
    expect(read(differs('раз и два', 'вода и огонь'))).toEqual(['same: [-раз-][+вода+] и [-два-][+огонь+]'])
  })

  test('[VE8] words between which nothing of weight was kept are one change', () =>
    expect(read(differs('за 24 рабочих часа и ещё немного', 'за 12 календарных дней и ещё немного'))).toEqual([
      'same: за [-24 рабочих часа-][+12 календарных дней+] и ещё немного',
    ]))

  test('[VE5] a paragraph that is put in takes nothing of the one before', () =>
    expect(read(differs('один два.\nтри четыре.', 'один пять.\nновое слово тут.\nтри четыре.'))).toEqual([
      'same: один [-два-][+пять+].',
      'added: [+новое слово тут.+]',
      'same: три четыре.',
    ]))

  test('[VE8] a text written anew is one change, found in time', () => {
    const words = (stem: string) => Array.from({ length: 5_000 }, (_, index) => `${stem}${index}`).join(' ')
    const difference = differs(`Раздел\n${words('а')}`, `Раздел\n${words('б')}`)
    expect(difference.paragraphs.map(({ kind }) => kind)).toEqual(['same', 'same'])
    expect(difference.counts).toMatchObject({ added: 5_000, deleted: 5_000 })
  })

  test('[VE5, VE7] everything the editor’s schema has is compared', () => {
    expect(Object.keys(textSchema.nodes)).toEqual(['doc', 'paragraph', 'text'])
    expect(Object.keys(textSchema.nodes.paragraph?.spec.attrs ?? {})).toEqual(['level'])
    expect([...Object.keys(textSchema.marks), 'level']).toEqual([...FORMAT_NAMES])
  })
})

const run = (text: string, ...marks: string[]) => ({
  text,
  marks: Object.fromEntries(marks.map((mark) => [mark, mark === 'link' ? { href: 'https://example.org' } : {}])),
})

/** Few words, so that texts share many; spaces, signs and letters in pieces among them. */
const anyRun = fc.tuple(
  fc.array(fc.constantFrom('да', 'нет', ' ', ' ', ' ', '. ', 'сағат', '24', 'и\u0306', 'e\u0301'), { maxLength: 8 }),
  fc.subarray(['bold', 'italic', 'link']),
)
const anyText = fc
  .array(fc.record({ level: fc.nat(3), runs: fc.array(anyRun, { maxLength: 3 }) }), { maxLength: 5 })
  .map((paragraphs) =>
    blocksOf(
      paragraphs.map(({ level, runs }) => ({
        level,
        runs: runs.map(([words, marks]) => run(words.join(''), ...marks)),
      })),
    ),
  )

describe('whatever two texts say', () => {
  test('[VE5, VE6, VE7] both can be read off their difference, word for word and mark for mark', () =>
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom(...LANGUAGES), (before, after, language) => {
        const difference = differenceOf(before, after, language)
        expect(side(difference, 'before')).toEqual(before)
        expect(side(difference, 'after')).toEqual(after)
      }),
      { numRuns: 300, seed: 5 },
    ))

  test('[VE5] the words of a text are the text', () =>
    fc.assert(
      fc.property(anyText, fc.constantFrom(...LANGUAGES), (blocks, language) => {
        expect(blocksFromTokens(tokensOf(blocks, language))).toEqual(blocks)
      }),
      { numRuns: 200, seed: 6 },
    ))
})

describe('the comparison of two versions', () => {
  const parts = (text: string): Parts => {
    const same = () => eachLanguage((language) => blocksFromPlain(`Title ${language}`))
    return { title: same(), text: { ...same(), ru: blocksFromPlain(text) }, rationale: same(), indicator: same() }
  }
  const [ministry, police] = ['ministry', 'police'] as AddresseeId[] as [AddresseeId, AddresseeId]
  const version = (text: string, fields: Partial<VersionContent['fields']> = {}): VersionContent => ({
    form: 1,
    kind: 'recommendation',
    parts: parts(text),
    fields: {
      addressees: [{ id: ministry, role: 'lead' }],
      deadline: null,
      priority: 'high',
      findings: ['f1', 'f2'] as FindingId[],
      standards: ['s1'] as StandardId[],
      themes: ['t1'] as ThemeId[],
      ...fields,
    },
  })

  test('[VE9] a part that says the same in a language has no difference, the other one has its words', () => {
    const { parts: compared, fields, counts } = compareVersions(version('за 24 часа'), version('за 12 часов'))
    expect(compared.text.kk).toBeNull()
    expect(compared.title).toEqual({ kk: null, ru: null, en: null })
    expect(compared.text.ru && read(compared.text.ru)).toEqual(['same: за [-24 часа-][+12 часов+]'])
    expect(fields).toEqual([])
    expect(counts).toMatchObject({ added: 2, deleted: 2 })
    expect(plainText(side(compared.text.ru ?? differs('', ''), 'after'))).toBe('за 12 часов')
  })

  test('[VE9] fields are compared by id: added, deleted, in another role, with another value', () => {
    const after = version('за 24 часа', {
      addressees: [
        { id: police, role: 'lead' },
        { id: ministry, role: 'co' },
      ],
      deadline: '2026-01-31',
      priority: 'urgent',
      findings: ['f3', 'f2'] as FindingId[],
    })
    expect(compareVersions(version('за 24 часа'), { ...after, kind: 'proposal' }).fields).toEqual([
      { field: 'kind', was: 'recommendation', is: 'proposal' },
      {
        field: 'addressees',
        added: [{ id: police, role: 'lead' }],
        deleted: [],
        changed: [{ was: { id: ministry, role: 'lead' }, is: { id: ministry, role: 'co' } }],
      },
      { field: 'deadline', was: null, is: '2026-01-31' },
      { field: 'priority', was: 'high', is: 'urgent' },
      { field: 'findings', added: ['f3'], deleted: ['f1'] },
    ])
    const turned = version('за 24 часа', { findings: ['f2', 'f1'] as FindingId[] })
    expect(compareVersions(version('за 24 часа'), turned).fields).toEqual([])
  })
})

import { expect, test } from 'vitest'
import { outlineAkn } from '../../server/exports/formats/akn.ts'
import type { SessionFacts } from '../../shared/exports/model.ts'
import { outlineOf } from '../../shared/exports/outline.ts'
import { eachLanguage, LANGUAGES } from '../../shared/language.ts'
import { blocksOf } from '../../shared/text/canonical.ts'
import { schemaFaults, schemaFolder } from './akn-schema.ts'
import { adopted, amendmentOf, factsOf, inEach, only, partsOf, textOf, voteOf } from './facts.ts'

const PATIENCE_MS = 120_000

const linked = eachLanguage(() =>
  blocksOf([
    {
      level: 0,
      runs: [
        { text: 'See ', marks: {} },
        { text: 'there', marks: { bold: true, italic: true, link: { href: 'https://example.org/?q=<"қ 1">&x=%' } } },
      ],
    },
    { level: 2, runs: [{ text: 'a sub-point', marks: {} }] },
    { level: 0, runs: [] },
  ]),
)
const full = factsOf({
  texts: [
    { ...textOf(0), kind: 'preamble', number: null, parts: partsOf(inEach('The councils recommend:')) },
    textOf(1, { ...adopted(1), parts: { ...partsOf(inEach('x')), text: linked } }),
    textOf(2, {
      parts: partsOf(only('ru', 'Только по-русски')),
      amendments: [amendmentOf(1, partsOf(inEach('Other words')))],
    }),
    textOf(3, { stage: 'withdrawn' }),
  ],
  newTexts: [amendmentOf(2, partsOf(inEach('A new one')))],
  votes: [voteOf(1), voteOf(2, { about: null }), voteOf(3, { stage: 'void', outcome: null })],
  opinions: [
    {
      kind: 'dissent',
      name: inEach('Member'),
      councils: [inEach('Council')],
      about: null,
      voteNumber: 1,
      at: 0,
      words: only('ru', 'Нет.\nСовсем.'),
    },
  ],
})
const hostile = inEach('</p><script/> & ]]> <!-- " \' &unknown;')
const CASES: readonly (readonly [string, SessionFacts])[] = [
  ['everything that an outline can have', full],
  ['nothing but a session', factsOf({ texts: [], councils: [] })],
  [
    'markup in every field',
    factsOf({
      session: { ...factsOf().session, title: hostile },
      councils: factsOf().councils.map(({ id }) => ({ id, name: hostile, chair: hostile })),
      addressees: factsOf().addressees.map(({ id }) => ({ id, name: hostile })),
      texts: [textOf(1, { parts: partsOf(hostile, hostile) })],
      votes: [voteOf(1, { question: hostile })],
    }),
  ],
]

test.skipIf(schemaFolder() === null).each(CASES)(
  '[EX6] Akoma Ntoso is valid against the schema, with the same ids in each language: %s',
  { timeout: PATIENCE_MS },
  async (_name, facts) => {
    const files = LANGUAGES.map((language) => outlineAkn(outlineOf(facts, language)))
    for (const file of files) expect(await schemaFaults(file)).toEqual([])
    const ids = files.map((file) => [...file.matchAll(/ (?:eId|wId)="([^"]+)"/g)].map(([, id]) => id))
    expect(ids[1]).toEqual(ids[0])
    expect(ids[2]).toEqual(ids[0])
  },
)

test('[EX6] ids stay when texts are numbered anew', () => {
  const before = outlineAkn(outlineOf(full, 'en'))
  const renumbered = {
    ...full,
    texts: full.texts.map((text) => ({ ...text, number: text.number && text.number + 10 })),
  }
  const after = outlineAkn(outlineOf(renumbered, 'en'))
  const ids = (file: string) => [...file.matchAll(/ eId="([^"]+)"/g)].map(([, id]) => id)
  expect(ids(after)).toEqual(ids(before))
  expect(after).toContain('<num>11.</num>')
})

import { expect, test } from 'vitest'
import { demoContent } from '../../server/demo/content.ts'
import type { AccountId } from '../../shared/ids.ts'
import { eachLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { type Block, blocksFromPlain, type Parts } from '../../shared/text/canonical.ts'
import { behindAmended } from '../../shared/translations/behind.ts'
import { sourceChanges } from '../../shared/translations/changes.ts'
import { factsIn, unsharedFacts } from '../../shared/translations/facts.ts'
import type { Saying, SayingKind, Wording } from '../../shared/translations/model.ts'
import {
  askedStates,
  certify,
  check,
  declareEditorial,
  type Met,
  noteTranslated,
} from '../../shared/translations/rules.ts'
import { changedSentences } from '../../shared/translations/sentences.ts'
import { stateOf, statesOf } from '../../shared/translations/states.ts'
import { isWordOf, occurrencesOf, termsBetween } from '../../shared/translations/terms.ts'
import { unevenParts, untranslated, wordingHash } from '../../shared/translations/wording.ts'

const saying = (kind: SayingKind, source: string, own: string, by = 's01'): Saying => ({
  kind,
  source,
  own,
  by: by as AccountId,
  at: 0,
})
const state = (sayings: readonly Saying[], source: string, own: string) =>
  stateOf({ sayings, source, own, empty: own === '' })

const wording = (text: string, rationale = ''): Wording => ({
  title: [],
  text: blocksFromPlain(text),
  rationale: blocksFromPlain(rationale),
  indicator: [],
})

test('[LA2] a translation is missing, draft, stale, checked or certified by what stands there and what was said of it', () => {
  expect(state([], 'A', '')).toBe('missing')
  expect(state([], 'A', 'a')).toBe('draft')
  const made = saying('made', 'A', 'a')
  expect(state([made], 'A', 'a')).toBe('draft')
  expect(state([made], 'B', 'a')).toBe('stale')
  const checked = saying('checked', 'B', 'b')
  expect(state([made, checked], 'B', 'b')).toBe('checked')
  expect(state([made, checked, saying('certified', 'B', 'b', 's02')], 'B', 'b')).toBe('certified')
  // Checked anew after that: who certified these words still did.
  expect(
    state([saying('certified', 'B', 'b'), saying('checked', 'C', 'c'), saying('translated', 'B', 'b')], 'B', 'b'),
  ).toBe('certified')
})

test('[LA2] blanks and empty paragraphs are no change; words, marks and paragraphs are', () => {
  const base = wordingHash(wording('Вести журнал.\nХранить его.'))
  expect(wordingHash(wording('  Вести  журнал. \n\nХранить его.\n'))).toBe(base)
  expect(wordingHash(wording('Вести журналы.\nХранить его.'))).not.toBe(base)
  expect(wordingHash(wording('Вести журнал. Хранить его.'))).not.toBe(base)
  const bold = (runs: Block['content']): Wording => ({ ...wording(''), text: [{ content: runs }] })
  const marks = [{ type: 'bold' }] as const
  expect(wordingHash(bold([{ text: 'Вести ', marks }, { text: ' журнал' }]))).toBe(
    wordingHash(bold([{ text: 'Вести ', marks }, { text: 'журнал ' }])),
  )
  expect(wordingHash(bold([{ text: 'Вести', marks }]))).not.toBe(wordingHash(bold([{ text: 'Вести' }])))
})

test('[LA3] it is stale from the source’s other words, and as it was when the source says the same again', () => {
  const sayings = [saying('made', 'A', 'a'), saying('checked', 'A', 'a')]
  expect(state(sayings, 'B', 'a')).toBe('stale')
  expect(state(sayings, 'B', 'b')).toBe('stale')
  expect(state(sayings, 'A', 'a')).toBe('checked')
  // Brought up to other words since: the first ones are behind it now.
  const later = [...sayings, saying('translated', 'B', 'b')]
  expect(state(later, 'B', 'b')).toBe('draft')
  expect(state(later, 'A', 'b')).toBe('stale')
  expect(state(later, 'A', 'a')).toBe('checked')
})

test('[LA4] written in it is a draft again; the very words that were confirmed are confirmed', () => {
  const sayings = [saying('made', 'A', 'a'), saying('checked', 'A', 'b')]
  expect(state(sayings, 'A', 'c')).toBe('draft')
  expect(state(sayings, 'A', 'b')).toBe('checked')
  expect(state([...sayings, saying('certified', 'A', 'b')], 'A', 'c')).toBe('draft')
})

test('[LA8] an editorial change leaves it as valid as it was, and no more than that', () => {
  const checked = [saying('checked', 'A', 'a'), saying('editorial', 'B', 'a')]
  expect(state(checked, 'B', 'a')).toBe('checked')
  expect(state(checked, 'A', 'a')).toBe('checked')
  expect(state([...checked, saying('editorial', 'C', 'a')], 'C', 'a')).toBe('checked')
  expect(state(checked, 'C', 'a')).toBe('stale')
  expect(state(checked, 'B', 'b')).toBe('draft')
  expect(state([saying('made', 'A', 'a'), saying('editorial', 'B', 'a')], 'B', 'a')).toBe('draft')
  // What came between does not count for what was confirmed before it.
  expect(state([...checked, saying('translated', 'C', 'c'), saying('editorial', 'D', 'c')], 'D', 'a')).not.toBe(
    'checked',
  )
})

test('[LA2] each language of a text has its state; the source is the source', () => {
  const parts: Parts = {
    title: eachLanguage(() => []),
    text: { kk: blocksFromPlain('Журнал.'), ru: blocksFromPlain('Журнал.'), en: [] },
    rationale: eachLanguage(() => []),
    indicator: eachLanguage(() => []),
  }
  expect(
    statesOf(
      parts,
      'ru',
      eachLanguage(() => []),
    ),
  ).toEqual({ kk: 'draft', ru: 'source', en: 'missing' })
})

const met = (change: Partial<Met> = {}): Met => ({
  works: true,
  stage: 'drafting',
  isSource: false,
  state: 'draft',
  untranslated: [],
  checkedBy: null,
  ...change,
})
const code = (decision: ReturnType<typeof check>) => (decision.ok ? 'allowed' : decision.refusal.code)
const by = (id: string) => id as AccountId

test('[LA5] only who answers for the language says something of it, until the text is adopted or out', () => {
  const all = [noteTranslated, check, declareEditorial, (one: Met) => certify(one, by('s02'))]
  for (const rule of all) {
    expect(code(rule(met({ works: false })))).toBe('no-right')
    expect(code(rule(met({ stage: 'adopted' })))).toBe('adopted-stays')
    expect(code(rule(met({ stage: 'rejected' })))).toBe('text-is-out')
    expect(code(rule(met({ stage: 'withdrawn' })))).toBe('text-is-out')
    expect(code(rule(met({ isSource: true, state: 'source' })))).toBe('is-the-source')
  }
  for (const stage of ['drafting', 'frozen', 'carried', 'no-decision'] as const)
    expect(code(check(met({ stage })))).toBe('allowed')
})

test('[LA6] it is checked whole; that it follows the source is said of a stale one', () => {
  expect(code(check(met({ state: 'stale' })))).toBe('allowed')
  expect(code(check(met({ state: 'missing' })))).toBe('part-untranslated')
  expect(code(check(met({ untranslated: ['rationale'] })))).toBe('part-untranslated')
  expect(code(check(met({ state: 'checked' })))).toBe('already-so')
  expect(code(check(met({ state: 'certified' })))).toBe('already-so')
  expect(code(noteTranslated(met({ state: 'stale' })))).toBe('allowed')
  expect(code(noteTranslated(met()))).toBe('already-so')
  expect(untranslated(wording('Вести.', 'Нужно.'), wording('Keep.'))).toEqual(['rationale'])
  expect(untranslated(wording('Вести.'), wording('Keep.', 'More.'))).toEqual([])
})

test('[LA7] it is certified when it is checked, by another person', () => {
  const checked = met({ state: 'checked', checkedBy: by('s01') })
  expect(code(certify(checked, by('s02')))).toBe('allowed')
  expect(code(certify(checked, by('s01')))).toBe('own-check')
  expect(code(certify(met(), by('s02')))).toBe('not-checked')
  expect(code(certify(met({ state: 'stale' }), by('s02')))).toBe('not-checked')
  expect(code(certify(met({ state: 'certified' }), by('s02')))).toBe('already-so')
})

test('[LA8] editorial is what made a translation stale', () => {
  expect(code(declareEditorial(met({ state: 'stale' })))).toBe('allowed')
  expect(code(declareEditorial(met({ state: 'stale', untranslated: ['rationale'] })))).toBe('allowed')
  for (const state of ['missing', 'draft', 'checked', 'certified'] as const)
    expect(code(declareEditorial(met({ state })))).toBe('not-stale')
})

test('[LA10] the page says what the standing orders of all councils ask for', () => {
  const orders = (leastState: 'draft' | 'checked' | 'certified', translationToFollow: boolean) => ({
    languagesOfRecord: ['kk', 'ru'] as const,
    leastState,
    translationToFollow,
  })
  expect(askedStates([orders('checked', true)])).toEqual([
    { language: 'kk', least: null },
    { language: 'ru', least: null },
  ])
  expect(askedStates([orders('checked', true), orders('draft', false), orders('certified', false)])).toEqual([
    { language: 'kk', least: 'certified' },
    { language: 'ru', least: 'certified' },
  ])
})

test('[LA3] a change names the present paragraph that stands there, or none', () => {
  const changes = sourceChanges(
    wording('Вести журнал.\nХранить журнал три года.\nПоказывать прокурору.'),
    wording('Вести журнал.\nХранить журнал пять лет.', 'Потому.'),
    'ru',
  )
  expect(changes.map(({ part, at, paragraph }) => [part, at, paragraph.kind])).toEqual([
    ['text', 1, 'same'],
    ['text', null, 'deleted'],
    ['rationale', 0, 'same'],
  ])
  expect(sourceChanges(wording('Раз.'), wording('Раз.'), 'ru')).toEqual([])
})

test('[LA11] sentences that are new, worded anew or gone are counted', () => {
  const before = wording('Вести журнал. Хранить его три года. Показывать прокурору.')
  const count = (text: string) => changedSentences(before, wording(text), 'ru')
  expect(count('Вести журнал. Хранить его пять лет. Показывать прокурору.')).toBe(1)
  expect(count('Вести журнал.  Хранить его три года. Показывать прокурору. Вести учёт.')).toBe(1)
  expect(count('Вести журнал.')).toBe(2)
  expect(count('Вести единый журнал. Хранить его пять лет. Показывать прокурору.')).toBe(2)
  // Nothing but a mark was changed: somebody looks at it all the same.
  expect(changedSentences(before, before, 'ru')).toBe(1)
})

test.each([
  [
    'ru',
    'рекомендация',
    ['рекомендации', 'рекомендаций', 'рекомендациями', 'рекомендацию'],
    ['рекомендован', 'рекомендательный'],
  ],
  ['ru', 'доклад', ['доклада', 'докладами'], ['докладчик']],
  ['ru', 'поправка', ['поправки', 'поправок', 'поправкой'], ['поправить', 'поправимый']],
  ['ru', 'уполномоченный', ['уполномоченного', 'уполномоченными', 'уполномоченному'], ['уполномочить']],
  ['ru', 'мнение', ['мнения', 'мнением'], ['мнительный']],
  ['ru', 'учёт', ['учета'], ['учетчик']],
  ['kk', 'ұсыным', ['ұсынымдар', 'ұсынымның', 'ұсынымдарымызға'], ['ұсыныс', 'ұсыну']],
  ['kk', 'ұсыныс', ['ұсынысы', 'ұсыныстар'], ['ұсыным']],
  ['kk', 'тетік', ['тетігі', 'тетігінің', 'тетіктер'], ['тетте']],
  ['kk', 'баяндама', ['баяндамасын', 'баяндамаларымыздағыдай'], ['баян']],
  ['kk', 'әкімдіктер', ['әкімдік', 'әкімдігі'], ['әкім']],
  ['kk', 'ұат', ['ұат-тың'], ['ұатсыздандыру-құрал']],
  ['en', 'amendment', ['amendments', "amendment's"], ['amend', 'amendmentless']],
  ['en', 'body', ['bodies', 'body'], ['bodyguard']],
  ['en', 'akimats', ['akimat', 'akimats'], ['akimatic']],
] as const)('[LA14] %s: %s is known in its forms and in no other word', (language, term, forms, others) => {
  for (const form of [term, ...forms])
    expect(`${form} ${isWordOf(form.replaceAll('ё', 'е'), term.replaceAll('ё', 'е'), language)}`).toBe(`${form} true`)
  for (const other of others) expect(`${other} ${isWordOf(other, term, language)}`).toBe(`${other} false`)
})

test('[LA14] a term stands in full or by its short form, its words one behind the other', () => {
  const npm = 'национальный превентивный механизм (НПМ)'
  expect(occurrencesOf('Строка НПМ и национального превентивного механизма.', npm, 'ru')).toEqual([
    { from: 7, to: 10 },
    { from: 13, to: 50 },
  ])
  expect(occurrencesOf('Национальный и превентивный механизм.', npm, 'ru')).toEqual([])
  expect(occurrencesOf('', npm, 'ru')).toEqual([])
  expect(occurrencesOf('НПМ', '', 'ru')).toEqual([])
})

test('[LA14] the translation is asked for what was agreed; the longer term wins, and what is not agreed is passed over', () => {
  const term = (kk: string, ru: string, en: string) => ({ words: { kk, ru, en } })
  const glossary = [term('доклад', 'доклад', 'report'), term('', 'консолидированный доклад', 'consolidated report')]
  const found = (text: string, own: string, language: Language) =>
    termsBetween(glossary, { text, language: 'ru' }, { text: own, language }).map(({ term, at, own }) => [
      term.words.ru,
      at.length,
      own,
    ])
  expect(found('Рассмотрев консолидированный доклад', 'Having considered the joint report', 'en')).toEqual([
    ['консолидированный доклад', 1, 0],
  ])
  expect(found('Доклад и консолидированный доклад', 'The report and the consolidated report', 'en')).toEqual([
    ['консолидированный доклад', 1, 1],
    ['доклад', 1, 2],
  ])
  expect(found('Консолидированный доклад', 'Доклад', 'kk')).toEqual([['доклад', 1, 1]])
})

test('[LA14] the demo’s own texts are at peace with its glossary, but for a protocol that is no minutes', () => {
  const { glossary, preamble, recommendations } = demoContent()
  const terms = glossary.map(({ term }) => ({ words: term }))
  const said = (text: typeof preamble, language: Language) =>
    [text.title, text.text, text.rationale, text.indicator].map((part) => part?.[language] ?? '').join('\n')
  const missing = [preamble, ...recommendations].flatMap((text) =>
    LANGUAGES.filter((language) => language !== 'ru').flatMap((language) =>
      termsBetween(terms, { text: said(text, 'ru'), language: 'ru' }, { text: said(text, language), language })
        .filter(({ at, own }) => own < at.length)
        .map(({ term }) => `${text.id} ${language} ${term.words.ru}`),
    ),
  )
  expect(missing).toEqual(['r05 en протокол'])
})

test('[LA15] figures are read with what they count, in figures and in words, and dates in each language’s way', () => {
  const read = (text: string, language: Language) =>
    factsIn(text, language).map((fact) => (fact.kind === 'figure' ? `${fact.value} ${fact.unit ?? '–'}` : fact.value))
  expect(read('в течение 24 часов, трёх рабочих дней и 5 %', 'ru')).toEqual(['24 hour', '3 day', '5 percent'])
  expect(read('within 24 hours, three working days and 5 per cent', 'en').slice(0, 2)).toEqual(['24 hour', '3 day'])
  expect(read('24 сағат ішінде, үш жұмыс күні, 5 пайыз', 'kk')).toEqual(['24 hour', '3 day', '5 percent'])
  expect(read('он төрт жасқа дейін', 'kk')).toEqual(['14 year'])
  expect(read('under the age of fourteen', 'en')).toEqual(['14 year'])
  expect(read('twenty-four hours', 'en')).toEqual(['24 hour'])
  expect(read('один из членов; одна из форм', 'ru')).toEqual([])
  expect(read('1 000 мест, 2,5 ставки', 'ru')).toEqual(['1000 –', '2.5 –'])
  expect(read('1,000 places', 'en')).toEqual(['1000 –'])
  const date = '2025-04-24'
  for (const text of ['24 апреля 2025 года', '24.04.2025', '2025-04-24']) expect(read(text, 'ru')).toEqual([date])
  for (const text of ['24 April 2025', 'April 24, 2025']) expect(read(text, 'en')).toEqual([date])
  for (const text of ['2025 жылғы 24 сәуірде', '2025 ж. 24 сәуір']) expect(read(text, 'kk')).toEqual([date])
})

test('[LA15] what not all languages say, or not as often, is listed; a language without words is passed over', () => {
  const bodies = demoContent().addressees
  const kept = (kk: string, ru: string, en: string) =>
    unsharedFacts({ kk, ru, en }, bodies).map(({ fact, silent }) => `${fact.kind} ${fact.value} ${silent.join()}`)
  expect(kept('24 сағат', '24 часа', '12 hours')).toEqual(['figure 24 en', 'figure 12 kk,ru'])
  expect(kept('', '24 часа', '24 hours')).toEqual([])
  expect(kept('үш күн', '3 дня', 'three days')).toEqual([])
  expect(kept('24 сағат', '24 часа и 24 часа', '24 hours')).toEqual(['figure 24 kk,en'])
  expect(kept('Денсаулық сақтау министрлігіне', 'Министерству здравоохранения', 'To the Ministry')).toEqual([
    'addressee adr-moh en',
  ])
  expect(kept('ІІМ', 'МВД', 'MIA')).toEqual([])
  // A short name is no beginning of another word.
  expect(kept('', 'МПК', '')).toEqual([])
})

test('[LA18] parts with another number of paragraphs are named', () => {
  expect(unevenParts(wording('Раз.\n\nДва.'), wording('One.'))).toEqual([{ part: 'text', source: 2, own: 1 }])
  expect(unevenParts(wording('Раз.\nДва.'), wording(''))).toEqual([])
})

test('[LA21] a text as amended is behind in the languages that an amendment of the source does not word', () => {
  const [before, now, amended] = [wording('Once a year.'), wording('Twice a year.'), wording('Twice a month.')]
  const standing = { source: 'ru', now, behind: [{ language: 'kk', before }] } as const
  const lacks = (shown: Language, changed: readonly Language[], words = amended) =>
    behindAmended(standing, words, { shown, changed })?.before
  expect(lacks('ru', ['ru'])).toBe(undefined)
  expect(lacks('en', ['ru'])).toBe(now)
  expect(lacks('kk', ['ru'])).toBe(before)
  expect([lacks('en', ['ru', 'en']), lacks('kk', ['ru', 'kk'])]).toEqual([undefined, undefined])
  // Where the source stays as it was, a language lacks what it lacked.
  expect([lacks('en', ['kk'], now), lacks('kk', ['en'], now)]).toEqual([undefined, before])
  const forgotten = { ...standing, behind: [{ language: 'kk', before: null }] } as const
  expect(behindAmended(forgotten, amended, { shown: 'kk', changed: ['ru'] })).toEqual({
    source: 'ru',
    before: null,
    now: amended,
  })
})

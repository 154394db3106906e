import { expect, test } from 'vitest'
import type { Language } from '../../shared/language.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { MINUTE_MS } from '../../shared/time.ts'
import type { Wording } from '../../shared/translations/model.ts'
import { freezes, opensVote, type Person, SESSION } from '../world.ts'
import { decides, JOURNAL, tables } from './amending.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { holdsWords } from './redacting.ts'
import { actsOn, lastRecorded, refuses, settles, until } from './store.ts'
import { checks, listedStates, pen, shown, states } from './translating.ts'

inTheHall()

const session = { session: SESSION }
const R = 'r01'
const source = { text: R, language: 'ru' } as const
const kazakh = { text: R, language: 'kk' } as const
const says = async (
  person: Person,
  what: 'check' | 'certify' | 'declare-editorial' | 'note-translated',
  language: Language,
  id = R,
) => person.act('translations', what, await shown(secretary, id, language))
const one = async (person: Person, language: Language, id = R) => {
  const { languages } = await person.sees('translations', 'text', { recommendation: id })
  const found = languages.find((each) => each.language === language)
  if (!found) throw new Error(`no ${language}`)
  return found
}
const queue = async (person: Person) => (await person.sees('translations', 'queue', session)).waiting
const noted = (expected: object) =>
  until('the states are noted', async () => {
    const now = await listedStates(member, SESSION, R)
    return JSON.stringify(now) === JSON.stringify({ kk: 'draft', ru: 'source', en: 'draft', ...expected })
  })

test('[LA2] [LA3] [LA16] typing in the source leaves its translations behind, in the page at once and in lists soon', async () => {
  expect(await states(member, R)).toEqual({ kk: 'draft', ru: 'source', en: 'draft' })
  const { adds, takes } = await pen(w)
  await adds(member, source, ' И ещё.')
  expect(await states(member, R)).toEqual({ kk: 'stale', ru: 'source', en: 'stale' })
  await noted({ kk: 'stale', en: 'stale' })
  const { basis } = await one(member, 'kk')
  const { plain } = await member.sees('recommendations', 'text', { id: R })
  expect(`${basis?.text[0]?.content[0]?.text} И ещё.`).toBe(plain.text.ru)
  // Taken back, they are as they were; the list looks again after a while.
  await takes(member, source, ' И ещё.'.length)
  expect(await states(member, R)).toEqual({ kk: 'draft', ru: 'source', en: 'draft' })
  w.clock.move(6_000)
  await noted({})
  expect(await queue(member)).toEqual([])
  // A blank is no change.
  await adds(member, source, '  ')
  expect(await states(member, R)).toEqual({ kk: 'draft', ru: 'source', en: 'draft' })
})

test('[LA4] a checked translation that is written in is a draft again', async () => {
  const { adds, takes } = await pen(w)
  expect(await checks(secretary, R, 'kk')).toEqual({ state: 'checked' })
  expect(await listedStates(member, SESSION, R)).toMatchObject({ kk: 'checked' })
  await adds(member, kazakh, ' Тағы.')
  expect(await states(member, R)).toMatchObject({ kk: 'draft', en: 'draft' })
  await noted({})
  await takes(member, kazakh, ' Тағы.'.length)
  expect(await states(member, R)).toMatchObject({ kk: 'checked' })
})

test('[LA5] [LA12] the secretariat and those named for a language answer for it, and nobody else', async () => {
  for (const what of ['check', 'certify', 'declare-editorial', 'note-translated'] as const)
    await refuses(w, () => says(member, what, 'kk'), 'no-right', 'LA5')
  await refuses(w, () => observer.ask('translations', 'text', { recommendation: R }), 'no-right', 'LA5')
  await refuses(w, () => observer.ask('translations', 'queue', session), 'no-right', 'LA5')
  await refuses(w, () => observer.ask('translations', 'glossary', session), 'no-right', 'LA5')
  const name = (person: Person, accounts: readonly string[], language = 'kk') =>
    person.act('translations', 'name-translators', { ...session, language, accounts })
  await refuses(w, () => name(chair, ['m03']), 'no-right', 'LA12')
  await refuses(w, () => name(secretary, ['o01']), 'not-on-the-session', 'LA12')
  await refuses(w, () => name(secretary, ['nobody']), 'not-on-the-session', 'LA12')
  await refuses(w, () => name(secretary, ['s03']), 'already-so', 'LA12')
  expect((await name(secretary, ['s03', 'm03'])).ok).toBe(true)
  expect(await lastRecorded(w, 'translators-named')).toEqual({
    by: 's01',
    facts: { language: 'kk', accounts: ['m03', 's03'] },
  })
  expect(await one(member, 'kk')).toMatchObject({
    works: true,
    translators: [{ account: 'm03' }, { account: 's03' }],
  })
  expect(await one(member, 'en')).toMatchObject({ works: false, translators: [] })
  expect((await says(member, 'check', 'kk')).ok).toBe(true)
  await refuses(w, () => says(member, 'check', 'en'), 'no-right', 'LA5')
  const told = await secretary.sees('translations', 'queue', session)
  expect(told.mayName).toBe(true)
  expect(told.candidates.map(({ account }) => account)).toEqual(expect.arrayContaining(['s01', 'm03']))
  expect(told.candidates.map(({ account }) => account)).not.toContain('o01')
  expect(await member.sees('translations', 'queue', session)).toMatchObject({ mayName: false, candidates: [] })
  expect((await name(secretary, [])).ok).toBe(true)
  await refuses(w, () => says(member, 'check', 'kk'), 'no-right', 'LA5')
  await chair.does('sessions', 'close', session)
  await refuses(w, () => name(secretary, ['m03']), 'session-closed', 'LA12')
  // What is not adopted is still checked after the close.
  expect((await says(secretary, 'check', 'en')).ok).toBe(true)
})

test('[LA6] it is checked as it was shown, whole, once', async () => {
  const before = await shown(secretary, R, 'kk')
  const { adds, takes } = await pen(w)
  await adds(member, source, ' Ещё.')
  await noted({ kk: 'stale', en: 'stale' })
  await refuses(w, () => secretary.act('translations', 'check', before), 'changed-meanwhile', 'LA6')
  expect((await says(secretary, 'note-translated', 'kk')).ok).toBe(true)
  expect(await states(member, R)).toMatchObject({ kk: 'draft', en: 'stale' })
  await refuses(w, () => says(secretary, 'note-translated', 'kk'), 'already-so', 'LA6')
  expect((await says(secretary, 'check', 'kk')).ok).toBe(true)
  await refuses(w, () => says(secretary, 'check', 'kk'), 'already-so', 'LA6')
  await refuses(w, () => says(secretary, 'check', 'ru'), 'is-the-source', 'LA5')
  const { plain } = await member.sees('recommendations', 'text', { id: R })
  await takes(member, { ...kazakh, part: 'rationale' }, plain.rationale.kk.length)
  await refuses(w, () => says(secretary, 'check', 'kk'), 'part-untranslated', 'LA6')
  expect(await actsOn(w, R)).toMatchObject([
    { act: 'recommendation-created' },
    { act: 'translation-noted', by: 's01' },
    { act: 'translation-checked', by: 's01' },
  ])
})

test('[LA7] it is certified by another person than the one who checked it, and a frozen text too', async () => {
  const other = await w.person('s02')
  await freezes(chair, R)
  await refuses(w, () => says(other, 'certify', 'kk'), 'not-checked', 'LA7')
  await checks(secretary, R, 'kk')
  await refuses(w, () => says(secretary, 'certify', 'kk'), 'own-check', 'LA7')
  expect((await says(other, 'certify', 'kk')).ok).toBe(true)
  await refuses(w, () => says(other, 'certify', 'kk'), 'already-so', 'LA7')
  expect(await listedStates(member, SESSION, R)).toMatchObject({ kk: 'certified' })
  expect((await one(member, 'kk')).sayings).toMatchObject([
    { kind: 'made', by: null },
    { kind: 'checked', by: { account: 's01' } },
    { kind: 'certified', by: { account: 's02' } },
  ])
  expect(await lastRecorded(w, 'translation-certified')).toMatchObject({ by: 's02', facts: { language: 'kk' } })
})

test('[LA21] who votes is told by the frozen words which language is behind, and what was changed since; others are not', async () => {
  const { adds } = await pen(w)
  const said = async (version: string, person = member) => person.sees('translations', 'behind', { version })
  const plain = (words: Wording | null | undefined) => words && plainText(words.text)
  await adds(member, source, ' Вести учёт.')
  await checks(secretary, R, 'en')
  const { version } = await chair.does('versions', 'freeze', { recommendation: R })
  if (!version) throw new Error('frozen without a version')
  const frozen = await said(version.id)
  expect([frozen.source, frozen.behind.map(({ language }) => language)]).toEqual(['ru', ['kk']])
  expect(plain(frozen.now)).toBe(`${plain(frozen.behind[0]?.before)} Вести учёт.`)
  // How the languages stand is noted after words are written, by an act of its own.
  await settles(w)
  await refuses(w, () => observer.ask('translations', 'behind', { version: version.id }), 'no-right', 'LA5')
  await refuses(w, () => member.ask('translations', 'behind', { version: 'nothing' }), 'not-found', 'RE5')
  // Taken back and written in, it is of the version still, which says what it said.
  await chair.does('votes', 'take-back-freeze', { recommendation: R })
  await adds(member, source, ' И ещё.')
  await checks(secretary, R, 'kk')
  expect(plain((await said(version.id)).now)).toBe(plain(frozen.now))
  expect((await said(version.id)).behind.map(({ language }) => language)).toEqual(['kk'])
  const { version: later } = await chair.does('versions', 'freeze', { recommendation: R })
  expect((await said(later?.id ?? '')).behind.map(({ language }) => language)).toEqual(['en'])
})

test('[LA8] an edit that is declared editorial leaves the translation as valid as it was; the others wait on', async () => {
  const { adds } = await pen(w)
  await checks(secretary, R, 'kk')
  await refuses(w, () => says(secretary, 'declare-editorial', 'kk'), 'not-stale', 'LA8')
  await adds(member, source, ' Ещё.')
  await noted({ kk: 'stale', en: 'stale' })
  await refuses(w, () => says(member, 'declare-editorial', 'kk'), 'no-right', 'LA5')
  expect((await says(secretary, 'declare-editorial', 'kk')).ok).toBe(true)
  expect(await states(member, R)).toEqual({ kk: 'checked', ru: 'source', en: 'stale' })
  expect(await lastRecorded(w, 'edit-declared-editorial')).toMatchObject({ by: 's01', facts: { language: 'kk' } })
  await adds(member, source, ' И ещё.')
  expect(await states(member, R)).toMatchObject({ kk: 'stale' })
})

test('[LA11] a translation that became stale waits with the hour, the sentences and the words that were changed', async () => {
  const { adds } = await pen(w)
  const at = w.clock.now()
  await adds(member, source, ' Вести учёт.')
  await noted({ kk: 'stale', en: 'stale' })
  w.clock.move(10 * MINUTE_MS)
  await adds(member, { text: 'r02', language: 'ru' }, ' Вести учёт.')
  const waiting = await until('both wait', async () => {
    const now = await queue(member)
    return now.length === 4 && now
  })
  expect(waiting).toMatchObject([
    { recommendation: R, language: 'en', since: at, sentences: 1, number: 1, source: 'ru' },
    { recommendation: R, language: 'kk', since: at, sentences: 1 },
    { recommendation: 'r02', language: 'en', since: at + 10 * MINUTE_MS },
    { recommendation: 'r02', language: 'kk' },
  ])
  expect(waiting[0]?.now.text).not.toEqual(waiting[0]?.before.text)
  expect(await one(member, 'kk')).toMatchObject({ since: at })
  await checks(secretary, R, 'kk')
  expect((await queue(member)).map(({ recommendation, language }) => `${recommendation} ${language}`)).toEqual([
    'r01 en',
    'r02 en',
    'r02 kk',
  ])
  // It goes on waiting from the hour when it began, however the source goes on.
  await adds(member, source, ' И ещё.')
  expect((await queue(member)).find(({ recommendation }) => recommendation === R)).toMatchObject({
    since: at,
    sentences: 2,
  })
})

test('[LA11] [LA17] an adopted amendment puts its sentence in the queue; void, each translation is as it was', async () => {
  await checks(secretary, 'r12', 'kk')
  await freezes(chair, 'r12')
  const at = w.clock.now()
  const vote = await decides(w, chair, await tables(member))
  expect(await states(member, 'r12')).toMatchObject({ kk: 'stale', en: 'stale' })
  expect(await listedStates(member, SESSION, 'r12')).toMatchObject({ kk: 'stale', en: 'stale' })
  expect((await queue(member)).filter(({ recommendation }) => recommendation === 'r12')).toMatchObject([
    { language: 'en', since: at, sentences: 1 },
    { language: 'kk', since: at, sentences: 1 },
  ])
  const { voiding } = await chair.does('votes', 'void', { vote, ground: 'wrong-text', words: 'Не тот текст.' })
  await (await w.person('m12')).does('votes', 'agree-to-void', { voiding })
  expect(await states(member, 'r12')).toMatchObject({ kk: 'checked', en: 'draft' })
  expect(await queue(member)).toEqual([])
})

test('[LA17] what an amendment words together with the source follows it as a draft, an editorial one leaves all as they were', async () => {
  const accepts = (amendment: string) => chair.does('amendments', 'accept', { amendment })
  await checks(secretary, 'r12', 'kk')
  await checks(secretary, 'r12', 'en')
  await accepts(await tables(member, { kind: 'editorial' }))
  expect(await states(member, 'r12')).toMatchObject({ kk: 'checked', en: 'checked' })
  const { plain } = await member.sees('recommendations', 'text', { id: 'r12' })
  const [first = ''] = plain.text.kk.split(' ')
  await accepts(
    await tables(member, {
      changes: [
        { ...JOURNAL, from: 'в едином журнале', to: 'в общем журнале' },
        { part: 'text', language: 'kk', from: first, to: 'Бәрі' },
      ],
    }),
  )
  expect(await states(member, 'r12')).toMatchObject({ kk: 'draft', en: 'stale' })
})

test('[LA13] the glossary is kept by the secretariat and those who translate, each term once, in two languages at least', async () => {
  const { terms, mayKeep } = await secretary.sees('translations', 'glossary', session)
  expect(terms).toHaveLength(12)
  expect(mayKeep).toBe(true)
  const set = (person: Person, words: object, term?: string) =>
    person.act('translations', 'set-term', {
      ...session,
      words: { kk: '', ru: '', en: '', ...words },
      ...(term && { term }),
    })
  await refuses(w, () => set(member, { ru: 'журнал', en: 'register' }), 'no-right', 'LA13')
  await refuses(w, () => set(secretary, { ru: 'журнал' }), 'malformed', 'LA13')
  await refuses(w, () => set(secretary, { ru: 'журнал', en: 'x'.repeat(201) }), 'malformed', 'AC6')
  const put = await set(secretary, { ru: ' журнал ', en: 'register' })
  if (!put.ok) throw new Error('not put')
  const { term } = put.value
  await refuses(w, () => set(secretary, { ru: 'журнал', en: 'register' }), 'already-so', 'LA13')
  await refuses(w, () => set(secretary, { ru: 'книга', en: 'book' }, 'nothing'), 'not-found', 'LA13')
  expect((await set(secretary, { kk: 'журнал', ru: 'журнал', en: 'register' }, term)).ok).toBe(true)
  const now = await member.sees('translations', 'glossary', session)
  expect(now.mayKeep).toBe(false)
  expect(now.terms.find(({ id }) => id === term)?.words).toEqual({ kk: 'журнал', ru: 'журнал', en: 'register' })
  await secretary.does('translations', 'name-translators', { ...session, language: 'en', accounts: ['m03'] })
  expect((await member.act('translations', 'remove-term', { ...session, term })).ok).toBe(true)
  await refuses(w, () => member.act('translations', 'remove-term', { ...session, term }), 'not-found', 'LA13')
  await chair.does('sessions', 'close', session)
  await refuses(w, () => set(secretary, { ru: 'книга', en: 'book' }), 'session-closed', 'LA13')
})

test('[LA20] a redaction takes away what a difference would be shown from, and nothing that was said', async () => {
  const { adds } = await pen(w)
  const said = 'Махамбетова Құралай'
  const whole = await adds(member, source, ` ${said}.`)
  await checks(secretary, R, 'kk')
  expect(await holdsWords(w, said)).toBe(true)
  const { redaction } = await secretary.does('versions', 'ask-redaction', {
    recommendation: R,
    part: 'text',
    language: 'ru',
    paragraph: 0,
    start: whole.indexOf(said),
    length: said.length,
    version: null,
    said,
    reason: 'person-named',
    words: 'Asked for by the family',
  })
  await chair.does('versions', 'confirm-redaction', { redaction })
  expect(await holdsWords(w, said)).toBe(false)
  expect(await one(member, 'kk')).toMatchObject({
    state: 'stale',
    basis: null,
    sayings: [{ kind: 'made' }, { kind: 'checked' }],
  })
  await checks(secretary, R, 'kk')
  expect(await states(member, R)).toMatchObject({ kk: 'checked' })
  expect(await queue(member)).toMatchObject([{ recommendation: R, language: 'en' }])
})

test('[LA5] an adopted text keeps the states it was adopted with', async () => {
  const { vote, hash } = await opensVote(chair, R, 'open')
  await chair.does('votes', 'cast', { vote, hash, place: 'm01', choice: 'for' })
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
  await chair.does('adoption', 'adopt', { vote, hash })
  await refuses(w, () => says(secretary, 'check', 'kk'), 'adopted-stays', 'LA5')
})

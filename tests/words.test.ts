import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { api } from '../shared/api.ts'
import { REFUSAL_CODES } from '../shared/decision.ts'
import { LANGUAGES } from '../shared/language.ts'
import { en } from '../shared/messages/en.ts'
import { pages } from '../shared/messages/en-pages.ts'
import { kk } from '../shared/messages/kk.ts'
import { ru } from '../shared/messages/ru.ts'

/** Words that mean something else here, or nothing: account or member, session, vote, text, recommendation. */
const NEVER = /^(documents?|items?|entit(y|ies)|proposals?|users?|meetings?|polls?)$/i

const wordsOf = (name: string): string[] => name.split(/(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z]+/)
const isForbidden = (name: string): boolean => wordsOf(name).some((word) => NEVER.test(word))

const files = ['client', 'server', 'shared'].flatMap((top) =>
  readdirSync(top, { recursive: true })
    .map((file) => join(top, String(file)))
    .filter((file) => /\.tsx?$/.test(file)),
)

/** The stamped presence field is y-protocols' word. */
const ALLOWED_NAMES = ['PresenceUser', 'presenceUser']

test('no exported name uses a word that is not the product’s', () => {
  const names = files.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /^export (?:async )?(?:const|function|type|class|interface) ([A-Za-z0-9_]+)/gm,
      ),
    ].map((found) => ({ file, name: found[1] ?? '' })),
  )
  expect(names.length).toBeGreaterThan(200)
  expect(names.filter(({ name }) => isForbidden(name) && !ALLOWED_NAMES.includes(name))).toEqual([])
})

test('no file, table, column or endpoint uses one', () => {
  expect(files.filter((file) => file.split('/').some((part) => isForbidden(part.replace(/\.tsx?$/, ''))))).toEqual([])
  const tables = files
    .filter((file) => file.endsWith('tables.ts'))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/(?:createTable|addColumn)\('([a-z_]+)'/g)].map(
        (found) => found[1] ?? '',
      ),
    )
  expect(tables.length).toBeGreaterThan(60)
  expect(tables.filter(isForbidden)).toEqual([])
  expect(
    Object.entries(api)
      .flatMap(([domain, names]) => [domain, ...Object.keys(names)])
      .filter(isForbidden),
  ).toEqual([])
})

type Words = object
const messages = (words: Words, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    if (typeof value === 'string') return [[`${path}${key}`, value]]
    return typeof value === 'object' && value !== null ? messages(value, `${path}${key}.`) : []
  })

test('no English message uses one but for the kind of text', () => {
  const isKind = (path: string) => /(^|\.)proposal$|kinds?\.proposal/.test(path)
  expect(messages(en).length).toBeGreaterThan(200)
  const found = messages(en).filter(
    ([path, words]) => words.split(/[^A-Za-z]+/).some((word) => NEVER.test(word)) && !isKind(path),
  )
  expect(found).toEqual([])
})

/** Kazakh puts the kind inside the sentence, in lower case. */
const ALIKE: Readonly<Record<string, string>> = { lower: 'kind' }

test('no message is empty, and each keeps the values of the English one', () => {
  const values = (words: string) =>
    [...new Set([...words.matchAll(/\{\{(\w+)/g)].map((found) => ALIKE[found[1] ?? ''] ?? found[1]))].sort().join()
  const english = new Map(messages(en))
  for (const language of LANGUAGES) {
    const own = messages({ en, kk, ru }[language])
    expect(own.filter(([, words]) => words.trim() === '')).toEqual([])
    expect(
      own
        .filter(([path, words]) => english.has(path) && values(words) !== values(english.get(path) ?? ''))
        .map(([path]) => `${language} ${path}`),
    ).toEqual([])
  }
})

test('Russian has every plural form of a message that counts', () => {
  const own = new Map(messages(ru))
  const counted = [...own.keys()]
    .filter((path) => path.endsWith('_other'))
    .map((path) => path.slice(0, -'_other'.length))
  expect(
    counted.filter((path) => !own.has(`${path}_one`) || !own.has(`${path}_few`) || !own.has(`${path}_many`)),
  ).toEqual([])
})

test('every refusal has its sentence', () => expect(REFUSAL_CODES.filter((code) => !(code in en.refusals))).toEqual([]))

test('pages say no words that only files and computed outcomes have', () => {
  const said = files
    .filter((file) => file.startsWith('client/'))
    .filter((file) => /['`](outcome|files|minuted|trust)\.\w/.test(readFileSync(file, 'utf8')))
  expect(said).toEqual([])
  expect(
    Object.keys(en)
      .filter((area) => !(area in pages))
      .sort(),
  ).toEqual([
    'amendments',
    'amendmentsDesk',
    'audit',
    'changes',
    'circulation',
    'comments',
    'compare',
    'councils',
    'erasing',
    'evidence',
    'exports',
    'files',
    'final',
    'followUp',
    'lists',
    'minuted',
    'minutes',
    'opinions',
    'orders',
    'outcome',
    'paperKit',
    'plan',
    'recordBook',
    'redacting',
    'remedies',
    'screenLinks',
    'security',
    'status',
    'threads',
    'translations',
    'trust',
    'verdict',
    'verifier',
    'writing',
  ])
})

test('only the pages that are drawn after their words say them', () => {
  const said = files
    .filter((file) => file.startsWith('client/'))
    .filter((file) =>
      /['`](orders|lists|councils|recordBook|erasing|redacting|screenLinks|paperKit|exports|minutes|plan|status)\.\w/.test(
        readFileSync(file, 'utf8'),
      ),
    )
  const drawnAfter =
    /^client\/(accounts\/Eras|councils\/|exports\/|minutes\/|sessions\/plan\/(PlanForm|AgendaEditor|PeopleEditor|PapersEditor|Conflict|Until)|record\/EntryRow|screens\/(LinkForm|NewLink)|status\/HouseNotices|ui\/Reach\.tsx$|versions\/(Redact|WaitingRedactions)|pages\/(import\/|(Import|Council|Councils|StandingOrders|MembershipList|Record|Files|Minutes|Screens|PaperKit|Plan|Status)Page)|language\.tsx$)/
  expect(said.filter((file) => !drawnAfter.test(file))).toEqual([])
  expect(said.length).toBeGreaterThan(8)
  const noted = files
    .filter((file) => file.startsWith('client/'))
    .filter((file) => /['`]writing\.\w/.test(readFileSync(file, 'utf8')))
  expect(noted.sort()).toEqual(['client/editor/WritingNotes.tsx', 'client/language.tsx', 'client/versions/Unseen.tsx'])
  // Both pages are drawn after these words.
  const remedied = files
    .filter((file) => file.startsWith('client/'))
    .filter((file) => /['`]remedies\.\w/.test(readFileSync(file, 'utf8')))
  expect(remedied.filter((file) => !file.startsWith('client/votes/'))).toEqual([])
  for (const page of ['Vote', 'Desk'])
    expect(readFileSync(`client/pages/${page}Page.tsx`, 'utf8')).toContain('<AfterVoteWords>')
  const compared = files
    .filter((file) => file.startsWith('client/'))
    .filter((file) => /['`](changes|circulation|compare)\.\w/.test(readFileSync(file, 'utf8')))
  const drawnInComparison =
    /^client\/(versions\/(Comparing|Comparison|FieldChanges|Legend|SetOverview|Steps|TextOfSet|DraftStamp|Circulation)|pages\/(Compare|CompareSet|Revision)Page|language\.tsx$)/
  expect(compared.filter((file) => !drawnInComparison.test(file))).toEqual([])
  expect(compared.length).toBeGreaterThan(4)
  const discussed = files
    .filter((file) => file.startsWith('client/'))
    .filter((file) => /['`](threads|comments)\.\w/.test(readFileSync(file, 'utf8')))
  const drawnInDiscussion =
    /^client\/(comments\/|editor\/Comment|recommendations\/SidePanel|pages\/(Workspace|Comments|Revision)Page|language\.tsx$)/
  expect(discussed.filter((file) => !drawnInDiscussion.test(file))).toEqual([])
  expect(discussed.length).toBeGreaterThan(8)
})

test('what speaks of amendments is drawn after its words', () => {
  const said = files
    .filter((file) => file.startsWith('client/') && !/^client\/(amendments\/|language\.tsx$)/.test(file))
    .filter((file) => /['`]amendments\.\w/.test(readFileSync(file, 'utf8')))
  expect(said.filter((file) => !readFileSync(file, 'utf8').includes('<AmendmentWords>'))).toEqual([])
  const drawn = files.filter((file) => /from '(\.\.\/)+amendments\/[A-Z]\w+\.tsx'/.test(readFileSync(file, 'utf8')))
  expect(drawn.length).toBeGreaterThan(3)
  // The rows of the desk stand in its part on amendments.
  const inside = ['client/pages/desk/AmendmentRow.tsx']
  expect(drawn.filter((file) => !readFileSync(file, 'utf8').includes('<AmendmentWords>'))).toEqual(inside)
})

test('what speaks of evidence is drawn after its words', () => {
  const said = files
    .filter((file) => file.startsWith('client/') && !/^client\/(evidence\/|language\.tsx$)/.test(file))
    .filter((file) => /['`]evidence\.\w/.test(readFileSync(file, 'utf8')))
  expect(said.length).toBeGreaterThan(0)
  expect(said.filter((file) => !readFileSync(file, 'utf8').includes('<EvidenceWords>'))).toEqual([])
})

test('what speaks of translations is drawn after its words', () => {
  const said = files
    .filter((file) => file.startsWith('client/') && !/^client\/(translations\/|language\.tsx$)/.test(file))
    .filter((file) => /['`]translations\.\w/.test(readFileSync(file, 'utf8')))
  expect(said.length).toBeGreaterThan(2)
  expect(said.filter((file) => !readFileSync(file, 'utf8').includes('<TranslationWords>'))).toEqual([])
  const parts = ['LanguagesPanel', 'TranslationBand', 'WaitingList', 'SetStates', 'Translators', 'Glossary']
  const drawn = files.filter((file) =>
    parts.some((part) => readFileSync(file, 'utf8').includes(`../translations/${part}.tsx'`)),
  )
  expect(drawn.length).toBeGreaterThan(1)
  expect(drawn.filter((file) => !readFileSync(file, 'utf8').includes('<TranslationWords>'))).toEqual([])
})

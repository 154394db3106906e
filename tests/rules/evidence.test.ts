import { expect, test } from 'vitest'
import { demoContent } from '../../server/demo/content.ts'
import { IMPORT_COLUMNS, isClean, type Known, MOST_IMPORT_ROWS, planImport } from '../../shared/evidence/importing.ts'
import { INSTRUMENTS } from '../../shared/evidence/instruments.ts'
import type { Finding } from '../../shared/evidence/model.ts'
import { entriesIn, readEntry } from '../../shared/evidence/quick-entry.ts'
import { keepEvidence, removeFinding, seeReport, seeRestricted } from '../../shared/evidence/rules.ts'
import type { AccountId, AddresseeId, FindingId, RecommendationId, SessionId, StandardId } from '../../shared/ids.ts'
import { type Covering, coverageOf } from '../../shared/recommendations/coverage.ts'
import type { Capacity } from '../../shared/sessions/rules.ts'

const { standards, themes } = demoContent()
const read = (words: string) => {
  const entry = readEntry(words, standards)
  return entry.kind === 'known' ? entry.standards.map(({ id }) => String(id)).join() : entry.kind
}

test('[EV7] a standard is typed in a hurry, in any language', () => {
  for (const [words, id] of [
    ['nmr 27', 'nmr-27'],
    ['NMR27', 'nmr-27'],
    ['nmr rule 27', 'nmr-27'],
    ['Nelson Mandela Rules, rule 31', 'nmr-31'],
    ['пнм 31', 'nmr-31'],
    ['ПНМ 31-қағида', 'nmr-31'],
    ['нме 31', 'nmr-31'],
    // A place inside a range is that range.
    ['nmr 48', 'nmr-47'],
    ['nmr 47-48', 'nmr-47'],
    ['nmr 84', 'nmr-83'],
    ['cat 12', 'cat-12'],
    ['cat art. 12', 'cat-12'],
    ['кпп ст. 12', 'cat-12'],
    ['opcat 18(3)', 'opcat-18-3'],
    ['opcat 18', 'opcat-18-3'],
    ['фпкпп 20', 'opcat-20'],
    ['crpd 14', 'crpd-14'],
    ['crc 3', 'crc-3'],
    ['bangkok 49', 'bkk-49'],
    ['istanbul', 'istanbul'],
    ['Стамбул', 'istanbul'],
    ['paris', 'paris'],
  ] as const)
    expect([words, read(words)]).toEqual([words, id])
  for (const nothing of [
    '',
    ' ',
    '27',
    'xyz 27',
    'catalogue 12',
    'nmr twenty',
    'nmr 27 and 28',
    '<b>nmr</b> 27',
    'nmr '.repeat(50),
  ])
    expect([nothing, read(nothing)]).toEqual([nothing, 'unknown'])
  expect(readEntry('nmr 45', standards)).toEqual({ kind: 'new', instrument: 'Nelson Mandela Rules', ref: 'rule 45' })
  expect(readEntry('nmr 58-63', standards)).toMatchObject({ ref: 'rules 58-63' })
  expect(readEntry('уик 10', standards)).toEqual({ kind: 'new', instrument: 'Penal Enforcement Code', ref: 'art. 10' })
  expect(read('opcat')).toBe('opcat-18-3,opcat-19,opcat-20,opcat-21,opcat-22')
  expect(entriesIn(' nmr 27; cat 12\n;; ')).toEqual(['nmr 27', 'cat 12'])
})

test('[EV7] each code and name belongs to one instrument, and each instrument of the demo is known', () => {
  const names = INSTRUMENTS.flatMap(({ code, name, also }) => [...new Set([code, name.toLowerCase(), ...also])])
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  const known = INSTRUMENTS.map(({ name }) => name)
  expect(standards.filter(({ instrument }) => !known.includes(instrument))).toEqual([])
})

const who = (change: Partial<Capacity>): Capacity => ({
  account: 'm01' as AccountId,
  role: 'person',
  seats: [],
  sessionRole: null,
  presiding: false,
  operating: false,
  presidedBy: null,
  ...change,
})

test('[EV1] [EV5] the secretariat keeps evidence and sees what is restricted, and nobody else does', () => {
  const everybodyElse = [
    who({ presiding: true }),
    who({ operating: true }),
    who({ role: 'administrator' }),
    ...(['observer', 'guest', 'addressee', 'drafter'] as const).map((sessionRole) => who({ sessionRole })),
  ]
  for (const capacity of everybodyElse) {
    expect(seeRestricted(capacity)).toMatchObject({ refusal: { code: 'not-found', rule: 'EV5' } })
    expect(seeReport({ restricted: true }, capacity)).toMatchObject({ refusal: { code: 'not-found', rule: 'EV5' } })
    expect(seeReport({ restricted: false }, capacity).ok).toBe(true)
    expect(keepEvidence({ stage: 'open' }, capacity)).toMatchObject({ refusal: { code: 'no-right', rule: 'EV1' } })
  }
  for (const capacity of [who({ role: 'secretariat' }), who({ sessionRole: 'secretariat' })]) {
    expect(seeRestricted(capacity).ok).toBe(true)
    expect(keepEvidence({ stage: 'open' }, capacity).ok).toBe(true)
    expect(keepEvidence({ stage: 'closed' }, capacity)).toMatchObject({ refusal: { code: 'session-closed' } })
    expect(removeFinding({ stage: 'open' }, capacity, { texts: 0, annexes: 0 }).ok).toBe(true)
    for (const hanging of [
      { texts: 1, annexes: 0 },
      { texts: 0, annexes: 1 },
    ])
      expect(removeFinding({ stage: 'open' }, capacity, hanging)).toMatchObject({
        refusal: { code: 'in-use', rule: 'EV3' },
      })
  }
})

const text = (
  id: string,
  change: Partial<Omit<Covering, 'fields'>> & { fields?: Partial<Covering['fields']> } = {},
) => ({
  id: id as RecommendationId,
  kind: 'recommendation' as const,
  stage: 'drafting' as const,
  languages: { kk: 'draft', ru: 'source', en: 'draft' } as const,
  ...change,
  fields: {
    findings: ['f1' as FindingId],
    standards: ['cat-12' as StandardId],
    addressees: [{ id: 'adr' as AddresseeId, role: 'lead' as const }],
    deadline: '2025-09-30',
    ...change.fields,
  },
})

test('[EV8] coverage is told both ways', () => {
  const findings = ['f1', 'f2', 'f3'].map((id) => ({ id: id as FindingId }))
  const texts: Covering[] = [
    text('r1'),
    text('r2', { fields: { findings: [], standards: [], addressees: [], deadline: null } }),
    text('r3', { languages: { kk: 'missing', ru: 'source', en: 'missing' } }),
    // Neither answers anything, and neither lacks anything.
    text('p', { kind: 'preamble', fields: { findings: ['f2' as FindingId], deadline: null } }),
    text('w', { stage: 'withdrawn', fields: { findings: ['f2' as FindingId], deadline: null } }),
    text('x', { stage: 'rejected', fields: { findings: ['f3' as FindingId], standards: [] } }),
  ]
  expect(coverageOf(findings, texts)).toEqual({
    unanswered: ['f2', 'f3'],
    lacking: [
      { id: 'r2', gaps: ['finding', 'standard', 'addressee', 'deadline'] },
      { id: 'r3', gaps: ['kk', 'en'] },
    ],
  })
  expect(coverageOf([], [])).toEqual({ unanswered: [], lacking: [] })
})

const session = 's' as SessionId
const F1: Finding = {
  id: 'f1' as FindingId,
  session,
  number: 'F1',
  title: { kk: 'А', ru: 'А', en: 'А' },
  text: { kk: 'Б', ru: 'Б', en: 'Б' },
  report: null,
  reference: '',
  place: '',
  visited: null,
  themes: [],
  standards: [],
  rev: 1,
}
const known: Known = { reports: [], findings: [F1], earlier: [], standards, themes }
const plan = (...rows: string[][]) => planImport('findings', rows, known)
const codes = (...rows: string[][]) => {
  const { problems, rows: planned } = plan(...rows)
  return [...problems, ...planned.flatMap((row) => row.problems)].map(({ code }) => code)
}

test('[EV4] [EV9] a table of findings is understood by the names of its columns, in any language and order', () => {
  const planned = plan(
    ['Стандарты', 'NUMBER', 'Атауы, орысша', 'textEn', 'День посещения', 'Темы', 'What?'],
    ['nmr 31; кпп 12', ' F9 ', 'Осмотр', 'In 19 units…', '15.10.2024', 'Права ребёнка; t-women', 'passed over'],
    ['', '', '', '', '', '', ''],
    ['', 'f1', 'А', 'Б', '', '', ''],
    ['', 'F2', 'А', '=HYPERLINK("http://x")', '', '', ''],
  )
  expect(isClean(planned)).toBe(true)
  expect(planned.rows.map(({ line, effect }) => [line, effect])).toEqual([
    [2, 'new'],
    [4, 'same'],
    [5, 'new'],
  ])
  expect(planned.rows[0]?.kept).toMatchObject({
    id: null,
    number: 'F9',
    title: { kk: 'Осмотр', ru: 'Осмотр', en: 'Осмотр' },
    text: { kk: 'In 19 units…', ru: 'In 19 units…', en: 'In 19 units…' },
    visited: '2024-10-15',
    themes: ['t-children', 't-women'],
    standards: ['nmr-31', 'cat-12'],
  })
  // Words that a spreadsheet would run are words here.
  expect(planned.rows[2]?.kept).toMatchObject({ text: { en: '=HYPERLINK("http://x")' } })
})

const HEAD = ['number', 'titleRu', 'textRu', 'visited', 'standards', 'report']
test('[EV9] what is wrong with a table or a row of it is said', () => {
  expect(codes(['titleRu', 'textRu'])).toEqual(['missing-column'])
  expect(codes(['number', 'Number'], ['1', '2'])).toEqual(['column-twice'])
  expect(codes(HEAD)).toEqual(['no-rows'])
  expect(codes([])).toEqual(['missing-column'])
  expect(codes(HEAD, ...Array.from({ length: MOST_IMPORT_ROWS + 1 }, (_, at) => [`F${at}`, 'a', 'b']))).toEqual([
    'too-many-rows',
  ])
  expect(codes(HEAD, ['', 'a', 'b'])).toEqual(['no-number'])
  expect(codes(HEAD, ['F2', '', ''])).toEqual(['no-title', 'no-words'])
  expect(codes(HEAD, ['F2', 'a', 'b', '31.02.2024'])).toEqual(['bad-date'])
  expect(codes(HEAD, ['F2', 'a', 'b', '', 'nmr 27; nmr 999; opcat'])).toEqual(['unknown-standard', 'unknown-standard'])
  expect(codes(HEAD, ['F2', 'a', 'b', '', '', 'nowhere'])).toEqual(['unknown-report'])
  expect(codes(HEAD, ['F2', 'a', 'b'], ['f2', 'c', 'd'])).toEqual(['twice'])
  expect(codes(HEAD, ['F'.repeat(21), 'a'.repeat(301), 'b'.repeat(8_001)])).toEqual([
    'too-long',
    'too-long',
    'number-long',
  ])
})

test('[EV9] [EV11] earlier recommendations are known by whom and number', () => {
  const earlier = planImport(
    'earlier',
    [
      [...IMPORT_COLUMNS.earlier],
      ['CAT', '21(b)', '2023-06-05', '', '', 'End it.', 'MIA'],
      ['UPR', '21(b)', '', '', '', 'End it.', ''],
      ['', '1', '', '', '', '', ''],
    ],
    { ...known, earlier: [] },
  )
  expect(earlier.rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
    [],
    [],
    ['no-source', 'no-words'],
  ])
  expect(isClean(earlier)).toBe(false)
})

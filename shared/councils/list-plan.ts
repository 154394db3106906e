import type { SeatRole } from '../accounts/model.ts'
import { plainEmail } from '../accounts/rules.ts'
import type { AccountId, CouncilId, SeatId } from '../ids.ts'
import type { Language, Localised } from '../language.ts'
import { LANGUAGES } from '../language.ts'
import type { LocalDate } from '../time.ts'
import { seatConflicts } from './keeping-rules.ts'
import { dayOf, isListedEmail, plain, type Reading, reading, tidy } from './list-rows.ts'
import {
  COLUMNS,
  type Column,
  type KnownPerson,
  type ListPlan,
  type ListRow,
  type ListState,
  MOST_CELL_CHARACTERS,
  type PlannedRow,
  type Problem,
  problem,
  type RowEffect,
} from './membership.ts'
import type { KeptCouncil, Seat } from './model.ts'
import { inForce } from './rules.ts'

/** A row whose words are understood; what was empty is null and says nothing. */
type Understood = {
  readonly row: ListRow
  readonly council: KeptCouncil | null
  readonly email: string
  readonly names: Partial<Localised>
  readonly role: SeatRole | null
  readonly from: LocalDate | null
  readonly until: LocalDate | null
  readonly languages: readonly Language[] | null
  readonly problems: readonly Problem[]
}

/**
 * What taking in a list would do, row by row. A row is the whole word on a seat: an empty end means that the term runs on;
 * of a person an empty cell says nothing. Seats that are not in the list stay as they are. Source: RULES.md CO16, CO18.
 */
export function planList(rows: readonly ListRow[], state: ListState): ListPlan {
  const read = reading()
  const understood = rows.map((row) => understand(row, state, read))
  const people = peopleOf(understood, state)
  const matched = match(understood, state)
  const planned = understood.map((one, index): PlannedRow => planRow(one, people, matched[index] ?? null, state))
  const rowsPlanned = withConflicts(planned, state)
  const councils = new Set(rowsPlanned.map((row) => row.seatAfter.council))
  const named = new Set(rowsPlanned.flatMap((row) => (row.seatBefore ? [row.seatBefore.id] : [])))
  const untouched = state.seats.filter(({ id, council }) => councils.has(council) && !named.has(id)).length
  return { problems: [], rows: rowsPlanned, untouched }
}

function understand(row: ListRow, state: ListState, read: Reading): Understood {
  const problems: Problem[] = []
  const given = <T>(column: Column, of: (words: string) => T | null, code: Problem['code']): T | null => {
    if (row[column] === '') return null
    const value = of(row[column])
    if (value === null) problems.push(problem(code, { column, words: row[column].slice(0, 60) }))
    return value
  }
  for (const column of COLUMNS)
    if (row[column].length > MOST_CELL_CHARACTERS)
      problems.push(problem('too-long', { column, most: String(MOST_CELL_CHARACTERS) }))
  const council = councilOf(row.council, state.councils, problems)
  const email = plainEmail(row.email)
  if (!isListedEmail(email)) problems.push(problem('bad-email', { words: row.email.slice(0, 60) }))
  return {
    row,
    council,
    email,
    names: namesOf(row),
    role: given('role', read.role, 'bad-role'),
    from: given('from', dayOf, 'bad-date'),
    until: given('until', dayOf, 'bad-date'),
    languages: given('languages', read.languages, 'bad-language'),
    problems,
  }
}

const namesOf = ({ nameKk, nameRu, nameEn }: ListRow): Partial<Localised> => ({
  ...(nameKk && { kk: nameKk }),
  ...(nameRu && { ru: nameRu }),
  ...(nameEn && { en: nameEn }),
})

/** A council by its id or by its name in any language. */
function councilOf(words: string, councils: readonly KeptCouncil[], problems: Problem[]): KeptCouncil | null {
  const byId = councils.find(({ id }) => id === words)
  const named = councils.filter(({ name }) => LANGUAGES.some((language) => plain(name[language]) === plain(words)))
  if (!byId && named.length !== 1)
    problems.push(problem(named.length > 1 ? 'ambiguous-council' : 'unknown-council', { words: words.slice(0, 60) }))
  return byId ?? (named.length === 1 ? (named[0] ?? null) : null)
}

type PersonPlan = { readonly before: KnownPerson | null; readonly after: PlannedRow['after']; readonly first: number }

/** Each person once, by e-mail, from the first row that names them; later rows must not say otherwise. */
function peopleOf(rows: readonly Understood[], state: ListState): ReadonlyMap<string, PersonPlan> {
  const known = new Map(state.people.map((person) => [person.email.toLowerCase(), person]))
  const people = new Map<string, PersonPlan>()
  for (const one of rows) {
    if (people.has(one.email)) continue
    const before = known.get(one.email) ?? null
    people.set(one.email, { before, after: personAfter(one, before), first: one.row.line })
  }
  return people
}

function personAfter({ email, names, languages, row }: Understood, before: KnownPerson | null): PlannedRow['after'] {
  const [some = ''] = Object.values(names)
  const name = (language: Language) => names[language] ?? (before ? before.name[language] : some)
  return {
    id: before?.id ?? null,
    email: before?.email ?? email,
    name: { kk: name('kk'), ru: name('ru'), en: name('en') },
    languages: languages ?? before?.languages ?? [],
    phone: row.phone || (before?.phone ?? null),
    organisation: row.organisation || (before?.organisation ?? null),
  }
}

/** Whether two say the same of a person; spaces and composed letters make no difference. */
const samePerson = (a: Omit<KnownPerson, 'id'>, b: Omit<KnownPerson, 'id'>): boolean =>
  LANGUAGES.every((language) => tidy(a.name[language]) === tidy(b.name[language])) &&
  LANGUAGES.every((language) => a.languages.includes(language) === b.languages.includes(language)) &&
  tidy(a.phone ?? '') === tidy(b.phone ?? '') &&
  tidy(a.organisation ?? '') === tidy(b.organisation ?? '')

/** The seat that each row is about: of that person in that council the one with the same start, else one whose term it touches. */
function match(rows: readonly Understood[], state: ListState): readonly (Seat | null)[] {
  const ids = new Map(state.people.map((person) => [person.email.toLowerCase(), person.id]))
  const taken = new Set<SeatId>()
  const result: (Seat | null)[] = rows.map(() => null)
  const pass = (fits: (seat: Seat, one: Understood) => boolean) => {
    for (const [index, one] of rows.entries()) {
      if (result[index]) continue
      const holder = ids.get(one.email)
      const seat = state.seats.find(
        (each) => each.holder === holder && each.council === one.council?.id && !taken.has(each.id) && fits(each, one),
      )
      if (!seat) continue
      taken.add(seat.id)
      result[index] = seat
    }
  }
  pass((seat, one) => seat.from === one.from)
  pass((seat, one) => one.from === null && inForce(seat, state.today))
  pass((seat, one) => one.from === null || touches(seat, one.from, one.until))
  return result
}

const touches = (seat: Seat, from: LocalDate, until: LocalDate | null): boolean =>
  (until === null || seat.from <= until) && (seat.until === null || from <= seat.until)

function planRow(
  one: Understood,
  people: ReadonlyMap<string, PersonPlan>,
  seatBefore: Seat | null,
  state: ListState,
): PlannedRow {
  const person = people.get(one.email)
  const before = person?.before ?? null
  const own = personAfter(one, before)
  const after = person?.after ?? own
  const problems = [...one.problems]
  if (!LANGUAGES.some((language) => after.name[language] !== '')) problems.push(problem('no-name'))
  if (person && person.first !== one.row.line && differs(one, after))
    problems.push(problem('person-differs', { line: String(person.first) }))
  const seatAfter = {
    id: seatBefore?.id ?? null,
    council: one.council?.id ?? ('' as CouncilId),
    role: one.role ?? seatBefore?.role ?? 'member',
    from: one.from ?? seatBefore?.from ?? state.today,
    until: one.until,
  }
  if (seatBefore && state.tookPart.has(seatBefore.id) && seatAfter.from > seatBefore.from)
    problems.push(problem('seat-used', { from: seatBefore.from }))
  const effects = problems.length > 0 ? [] : effectsOf(person, one.row.line, seatBefore, seatAfter)
  return {
    line: one.row.line,
    council: one.row.council,
    email: one.row.email,
    effects,
    problems,
    before,
    after,
    seatBefore,
    seatAfter,
  }
}

/** Whether a later row of the same person says something else than the first did. */
const differs = ({ names, languages, row }: Understood, said: PlannedRow['after']): boolean =>
  LANGUAGES.some((language) => names[language] !== undefined && names[language] !== said.name[language]) ||
  (languages !== null &&
    LANGUAGES.some((language) => languages.includes(language) !== said.languages.includes(language))) ||
  (row.phone !== '' && row.phone !== said.phone) ||
  (row.organisation !== '' && row.organisation !== said.organisation)

function effectsOf(
  person: PersonPlan | undefined,
  line: number,
  seatBefore: Seat | null,
  seatAfter: PlannedRow['seatAfter'],
): readonly RowEffect[] {
  const effects: RowEffect[] = []
  if (person && person.first === line) {
    if (!person.before) effects.push('new-person')
    else if (!samePerson(person.before, person.after)) effects.push('person-changed')
  }
  if (!seatBefore) effects.push('new-seat')
  else {
    const ended = seatAfter.until !== null && seatBefore.until === null
    if (ended) effects.push('seat-ended')
    const moved = seatAfter.from !== seatBefore.from || (!ended && seatAfter.until !== seatBefore.until)
    if (moved || seatAfter.role !== seatBefore.role) effects.push('seat-changed')
  }
  return effects.length > 0 ? effects : ['same']
}

/** Adds what cannot be once all rows are taken in: each conflict to the rows that are part of it. */
function withConflicts(rows: readonly PlannedRow[], state: ListState): readonly PlannedRow[] {
  const found = new Map<PlannedRow, Problem[]>()
  const add = (row: PlannedRow, what: Problem) => {
    const own = found.get(row) ?? []
    if (!own.some(({ code }) => code === what.code)) found.set(row, [...own, what])
  }
  for (const council of state.councils) {
    const own = rows.filter((row) => row.seatAfter.council === council.id)
    if (own.length === 0) continue
    const byId = new Map(own.map((row) => [idOf(row), row]))
    const stay = state.seats.filter((seat) => seat.council === council.id && !byId.has(seat.id))
    const coming = own.map((row) => ({ ...row.seatAfter, id: idOf(row), holder: holderOf(row) }))
    for (const { kind, seats } of seatConflicts(council.seats, [...stay, ...coming])) {
      const concerned = seats.flatMap((id) => byId.get(id) ?? [])
      // Of more rows than seats those are named that stand beyond the number; of two that exclude each other, both.
      const changing = concerned.filter((row) => !row.effects.includes('same'))
      const beyond = changing.slice(-(seats.length - council.seats))
      const named = kind === 'seats-full' ? beyond : changing.length > 0 ? concerned : []
      for (const row of named) {
        const other = concerned.find((one) => one !== row)
        const twice = kind === 'already-seated' && other !== undefined
        add(
          row,
          problem(twice ? 'twice' : kind, { line: other ? String(other.line) : '—', seats: String(council.seats) }),
        )
      }
    }
  }
  return rows.map((row) => {
    const more = found.get(row)
    return more ? { ...row, effects: [], problems: [...row.problems, ...more] } : row
  })
}

const idOf = (row: PlannedRow): SeatId => row.seatAfter.id ?? (`row-${row.line}` as SeatId)
const holderOf = (row: PlannedRow): AccountId => row.after.id ?? (row.after.email as string as AccountId)

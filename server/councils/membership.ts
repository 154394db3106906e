import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { keepCouncils } from '../../shared/councils/keeping-rules.ts'
import { planList } from '../../shared/councils/list-plan.ts'
import {
  COLUMNS,
  type Column,
  isClean,
  type ListFormat,
  type ListPlan,
  type ListState,
  type PlannedRow,
} from '../../shared/councils/membership.ts'
import type { KeptCouncil } from '../../shared/councils/model.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId, CouncilId, SeatId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { say } from '../../shared/messages/translate.ts'
import { type Instant, utcDay } from '../../shared/time.ts'
import { changePerson, createAccount } from '../accounts/commands.ts'
import { loadAccount, loadPeople } from '../accounts/queries.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { raiseRev, writeSeat } from './commands.ts'
import { writeCsv } from './csv.ts'
import { type ListFile, type ReadFile, readListFile } from './list-file.ts'
import { loadKeptCouncils, loadSeats } from './queries.ts'
import { writeXlsx } from './xlsx.ts'

async function stateOf(db: Reader, at: Instant, tookPart: ReadonlySet<SeatId>): Promise<ListState> {
  return {
    councils: await loadKeptCouncils(db),
    seats: await loadSeats(db),
    people: await loadPeople(db),
    tookPart,
    today: utcDay(at),
  }
}

const planOf = (file: ReadFile, state: ListState): ListPlan =>
  file.problems.length > 0 ? { problems: file.problems, rows: [], untouched: 0 } : planList(file.rows, state)

/** The name of a preview: what each row finds and what it makes of it, and nothing else. Source: RULES.md CO17. */
const nameOf = (plan: ListPlan): string => sha256Hex(canonicalJson(plan.rows as unknown as Json))

/** What taking in a list would do. Refuses: no-right. Source: RULES.md CO16. */
export async function previewList(
  house: House,
  account: AccountId,
  file: ListFile,
  tookPart: (db: Reader) => Promise<ReadonlySet<SeatId>>,
) {
  const may = keepCouncils((await loadAccount(house.db, account)) ?? { role: 'person' })
  if (!may.ok) return may
  const read = readListFile(file)
  const plan = planOf(read, await stateOf(house.db, house.clock.now(), await tookPart(house.db)))
  return allow({
    format: read.format,
    encoding: read.encoding,
    separator: read.separator,
    problems: plan.problems,
    rows: plan.rows.map(({ line, council, email, after, effects, problems }) => ({
      line,
      council,
      email,
      name: after.name,
      effects,
      problems,
    })),
    untouched: plan.untouched,
    state: nameOf(plan),
  })
}

export type TakenIn = { readonly accounts: number; readonly seats: number; readonly changed: number }

/**
 * Takes in a list as it was previewed, all of it or nothing; also answers which councils it changed.
 * Refuses: no-right, list-has-errors, changed-meanwhile. Source: RULES.md CO16–CO18, CO22.
 */
export async function takeInList(
  act: Act,
  input: ListFile & { readonly state: string },
  tookPart: ReadonlySet<SeatId>,
): Promise<Decision<{ answer: TakenIn; councils: readonly CouncilId[] }>> {
  const may = keepCouncils((await loadAccount(act.tx, act.by)) ?? { role: 'person' })
  if (!may.ok) return may
  const plan = planOf(readListFile(input), await stateOf(act.tx, act.at, tookPart))
  // A list that changed meanwhile may have errors because of that: its page must show the new preview either way.
  if (nameOf(plan) !== input.state) return refuse('changed-meanwhile', 'CO17')
  if (!isClean(plan)) return refuse('list-has-errors', 'CO18')
  const accounts = await takeInPeople(act, plan.rows)
  const answer = { accounts: 0, seats: 0, changed: 0 }
  const councils = new Set<CouncilId>()
  for (const row of plan.rows) {
    if (row.effects.includes('new-person')) answer.accounts += 1
    if (row.effects.includes('new-seat')) answer.seats += 1
    if (row.effects.some((effect) => /changed|ended/.test(effect))) answer.changed += 1
    if (!row.effects.some((effect) => /seat/.test(effect))) continue
    const holder = row.after.id ?? accounts.get(row.after.email)
    if (!holder) throw new Error(`row ${row.line} has nobody to give a seat to`)
    const id = row.seatAfter.id ?? (act.newId() as SeatId)
    await writeSeat(act, { ...row.seatAfter, id, holder }, row.seatBefore)
    councils.add(row.seatAfter.council)
  }
  for (const council of councils) await raiseRev(act, council)
  await act.record({ act: 'list-taken-in', subject: act.by, facts: { preview: input.state, ...answer } })
  return allow({ answer, councils: [...councils] })
}

/** New people get an account without a password, which their invitation gives them; the answer is who they became. */
async function takeInPeople(act: Act, rows: readonly PlannedRow[]): Promise<ReadonlyMap<string, AccountId>> {
  const made = new Map<string, AccountId>()
  for (const { effects, after, before } of rows) {
    const { email, name, languages, phone, organisation } = after
    if (effects.includes('new-person')) {
      const id = act.newId() as AccountId
      await createAccount(act, { id, email, name, role: 'person', languages, phone, organisation }, '')
      made.set(email, id)
    } else if (effects.includes('person-changed') && before) {
      await changePerson(act, before.id, { name, languages, phone, organisation })
    }
  }
  return made
}

/** The membership list of all councils as a file. Refuses: no-right. Source: RULES.md CO21. */
export async function exportList(
  house: House,
  account: AccountId,
  { format, language }: { readonly format: ListFormat; readonly language: Language },
) {
  const may = keepCouncils((await loadAccount(house.db, account)) ?? { role: 'person' })
  if (!may.ok) return may
  const table = await listTable(house.db, language)
  const title = say(language, 'councils.list.title')
  const bytes = format === 'csv' ? writeCsv(table) : writeXlsx(title, table)
  return allow({
    name: `${title.toLowerCase().replaceAll(/\s+/g, '-')}-${utcDay(house.clock.now())}.${format}`,
    type:
      format === 'csv' ? 'text/csv;charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: Buffer.from(bytes).toString('base64'),
  })
}

async function listTable(db: Reader, language: Language): Promise<readonly (readonly string[])[]> {
  const councils = await loadKeptCouncils(db)
  const people = new Map((await loadPeople(db)).map((person) => [person.id, person]))
  const head = COLUMNS.map((column) => say(language, `councils.list.columns.${column}`))
  const rows = (await loadSeats(db)).flatMap((seat) => {
    const person = people.get(seat.holder)
    const council = councils.find(({ id }) => id === seat.council)
    if (!person || person.erased || !council) return []
    const cells: Record<Column, string> = {
      council: wordFor(council, councils, language),
      nameKk: person.name.kk,
      nameRu: person.name.ru,
      nameEn: person.name.en,
      email: person.email,
      role: say(language, `councils.roles.${seat.role}`),
      from: seat.from,
      until: seat.until ?? '',
      languages: person.languages.join(', '),
      phone: person.phone ?? '',
      organisation: person.organisation ?? '',
    }
    return [COLUMNS.map((column) => cells[column])]
  })
  return [head, ...rows]
}

/** A council's name, or its id where another has the same name in some language. */
function wordFor(council: KeptCouncil, all: readonly KeptCouncil[], language: Language): string {
  const name = council.name[language]
  const alike = all.filter((other) => LANGUAGES.some((each) => other.name[each] === name))
  return alike.length === 1 ? name : council.id
}

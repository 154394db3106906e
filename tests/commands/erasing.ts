import type { Person, World } from '../world.ts'
import { newcomer } from './door.ts'

/** Names, contact and device of somebody that no other row of a store says. */
export const WHO = {
  name: { kk: 'Ғалымжан Ұзақбергенұлы', ru: 'Галымжан Узакбергенов', en: 'Galymzhan Uzakbergenov' },
  email: 'galymzhan.uzakbergenov@postal.example',
  phone: '+7 705 918 27 36',
  organisation: 'Observatory of Zhetiqaraghai',
}
/** What must be nowhere: whole names, their parts, and how the person was reached. */
export const SAYS_WHO = [
  ...Object.values(WHO.name).flatMap((name) => [name, ...name.split(' ')]),
  ...[WHO.email, 'uzakbergenov@', '918 27 36', 'Zhetiqaraghai'],
]

/** Gives an account of the demo the name that is looked for. */
export async function renames(w: World, account: string): Promise<void> {
  const office = await w.person('s01')
  const kept = (await office.sees('accounts', 'people')).people.find(({ id }) => id === account)
  await office.does('accounts', 'change', { ...kept, ...WHO, account, requestId: `renamed-${account}` })
}

/** A seat of the demo ends on the day before the sitting. */
export async function leavesSeat(w: World, seat: string): Promise<void> {
  const rev = await w.app.house.db
    .selectFrom('councils')
    .select('rev')
    .where('id', '=', 'cc' as never)
    .executeTakeFirst()
  await (await w.person('s01')).does('councils', 'end-seat', { seat, rev: rev?.rev ?? 0, until: '2026-04-23' })
}

export const asks = (person: Person, account: string, more: Record<string, unknown> = {}) =>
  person.act('accounts', 'ask-erasure', { account, reason: 'asked-for', words: '', ...more })
export const confirms = (person: Person, erasure: string) => person.act('accounts', 'confirm-erasure', { erasure })

/** Two people erase somebody. */
export async function erases(w: World, account: string): Promise<string> {
  const [first, second] = await w.people('s01', 's02')
  const asked = await first.does('accounts', 'ask-erasure', { account, reason: 'left', words: 'Nobody asks for it.' })
  await second.does('accounts', 'confirm-erasure', { erasure: asked.erasure })
  return asked.erasure
}

/** Somebody who holds nothing is entered and erased. */
export async function erasesNewcomer(w: World): Promise<string> {
  const { id } = await (await w.person('s01')).does('accounts', 'create', newcomer())
  await erases(w, id)
  return id
}

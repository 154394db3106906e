import type { Account, Contact } from '../../shared/accounts/model.ts'
import { changeAccount, giveRole, isEmail, plainEmail, switchAccount } from '../../shared/accounts/rules.ts'
import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Act } from '../act.ts'
import type { House } from '../house.ts'
import { endCodes } from './codes.ts'
import { createAccount } from './commands.ts'
import { endSignIns } from './ending.ts'
import { contactRow, loadAccount, loadHolder, loadKept } from './queries.ts'

export type NewPerson = Omit<Account, 'id'> & Contact

/** Whether an e-mail may be an account's. Refuses: malformed, email-taken (in whatever letter case). Source: RULES.md AC27. */
async function mayUse(act: Act, email: string, account: AccountId | null): Promise<Decision> {
  if (!isEmail(plainEmail(email))) return refuse('malformed', 'AC27')
  const holder = await loadHolder(act.tx, email)
  return holder !== null && holder !== account ? refuse('email-taken', 'AC27') : allow()
}

/** Writes a new account without a password, for every domain that brings people in. Refuses: malformed, email-taken. */
export async function addPerson(act: Act, person: NewPerson): Promise<Decision<AccountId>> {
  const free = await mayUse(act, person.email, null)
  if (!free.ok) return free
  const id = act.newId() as AccountId
  const { name, email, role, languages, phone, organisation } = person
  await createAccount(act, { id, name, email, role, languages: [...new Set(languages)], phone, organisation }, '')
  return allow(id)
}

/** Makes an account. */
export async function createPersonAct(act: Act, input: NewPerson): Promise<Decision<{ id: AccountId }>> {
  const by = await loadAccount(act.tx, act.by)
  const may = by ? giveRole(by, input.role) : refuse('no-right', 'AC11')
  if (!may.ok) return may
  const added = await addPerson(act, input)
  return added.ok ? allow({ id: added.facts }) : added
}

const sayWhole = (value: unknown): string => canonicalJson(value as Json)

/** Changes an account as it was at `rev`; the record book names the fields, not what is in them. Source: RULES.md AC28. */
async function reviseAccountAct(
  act: Act,
  input: NewPerson & { account: AccountId; rev: number },
): Promise<Decision<{ rev: number; roleChanged: boolean }>> {
  const by = await loadAccount(act.tx, act.by)
  const before = await loadKept(act.tx, input.account)
  if (!by) return refuse('no-right', 'AC11')
  const known = before ?? { id: input.account, role: 'person' as const }
  const may = changeAccount(by, known, before ? input.role : 'person')
  if (!may.ok) return may
  if (!before) return refuse('not-found', 'AC11')
  if (before.rev !== input.rev) return refuse('changed-meanwhile', 'AC28')
  const free = await mayUse(act, input.email, before.id)
  if (!free.ok) return free
  const row = {
    name: JSON.stringify(input.name),
    email: plainEmail(input.email),
    role: input.role,
    ...contactRow(input),
    rev: before.rev + 1,
  }
  await act.tx.updateTable('accounts').set(row).where('id', '=', before.id).execute()
  // A link or a card for the former e-mail or role is good no more.
  const roleChanged = before.role !== input.role
  if (roleChanged || before.email !== row.email) await endCodes(act.tx, before.id, 'invitation', 'card', 'step')
  const fields = (['name', 'email', 'role', 'languages', 'phone', 'organisation'] as const).filter(
    (field) => sayWhole(before[field]) !== sayWhole({ ...input, email: row.email }[field]),
  )
  await act.record({
    act: 'account-changed',
    subject: before.id,
    facts: { fields, ...(roleChanged ? { role: input.role } : {}) },
  })
  return allow({ rev: row.rev, roleChanged })
}

/** Changes an account; whoever gets another role signs in anew with it. Source: RULES.md AC31. */
export async function reviseAccount(
  house: House,
  by: AccountId,
  input: NewPerson & { account: AccountId; rev: number; requestId?: string | undefined },
): Promise<Decision<{ rev: number }>> {
  const { requestId, ...words } = input
  const changed = await house.acts.run(
    { by, endpoint: 'accounts/change', requestId, input: { ...words, languages: [...words.languages] } },
    (act) => reviseAccountAct(act, words),
  )
  if (!changed.ok) return changed
  if (changed.facts.roleChanged) await endSignIns(house, input.account)
  return allow({ rev: changed.facts.rev })
}

/** Switches an account off, or on again; off, everything of it that is open ends at once. Source: RULES.md AC14. */
export async function switchPerson(
  house: House,
  by: AccountId,
  account: AccountId,
  off: boolean,
): Promise<Decision<Nothing>> {
  const endpoint = off ? 'accounts/switch-off' : 'accounts/switch-on'
  const done = await house.acts.run<Nothing>({ by, endpoint, input: { account } }, async (act) => {
    const keeper = await loadAccount(act.tx, act.by)
    const kept = await loadKept(act.tx, account)
    if (!keeper) return refuse('no-right', 'AC11')
    const may = switchAccount(keeper, kept ?? { id: account, role: 'person' })
    if (!may.ok) return may
    if (!kept) return refuse('not-found', 'AC11')
    if (kept.switchedOff === off) return allow({})
    await act.tx
      .updateTable('accounts')
      .set({ switched_off: off ? act.at : null, rev: kept.rev + 1 })
      .where('id', '=', account)
      .execute()
    if (off) await endCodes(act.tx, account, 'invitation', 'card', 'step')
    await act.record({ act: off ? 'account-switched-off' : 'account-switched-on', subject: account })
    return allow({})
  })
  if (done.ok && off) await endSignIns(house, account)
  return done
}

/** Writes that an account's devices are off, or on again. The right to do so is asked by who knows the seats. Source: RULES.md AC24. */
export async function setDevices(act: Act, account: AccountId, off: boolean): Promise<void> {
  await act.tx
    .updateTable('accounts')
    .set({ devices_off: off ? act.at : null })
    .where('id', '=', account)
    .execute()
  if (off) await endCodes(act.tx, account, 'card', 'step')
  await act.record({ act: off ? 'devices-switched-off' : 'devices-switched-on', subject: account })
}

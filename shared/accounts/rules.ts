import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId } from '../ids.ts'
import type { Account, AccountRole, SeatRole } from './model.ts'

/** Who keeps accounts, as far as its rights go. */
export type Keeper = Pick<Account, 'id' | 'role'>

/** Whether somebody reads and keeps the list of accounts. Refuses: no-right. Source: RULES.md AC11. */
export const keepPeople = (by: Keeper): Decision =>
  by.role === 'secretariat' || by.role === 'administrator' ? allow() : refuse('no-right', 'AC11')

/**
 * Whether an account of a role may be made, or an account be given it. The administrator makes no secretariat: else the office that
 * sees nothing of the councils could let itself in. Refuses: no-right. Source: RULES.md AC12.
 */
export const giveRole = (by: Keeper, role: AccountRole, before: AccountRole | null = null): Decision => {
  const may = keepPeople(by)
  if (!may.ok) return may
  const touchesSecretariat = role === 'secretariat' || before === 'secretariat'
  return touchesSecretariat && by.role !== 'secretariat' ? refuse('no-right', 'AC12') : allow()
}

/** Whose data was erased has an account that is changed no more and is nobody's way in. */
type Erasable = { readonly erased?: boolean }

/** Whether an account may be changed to a role. Refuses: no-right, own-account (one's own role), person-erased. Source: RULES.md AC12, AC13, AC94. */
export const changeAccount = (by: Keeper, account: Keeper & Erasable, role: AccountRole): Decision => {
  const may = giveRole(by, role, account.role)
  if (!may.ok) return may
  if (account.erased) return refuse('person-erased', 'AC94')
  return by.id === account.id && role !== account.role ? refuse('own-account', 'AC13') : allow()
}

/** Whether an account may be switched off or on. Refuses: no-right, own-account, person-erased. Source: RULES.md AC13, AC14, AC94. */
export const switchAccount = (by: Keeper, account: Keeper & Erasable): Decision => {
  const may = keepPeople(by)
  if (!may.ok) return may
  if (account.erased) return refuse('person-erased', 'AC94')
  if (by.role === 'administrator' && account.role === 'secretariat') return refuse('no-right', 'AC12')
  return by.id === account.id ? refuse('own-account', 'AC13') : allow()
}

/**
 * Whether somebody gives an account a way in: an invitation, a card, or a second factor anew. The administrator only to
 * administrators: whoever hands out a way in could use it. Refuses: no-right, person-erased, account-off. Source: RULES.md AC12, AC15, AC94.
 */
export const giveWayIn = (by: Keeper, account: Keeper & Erasable & { readonly switchedOff: boolean }): Decision => {
  const may = keepPeople(by)
  if (!may.ok) return may
  if (by.role !== 'secretariat' && account.role !== 'administrator') return refuse('no-right', 'AC12')
  if (account.erased) return refuse('person-erased', 'AC94')
  return account.switchedOff ? refuse('account-off', 'AC14') : allow()
}

/** Whether somebody hands out a printed card; only the secretariat, which sees the person. Refuses: no-right, person-erased, account-off, devices-off. Source: RULES.md AC17, AC94. */
export const giveCard = (
  by: Keeper,
  account: Keeper & Erasable & { readonly switchedOff: boolean; readonly devicesOff: boolean },
): Decision => {
  if (by.role !== 'secretariat') return refuse('no-right', 'AC17')
  if (account.erased) return refuse('person-erased', 'AC94')
  if (account.switchedOff) return refuse('account-off', 'AC14')
  return account.devicesOff ? refuse('devices-off', 'AC24') : allow()
}

/** Whether somebody reads the sign-in log. Refuses: no-right. Source: RULES.md AC26. */
export const readSignInLog = (by: Keeper): Decision => (keepPeople(by).ok ? allow() : refuse('no-right', 'AC26'))

/** Whether somebody takes out the whole record book, for an auditor. Refuses: no-right. Source: RULES.md RB30. */
export const exportRecord = (by: Keeper): Decision => (keepPeople(by).ok ? allow() : refuse('no-right', 'RB30'))

/** Whether somebody sees how the server stands, and has it verified. Refuses: no-right. Source: RULES.md WA4. */
export const readStatus = (by: Keeper): Decision => (keepPeople(by).ok ? allow() : refuse('no-right', 'WA4'))

/**
 * Whether somebody is told at once of what endangers the house: who keeps it, and who presides a session.
 * Refuses: no-right. Source: RULES.md RB17.
 */
export const hearNotices = (by: Keeper, presides: boolean): Decision =>
  presides || keepPeople(by).ok ? allow() : refuse('no-right', 'RB17')

/** Whether somebody acknowledges that the store was restored. Refuses: no-right. Source: RULES.md RB18. */
export const acknowledgeRestore = (by: Keeper): Decision => (keepPeople(by).ok ? allow() : refuse('no-right', 'RB18'))

/**
 * Whether the secretary switches off the devices of a seated person, or on again.
 * `secretary`: of the secretariat in that session. Refuses: no-right, not-on-the-session, own-account. Source: RULES.md AC24.
 */
export const switchDevices = (
  by: { readonly account: AccountId; readonly secretary: boolean },
  person: { readonly account: AccountId; readonly seated: boolean },
): Decision => {
  if (!by.secretary) return refuse('no-right', 'AC24')
  if (!person.seated) return refuse('not-on-the-session', 'AC24')
  return by.account === person.account ? refuse('own-account', 'AC13') : allow()
}

/** Whether an account must have a second factor: the secretariat, the administrator, chairs and deputies; nobody in a demo store. Source: RULES.md AC19. */
export const mustHaveSecondFactor = (role: AccountRole, seats: readonly SeatRole[], demo: boolean): boolean =>
  !demo && (role !== 'person' || seats.some((seat) => seat !== 'member'))

/** Whether an account may sign in now. Refuses: account-off, devices-off. Source: RULES.md AC14, AC24. */
export const signIn = (account: { readonly switchedOff: boolean; readonly devicesOff: boolean }): Decision => {
  if (account.switchedOff) return refuse('account-off', 'AC14')
  return account.devicesOff ? refuse('devices-off', 'AC24') : allow()
}

/** An e-mail as it is kept and compared: no spaces round it, small letters, one way of composing them. */
export const plainEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase()

/** Whether words are an e-mail: one address, without a sign that could begin another header or address. Source: RULES.md AC27. */
export const isEmail = (words: string): boolean =>
  words.length <= 254 && /^[^\s"<>(),:;[\]\\\p{C}@]+@[\p{L}\p{N}]([\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u.test(words)

/** Letters and digits of codes that people read aloud and type: none that looks like another. */
export const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 39 bits: nobody finds one in a quarter of an hour at ten tries a minute. */
export const CODE_LENGTH = 8

/** Cyrillic letters that look like those of codes, as a keyboard left in Kazakh or Russian writes them. */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
}

/** A typed code as it is compared: capital Latin letters, without spaces and dashes. */
export const plainCode = (typed: string): string =>
  [...typed.toUpperCase().replace(/[\s·–—-]/g, '')].map((letter) => LOOK_ALIKE[letter] ?? letter).join('')

/** A code in groups of four, as it is printed. */
export const groupedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ')

import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, ErasureId } from '../ids.ts'
import type { Localised } from '../language.ts'
import { passagesOf } from '../text/passages.ts'
import type { Account, Contact } from './model.ts'
import type { Keeper } from './rules.ts'
import type { Asked } from './second-person.ts'

/** Why a person's data goes: they asked; they left and it is needed no longer; a court or authority ordered it; they were entered by mistake. */
export const ERASURE_REASONS = ['asked-for', 'left', 'ordered', 'mistake'] as const
export type ErasureReason = (typeof ERASURE_REASONS)[number]

export const ERASURE_STAGES = ['waiting', 'refused', 'withdrawn', 'done'] as const
export type ErasureStage = (typeof ERASURE_STAGES)[number]

/** What else of the store may say words that are to go, such as a name, and is not changed with them. */
export const ALSO_KINDS = ['comments', 'names', 'amendments', 'votes', 'minutes', 'record', 'texts', 'other'] as const
export type AlsoKind = (typeof ALSO_KINDS)[number]

/** The longest words said of an erasure. */
export const MOST_ERASURE_WORDS = 500

/** A person whose data two people erase. Nothing that names them stands in it. Source: RULES.md AC91. */
export type Erasure = Asked<ErasureId, ErasureReason, ErasureStage> & {
  readonly account: AccountId
  /** Counts the erasures that were done; null until it is. */
  readonly number: number | null
  /** What is shown in the place of the name; null until it is done. */
  readonly standIn: Localised | null
}

/** What a person still is in the house today. Source: RULES.md AC92. */
export type Holds = {
  /** A seat in force or to come, or a council's secretary. */
  readonly office: boolean
  /** Named in a session that is not closed, or on the roll of a vote that is not announced. */
  readonly part: boolean
  /** Whether another administrator can sign in. */
  readonly otherAdministrator: boolean
}

type Person = Keeper & { readonly erased: boolean }

/** Whether somebody is one of the two who erase. Refuses: no-right. Source: RULES.md AC91. */
export const mayErase = (by: Keeper): Decision => (by.role === 'secretariat' ? allow() : refuse('no-right', 'AC91'))

/**
 * Whether a person's data may be erased as things stand.
 * Refuses: no-right, own-account, person-erased, holds-office, takes-part, last-administrator. Source: RULES.md AC91, AC92.
 */
export function erasePerson(by: Keeper, person: Person, holds: Holds): Decision {
  const may = mayErase(by)
  if (!may.ok) return may
  if (by.id === person.id) return refuse('own-account', 'AC92')
  if (person.erased) return refuse('person-erased', 'AC92')
  // The secretariat is an office too: whoever is of it is first given another role.
  if (holds.office || person.role === 'secretariat') return refuse('holds-office', 'AC92')
  if (holds.part) return refuse('takes-part', 'AC92')
  return person.role === 'administrator' && !holds.otherAdministrator ? refuse('last-administrator', 'AC92') : allow()
}

/** Fewer letters stand in other words too. */
const FEWEST_LETTERS = 4

/** Whether what is said of the reason names nobody: it stays when the name is gone. Refuses: repeats-the-words. Source: RULES.md AC91. */
export function erasureWords(person: Pick<Account, 'name' | 'email'> & Pick<Contact, 'phone'>, said: string): Decision {
  const { name, email, phone } = person
  const parts = [name.kk, name.ru, name.en].flatMap((words) => words.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])
  const naming = [...parts, email, phone ?? ''].filter((word) => word.length >= FEWEST_LETTERS)
  const plain = said.toLowerCase()
  return naming.some((word) => passagesOf(plain, word.toLowerCase()).length > 0)
    ? refuse('repeats-the-words', 'AC91')
    : allow()
}

/** Whether a person says yes or no to what another one asked for. Refuses: no-right, already-decided, other-person-needed. Source: RULES.md AC91. */
export function decideErasure(by: Keeper, { stage, askedBy }: Pick<Erasure, 'stage' | 'askedBy'>): Decision {
  const may = mayErase(by)
  if (!may.ok) return may
  if (stage !== 'waiting') return refuse('already-decided', 'AC91')
  return askedBy === by.id ? refuse('other-person-needed', 'AC91') : allow()
}

/** Whether a person takes back what they asked for. Refuses: no-right, already-decided. Source: RULES.md AC91. */
export function withdrawErasure(by: Keeper, { stage, askedBy }: Pick<Erasure, 'stage' | 'askedBy'>): Decision {
  const may = mayErase(by)
  if (!may.ok) return may
  if (askedBy !== by.id) return refuse('no-right', 'AC91')
  return stage === 'waiting' ? allow() : refuse('already-decided', 'AC91')
}

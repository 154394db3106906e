import {
  type AlsoKind,
  decideErasure,
  type Erasure,
  type ErasureReason,
  erasePerson,
  erasureWords,
  type Holds,
  mayErase,
  withdrawErasure,
} from '../../shared/accounts/erasing.ts'
import type { Account, KeptAccount } from '../../shared/accounts/model.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, ErasureId } from '../../shared/ids.ts'
import { LANGUAGES, type Localised } from '../../shared/language.ts'
import { sayInEach } from '../../shared/messages/translate.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { endPages } from './ending.ts'
import { emailInPlace, erasureWaits, loadErasure, nextErasure, OF_A_PERSON } from './erasing-queries.ts'
import { loadAccount, loadKept, otherAdministrator } from './queries.ts'

/**
 * What domains that this one does not know say of a person: what they still hold, which of their votes stay, who says their name; and how
 * they let go of what is the person's alone.
 */
export type Beyond = {
  readonly holdsOf: (db: Reader, account: AccountId, at: number) => Promise<Omit<Holds, 'otherAdministrator'>>
  readonly rollsOf: (db: Reader, account: AccountId) => Promise<number>
  readonly alsoSaid: (db: Reader, names: readonly string[]) => Promise<{ kind: AlsoKind; count: number }[]>
  /** Takes away what is not the councils' business, and tells every open page that a name is another. */
  readonly letGo: (act: Act, account: AccountId) => Promise<void>
}

/** The one who asks and the person it is about. Refuses: no-right, not-found, and what `erasePerson` refuses. Source: RULES.md AC92. */
export async function mayBeErased(
  db: Reader,
  asker: AccountId,
  account: AccountId,
  at: number,
  beyond: Beyond,
): Promise<Decision<{ by: Account; kept: KeptAccount }>> {
  const by = await loadAccount(db, asker)
  const first = by ? mayErase(by) : refuse('no-right', 'AC91')
  if (!first.ok) return first
  const kept = await loadKept(db, account)
  if (!by || !kept) return refuse('not-found', 'AC91')
  const holds = await beyond.holdsOf(db, account, at)
  const may = erasePerson(by, kept, { ...holds, otherAdministrator: await otherAdministrator(db, account) })
  return may.ok ? allow({ by, kept }) : may
}

type AskInput = { readonly account: AccountId; readonly reason: ErasureReason; readonly words: string }

/** Asks a second person to erase somebody; nothing changes yet. Source: RULES.md AC91. */
export async function askErasureAct(
  act: Act,
  input: AskInput,
  beyond: Beyond,
): Promise<Decision<{ erasure: ErasureId }>> {
  const may = await mayBeErased(act.tx, act.by, input.account, act.at, beyond)
  if (!may.ok) return may
  if (await erasureWaits(act.tx, input.account)) return refuse('erasure-waits', 'AC91')
  const sayable = erasureWords(may.facts.kept, input.words)
  if (!sayable.ok) return sayable
  const id = act.newId() as ErasureId
  const { account, reason, words } = input
  const nobody = { decided_by: null, decided_at: null, number: null, stand_in: null }
  await act.tx
    .insertInto('erasures')
    .values({ id, account, reason, words, stage: 'waiting', asked_by: act.by, asked_at: act.at, ...nobody })
    .execute()
  await recordErasure(act, 'erasure-asked', { id, account, reason })
  return allow({ erasure: id })
}

/** Says in the record book what was done about an erasure: by ids, without a name. */
const recordErasure = (
  act: Act,
  what: 'erasure-asked' | 'erasure-refused' | 'erasure-withdrawn' | 'person-erased',
  { id, account, reason }: Pick<Erasure, 'id' | 'account' | 'reason'>,
  facts: { readonly askedBy?: AccountId; readonly number?: number } = {},
) =>
  act.record({
    act: what,
    subject: account,
    facts: { erasure: id, reason, ...facts },
    rows: [{ table: 'erasures', key: { id } }],
  })

/** Who asks, and the erasure it is about. Refuses: no-right, not-found. */
async function erasureFor(act: Act, id: ErasureId): Promise<Decision<{ by: Account; erasure: Erasure }>> {
  const by = await loadAccount(act.tx, act.by)
  const may = by ? mayErase(by) : refuse('no-right', 'AC91')
  if (!may.ok) return may
  const erasure = await loadErasure(act.tx, id)
  return by && erasure ? allow({ by, erasure }) : refuse('not-found', 'AC91')
}

/** The second person says no, or the first takes it back: nothing was changed and nothing is. Source: RULES.md AC91. */
export const endErasureAct =
  (how: 'refused' | 'withdrawn') =>
  async (act: Act, input: { erasure: ErasureId }): Promise<Decision<Nothing>> => {
    const found = await erasureFor(act, input.erasure)
    if (!found.ok) return found
    const { by, erasure } = found.facts
    const may = how === 'refused' ? decideErasure(by, erasure) : withdrawErasure(by, erasure)
    if (!may.ok) return may
    const decided = { stage: how, decided_by: act.by, decided_at: act.at }
    await act.tx.updateTable('erasures').set(decided).where('id', '=', erasure.id).execute()
    await recordErasure(act, `erasure-${how}`, erasure)
    return allow({})
  }

/**
 * The second person says yes: in one act all that is the person's alone goes, and another name stands in the place of theirs. After it
 * every page of theirs ends, and what is free in the store's files is written over. Source: RULES.md AC93, AC94, AC96.
 */
export async function confirmErasureOf(
  house: House,
  by: AccountId,
  input: { readonly erasure: ErasureId; readonly requestId?: string | undefined },
  beyond: Beyond,
): Promise<Decision<{ standIn: Localised }>> {
  const { requestId, erasure } = input
  const request = { by, endpoint: 'accounts/confirm-erasure', requestId, input: { erasure } }
  // Kept over a retry: one that finds its own answer finds no sign-ins any more.
  const ended = new Set<string>()
  const done = await house.acts.run(request, (act) => eraseNow(act, erasure, beyond, ended))
  if (!done.ok) return done
  for (const signIn of ended) endPages(house, done.facts.account, signIn)
  house.live.signedOut(done.facts.account)
  house.tellServers()
  await house.scrub().catch((fault: unknown) =>
    // What no query finds any more may still stand in a file: the operator must hear of it.
    house.log('error', 'the store could not be rewritten after an erasure', { fault: String(fault) }),
  )
  return allow({ standIn: done.facts.standIn })
}

async function eraseNow(act: Act, id: ErasureId, beyond: Beyond, ended: Set<string>) {
  const found = await erasureFor(act, id)
  if (!found.ok) return found
  const { by, erasure } = found.facts
  const second = decideErasure(by, erasure)
  if (!second.ok) return second
  const may = await mayBeErased(act.tx, act.by, erasure.account, act.at, beyond)
  if (!may.ok) return may
  const { kept } = may.facts
  const number = await nextErasure(act.tx)
  const standIn = sayInEach('erasing.standIn', { number })
  const own = await act.tx.selectFrom('sign_ins').select('id_hash').where('account', '=', kept.id).execute()
  for (const { id_hash: signIn } of own) ended.add(signIn)
  for (const table of OF_A_PERSON) await act.tx.deleteFrom(table).where('account', '=', kept.id).execute()
  await forgetAnswers(act, kept)
  await act.tx
    .updateTable('accounts')
    .set({
      email: emailInPlace(number),
      name: JSON.stringify(standIn),
      role: 'person',
      password: '',
      languages: '[]',
      phone: null,
      organisation: null,
      switched_off: act.at,
      devices_off: null,
      erased: act.at,
      rev: kept.rev + 1,
    })
    .where('id', '=', kept.id)
    .execute()
  await beyond.letGo(act, kept.id)
  const decided = { stage: 'done' as const, decided_by: act.by, decided_at: act.at }
  await act.tx
    .updateTable('erasures')
    .set({ ...decided, number, stand_in: JSON.stringify(standIn) })
    .where('id', '=', id)
    .execute()
  await recordErasure(act, 'person-erased', erasure, { askedBy: erasure.askedBy, number })
  return allow({ account: kept.id, standIn: { ...standIn } })
}

/** Endpoints whose stored questions, as hashes, are made of a person's own data: whoever guesses these could compare. */
const ASKED_OF_PEOPLE = ['accounts/create', 'accounts/change']

/** Takes away stored answers that were the person's or say who they were; a retry of these is asked anew. */
async function forgetAnswers(act: Act, { id, name, email, phone, organisation }: KeptAccount): Promise<void> {
  const said = new Set([email, phone, organisation, ...LANGUAGES.map((language) => name[language])])
  const patterns = [...said].flatMap((one) => (one ? [inAnswer(one)] : []))
  await act.tx
    .deleteFrom('requests')
    .where(({ or, eb }) =>
      or([
        eb('account', '=', id),
        eb('endpoint', 'in', ASKED_OF_PEOPLE),
        ...patterns.map((pattern) => eb('answer', 'like', pattern)),
      ]),
    )
    .execute()
}

/** Words as they stand inside JSON, for `like`, in which a backslash is a backslash and not an escape. */
const inAnswer = (words: string): string =>
  `%${JSON.stringify(words)
    .slice(1, -1)
    .replace(/[\\%_]/g, '_')}%`

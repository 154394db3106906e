import { decideErasure, mayErase, withdrawErasure } from '../../shared/accounts/erasing.ts'
import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import { eachLanguage, LANGUAGES } from '../../shared/language.ts'
import type { House } from '../house.ts'
import { type Beyond, mayBeErased } from './erasing.ts'
import { countRows, loadErasures, WAYS_IN } from './erasing-queries.ts'
import { loadAccount, loadNames } from './queries.ts'

/** The erasures, as those who erase know of them. Refuses: no-right. Source: RULES.md AC91. */
export async function viewErasures({ db }: House, asker: AccountId) {
  const by = await loadAccount(db, asker)
  const may = by ? mayErase(by) : refuse('no-right', 'AC91')
  if (!by || !may.ok) return may.ok ? refuse('no-right', 'AC91') : may
  const names = await loadNames(db)
  const person = (account: AccountId) => ({ account, name: names.get(account) ?? eachLanguage(() => '') })
  const erasures = await loadErasures(db)
  return allow({
    erasures: erasures.map((one) => ({
      id: one.id,
      person: person(one.account),
      reason: one.reason,
      words: one.words,
      stage: one.stage,
      askedBy: person(one.askedBy),
      askedAt: one.askedAt,
      decidedBy: one.decidedBy && person(one.decidedBy),
      decidedAt: one.decidedAt,
      mayConfirm: decideErasure(by, one).ok,
      mayWithdraw: withdrawErasure(by, one).ok,
    })),
  })
}

/** What erasing a person would reach, and what says their name and stays. Refuses what `erasePerson` refuses, and not-found. Source: RULES.md AC93. */
export async function viewErasureReach(
  house: House,
  asker: AccountId,
  { account }: { account: AccountId },
  beyond: Beyond,
) {
  const { db, clock } = house
  const may = await mayBeErased(db, asker, account, clock.now(), beyond)
  if (!may.ok) return may
  const { name } = may.facts.kept
  return allow({
    signIns: await countRows(db, account, 'sign_ins'),
    waysIn: await countRows(db, account, ...WAYS_IN),
    logLines: await countRows(db, account, 'sign_in_log'),
    rolls: await beyond.rollsOf(db, account),
    also: await beyond.alsoSaid(db, [...new Set(LANGUAGES.map((language) => name[language]))]),
  })
}

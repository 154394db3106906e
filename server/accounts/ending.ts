import type { SignInEvent, SignInWay } from '../../shared/accounts/model.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { House } from '../house.ts'

type Ending = Pick<House, 'signIns' | 'live' | 'news' | 'tellServers' | 'acts' | 'clock' | 'newId'>

/** Ends the sign-ins of an account but one, with their live texts and news; on other servers within a second. Source: RULES.md AC14. */
export async function endSignIns(house: Ending, account: AccountId, except?: string): Promise<number> {
  const ended = await house.signIns.endAll(account, except)
  for (const { signIn } of ended) endPages(house, account, signIn)
  // One that was just opening has no row to be found by.
  if (except === undefined) house.live.signedOut(account)
  house.tellServers()
  for (const { way, device } of ended) await noteSignIn(house, { event: 'ended', way, account, device })
  return ended.length
}

/** Ends the live texts and news of a sign-in that has ended. Source: RULES.md LT33. */
export function endPages(house: Ending, account: AccountId, signIn: string): void {
  house.live.signedOut(account, signIn)
  house.news.signedOut(signIn)
}

/** Writes a line of the sign-in log: never an e-mail, a password or a code. Source: RULES.md AC26. */
export async function noteSignIn(
  house: Pick<House, 'acts' | 'clock' | 'newId'>,
  line: { event: SignInEvent; way: SignInWay; account: AccountId | null; device: string },
): Promise<void> {
  await house.acts.writeSignIn((db) =>
    db
      .insertInto('sign_in_log')
      .values({ id: house.newId(), at: house.clock.now(), ...line })
      .execute(),
  )
}

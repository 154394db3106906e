import { giveCard, giveWayIn } from '../../shared/accounts/rules.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { say } from '../../shared/messages/translate.ts'
import type { Instant } from '../../shared/time.ts'
import type { House } from '../house.ts'
import type { Asker } from '../http/handlers.ts'
import { mayChoose } from './choosing.ts'
import { drawCard, drawLong, endCodes, writeCode } from './codes.ts'
import { endSignIns } from './ending.ts'
import type { Entry } from './entry.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { hasSecondFactor, loadAccount, loadKept, loadPasswordOf, wayOf } from './queries.ts'

/** The address of a page, whole where the operator said which one people use. */
const addressOf = (house: House, path: string): string =>
  house.settings.publicUrl ? new URL(path, house.settings.publicUrl).href : path

/**
 * Makes a link by which a person chooses a password, and mails it where there is mail; else, or when the mail does not go, the
 * link is answered to be copied. The code stands in no answer that is kept. Source: RULES.md AC15, AC16.
 */
export async function invite(
  house: House,
  by: AccountId,
  input: { account: AccountId; language?: Language | undefined },
): Promise<Decision<{ mailed: boolean; link: string | null; until: Instant }>> {
  const { acts, random, mail, log } = house
  const code = drawLong(random)
  const made = await acts.run({ by, endpoint: 'accounts/invite', input: { account: input.account } }, async (act) => {
    const keeper = await loadAccount(act.tx, act.by)
    const kept = await loadKept(act.tx, input.account)
    if (!keeper) return refuse('no-right', 'AC11')
    const may = giveWayIn(keeper, kept ?? { id: input.account, role: 'administrator', switchedOff: false })
    if (!may.ok) return may
    if (!kept) return refuse('not-found', 'AC11')
    const { at } = act
    const until = await writeCode(act.tx, { kind: 'invitation', code, account: kept.id, way: 'invitation', by, at })
    await act.record({ act: 'account-invited', subject: kept.id })
    return allow({ until, email: kept.email, name: { ...kept.name }, languages: [...kept.languages] })
  })
  if (!made.ok) return made
  const { until, email, name, languages } = made.facts
  const link = addressOf(house, `/invitation#${code}`)
  if (!mail) return allow({ mailed: false, link, until })
  const language = languages[0] ?? input.language ?? 'ru'
  try {
    await mail({
      to: email,
      subject: say(language, 'accounts.mail.subject'),
      text: say(language, 'accounts.mail.text', {
        name: name[language],
        link,
        until: formatDateTime(language, until, 'UTC'),
      }),
    })
    return allow({ mailed: true, link: null, until })
  } catch (fault) {
    log('warn', 'a mail did not go out', { account: input.account, fault: faultName(fault) })
    return allow({ mailed: false, link, until })
  }
}

/** What is said of a mail that failed: the server's sentence may hold the address. */
const faultName = (fault: unknown): string =>
  fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown'

/** Makes a one-time sign-in for a printed card: a code to type, and a longer one for its QR code, behind # so that no log has it. Source: RULES.md AC17. */
export async function makeCard(
  house: House,
  by: AccountId,
  account: AccountId,
): Promise<Decision<{ code: string; link: string; until: Instant }>> {
  const { acts, random } = house
  const code = drawCard(random)
  const long = drawLong(random)
  const made = await acts.run({ by, endpoint: 'accounts/give-card', input: { account } }, async (act) => {
    const keeper = await loadAccount(act.tx, act.by)
    const kept = await loadKept(act.tx, account)
    if (!keeper) return refuse('no-right', 'AC17')
    const may = giveCard(keeper, kept ?? { id: account, role: 'person', switchedOff: false, devicesOff: false })
    if (!may.ok) return may
    if (!kept) return refuse('not-found', 'AC11')
    const until = await writeCode(act.tx, { kind: 'card', code, long, account, way: 'card', by, at: act.at })
    await act.record({ act: 'card-given', subject: account })
    return allow({ until })
  })
  return made.ok ? allow({ code, link: addressOf(house, `/code#${long}`), until: made.facts.until }) : made
}

/** Takes away a second factor whose device is lost; the sign-ins end, and who must have one sets it up anew. Source: RULES.md AC23. */
export async function resetSecondFactor(house: House, by: AccountId, account: AccountId): Promise<Decision<Nothing>> {
  const request = { by, endpoint: 'accounts/reset-second-factor', input: { account } }
  const done = await house.acts.run<Nothing>(request, async (act) => {
    const keeper = await loadAccount(act.tx, act.by)
    const kept = await loadKept(act.tx, account)
    if (!keeper) return refuse('no-right', 'AC11')
    const may = giveWayIn(keeper, { ...(kept ?? { id: account, role: 'administrator' as const }), switchedOff: false })
    if (!may.ok) return may
    if (!kept) return refuse('not-found', 'AC11')
    if (keeper.id === account) return refuse('own-account', 'AC13')
    const passkey = await act.tx.selectFrom('passkeys').select('id').where('account', '=', account).executeTakeFirst()
    if (!passkey && !(await hasSecondFactor(act.tx, account))) return refuse('no-second-factor', 'AC23')
    // Passkeys live on the same devices as authenticator apps: what is lost with one is lost with all.
    for (const table of ['second_factors', 'pending_factors', 'recovery_codes', 'passkeys'] as const)
      await act.tx.deleteFrom(table).where('account', '=', account).execute()
    await act.record({ act: 'second-factor-reset', subject: account })
    return allow({})
  })
  if (done.ok) await endSignIns(house, account)
  return done
}

/** Chooses a new password; the old one is asked unless this sign-in came by a card. The other sign-ins end. Source: RULES.md AC32. */
export async function changePassword(
  house: House,
  asker: Asker,
  input: { current?: string | undefined; password: string },
  tries: Entry['password'],
): Promise<Decision<Nothing>> {
  const { db, acts, random } = house
  const { account } = asker
  if ((await wayOf(db, asker.signInHash)) !== 'card') {
    const fits = await tries(account, async () =>
      verifyPassword(input.current ?? '', await loadPasswordOf(db, account)),
    )
    if (!fits.ok) return fits
  }
  const kept = await loadKept(db, account)
  const may = kept ? await mayChoose(house, input.password, kept) : refuse('signed-out', 'AC1')
  if (!may.ok) return may
  const password = await hashPassword(input.password, random)
  const done = await acts.run<Nothing>(
    { by: account, endpoint: 'accounts/change-password', input: {} },
    async (act) => {
      await act.tx.updateTable('accounts').set({ password }).where('id', '=', account).execute()
      // A step that was reached with the old one is good no more either.
      await endCodes(act.tx, account, 'step')
      await act.record({ act: 'password-changed', subject: account })
      return allow({})
    },
  )
  if (done.ok) await endSignIns(house, account, asker.signInHash)
  return done
}

import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { SignInWay } from '../../shared/accounts/model.ts'
import type { ShownPasskey } from '../../shared/accounts/passkey-wire.ts'
import { signIn } from '../../shared/accounts/rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import type { House } from '../house.ts'
import type { Asker } from '../http/handlers.ts'
import { mayChoose } from './choosing.ts'
import { drawLong, endCodes, findCode, isLong, spendCode, writeCode } from './codes.ts'
import type { Doorkeeper } from './commands.ts'
import { endSignIns, noteSignIn } from './ending.ts'
import { isNewDevice, tellOfDevice } from './new-device.ts'
import { askPasskey, readPasskey } from './passkeys.ts'
import { hashPassword } from './password.ts'
import { arrive, beginTrip, noteUse } from './provider-links.ts'
import { hasSecondFactor, loadHolder, loadKept } from './queries.ts'
import { checkFactor } from './second-factor.ts'

/** Wrong typed codes from one address, a minute; whoever reads a QR code is not held up by them. */
const WRONG_CARDS = { points: 10, duration: MINUTE_MS / SECOND_MS }
/** Failures with codes that are not known, from one address in a quarter of an hour, that are written down; the next are not. */
const WRITTEN_DOWN = { points: 100, duration: (15 * MINUTE_MS) / SECOND_MS }
/** Wrong codes of a second factor for one account. */
const WRONG_FACTORS = { points: 10, duration: (15 * MINUTE_MS) / SECOND_MS }

/** Challenges for passkeys that one address is given in a minute: a hall comes in through one, and each is a row. */
const ASKED_PASSKEYS = { points: 300, duration: MINUTE_MS / SECOND_MS }
/** Trips to the identity provider that one address begins in a minute, for the same reason. */
const BEGUN_TRIPS = { points: 300, duration: MINUTE_MS / SECOND_MS }

/** Where somebody comes in from, and how their browser is answered. */
export type Entrant = {
  readonly address: string
  readonly device: string
  readonly cookie: string | undefined
  /** The name that was called, which passkeys are made for. */
  readonly host: string | undefined
  setCookie(header: string): void
}

/** Every way in: the answer is who is signed in now. */
export type Entry = {
  /** Refuses: wrong-credentials, too-many-tries, account-off, devices-off, second-factor-needed. */
  byPassword(input: { email: string; password: string }, entrant: Entrant): Promise<Decision<AccountId>>
  /** Refuses: wrong-code, too-many-tries, account-off, devices-off, second-factor-needed. Source: RULES.md AC17, AC18. */
  byCard(input: { code: string }, entrant: Entrant): Promise<Decision<AccountId>>
  /** Refuses: used-up, account-off, devices-off, second-factor-needed. Source: RULES.md AC15. */
  byInvitation(input: { code: string; password: string }, entrant: Entrant): Promise<Decision<AccountId>>
  /** The step after any of these where a second factor is. Refuses: wrong-code, too-many-tries. Source: RULES.md AC21. */
  secondStep(input: { code: string }, entrant: Entrant): Promise<Decision<AccountId>>
  /** A passkey alone, or as the second step. Refuses: no-passkeys-here, wrong-passkey, account-off, devices-off. Source: RULES.md AC57, AC59. */
  byPasskey(input: { passkey: ShownPasskey }, entrant: Entrant): Promise<Decision<AccountId>>
  /** What is asked of the device: of the one whose step or page it is. Refuses: no-passkeys-here, too-many-tries. */
  askPasskey(asker: Asker | null, entrant: Entrant): ReturnType<typeof askPasskey>
  /** Sends the browser to the identity provider, to sign in to link, or to show anew who one is. Refuses: no-provider, provider-silent, provider-linked, not-found, too-many-tries. */
  toProvider(begun: Parameters<typeof beginTrip>[1], entrant: Entrant): ReturnType<typeof beginTrip>
  /** Back from the identity provider; `isIn` false: the second step comes first. Refuses: as `arrive` does, too-many-tries. Source: RULES.md AC101, AC103. */
  byProvider(
    input: { answer: string },
    asker: Asker | null,
    entrant: Entrant,
  ): Promise<Decision<{ back: string; isIn: boolean }>>
  /** The first account is set up. */
  bySetUp(account: AccountId, entrant: Entrant): Promise<Decision<AccountId>>
  /** Whether a code of a second factor fits; wrong ones are counted. Refuses: wrong-code, too-many-tries. Source: RULES.md AC22. */
  factor(account: AccountId, fits: () => Promise<Decision>): Promise<Decision>
  /** Whether the present password fits; wrong ones are counted. Refuses: wrong-password, too-many-tries. Source: RULES.md AC32. */
  password(account: AccountId, fits: () => Promise<boolean>): Promise<Decision>
}

export function createEntry(house: House, doorkeeper: Doorkeeper): Entry {
  const cards = new RateLimiterMemory(WRONG_CARDS)
  const factors = new RateLimiterMemory(WRONG_FACTORS)
  const passwords = new RateLimiterMemory(WRONG_FACTORS)
  const written = new RateLimiterMemory(WRITTEN_DOWN)
  const asked = new RateLimiterMemory(ASKED_PASSKEYS)
  const trips = new RateLimiterMemory(BEGUN_TRIPS)
  /** Counted before it is looked at, so that many that come at once are not more either; a right one is given back. */
  const isTooMany = async (limiter: RateLimiterMemory, key: string, points: number) =>
    (await limiter.penalty(key)).consumedPoints > points
  const { db, signIns, clock, random, acts } = house

  const failed = (way: SignInWay, account: AccountId | null, { device }: Entrant) =>
    noteSignIn(house, { event: 'failed', way, account, device })

  /** Starts the sign-in; one by card or link ends those before it, which may be a finder's or a thief's. */
  const start = async (account: AccountId, way: SignInWay, factor: boolean, entrant: Entrant, provedAt?: Instant) => {
    if (way === 'card' || way === 'invitation') await endSignIns(house, account)
    const isNew = house.mail !== null && (await isNewDevice(house, account, entrant.device))
    entrant.setCookie(
      await signIns.start(account, {
        way,
        device: entrant.device,
        factor,
        ...(provedAt !== undefined && { provedAt }),
      }),
    )
    await noteSignIn(house, { event: 'signed-in', way, account, device: entrant.device })
    house.news.tellAccount(account, ['sign-ins'])
    if (isNew) void tellOfDevice(house, account, entrant.device)
    return allow(account)
  }

  /** Lets an account in that has shown the first thing it needs; asks for the second where it has one and did not show it elsewhere. */
  const enter = async (
    account: AccountId,
    way: SignInWay,
    entrant: Entrant,
    elsewhere?: { readonly factor: boolean; readonly shownAt: Instant },
  ): Promise<Decision<AccountId>> => {
    const kept = await loadKept(db, account)
    if (!kept) return refuse('wrong-credentials', 'AC3')
    const may = signIn(kept)
    if (!may.ok) {
      await failed(way, account, entrant)
      return may
    }
    const isShown = elsewhere?.factor ?? false
    if (isShown || !(await hasSecondFactor(db, account)))
      return start(account, way, isShown, entrant, elsewhere?.shownAt)
    const code = drawLong(random)
    const at = clock.now()
    await acts.writeSignIn((writer) => writeCode(writer, { kind: 'step', code, account, way, by: account, at }))
    entrant.setCookie(signIns.keepStep(code))
    return refuse('second-factor-needed', 'AC21')
  }

  const factor: Entry['factor'] = async (account, fits) => {
    if (await isTooMany(factors, account, WRONG_FACTORS.points)) return refuse('too-many-tries', 'AC22')
    const decided = await fits()
    if (decided.ok) await factors.delete(account)
    return decided
  }

  /** The step of this browser between the first thing it has shown and the second. */
  const stepOf = async ({ cookie }: Entrant) => {
    const step = signIns.stepIn(cookie)
    return step ? findCode(db, 'step', step, clock.now()) : null
  }

  return {
    factor,
    async password(account, fits) {
      if (await isTooMany(passwords, account, WRONG_FACTORS.points)) return refuse('too-many-tries', 'AC4')
      if (!(await fits())) return refuse('wrong-password', 'AC32')
      await passwords.delete(account)
      return allow()
    },
    async byPassword({ email, password }, entrant) {
      const admitted = await doorkeeper.admit(email, password, entrant.address)
      if (admitted.ok) return enter(admitted.facts, 'password', entrant)
      if (admitted.refusal.code === 'wrong-credentials') await failed('password', await loadHolder(db, email), entrant)
      return admitted
    },
    async byCard({ code }, entrant) {
      const typed = !isLong(code)
      if (typed && (await isTooMany(cards, entrant.address, WRONG_CARDS.points)))
        return refuse('too-many-tries', 'AC18')
      const found = await findCode(db, 'card', code, clock.now())
      const used = found !== null && (await acts.writeSignIn((writer) => spendCode(writer, found.hash)))
      if (used) {
        if (typed) await cards.reward(entrant.address)
        return enter(found.account, 'card', entrant)
      }
      // Long codes are tried without end by whoever likes: that may neither fill the log nor keep its writer busy.
      if (!(await isTooMany(written, entrant.address, WRITTEN_DOWN.points))) await failed('card', null, entrant)
      return refuse('wrong-code', 'AC17')
    },
    async byInvitation({ code, password }, entrant) {
      const found = await findCode(db, 'invitation', code, clock.now())
      // Before the password is hashed: a stranger without a code makes the server do no work.
      if (!found) return refuse('used-up', 'AC15')
      const { account, hash } = found
      const chooser = await loadKept(db, account)
      const fits = chooser ? await mayChoose(house, password, chooser) : refuse('used-up', 'AC15')
      if (!fits.ok) return fits
      const hashed = await hashPassword(password, random)
      const accepted = await acts.run<null>(
        { by: account, endpoint: 'accounts/accept-invitation', input: {} },
        async (act) => {
          const kept = await loadKept(act.tx, account)
          const may = kept ? signIn(kept) : refuse('used-up', 'AC15')
          if (!may.ok) return may
          if (!(await spendCode(act.tx, hash))) return refuse('used-up', 'AC15')
          await act.tx.updateTable('accounts').set({ password: hashed }).where('id', '=', account).execute()
          await endCodes(act.tx, account, 'step')
          await act.record({ act: 'invitation-accepted', subject: account })
          return allow(null)
        },
      )
      if (!accepted.ok) return accepted
      // At once, also where a second factor is still asked for: whoever knew the old password is out.
      await endSignIns(house, account)
      return enter(account, 'invitation', entrant)
    },
    async secondStep({ code }, entrant) {
      const found = await stepOf(entrant)
      if (!found) return refuse('wrong-code', 'AC21')
      const fits = await factor(found.account, () => checkFactor(house, found.account, code))
      if (!fits.ok) {
        if (fits.refusal.code === 'wrong-code') await failed(found.way, found.account, entrant)
        return fits
      }
      if (!(await acts.writeSignIn((writer) => spendCode(writer, found.hash)))) return refuse('wrong-code', 'AC21')
      const kept = await loadKept(db, found.account)
      const may = kept ? signIn(kept) : refuse('wrong-code', 'AC21')
      if (!may.ok) return may
      entrant.setCookie(signIns.keepStep(null))
      return start(found.account, found.way, true, entrant)
    },
    async askPasskey(asker, entrant) {
      if (await isTooMany(asked, entrant.address, ASKED_PASSKEYS.points)) return refuse('too-many-tries', 'AC58')
      return askPasskey(house, asker?.account ?? (await stepOf(entrant))?.account ?? null, entrant.host)
    },
    async byPasskey({ passkey }, entrant) {
      const step = await stepOf(entrant)
      const read = await readPasskey(house, passkey, entrant.host)
      const isOther = read.ok && step !== null && step.account !== read.facts
      if (!read.ok || isOther) {
        if (!(await isTooMany(written, entrant.address, WRITTEN_DOWN.points))) await failed('passkey', null, entrant)
        return read.ok ? refuse('wrong-passkey', 'AC58') : read
      }
      const kept = await loadKept(db, read.facts)
      const may = kept ? signIn(kept) : refuse('wrong-passkey', 'AC58')
      if (!may.ok) {
        await failed('passkey', read.facts, entrant)
        return may
      }
      if (step && !(await acts.writeSignIn((writer) => spendCode(writer, step.hash))))
        return refuse('wrong-passkey', 'AC58')
      if (step) entrant.setCookie(signIns.keepStep(null))
      return start(read.facts, step?.way ?? 'passkey', true, entrant)
    },
    async toProvider(begun, entrant) {
      if (await isTooMany(trips, entrant.address, BEGUN_TRIPS.points)) return refuse('too-many-tries', 'AC101')
      return beginTrip(house, begun, entrant)
    },
    async byProvider({ answer }, asker, entrant) {
      const arrived = await arrive(house, asker, answer, entrant)
      if (!arrived.ok) {
        const isFailure =
          arrived.refusal.code === 'wrong-provider-answer' || arrived.refusal.code === 'provider-stranger'
        if (isFailure && !(await isTooMany(written, entrant.address, WRITTEN_DOWN.points)))
          await failed('provider', null, entrant)
        return arrived
      }
      const { back } = arrived.facts
      if (arrived.facts.kind === 'linked') return allow({ back, isIn: true })
      await noteUse(house, arrived.facts.account)
      if (arrived.facts.kind === 'proved') return allow({ back, isIn: true })
      const entered = await enter(arrived.facts.account, 'provider', entrant, arrived.facts)
      if (entered.ok) return allow({ back, isIn: true })
      return entered.refusal.code === 'second-factor-needed' ? allow({ back, isIn: false }) : entered
    },
    bySetUp: (account, entrant) => start(account, 'set-up', false, entrant),
  }
}

import { z } from 'zod'
import type { AccountId, CouncilId, SeatId, SessionId } from '../ids.ts'
import { command, HEAVY, hash, id, instant, language, localised, query, requestId } from '../wire.ts'
import { erasingWire } from './erasing-wire.ts'
import { ACCOUNT_ROLES, SEAT_ROLES, SIGN_IN_EVENTS, SIGN_IN_WAYS } from './model.ts'
import { passkeyWire } from './passkey-wire.ts'
import { LONGEST_PASSWORD } from './password-rules.ts'
import { providerWire } from './provider-wire.ts'

const me = z.object({
  id: id<AccountId>(),
  email: z.string(),
  name: localised,
  role: z.enum(ACCOUNT_ROLES),
  seats: z.array(
    z.object({ id: id<SeatId>(), council: id<CouncilId>(), councilName: localised, role: z.enum(SEAT_ROLES) }),
  ),
  /** True in a demo store, so that pages can say that all persons are invented. */
  demo: z.boolean(),
  /** True until a second factor that the account must have is set up: nothing else is answered before. */
  mustEnrol: z.boolean(),
})

/** What the page says of its own sign-in: it may be asked before the second factor is there. */
const ENROLLING = { enrolling: true } as const
const OPEN = { open: true } as const

/** How long and of what it is said by a rule, which answers in words. Source: RULES.md AC50. */
const password = z.string().max(LONGEST_PASSWORD)
const email = z.string().min(3).max(254)
const name = z.string().trim().min(1).max(120)
const typed = z.string().min(1).max(64)
const nothing = z.object({})
const account = id<AccountId>()

const person = {
  name: z.object({ kk: name, ru: name, en: name }),
  email,
  role: z.enum(ACCOUNT_ROLES),
  languages: z.array(language).max(3),
  phone: z.string().trim().max(40).nullable(),
  organisation: z.string().trim().max(300).nullable(),
}

const kept = z.object({
  ...person,
  name: localised,
  /** Empty once the person's data was erased. */
  email: z.string().max(254),
  id: account,
  rev: z.number().int(),
  switchedOff: z.boolean(),
  devicesOff: z.boolean(),
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  /** Their data was erased: what is called the name stands in its place. */
  erased: z.boolean(),
  /** What the asker may do with it. */
  may: z.object({
    change: z.boolean(),
    switch: z.boolean(),
    invite: z.boolean(),
    card: z.boolean(),
    /** Whether one of the two who erase could be the asker, whatever the person still holds. */
    erase: z.boolean(),
  }),
})

export const accountsWire = {
  ...passkeyWire,
  ...erasingWire,
  ...providerWire,
  'sign-in': command(
    'Signs in and sets the cookie. Refuses: wrong-credentials, too-many-tries, account-off, devices-off; second-factor-needed, with a cookie of five minutes for `second-step`.',
    z.object({ email: z.string().max(254), password: z.string().max(256) }),
    me,
    OPEN,
  ),
  'second-step': command(
    'Ends a sign-in begun with a password, card or link: the code of the authenticator app, or a recovery code. Refuses: wrong-code, too-many-tries.',
    z.object({ code: typed }),
    me,
    OPEN,
  ),
  'use-card': command(
    'Signs in with the code of a printed card, or with the long one in its QR code; good once. Refuses: wrong-code, too-many-tries, second-factor-needed.',
    z.object({ code: typed }),
    me,
    OPEN,
  ),
  'accept-invitation': command(
    'Chooses a password with the code of an invitation and signs in; good once. Refuses: used-up, password-short, password-common, password-own-words, second-factor-needed.',
    z.object({ code: typed, password }),
    me,
    OPEN,
  ),
  'sign-out': command('Ends this sign-in.', nothing, nothing, ENROLLING),
  me: query('Who is signed in.', nothing, me, ENROLLING),
  'set-up': command(
    'Creates the first secretariat account with the one-time set-up code printed at the first start. Refuses: used-up, password-short, password-common, password-own-words.',
    z.object({ code: z.string().max(64), email: z.email().max(254), name: z.string().min(1).max(120), password }),
    me,
    OPEN,
  ),
  'enrol-second-factor': command(
    'Begins a second factor: the secret for the authenticator app. It counts once it is confirmed.',
    nothing,
    z.object({ secret: z.string(), address: z.string() }),
    { ...ENROLLING, ...HEAVY },
  ),
  'confirm-second-factor': command(
    'Confirms the second factor by a first code, ends all other sign-ins of the account and answers the recovery codes. Refuses: no-second-factor, wrong-code, too-many-tries.',
    z.object({ code: typed }),
    z.object({ recoveryCodes: z.array(z.string()) }),
    ENROLLING,
  ),
  prove: command(
    'Shows anew who one is, by password, by a code of the authenticator app or by a recovery code, so that acts that carry weight are done again. Refuses: wrong-password, wrong-code, too-many-tries.',
    z.union([z.object({ password: z.string().max(256) }), z.object({ code: typed })]),
    nothing,
    ENROLLING,
  ),
  'change-password': command(
    'Chooses a new password; after a sign-in by card the old one is not asked. Ends all other sign-ins of the account. Refuses: wrong-password, too-many-tries, password-short, password-common, password-own-words.',
    z.object({ current: z.string().max(256).optional(), password }),
    nothing,
  ),
  'sign-ins': query(
    'The sign-ins of the one who asks: since when, last seen, on what; and whether there is a second factor.',
    nothing,
    z.object({
      signIns: z.array(
        z.object({
          id: hash,
          since: instant,
          seen: instant,
          way: z.enum(SIGN_IN_WAYS),
          device: z.string(),
          mine: z.boolean(),
        }),
      ),
      hasSecondFactor: z.boolean(),
      hasPassword: z.boolean(),
      /** Signed in by card: a new password may be chosen without the old one. */
      byCard: z.boolean(),
    }),
  ),
  'end-sign-in': command('Ends one of one’s own sign-ins. Refuses: not-found.', z.object({ id: hash }), nothing),
  'end-other-sign-ins': command('Ends all of one’s own sign-ins but this.', nothing, z.object({ ended: z.number() })),
  people: query(
    'All accounts, for the secretariat and the administrator. Refuses: no-right.',
    nothing,
    z.object({ people: z.array(kept), mail: z.boolean() }),
  ),
  create: command(
    'Makes an account without a password. Refuses: no-right, email-taken, malformed.',
    z.object({ ...person, requestId }),
    z.object({ id: account }),
  ),
  change: command(
    'Changes an account; a change of role ends its sign-ins. Refuses: no-right, own-account, not-found, person-erased, changed-meanwhile, email-taken, malformed.',
    z.object({ ...person, account, rev: z.number().int(), requestId }),
    z.object({ rev: z.number().int() }),
    HEAVY,
  ),
  'switch-off': command(
    'Switches an account off: its sign-ins, live texts and streams end at once. Refuses: no-right, own-account, not-found, person-erased.',
    z.object({ account }),
    nothing,
  ),
  'switch-on': command(
    'Lets an account sign in again. Refuses: no-right, own-account, not-found, person-erased.',
    z.object({ account }),
    nothing,
  ),
  invite: command(
    'Makes a link by which a password is chosen, good once within seven days; it ends the one before. It is mailed, or answered to be copied. Refuses: no-right, not-found, person-erased, account-off.',
    z.object({ account, language: language.optional() }),
    z.object({ mailed: z.boolean(), link: z.string().nullable(), until: instant }),
    HEAVY,
  ),
  'give-card': command(
    'Makes a one-time sign-in for a printed card, good for fifteen minutes; used, it ends the other sign-ins. Refuses: no-right, not-found, person-erased, account-off, devices-off.',
    z.object({ account }),
    z.object({ code: z.string(), link: z.string(), until: instant }),
    HEAVY,
  ),
  'reset-second-factor': command(
    'Takes a lost second factor away and ends the sign-ins; who must have one sets it up anew. Refuses: no-right, not-found, no-second-factor, own-account.',
    z.object({ account }),
    nothing,
    HEAVY,
  ),
  'switch-off-devices': command(
    'Ends all sign-ins of a seated person and refuses new ones: the seat votes by word or paper. Refuses: no-right, not-found, not-on-the-session, own-account.',
    z.object({ session: id<SessionId>(), account }),
    nothing,
  ),
  'switch-on-devices': command(
    'Lets a seated person sign in again. Refuses: no-right, not-found, not-on-the-session, own-account.',
    z.object({ session: id<SessionId>(), account }),
    nothing,
  ),
  'devices-off': query(
    'Whose devices are switched off, among the seats of a session; for its secretariat. Refuses: no-right, not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({ accounts: z.array(account) }),
  ),
  'sign-in-log': query(
    'Who signed in, out, or failed to, newest first, 200 at a time. Refuses: no-right.',
    z.object({ skip: z.coerce.number().int().min(0).optional() }),
    z.object({
      entries: z.array(
        z.object({
          id: z.string(),
          at: instant,
          event: z.enum(SIGN_IN_EVENTS),
          way: z.enum(SIGN_IN_WAYS),
          account: account.nullable(),
          name: localised.nullable(),
          device: z.string(),
        }),
      ),
      /** Lines of each kind in the whole log. */
      counts: z.record(z.enum(SIGN_IN_EVENTS), z.number().int()),
    }),
  ),
} as const

import type { Proposer } from '../councils/model.ts'
import { leads } from '../councils/rules.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId } from '../ids.ts'
import type { Language } from '../language.ts'
import type { Recommendation } from '../recommendations/model.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isObserver, isSecretariat, run } from '../sessions/rules.ts'
import { type Amendment, type Sponsor, UNDECIDED } from './model.ts'

/** The text that is amended, as far as amendments ask; null for a new recommendation. */
export type Amended = Pick<Recommendation, 'stage' | 'kind'> & { readonly voteOpen: boolean }

/** An amendment with those who stand behind it. */
export type Sponsored = Amendment & { readonly sponsors: readonly Sponsor[] }

/**
 * Whether a text takes amendments: one that is drafted, frozen, or was left without a decision, and on which no vote is open.
 * Refuses: already-adopted, wrong-stage, vote-running. Source: RULES.md AM20.
 */
export function takesAmendments(amended: Amended | null): Decision {
  if (!amended) return allow()
  if (amended.voteOpen) return refuse('vote-running', 'AM20')
  if (amended.stage === 'adopted') return refuse('already-adopted', 'AM20')
  return amended.stage === 'drafting' || amended.stage === 'frozen' || amended.stage === 'no-decision'
    ? allow()
    : refuse('wrong-stage', 'AM20')
}

/**
 * Whether a person moves an amendment, by the standing orders of the councils they sit in (`proposers`, one a council).
 * Refuses: no-right, session-closed, and what `takesAmendments` refuses. Source: RULES.md AM20.
 */
export function propose(
  amended: Amended | null,
  session: Pick<Session, 'stage'>,
  mover: Capacity,
  proposers: readonly Proposer[],
): Decision {
  if (session.stage === 'closed') return refuse('session-closed', 'AM20')
  if (!mayMove(mover, proposers)) return refuse('no-right', 'AM20')
  return takesAmendments(amended)
}

function mayMove({ seats, sessionRole }: Capacity, proposers: readonly Proposer[]): boolean {
  if (seats.length === 0)
    return sessionRole === 'drafter' && proposers.some((proposer) => proposer === 'seated-and-drafters')
  return proposers.some((proposer) => proposer !== 'chairs' || seats.some(leads))
}

/** How many must have signed before it is tabled. Source: RULES.md AM23. */
export const sponsorsNeeded = (proposers: readonly Proposer[]): number =>
  proposers.length > 0 && proposers.every((proposer) => proposer === 'two-seated') ? 2 : 1

/** Whether a person types an amendment for its mover, as it is spoken in the hall. Refuses: no-right, session-not-open. Source: RULES.md AM25. */
export function typeFor(session: Pick<Session, 'stage'>, capacity: Capacity): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'AM25')
  return session.stage === 'open' ? allow() : refuse('session-not-open', 'AM25')
}

const isMover = ({ mover }: Amendment, { account }: Pick<Capacity, 'account'>): boolean => mover === account
const signed = ({ sponsors }: Sponsored, account: AccountId): boolean =>
  sponsors.some((one) => one.account === account && one.signedAt !== null)
const invited = ({ sponsors }: Sponsored, account: AccountId): boolean =>
  sponsors.some((one) => one.account === account)

/** Whether a person still takes part in the session as one who may stand behind an amendment. */
const takesPart = (capacity: Capacity): boolean => capacity.seats.length > 0 || capacity.sessionRole === 'drafter'

/**
 * Whether a person sees an amendment: a draft is its mover's, its sponsors' and the secretariat's; what is tabled everybody's who sees
 * the text (`seesText`). Source: RULES.md AM21.
 */
export function seeAmendment(amendment: Sponsored, capacity: Capacity, seesText: boolean): boolean {
  if (!seesText) return false
  if (amendment.tabledAt !== null && amendment.stage !== 'draft') return true
  if (isSecretariat(capacity)) return true
  return takesPart(capacity) && (isMover(amendment, capacity) || invited(amendment, capacity.account))
}

/**
 * Whether a person writes in an amendment's own text: in a draft its mover, those who signed it, and the secretariat.
 * A separate vote has nothing to draft. Refuses: session-closed, frozen, no-right. Source: RULES.md AM22, AM37.
 */
export function draft(amendment: Sponsored, session: Pick<Session, 'stage'>, capacity: Capacity): Decision {
  if (session.stage === 'closed') return refuse('session-closed', 'AM22')
  if (amendment.stage !== 'draft') return refuse('frozen', 'AM22')
  if (amendment.kind === 'separate-vote') return refuse('frozen', 'AM37')
  if (isSecretariat(capacity)) return allow()
  const mine = isMover(amendment, capacity) || signed(amendment, capacity.account)
  return mine && takesPart(capacity) ? allow() : refuse('no-right', 'AM22')
}

/** Whether a person changes reason, kind, fields and sponsors of a draft: who writes in it. Refuses: not-a-draft, session-closed, no-right. Source: RULES.md AM22. */
export function arrange(amendment: Sponsored, session: Pick<Session, 'stage'>, capacity: Capacity): Decision {
  if (amendment.stage !== 'draft') return refuse('not-a-draft', 'AM22')
  return draft({ ...amendment, kind: 'replace' }, session, capacity)
}

/** What is known of an amendment when it is tabled. */
export type Tabling = {
  readonly amended: Amended | null
  /** Whether it says anything else than the text. */
  readonly changes: boolean
  /** In which languages. */
  readonly languages: ReadonlySet<Language>
  /** Who holds a seat now: where two seated persons are asked for, nobody else counts. */
  readonly seated: ReadonlySet<AccountId>
  readonly proposers: readonly Proposer[]
}

/**
 * Whether a draft is tabled: by its mover or the secretariat, when it changes something and enough have signed.
 * Refuses: session-closed, not-a-draft, not-your-amendment, nothing-changed, one-language-only, sponsors-missing, and what `takesAmendments` refuses.
 * Source: RULES.md AM23.
 */
export function table(
  amendment: Sponsored,
  session: Pick<Session, 'stage'>,
  capacity: Capacity,
  { amended, changes, languages, seated, proposers }: Tabling,
): Decision {
  if (session.stage === 'closed') return refuse('session-closed', 'AM23')
  if (amendment.stage !== 'draft') return refuse('not-a-draft', 'AM23')
  const mine = isMover(amendment, capacity) && takesPart(capacity)
  if (!mine && !isSecretariat(capacity)) return refuse('not-your-amendment', 'AM23')
  const takes = takesAmendments(amended)
  if (!takes.ok) return takes
  if (!changes) return refuse('nothing-changed', 'AM23')
  if (!keepsToItsLanguage(amendment, languages)) return refuse('one-language-only', 'AM23')
  const needed = sponsorsNeeded(proposers)
  const have = amendment.sponsors.filter(
    ({ account, signedAt }) => signedAt !== null && (needed === 1 || seated.has(account)),
  ).length
  return have >= needed ? allow() : refuse('sponsors-missing', 'AM23', { needed, have })
}

/** An editorial one leaves the other languages as they are. */
export const keepsToItsLanguage = (
  { kind, language }: Pick<Amendment, 'kind' | 'language'>,
  languages: ReadonlySet<Language>,
): boolean => kind !== 'editorial' || [...languages].every((one) => one === language)

/** Whether what is tabled goes back to be drafted on: by its mover or the secretariat. Refuses: session-closed, not-tabled, not-your-amendment. Source: RULES.md AM23. */
export function revise(amendment: Sponsored, session: Pick<Session, 'stage'>, capacity: Capacity): Decision {
  if (session.stage === 'closed') return refuse('session-closed', 'AM23')
  if (amendment.stage !== 'tabled') return refuse('not-tabled', 'AM23')
  return isMover(amendment, capacity) || isSecretariat(capacity) ? allow() : refuse('not-your-amendment', 'AM23')
}

/**
 * Whether a person signs an amendment: a draft who was invited to, one that is tabled everybody seated.
 * Refuses: session-closed, wrong-stage, no-right, already-signed. Source: RULES.md AM24.
 */
export function sign(amendment: Sponsored, session: Pick<Session, 'stage'>, capacity: Capacity): Decision {
  if (session.stage === 'closed') return refuse('session-closed', 'AM24')
  if (amendment.stage !== 'draft' && amendment.stage !== 'tabled') return refuse('wrong-stage', 'AM24')
  const mayStand = amendment.stage === 'draft' ? takesPart(capacity) : capacity.seats.length > 0
  if (!mayStand) return refuse('no-right', 'AM24')
  if (amendment.stage === 'draft' && !invited(amendment, capacity.account)) return refuse('no-right', 'AM24')
  return signed(amendment, capacity.account) ? refuse('already-signed', 'AM24') : allow()
}

/** Whether a person takes their name off; the mover withdraws it instead. Refuses: session-closed, wrong-stage, not-signed. Source: RULES.md AM24. */
export function unsign(amendment: Sponsored, session: Pick<Session, 'stage'>, capacity: Capacity): Decision {
  if (session.stage === 'closed') return refuse('session-closed', 'AM24')
  if (amendment.stage !== 'draft' && amendment.stage !== 'tabled') return refuse('wrong-stage', 'AM24')
  return invited(amendment, capacity.account) && !isMover(amendment, capacity) ? allow() : refuse('not-signed', 'AM24')
}

/**
 * Whether what was typed for a mover is confirmed: by them, or by who runs the session, that it was read out.
 * Refuses: already-so, not-your-amendment. Source: RULES.md AM26.
 */
export function confirm(amendment: Amendment, capacity: Capacity): Decision<'confirmed' | 'read-out'> {
  if (amendment.moved !== 'unconfirmed') return refuse('already-so', 'AM26')
  if (isMover(amendment, capacity)) return allow('confirmed' as const)
  return run(capacity).ok ? allow('read-out' as const) : refuse('not-your-amendment', 'AM26')
}

/**
 * Whether an amendment is withdrawn before it is put: by its mover, or on their word by the secretariat.
 * Refuses: session-closed, already-withdrawn, wrong-stage, not-your-amendment. Source: RULES.md AM27.
 */
export function withdraw(amendment: Amendment, session: Pick<Session, 'stage'>, capacity: Capacity): Decision {
  if (session.stage === 'closed') return refuse('session-closed', 'AM27')
  if (amendment.stage === 'withdrawn') return refuse('already-withdrawn', 'AM27')
  if (!UNDECIDED.includes(amendment.stage)) return refuse('wrong-stage', 'AM27')
  return isMover(amendment, capacity) || isSecretariat(capacity) ? allow() : refuse('not-your-amendment', 'AM27')
}

/**
 * Whether a withdrawn amendment that had been tabled is taken up by another member, who is its mover from then on.
 * Refuses: wrong-stage, already-so, and what `propose` refuses. Source: RULES.md AM27.
 */
export function takeUp(
  amendment: Amendment,
  session: Pick<Session, 'stage'>,
  capacity: Capacity,
  { amended, proposers }: Pick<Tabling, 'amended' | 'proposers'>,
): Decision {
  if (amendment.stage !== 'withdrawn' || amendment.tabledAt === null) return refuse('wrong-stage', 'AM27')
  if (isMover(amendment, capacity)) return refuse('already-so', 'AM27')
  return propose(amended, session, capacity, proposers)
}

/** Whether a person sets the order of voting and marks what falls with what: who runs the session, outside a sitting the secretariat too. Refuses: no-right, session-closed. Source: RULES.md AM28. */
export function order(session: Pick<Session, 'stage'>, capacity: Capacity): Decision {
  if (session.stage === 'closed') return refuse('session-closed', 'AM28')
  const may = run(capacity).ok || (session.stage !== 'open' && isSecretariat(capacity))
  return may ? allow() : refuse('no-right', 'AM28')
}

/** Whether a person decides what the text says where amendment and text clash. Refuses: no-right, session-closed, not-tabled. Source: RULES.md AM29. */
export function decideClash(amendment: Amendment, session: Pick<Session, 'stage'>, capacity: Capacity): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'AM29')
  if (session.stage === 'closed') return refuse('session-closed', 'AM29')
  return UNDECIDED.includes(amendment.stage) ? allow() : refuse('not-tabled', 'AM29')
}

/** Clashes of an amendment with the text that nobody has decided. */
type Clashing = { readonly open: number }

/**
 * Whether who runs the session declares an amendment accepted, because nobody asks for a vote.
 * Refuses: no-right, session-not-open, not-tabled, in-review, and what `takesAmendments` refuses. Source: RULES.md AM30.
 */
export function accept(
  amendment: Amendment,
  amended: Amended | null,
  session: Pick<Session, 'stage'>,
  capacity: Capacity,
  { open }: Clashing,
): Decision {
  const may = run(capacity)
  if (!may.ok) return refuse('no-right', 'AM30')
  if (session.stage !== 'open') return refuse('session-not-open', 'AM30')
  if (amendment.stage !== 'tabled') return refuse('not-tabled', 'AM30')
  const takes = takesAmendments(amended)
  if (!takes.ok) return takes
  return open > 0 ? refuse('in-review', 'AM29', { count: open }) : allow()
}

/**
 * Whether an amendment may be put to the vote: tabled, its text frozen, and no clash undecided.
 * Refuses: not-tabled, not-frozen, in-review, and what `takesAmendments` refuses. Source: RULES.md AM31.
 */
export function put(amendment: Amendment, amended: Amended | null, { open }: Clashing): Decision {
  if (amendment.stage !== 'tabled') return refuse('not-tabled', 'AM31')
  const takes = takesAmendments(amended)
  if (!takes.ok) return takes
  if (amended && amended.stage === 'drafting') return refuse('not-frozen', 'AM31')
  return open > 0 ? refuse('in-review', 'AM29', { count: open }) : allow()
}

/** Whether who runs the session rules that an amendment has fallen. Refuses: no-right, session-closed, not-tabled. Source: RULES.md AM33. */
export function fall(amendment: Amendment, session: Pick<Session, 'stage'>, capacity: Capacity): Decision {
  if (!run(capacity).ok) return refuse('no-right', 'AM33')
  if (session.stage === 'closed') return refuse('session-closed', 'AM33')
  return amendment.stage === 'tabled' ? allow() : refuse('not-tabled', 'AM33')
}

/** Whether the present text is not shown to a person with an amendment to nothing: who looks on sees a new one once it is put, or while live texts are open to them. Source: RULES.md AM21. */
export const seesNew = (amendment: Amendment, capacity: Capacity, liveToObservers: boolean): boolean =>
  !isObserver(capacity) || liveToObservers || !UNDECIDED.includes(amendment.stage)

/** What a person may do with an amendment, for buttons; each act is decided again by its own rule. */
export function mayDo(
  amendment: Sponsored,
  amended: Amended | null,
  session: Pick<Session, 'stage'>,
  capacity: Capacity,
  /** `proposers`: by whose standing orders its mover moves; `ownProposers`: by whose the person who asks. */
  facts: Clashing & Tabling & { readonly ownProposers: readonly Proposer[] },
) {
  return {
    draft: amendment.text !== null && draft(amendment, session, capacity).ok,
    arrange: arrange(amendment, session, capacity).ok,
    table: table(amendment, session, capacity, facts).ok,
    revise: revise(amendment, session, capacity).ok,
    sign: sign(amendment, session, capacity).ok,
    unsign: unsign(amendment, session, capacity).ok,
    confirm: confirm(amendment, capacity).ok,
    withdraw: withdraw(amendment, session, capacity).ok,
    takeUp: takeUp(amendment, session, capacity, { ...facts, proposers: facts.ownProposers }).ok,
    decide: decideClash(amendment, session, capacity).ok,
    accept: accept(amendment, amended, session, capacity, facts).ok,
    fall: fall(amendment, session, capacity).ok,
  }
}

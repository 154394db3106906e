import type { Seat } from '../councils/model.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { CouncilId } from '../ids.ts'
import type { Recommendation } from '../recommendations/model.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isObserver, isSecretariat } from '../sessions/rules.ts'
import { type ChangeClass, type FinalChange, type FinalRound, MOST_SIGNATURE_BYTES, type Signature } from './final.ts'

/**
 * Whether the secretariat begins the final text of an adopted one, or a corrigendum to a published one.
 * Refuses: no-right, not-adopted, already-so, reason-missing. Source: RULES.md AD20, AD28.
 */
export function beginFinal(
  recommendation: Pick<Recommendation, 'stage'>,
  rounds: readonly Pick<FinalRound, 'stage'>[],
  capacity: Capacity,
  reason: string,
): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'AD20')
  if (recommendation.stage !== 'adopted') return refuse('not-adopted', 'AD20')
  if (rounds.some(({ stage }) => stage !== 'published')) return refuse('already-so', 'AD20')
  return rounds.length > 0 && reason.trim() === '' ? refuse('reason-missing', 'AD28') : allow()
}

/** Whether a person sees a final text that is not published: who drafts and votes, not who looks on. Source: RULES.md AD21. */
export const seeFinal = (round: Pick<FinalRound, 'stage'>, capacity: Capacity): boolean =>
  round.stage === 'published' || !isObserver(capacity)

/** Whether a person writes in the copy. Refuses: no-right, frozen. Source: RULES.md AD21. */
export function draftFinal(round: Pick<FinalRound, 'stage'>, capacity: Capacity): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'AD21')
  return round.stage === 'drafting' ? allow() : refuse('frozen', 'AD21')
}

/** Whether a change is classed so. Refuses: no-right, frozen, wrong-class. Source: RULES.md AD22, AD28. */
export function classChange(round: Pick<FinalRound, 'stage' | 'round'>, capacity: Capacity, to: ChangeClass): Decision {
  const may = draftFinal(round, capacity)
  if (!may.ok) return may
  return to !== 'correction' || round.round > 0 ? allow() : refuse('wrong-class', 'AD22')
}

/** Whether the copy goes to the chairs: every change classed. Refuses: no-right, frozen, not-classed, nothing-changed. Source: RULES.md AD22, AD23. */
export function submitFinal(
  round: Pick<FinalRound, 'stage' | 'round'>,
  capacity: Capacity,
  changes: readonly Pick<FinalChange, 'class'>[],
): Decision {
  const may = draftFinal(round, capacity)
  if (!may.ok) return may
  const open = changes.filter((change) => change.class === null).length
  if (open > 0) return refuse('not-classed', 'AD22', { count: open })
  return round.round > 0 && changes.length === 0 ? refuse('nothing-changed', 'AD28') : allow()
}

/** Whether the secretariat takes it back to be worked on: what was confirmed or signed counts no more. Refuses: no-right, wrong-stage. Source: RULES.md AD23. */
export function reviseFinal(round: Pick<FinalRound, 'stage'>, capacity: Capacity): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'AD23')
  return round.stage === 'confirming' || round.stage === 'signing' ? allow() : refuse('wrong-stage', 'AD23')
}

/** A person's own seats, and all that are held in the councils of the session now. */
export type Signer = {
  readonly capacity: Pick<Capacity, 'seats'>
  readonly seats: readonly Pick<Seat, 'council' | 'role'>[]
}

/** For which councils a person signs: as their chair, or as deputy where the chair's seat is empty. Source: RULES.md AD24. */
export const signsFor = ({ capacity, seats }: Signer): readonly CouncilId[] =>
  capacity.seats
    .filter(
      ({ role, council }) =>
        role === 'chair' ||
        (role === 'deputy' && !seats.some((seat) => seat.council === council && seat.role === 'chair')),
    )
    .map(({ council }) => council)

type Shown = { readonly shownHash: string }

/** Whether a chair confirms that nothing of substance was changed, on this hash. Refuses: no-right, wrong-stage, wrong-text, already-so. Source: RULES.md AD24. */
export function confirmFinal(
  round: Pick<FinalRound, 'stage' | 'hash'>,
  signer: Signer,
  confirmed: readonly CouncilId[],
  { shownHash }: Shown,
): Decision<readonly CouncilId[]> {
  const mine = signsFor(signer)
  if (mine.length === 0) return refuse('no-right', 'AD24')
  if (round.stage !== 'confirming') return refuse('wrong-stage', 'AD24')
  if (round.hash !== shownHash) return refuse('wrong-text', 'AD24')
  const open = mine.filter((council) => !confirmed.includes(council))
  return open.length > 0 ? allow(open) : refuse('already-so', 'AD24')
}

/** Whether a chair signs or says why not, once, after all have confirmed. Refuses: no-right, wrong-stage, wrong-text, already-so, reason-missing. Source: RULES.md AD25. */
export function signFinal(
  round: Pick<FinalRound, 'stage' | 'hash'>,
  signer: Signer,
  signatures: readonly Pick<Signature, 'council'>[],
  signing: Shown & { readonly kind: Signature['kind']; readonly reason: string },
): Decision<readonly CouncilId[]> {
  const mine = signsFor(signer)
  if (mine.length === 0) return refuse('no-right', 'AD25')
  if (round.stage !== 'signing') return refuse('wrong-stage', 'AD25')
  if (round.hash !== signing.shownHash) return refuse('wrong-text', 'AD25')
  if (signing.kind === 'declined' && signing.reason.trim() === '') return refuse('reason-missing', 'AD25')
  const open = mine.filter((council) => !signatures.some((one) => one.council === council))
  return open.length > 0 ? allow(open) : refuse('already-so', 'AD25')
}

/** How a detached signature begins: DER, PEM or OpenPGP's armour, XML. */
const SIGNATURE_BEGINNINGS = ['0', '-----BEGIN ', '<']

/** Whether a file may be a detached signature; whether it is a good one is for who checks it. Refuses: too-large, wrong-signature-file. Source: RULES.md AD25. */
export function attachSignature(bytes: Uint8Array): Decision {
  if (bytes.length > MOST_SIGNATURE_BYTES) return refuse('too-large', 'AD25')
  const begins = String.fromCharCode(...bytes.subarray(0, 11))
  const known = bytes.length > 64 && SIGNATURE_BEGINNINGS.some((one) => begins.startsWith(one))
  return known ? allow() : refuse('wrong-signature-file', 'AD25')
}

/** Whether number and day are given. Refuses: no-right, wrong-stage, number-taken. Source: RULES.md AD26. */
export function numberFinal(round: Pick<FinalRound, 'stage'>, capacity: Capacity, isTaken: boolean): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'AD26')
  if (round.stage === 'published') return refuse('wrong-stage', 'AD26')
  return isTaken ? refuse('number-taken', 'AD26') : allow()
}

/**
 * Whether it is published: every council signed or said why not, it has a number and a day, and who publishes says that nobody can be
 * recognised. Refuses: no-right, wrong-stage, signatures-missing, number-missing, not-looked-through. Source: RULES.md AD27.
 */
export function publishFinal(
  round: Pick<FinalRound, 'stage' | 'official'>,
  capacity: Capacity,
  facts: {
    readonly councils: readonly CouncilId[]
    readonly signatures: readonly Pick<Signature, 'council'>[]
    readonly nobodyRecognised: boolean
  },
): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'AD27')
  if (round.stage !== 'signing') return refuse('wrong-stage', 'AD27')
  const missing = facts.councils.filter((council) => !facts.signatures.some((one) => one.council === council))
  if (missing.length > 0) return refuse('signatures-missing', 'AD25', { count: missing.length })
  if (!round.official) return refuse('number-missing', 'AD26')
  return facts.nobodyRecognised ? allow() : refuse('not-looked-through', 'AD27')
}

/** Whether the texts of a session are numbered anew, once and after its close. Refuses: no-right, wrong-stage, already-so. Source: RULES.md AD32. */
export function renumber(session: Pick<Session, 'stage'>, capacity: Capacity, isDone: boolean): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'AD32')
  if (session.stage !== 'closed') return refuse('wrong-stage', 'AD32')
  return isDone ? refuse('already-so', 'AD32') : allow()
}

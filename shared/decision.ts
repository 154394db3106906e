/** A rule's id in RULES.md, such as `VO7`. */
export type RuleId =
  `${'CO' | 'SE' | 'EV' | 'RE' | 'VE' | 'AM' | 'LA' | 'VO' | 'AD' | 'RB' | 'AC' | 'LT' | 'CM'}${number}`

/** Every reason an act can be refused for. HTTP status, close code and sentences are looked up by it. */
export const REFUSAL_CODES = [
  'signed-out',
  'no-screen',
  'wrong-credentials',
  'too-many-tries',
  'no-right',
  'not-found',
  'malformed',
  'too-large',
  'foreign-origin',
  'used-up',
  'not-on-the-session',
  'session-not-open',
  'wrong-stage',
  'already-presiding',
  'no-chair',
  'not-secretariat',
  'already-so',
  'already-present',
  'not-present',
  'already-recused',
  'not-recused',
  'changed-meanwhile',
  'frozen',
  'not-frozen',
  'freeze-running',
  'no-freeze-running',
  'vote-opened',
  'vote-running',
  'vote-not-open',
  'vote-not-closed',
  'already-announced',
  'no-quorum',
  'wrong-manner',
  'empty-roll',
  'not-on-the-roll',
  'not-your-place',
  'wrong-text',
  'already-cast',
  'recused',
  'hands-are-counted',
  'sheet-handed',
  'no-sheet',
  'no-ballot-secret',
  'wrong-ballot-secret',
  'two-tellers',
  'nothing-to-set-aside',
  'not-counted',
  'counts-differ',
  'chair-choice-needed',
  'chair-not-counted',
  'other-person-needed',
  'other-teller-first',
  'not-cast',
  'vote-void',
  'put-again',
  'not-decided',
  'chairs-together',
  'void-proposed',
  'no-void-proposed',
  'already-agreed',
  'correction-waits',
  'no-such-ballot',
  'own-ballot',
  'place-has-ballot',
  'no-correction',
  'second-person',
  'not-announced',
  'no-own-ballot',
  'already-stated',
  'already-objected',
  'already-ruled-on',
  'objection-waits',
  'not-carried',
  'not-in-the-text',
  'window-open',
  'not-your-opinion',
  'no-dissent',
  'nothing-decided',
  'voted-for',
  'was-voted',
  'already-given',
  'opinions-over',
  'adopted-stays',
  'nothing-to-reopen',
  'already-adopted',
  'languages-behind',
  'seats-full',
  'role-taken',
  'already-seated',
  'ends-before-start',
  'seat-used',
  'impossible-orders',
  'list-has-errors',
  'check-in-first',
  'guests-may-not-ask',
  'list-closed',
  'already-on-the-list',
  'only-on-conduct',
  'ruling-waits',
  'already-raised',
  'already-ruled',
  'not-ruled',
  'appeal-too-late',
  'already-appealed',
  'already-moved',
  'outranked',
  'is-put',
  'already-decided',
  'too-many-counted',
  'forged',
  'gap',
  'too-fast',
  'old-schema',
  'busy',
  'session-closed',
  'not-presiding',
  'not-planned',
  'point-in-use',
  'already-on-the-session',
  'wrong-file',
  'nothing-to-circulate',
  'comments-closed',
  'not-your-comment',
  'not-shown-to-them',
  'discussion-full',
  'email-taken',
  'wrong-code',
  'second-factor-needed',
  'second-factor-missing',
  'no-second-factor',
  'account-off',
  'devices-off',
  'own-account',
  'wrong-password',
  'not-your-amendment',
  'not-a-draft',
  'not-tabled',
  'nothing-changed',
  'one-language-only',
  'sponsors-missing',
  'already-signed',
  'not-signed',
  'in-review',
  'not-in-review',
  'already-withdrawn',
  'only-by-corrigendum',
  'waits-for-vote',
  'too-short',
  'repeats-the-words',
  'second-redactor',
  'redacted-version',
  'not-in-one-paragraph',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** Values a refusal's sentence names, such as how many seats are missing. */
export type RefusalDetails = Readonly<Record<string, string | number>>

export type Refusal = { readonly code: RefusalCode; readonly rule: RuleId; readonly details?: RefusalDetails }

/** What a rule or a command answers: a refusal is a value; a fault is thrown. */
export type Decision<Facts = undefined> =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly refusal: Refusal }

/** The answer of a command that has nothing to tell but that it was done. */
export type Nothing = Record<string, never>

export function allow(): Decision
export function allow<Facts>(facts: Facts): Decision<Facts>
export function allow(facts?: unknown): Decision<unknown> {
  return { ok: true, facts }
}

export const refuse = (code: RefusalCode, rule: RuleId, details?: RefusalDetails): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: details ? { code, rule, details } : { code, rule },
})

/** The first refusal of several decisions, or permission. */
export const allOf = (...decisions: readonly (() => Decision)[]): Decision => {
  for (const decide of decisions) {
    const decision = decide()
    if (!decision.ok) return decision
  }
  return allow()
}

import type { Asked } from '../accounts/second-person.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { RecommendationId, RedactionId, TextId, VersionId } from '../ids.ts'
import type { Language } from '../language.ts'
import type { Recommendation } from '../recommendations/model.ts'
import { type Capacity, isSecretariat } from '../sessions/rules.ts'
import type { Part } from '../text/canonical.ts'
import { letterCount, passagesOf } from '../text/passages.ts'
import { REDACTED_SIGN } from '../text/redacted.ts'

/** Why a passage must not be read: a private person is named; health, faith, origin and the like; a child; who needs protection; a court or authority ordered it. */
export const REDACTION_REASONS = ['person-named', 'sensitive', 'child', 'protected-person', 'ordered'] as const
export type RedactionReason = (typeof REDACTION_REASONS)[number]

/** `running` stands inside the act alone. */
export const REDACTION_STAGES = ['waiting', 'refused', 'withdrawn', 'running', 'done'] as const
export type RedactionStage = (typeof REDACTION_STAGES)[number]

/** Where a passage stands: the paragraph counted from nought, and UTF-16 units in it. */
export type PassagePlace = {
  readonly part: Part
  readonly language: Language
  readonly paragraph: number
  readonly start: number
  readonly length: number
}

/** A passage that two people redact. What it says stands nowhere in it. Source: RULES.md VE50, VE52. */
export type Redaction = Asked<RedactionId, RedactionReason, RedactionStage> &
  PassagePlace & {
    readonly recommendation: RecommendationId
    readonly text: TextId
    /** The version that it was marked in; null: the text as it stood then. */
    readonly version: VersionId | null
  }

/** The longest passage, and the longest words said of it. */
export const MOST_PASSAGE = 2_000
export const MOST_REASON_WORDS = 500
/** Fewer letters stand in half of all words. */
const FEWEST_LETTERS = 3

/** Who redacts, always two together: the secretariat and who presides; the operator's press is nobody's second word. Refuses: no-right. Source: RULES.md VE50. */
export const mayRedact = (capacity: Capacity): Decision =>
  isSecretariat(capacity) || capacity.presiding ? allow() : refuse('no-right', 'VE50')

/** What votes say of a text: whether one is open in its session, and whether one was opened on its frozen version, alone or in the set, or on an amendment to it, that has not settled it. */
export type PutFacts = { readonly voteOpen: boolean; readonly isPut: boolean }

/**
 * Whether passages of a text may be redacted as it stands. What was put to the vote must stay what its hash says until it is settled; what
 * was carried is only made right by a corrigendum. Refuses: no-right, only-by-corrigendum, vote-running, waits-for-vote. Source: RULES.md VE56.
 */
export function redact(recommendation: Recommendation, capacity: Capacity, { voteOpen, isPut }: PutFacts): Decision {
  const may = mayRedact(capacity)
  if (!may.ok) return may
  const { stage } = recommendation
  if (stage === 'adopted' || stage === 'carried') return refuse('only-by-corrigendum', 'VE56')
  if (stage === 'no-decision') return refuse('waits-for-vote', 'VE56')
  if (stage === 'frozen' && voteOpen) return refuse('vote-running', 'VE56')
  return isPut ? refuse('waits-for-vote', 'VE56') : allow()
}

/** Whether these words may be redacted for these reasons. Refuses: too-short, already-so, repeats-the-words. Source: RULES.md VE51, VE52. */
export function redactWords(words: string, said: string): Decision {
  const unread = words.replaceAll(REDACTED_SIGN, '')
  if (unread.trim() === '') return refuse('already-so', 'VE51')
  if (letterCount(unread) < FEWEST_LETTERS) return refuse('too-short', 'VE51')
  return namesIn(words).some((name) => passagesOf(said, name).length > 0)
    ? refuse('repeats-the-words', 'VE52')
    : allow()
}

/** The passage, and each of its words that says something alone. */
const namesIn = (words: string): string[] => [words, ...soloWords(words)]

/** The words of a passage that may name somebody by themselves. */
export const soloWords = (words: string): string[] => [
  ...new Set((words.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).filter((word) => letterCount(word) >= FEWEST_SOLO_LETTERS)),
]
const FEWEST_SOLO_LETTERS = 4

/** Whether a person confirms what another one marked. Refuses: second-redactor, already-decided, and what `redact` refuses. Source: RULES.md VE50. */
export function confirmRedaction(
  redaction: Pick<Redaction, 'stage' | 'askedBy'>,
  recommendation: Recommendation,
  capacity: Capacity,
  put: PutFacts,
): Decision {
  const may = decideRedaction(redaction, capacity)
  return may.ok ? redact(recommendation, capacity, put) : may
}

/** Whether a person may say yes or no to what another one marked. Refuses: no-right, second-redactor, already-decided. Source: RULES.md VE50. */
export function decideRedaction(
  { stage, askedBy }: Pick<Redaction, 'stage' | 'askedBy'>,
  capacity: Capacity,
): Decision {
  const may = mayRedact(capacity)
  if (!may.ok) return may
  if (stage !== 'waiting') return refuse('already-decided', 'VE50')
  return askedBy === capacity.account ? refuse('second-redactor', 'VE50') : allow()
}

/** Whether a person takes back what they marked. Refuses: no-right, already-decided. Source: RULES.md VE50. */
export function withdrawRedaction(
  { stage, askedBy }: Pick<Redaction, 'stage' | 'askedBy'>,
  capacity: Capacity,
): Decision {
  const may = mayRedact(capacity)
  if (!may.ok) return may
  if (askedBy !== capacity.account) return refuse('no-right', 'VE50')
  return stage === 'waiting' ? allow() : refuse('already-decided', 'VE50')
}

import type { Refusal, RefusalCode } from '../../shared/decision.ts'
import type { Language } from '../../shared/language.ts'
import { say } from '../../shared/messages/translate.ts'

type Status = 400 | 401 | 403 | 404 | 409 | 413 | 429 | 503

/** The HTTP status of each refusal: what the caller may do about it, not who is to blame. */
const STATUS: Readonly<Record<RefusalCode, Status>> = {
  'signed-out': 401,
  'no-screen': 401,
  'wrong-credentials': 401,
  'too-many-tries': 429,
  'no-right': 403,
  'not-found': 404,
  malformed: 400,
  'too-large': 413,
  'foreign-origin': 403,
  'used-up': 409,
  'not-on-the-session': 409,
  'session-not-open': 409,
  'wrong-stage': 409,
  'already-presiding': 409,
  'no-chair': 409,
  'not-secretariat': 409,
  'already-so': 409,
  'already-present': 409,
  'not-present': 409,
  'already-recused': 409,
  'not-recused': 409,
  'changed-meanwhile': 409,
  frozen: 409,
  'not-frozen': 409,
  'freeze-running': 409,
  'no-freeze-running': 409,
  'vote-opened': 409,
  'vote-running': 409,
  'vote-not-open': 409,
  'vote-not-closed': 409,
  'already-announced': 409,
  'no-quorum': 409,
  'wrong-manner': 409,
  'empty-roll': 409,
  'not-on-the-roll': 403,
  'not-your-place': 403,
  'wrong-text': 409,
  'already-cast': 409,
  recused: 403,
  'not-carried': 409,
  'already-adopted': 409,
  'languages-behind': 409,
  'seats-full': 409,
  'role-taken': 409,
  'already-seated': 409,
  'ends-before-start': 409,
  'seat-used': 409,
  'impossible-orders': 409,
  'list-has-errors': 409,
  forged: 403,
  gap: 400,
  'too-fast': 429,
  'old-schema': 409,
  busy: 503,
}

export const statusOf = (code: RefusalCode): Status => STATUS[code]

/** The body of a refusal: code, rule, a sentence in the reader's language, and an id to quote. */
export const refusalBody = ({ code, rule, details }: Refusal, language: Language, requestId: string) => ({
  code,
  rule,
  message: say(language, `refusals.${code}`, details ?? {}),
  requestId,
})

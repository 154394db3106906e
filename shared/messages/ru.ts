import { files } from './ru/files.ts'
import { minuted } from './ru/minuted.ts'
import { outcome } from './ru/outcome.ts'
import { trust } from './ru/trust.ts'
import { verdict } from './ru/verdict.ts'
import { verifier } from './ru/verifier.ts'
import { afterVote } from './ru-after-vote.ts'
import { amendmentWords } from './ru-amendments.ts'
import { comparison } from './ru-comparison.ts'
import { discussion } from './ru-discussion.ts'
import { evidenceWords } from './ru-evidence.ts'
import { finalWords } from './ru-final.ts'
import { followUpWords } from './ru-follow-up.ts'
import { office } from './ru-office.ts'
import { pages } from './ru-pages.ts'
import { securityWords } from './ru-security.ts'
import { translationWords } from './ru-translations.ts'
import { writingWords } from './ru-writing.ts'

/** All words of the product in Russian. */
export const ru = {
  ...pages,
  ...followUpWords,
  ...office,
  ...amendmentWords,
  ...discussion,
  ...comparison,
  ...writingWords,
  ...translationWords,
  ...afterVote,
  ...evidenceWords,
  ...finalWords,
  ...securityWords,
  refusals: { ...pages.refusals, ...office.refusals, ...afterVote.refusals },
  outcome,
  files,
  minuted,
  trust,
  verdict,
  verifier,
}

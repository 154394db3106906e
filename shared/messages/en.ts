import { files } from './en/files.ts'
import { minuted } from './en/minuted.ts'
import { outcome } from './en/outcome.ts'
import { trust } from './en/trust.ts'
import { verdict } from './en/verdict.ts'
import { verifier } from './en/verifier.ts'
import { afterVote } from './en-after-vote.ts'
import { amendmentWords } from './en-amendments.ts'
import { comparison } from './en-comparison.ts'
import { discussion } from './en-discussion.ts'
import { evidenceWords } from './en-evidence.ts'
import { finalWords } from './en-final.ts'
import { followUpWords } from './en-follow-up.ts'
import { office } from './en-office.ts'
import { pages } from './en-pages.ts'
import { securityWords } from './en-security.ts'
import { translationWords } from './en-translations.ts'
import { writingWords } from './en-writing.ts'

/** All words of the product in English. */
export const en = {
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

import { files } from './kk/files.ts'
import { minuted } from './kk/minuted.ts'
import { outcome } from './kk/outcome.ts'
import { trust } from './kk/trust.ts'
import { verdict } from './kk/verdict.ts'
import { verifier } from './kk/verifier.ts'
import { afterVote } from './kk-after-vote.ts'
import { amendmentWords } from './kk-amendments.ts'
import { comparison } from './kk-comparison.ts'
import { discussion } from './kk-discussion.ts'
import { evidenceWords } from './kk-evidence.ts'
import { finalWords } from './kk-final.ts'
import { followUpWords } from './kk-follow-up.ts'
import { office } from './kk-office.ts'
import { pages } from './kk-pages.ts'
import { securityWords } from './kk-security.ts'
import { translationWords } from './kk-translations.ts'
import { writingWords } from './kk-writing.ts'

/** All words of the product in Kazakh. */
export const kk = {
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

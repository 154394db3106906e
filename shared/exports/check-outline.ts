import { checkAddress, codeOf } from '../adoption/check-address.ts'
import type { Hash } from '../hash.ts'
import type { Language } from '../language.ts'
import { say } from '../messages/translate.ts'
import type { OutlineCheck } from './model.ts'

/** The code of words that are fixed under this hash; without an address where nobody said where people reach the workspace. Source: RULES.md EX18. */
export function checkOutline(hash: Hash, origin: string | null, language: Language): OutlineCheck {
  const code = codeOf(hash)
  if (origin === null) return { code, address: null, words: say(language, 'files.checkCode', { code }), picture: '' }
  const address = checkAddress(hash, origin)
  return {
    code,
    address,
    words: say(language, 'files.checkAt', { address }),
    picture: say(language, 'files.checkPicture', { address }),
  }
}

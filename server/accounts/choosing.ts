import { readFileSync } from 'node:fs'
import { choosePassword, wordsIn } from '../../shared/accounts/password-rules.ts'
import type { Decision } from '../../shared/decision.ts'
import type { Localised } from '../../shared/language.ts'
import type { House } from '../house.ts'

/** Words that common passwords are made of, from the list that pages read too. */
export function commonWords(): ReadonlySet<string> {
  const file = new URL('../../shared/accounts/common-passwords.txt', import.meta.url)
  const lines = readFileSync(file, 'utf8').split('\n')
  return new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))
}

/** Whose password it shall be, as far as its words are to be kept out of it. */
type Chooser = { readonly email: string; readonly name: Localised; readonly phone?: string | null }

/** Whether somebody may choose a password. Refuses: password-short, password-common, password-own-words. Source: RULES.md AC50, AC51, AC52. */
export async function mayChoose(
  { passwordWords }: Pick<House, 'passwordWords'>,
  password: string,
  { email, name, phone }: Chooser,
): Promise<Decision> {
  const digits = (phone ?? '').replace(/\D/g, '')
  const own = wordsIn([...(await passwordWords.house()), email, ...Object.values(name), digits, digits.slice(-10)])
  return choosePassword(password, { common: passwordWords.common, own })
}

import { useEffect, useState } from 'react'
import { choosePassword, LEAST_PASSWORD, wordsIn } from '../../shared/accounts/password-rules.ts'
import { SecurityWords, useWords } from '../language.tsx'
import css from './NewPasswordField.module.css'
import { PasswordField } from './PasswordField.tsx'

/** Fewer letters are no password; the server says so too. */
export const isShortPassword = (password: string): boolean => [...password].length < LEAST_PASSWORD

/** The list that the server reads too; a page without it knows of lengths and names alone, and the server says the rest. */
async function loadCommonWords(): Promise<ReadonlySet<string>> {
  const list = await import('../../shared/accounts/common-passwords.txt?raw')
  return new Set(list.default.split('\n').filter((line) => line !== '' && !line.startsWith('#')))
}

const NONE: ReadonlySet<string> = new Set([])

type Hint = { readonly password: string; readonly common: ReadonlySet<string>; readonly own: readonly string[] }

/** How hard a password is to guess, in words, while it is typed. Source: RULES.md AC53. */
function Strength({ password, common, own }: Hint) {
  const t = useWords()
  const missing = LEAST_PASSWORD - [...password].length
  const may = choosePassword(password, { common, own: wordsIn(own) })
  const said =
    missing > 0
      ? t('security.strength.more', { count: missing })
      : may.ok
        ? t('security.strength.good')
        : t(may.refusal.code === 'password-own-words' ? 'security.strength.own' : 'security.strength.common')
  return <span className={may.ok ? css.good : css.open}>{said}</span>
}

type Props = {
  readonly label: string
  readonly value: string
  readonly error: string | null
  /** The person's own name and e-mail, as far as the page knows them. */
  readonly own: readonly string[]
  readonly onChange: (value: string) => void
}

/** A password that is chosen: it may be pasted and shown, and the page says how hard it is to guess. Source: RULES.md AC53. */
export function NewPasswordField({ label, value, error, own, onChange }: Props) {
  const t = useWords()
  const [common, setCommon] = useState(NONE)
  const begun = value !== ''
  useEffect(() => {
    if (!begun) return
    let wanted = true
    loadCommonWords().then(
      (words) => wanted && setCommon(words),
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [begun])
  return (
    <div>
      <PasswordField
        label={label}
        description={t('accounts.setUp.passwordHint')}
        value={value}
        error={error}
        autoComplete="new-password"
        onChange={onChange}
      />
      <p className={css.hint} role="status">
        {begun ? (
          <SecurityWords>
            <Strength password={value} common={common} own={own} />
          </SecurityWords>
        ) : null}
      </p>
    </div>
  )
}

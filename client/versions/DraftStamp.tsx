import { useMe } from '../accounts/data.ts'
import { useLanguage, useWords } from '../language.tsx'
import css from './DraftStamp.module.css'

/** DRAFT, which version, of when, and who reads it: on the page, and on paper over each sheet. Source: product decision. */
export function DraftStamp({ version, when }: { version: string; when: string }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const me = useMe().data
  const stamp = t('circulation.stamp', {
    draft: t('circulation.draft'),
    revision: version,
    when,
    name: me ? inMine(me.name) : '',
  })
  return (
    <>
      <p className={css.stamp}>{stamp}</p>
      <p className={css.running} aria-hidden>
        {stamp}
      </p>
    </>
  )
}

import { useEffect } from 'react'
import { useMe } from '../accounts/data.ts'
import { ComparisonWords, useLanguage, useWords } from '../language.tsx'
import css from './DraftStamp.module.css'

type Props = { readonly version: string; readonly when: string }

/** DRAFT, which version, of when, and who reads it: on the page, and on paper over each sheet. Source: product decision. */
export const DraftStamp = (props: Props) => (
  <ComparisonWords>
    <Stamp {...props} />
  </ComparisonWords>
)

function Stamp({ version, when }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const me = useMe().data
  const stamp = t('circulation.stamp', {
    draft: t('circulation.draft'),
    revision: version,
    when,
    name: me ? inMine(me.name) : '',
  })
  useEffect(() => {
    const { style } = document.documentElement
    style.setProperty('--stamp', JSON.stringify(stamp))
    return () => void style.removeProperty('--stamp')
  }, [stamp])
  return <p className={css.stamp}>{stamp}</p>
}

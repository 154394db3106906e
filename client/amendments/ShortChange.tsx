import { useLanguage } from '../language.tsx'
import { Added, Deleted } from '../versions/Difference.tsx'
import type { AmendmentSummary } from './data.ts'
import { changeInShort } from './short.ts'
import { useWholeEffect } from './useNamed.ts'

/** What an amendment does, in one line of a list. */
export function ShortChange({ amendment }: { amendment: AmendmentSummary }) {
  const { language, inMine } = useLanguage()
  const effect = useWholeEffect(amendment)
  if (effect) return effect
  if (amendment.recommendation === null) return inMine(amendment.title) || <Change amendment={amendment} />
  if (!changeInShort(amendment, language)) return null
  return <Change amendment={amendment} />
}

function Change({ amendment }: { amendment: AmendmentSummary }) {
  const { language } = useLanguage()
  const change = changeInShort(amendment, language)
  if (!change) return null
  return (
    <span lang={change.language}>
      {change.deleted ? <Deleted>{change.deleted}</Deleted> : null}{' '}
      {change.added ? <Added>{change.added}</Added> : null}
    </span>
  )
}

import { useLanguage, useWords } from '../language.tsx'
import type { VoteDetail } from './data.ts'

/** What hands are counted in, by its name: a council, or all together. */
export function useScopeName(vote: Pick<VoteDetail, 'councils'>): (scope: string) => string {
  const t = useWords()
  const { inMine } = useLanguage()
  return (scope) => {
    const council = vote.councils.find(({ id }) => id === scope)
    return council ? inMine(council.name) : t('manners.hands.pool')
  }
}

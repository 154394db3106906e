import { useLanguage, useWords } from '../language.tsx'
import { useCalled, useRecommendations } from '../recommendations/data.ts'
import type { AmendmentSummary } from './data.ts'

type Person = AmendmentSummary['mover']

/** How an amendment and those behind it are spoken of, the same in lists and on its page. */
export function useNamed() {
  const t = useWords()
  const { inMine } = useLanguage()
  const names = (people: readonly Person[]): string => people.map(({ name }) => inMine(name)).join(', ')
  return {
    /** "Amendment 2"; a draft has no number yet. */
    title: ({ number, kind }: Pick<AmendmentSummary, 'number' | 'kind'>): string =>
      number === null
        ? t('amendments.draftOf', { kind: t(`amendments.kinds.${kind}`) })
        : t('amendments.name', { number }),
    /** Who moved it, and who typed it for them. */
    moved({ mover, typedBy, moved, stage }: Pick<AmendmentSummary, 'mover' | 'typedBy' | 'moved' | 'stage'>): string {
      const by = { name: inMine(mover.name), typist: inMine(typedBy.name) }
      if (mover.account === typedBy.account)
        return t(stage === 'draft' ? 'amendments.draftBy' : 'amendments.movedBy', by)
      const said = t('amendments.movedTyped', by)
      return moved === 'self' ? said : `${said}, ${t(`amendments.moved.${moved}`)}`
    },
    supporters: ({ sponsors, mover }: Pick<AmendmentSummary, 'sponsors' | 'mover'>): string | null => {
      const others = sponsors.filter(({ account, signedAt }) => account !== mover.account && signedAt !== null)
      return others.length > 0 ? t('amendments.supported', { names: names(others) }) : null
    },
    asked: ({ sponsors }: Pick<AmendmentSummary, 'sponsors'>): string | null => {
      const asked = sponsors.filter(({ signedAt }) => signedAt === null)
      return asked.length > 0 ? t('amendments.asked', { names: names(asked) }) : null
    },
    numbers: (ids: readonly string[], among: readonly AmendmentSummary[]): string =>
      among
        .filter(({ id, number }) => ids.includes(id) && number !== null)
        .map(({ number }) => t('amendments.name', { number: number ?? 0 }))
        .join(', '),
  }
}

/** What an amendment does to a recommendation as a whole, in a sentence; null where it changes words. */
export function useWholeEffect(amendment: Pick<AmendmentSummary, 'whole' | 'kind' | 'after' | 'session'>) {
  const t = useWords()
  const called = useCalled()
  const set = useRecommendations(amendment.session).data?.recommendations ?? []
  if (!amendment.whole) return null
  if (amendment.kind === 'delete') return t('amendments.takesOut')
  const after = set.find(({ id }) => id === amendment.after)
  return after ? t('amendments.movesBehind', { what: called(after) }) : t('amendments.movesFirst')
}

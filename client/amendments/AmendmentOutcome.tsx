import type { Answer } from '../api.ts'
import { AmendmentWords, useWords } from '../language.tsx'
import { useAmendments } from './data.ts'
import { nextOf } from './ordering.ts'
import { useNamed } from './useNamed.ts'

type Vote = Pick<Answer<'votes', 'vote'>, 'session' | 'question' | 'stage'>
type Voted = NonNullable<Vote['question']['amendment']>
type Props = { readonly vote: Vote; readonly amendment: Voted }

/** What an announced outcome made of an amendment, what fell with it, and which one is next. Source: RULES.md AM31, AM33, AM37. */
export function AmendmentOutcome(props: Props) {
  return (
    <AmendmentWords>
      <Said {...props} />
    </AmendmentWords>
  )
}

function Said({ vote, amendment }: Props) {
  const t = useWords()
  const named = useNamed()
  const listed = useAmendments({ session: vote.session }).data?.amendments
  const mine = listed?.find(({ id }) => id === amendment.id)
  if (!listed || !mine) return null
  const others = listed.filter((each) => each.recommendation === mine.recommendation && each.id !== mine.id)
  const fell =
    mine.stage === 'adopted'
      ? others.filter(({ stage, fallsWith }) => stage === 'fallen' && fallsWith.includes(mine.id)).map(named.title)
      : []
  const next = nextOf(others)
  return (
    <p>
      {became()} {fell.length > 0 ? t('amendmentsDesk.outcome.fell', { what: fell.join(', ') }) : null}{' '}
      {next ? t('amendmentsDesk.next', { what: named.title(next) }) : t('amendmentsDesk.lastOne')}
    </p>
  )

  function became(): string {
    const what = named.title(amendment)
    const isSeparate = amendment.kind === 'separate-vote'
    switch (amendment.stage) {
      case 'adopted':
        return isSeparate ? t('amendmentsDesk.outcome.goes') : t('amendmentsDesk.outcome.adopted', { what })
      case 'rejected':
        return isSeparate ? t('amendmentsDesk.outcome.stays') : t('amendmentsDesk.outcome.rejected', { what })
      default:
        return t('amendmentsDesk.outcome.undecided', { what })
    }
  }
}

import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useAct } from '../api.ts'
import { type Counts, CountsFields, NO_COUNTS } from '../floor/CountsFields.tsx'
import { useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { VoteDetail } from './data.ts'
import css from './HandsUnderWay.module.css'
import { useScopeName } from './useScopeName.ts'

type Hands = NonNullable<VoteDetail['hands']>
const CHOICES = ['for', 'against', 'abstain'] as const

/** A show of hands on the desk: how the two counts stand to each other, and the form of a teller. */
export function HandsUnderWay({ vote, hands }: { vote: VoteDetail; hands: Hands }) {
  const t = useWords()
  return (
    <div className={css.hands}>
      {hands.standing ? (
        <p className={css.standing} role="status">
          {t(`manners.hands.standing.${hands.standing}`)}
        </p>
      ) : null}
      <HandCounts vote={vote} hands={hands} />
      {hands.mayCount ? (
        <CountForm key={vote.id} vote={vote} hands={hands} />
      ) : (
        <p className="quiet">{t('manners.hands.notTeller')}</p>
      )}
    </div>
  )
}

/** What both tellers counted, once they agree. */
export function HandCounts({ vote, hands }: { vote: VoteDetail; hands: Hands }) {
  const t = useWords()
  const nameOf = useScopeName(vote)
  if (!hands.agreed) return null
  return (
    <div className={css.agreed}>
      <h3>{t('manners.hands.counted')}</h3>
      {hands.agreed.map((count) => (
        <dl key={count.scope} className={css.numbers} aria-label={nameOf(count.scope)}>
          {hands.scopes.length > 1 ? <strong>{nameOf(count.scope)}</strong> : null}
          {CHOICES.map((choice) => (
            <div key={choice}>
              <dt>{t(`votes.recorded.${choice}`)}</dt>
              <dd className="tabular">{count[choice]}</dd>
            </div>
          ))}
        </dl>
      ))}
    </div>
  )
}

function CountForm({ vote, hands }: { vote: VoteDetail; hands: Hands }) {
  const t = useWords()
  const nameOf = useScopeName(vote)
  const enter = useAct('votes', 'enter-count')
  const [counts, setCounts] = useState<Readonly<Record<string, Counts>>>(() =>
    Object.fromEntries((hands.mine ?? []).map((count) => [count.scope, count])),
  )
  const of = (scope: string): Counts => counts[scope] ?? NO_COUNTS
  const send = (event: FormEvent) => {
    event.preventDefault()
    void enter.run({
      vote: vote.id,
      counts: hands.scopes.map(({ scope }) => {
        const { for: inFavour, against, abstain } = of(scope)
        return { scope, for: inFavour, against, abstain }
      }),
    })
  }
  return (
    <form className={css.form} onSubmit={send}>
      {hands.scopes.map(({ scope, places }) => (
        <fieldset key={scope} className={css.scope}>
          <legend>
            {nameOf(scope)} <span className="quiet">{t('manners.hands.places', { count: places })}</span>
          </legend>
          <CountsFields value={of(scope)} onChange={(value) => setCounts({ ...counts, [scope]: value })} />
        </fieldset>
      ))}
      {enter.refusal ? <RefusalNote refusal={enter.refusal} /> : null}
      <p className="quiet">{t('manners.hands.enterEffect')}</p>
      <Button type="submit" size="md" loading={enter.pending}>
        {t(hands.mine ? 'manners.hands.enterAgain' : 'manners.hands.enter')}
      </Button>
    </form>
  )
}

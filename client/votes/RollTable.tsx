import UserMinus from 'lucide-react/icons/user-minus'
import UserX from 'lucide-react/icons/user-x'
import { WAYS } from '../../shared/votes/manners.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ChoiceMark } from './ChoiceMark.tsx'
import type { VoteDetail } from './data.ts'
import css from './RollTable.module.css'
import { type RollRow, rowsOf } from './roll.ts'

function Ballot({ row, vote }: { row: RollRow; vote: VoteDetail }) {
  const t = useWords()
  if (row.kind === 'absent')
    return (
      <span className={css.away}>
        <UserX size={14} aria-hidden /> {t('votes.page.absent')}
      </span>
    )
  if (row.kind === 'recused')
    return (
      <span className={css.away} title={row.reason}>
        <UserMinus size={14} aria-hidden /> {t('votes.page.recused')}
      </span>
    )
  const { place } = row
  if (place.choice)
    return (
      <>
        <ChoiceMark choice={place.choice} />
        <FirstEntry place={place.place} vote={vote} />
        {place.source === 'word' ? <span className={css.word}>{t('votes.page.byWord')}</span> : null}
        {place.source === 'paper' ? <span className={css.word}>{t('votes.page.byPaper')}</span> : null}
      </>
    )
  if (place.cast === null || WAYS[vote.manner].byHands)
    return <span className={css.away}>{t('votes.page.onRoll')}</span>
  if (place.cast) return <span>{t('votes.page.hasVoted')}</span>
  return <span className={css.away}>{t(vote.stage === 'open' ? 'votes.page.notYet' : 'votes.page.didNotVote')}</span>
}

/** What was recorded first, beside what is right. Source: RULES.md VO87. */
function FirstEntry({ place, vote }: { place: string; vote: VoteDetail }) {
  const t = useWords()
  return vote.remedies.corrections
    .filter(({ stage }) => stage === 'confirmed')
    .map(({ id, change }) => {
      if (change.kind === 'choice' && change.place.id === place)
        return (
          <span key={id} className={css.word}>
            {t('remedies.corrections.rollNote', { was: t(`votes.recorded.${change.was}`) })}
          </span>
        )
      if (change.kind === 'place' && change.moved.id === place)
        return (
          <span key={id} className={css.word}>
            {t('remedies.corrections.rollMoved')}
          </span>
        )
      return null
    })
}

/** The roll of a vote, a table a council: every seat and what is shown of its ballot. */
export function RollTable({ vote }: { vote: VoteDetail }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const several = vote.roll.filter((place) => new Set(place.seats.map((seat) => seat.council)).size > 1)
  return (
    <section aria-labelledby="roll-title">
      <h2 id="roll-title">
        {t('votes.page.roll')} <span className="quiet">{t(`votes.manners.${vote.manner}`)}</span>
      </h2>
      <div className={css.councils}>
        {vote.councils.map((council) => (
          <table key={council.id} className={css.table}>
            <caption className={css.caption}>{inMine(council.name)}</caption>
            <thead className="visually-hidden">
              <tr>
                <th scope="col">{t('votes.page.name')}</th>
                <th scope="col">{t('votes.page.choice')}</th>
              </tr>
            </thead>
            <tbody>
              {rowsOf(vote, council.id, language).map((row) => (
                <tr key={row.key} data-away={row.kind !== 'place' || undefined}>
                  <th scope="row">
                    {inMine(row.name)}
                    {row.role === 'member' ? null : <span className="quiet"> {t(`sessions.${row.role}`)}</span>}
                  </th>
                  <td>
                    <Ballot row={row} vote={vote} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      {vote.hands ? <p className={css.note}>{t('manners.hands.noNames')}</p> : null}
      {several.map((place) => (
        <p key={place.place} className={css.note}>
          {t('votes.page.sitsOnBoth', { name: inMine(place.name) })}
        </p>
      ))}
      {vote.recused.map((seat) => (
        <p key={seat.seat} className={css.note}>
          {inMine(seat.name)}: {seat.reason}
        </p>
      ))}
    </section>
  )
}

import Check from 'lucide-react/icons/check'
import Hourglass from 'lucide-react/icons/hourglass'
import User from 'lucide-react/icons/user'
import UserMinus from 'lucide-react/icons/user-minus'
import UserX from 'lucide-react/icons/user-x'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../language.tsx'
import { shortName } from '../ui/names.ts'
import { ChoiceIcon } from './ChoiceMark.tsx'
import type { Place, VoteDetail } from './data.ts'
import { type RollRow, rowsOf } from './roll.ts'
import css from './SeatGrid.module.css'

type Props = {
  readonly vote: VoteDetail
  /** Accounts with an open page; null when it is not known. */
  readonly connected: ReadonlySet<string> | null
  /** Recording a member's word for a place, for who may. */
  readonly onWord: ((place: Place) => void) | null
}

const iconOf = (row: RollRow): ReactNode => {
  if (row.kind === 'absent') return <UserX size={15} aria-hidden />
  if (row.kind === 'recused') return <UserMinus size={15} aria-hidden />
  if (row.place.choice) return <ChoiceIcon choice={row.place.choice} size={15} />
  if (row.place.cast === null) return <User size={15} aria-hidden />
  return row.place.cast ? <Check size={15} aria-hidden /> : <Hourglass size={15} aria-hidden />
}

/** Every seat of the vote by council: who has cast, what is shown of it, who is away, and who has no connection. */
export function SeatGrid({ vote, connected, onWord }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const stateOf = (row: RollRow): string => {
    if (row.kind === 'absent') return t('votes.page.absent')
    if (row.kind === 'recused') return t('votes.page.recused')
    if (row.place.choice) return t(`votes.recorded.${row.place.choice}`)
    if (row.place.cast === null) return t('votes.page.onRoll')
    return t(row.place.cast ? 'votes.page.hasVoted' : 'votes.page.notYet')
  }
  const notesOf = (row: RollRow): string[] => {
    if (row.kind !== 'place') return []
    const { place } = row
    return [
      ...(row.several ? [t('votes.desk.both')] : []),
      ...(place.mode === 'remote' ? [t('sessions.remote')] : []),
      ...(place.source === 'word' ? [t('votes.page.byWord')] : []),
      ...(place.source === 'paper' ? [t('votes.page.byPaper')] : []),
      ...(place.sheet && !place.cast ? [t('manners.paper.held')] : []),
      ...(place.sheet?.standing === 'differ' ? [t('manners.paper.standing.differ')] : []),
      ...(connected && !connected.has(place.account) && place.cast === false && vote.stage === 'open'
        ? [t('votes.desk.notConnected')]
        : []),
    ]
  }
  const inside = (row: RollRow) => (
    <>
      {iconOf(row)}
      <span className={css.who}>
        <span className={css.name}>{shortName(inMine(row.name))}</span>
        {notesOf(row).map((note) => (
          <span key={note} className={css.note}>
            <span className="visually-hidden">, </span>
            {note}
          </span>
        ))}
      </span>
      <span className="visually-hidden">, {stateOf(row)}</span>
    </>
  )
  return (
    <div className={css.councils}>
      {vote.councils.map((council) => {
        const rows = rowsOf(vote, council.id, language)
        const places = rows.filter((row) => row.kind === 'place')
        return (
          <div key={council.id}>
            <p className={css.head}>
              <strong>{inMine(council.name)}</strong>
              <span className="quiet tabular">
                {places.some((row) => row.place.cast === null)
                  ? places.length
                  : t('common.of', { count: places.filter((row) => row.place.cast).length, total: places.length })}
              </span>
            </p>
            <ul className={css.grid}>
              {rows.map((row) => {
                const look = {
                  className: css.seat,
                  'data-kind': row.kind,
                  'data-cast': (row.kind === 'place' && row.place.cast) || undefined,
                  'data-choice': row.kind === 'place' ? (row.place.choice ?? undefined) : undefined,
                  title: `${inMine(row.name)}: ${stateOf(row)}`,
                }
                return (
                  <li key={row.key}>
                    {row.kind === 'place' && onWord ? (
                      <button type="button" {...look} onClick={() => onWord(row.place)}>
                        {inside(row)}
                      </button>
                    ) : (
                      <div {...look}>{inside(row)}</div>
                    )}
                  </li>
                )
              })}
            </ul>
          </div>
        )
      })}
    </div>
  )
}

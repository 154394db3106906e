import { WAYS } from '../../shared/votes/manners.ts'
import { useLanguage, useWords } from '../language.tsx'
import { shortName } from '../ui/names.ts'
import { ChoiceIcon } from '../votes/ChoiceMark.tsx'
import { WindowLeft } from '../votes/WindowLeft.tsx'
import { MovedBy, VotedAmendment } from './AmendmentScene.tsx'
import type { SceneOf } from './data.ts'
import { FitText } from './FitText.tsx'
import { Foot } from './Foot.tsx'
import { TextHead } from './Head.tsx'
import { Marks } from './Marks.tsx'
import { Said } from './Said.tsx'
import css from './VoteScene.module.css'

const TEXT = { most: 56, least: 30 } as const

/** A vote under way: question, fixed text, how many have voted, and who and what in the manners that show it. */
export function VoteScene({ shown }: { shown: SceneOf<'vote'> }) {
  const { inMine } = useLanguage()
  const closed = shown.stage === 'closed'
  return (
    <>
      <TextHead
        text={shown.text}
        state={closed ? 'frozen' : 'voting'}
        question={inMine(shown.question)}
        about={shown.amendment ? <MovedBy amendment={shown.amendment} /> : undefined}
      />
      {shown.amendment ? (
        <VotedAmendment amendment={shown.amendment} />
      ) : shown.text ? (
        <FitText text={shown.text} tight {...TEXT} />
      ) : (
        <Said said={shown.said} />
      )}
      {shown.until === null ? <Ballots shown={shown} /> : <Silence until={shown.until} closed={closed} />}
    </>
  )
}

/** Nobody votes: whoever objects says so in time. */
function Silence({ until, closed }: { until: number; closed: boolean }) {
  const t = useWords()
  return (
    <Foot>
      <div className={css.cast}>{closed ? t('screens.page.voteClosed') : <WindowLeft until={until} />}</div>
    </Foot>
  )
}

function Ballots({ shown }: { shown: SceneOf<'vote'> }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const closed = shown.stage === 'closed'
  const { byHands } = WAYS[shown.manner]
  const nameOf = (place: string | null | undefined) => {
    const found = shown.roll.find((one) => one.place === place)
    return found ? inMine(found.name) : null
  }
  const now = nameOf(shown.turn?.now)
  const next = nameOf(shown.turn?.next)
  const called =
    now && [t('manners.turn.now', { name: now }), ...(next ? [t('manners.turn.next', { name: next })] : [])].join(' · ')
  return (
    <>
      <ul className={css.roll} hidden={byHands}>
        {shown.roll.map(({ place, name, choice }) => (
          <li
            key={place}
            className={css.place}
            data-choice={choice ?? undefined}
            data-turn={shown.turn?.now === place || undefined}
          >
            <span className={css.sign} aria-hidden="true">
              {choice ? <ChoiceIcon choice={choice} size="1em" /> : '·'}
            </span>
            <span className={css.who}>{shortName(inMine(name))}</span>
            {choice ? <span className="visually-hidden">, {t(`votes.recorded.${choice}`)}</span> : null}
          </li>
        ))}
      </ul>
      <Foot>
        <div className={css.vote}>
          <div className={css.progress}>
            <p className={css.cast} role="status">
              {byHands ? t('manners.hands.title') : t('screens.page.votes', { cast: shown.cast, places: shown.places })}
            </p>
            {byHands ? null : (
              <Marks tall count={shown.places} kindOf={(at) => (at < shown.cast ? 'hall' : 'absent')} />
            )}
          </div>
          <p className={closed ? css.waits : css.carriedBy}>
            {closed ? t('screens.page.voteClosed') : (called ?? inMine(shown.carriedBy))}
          </p>
        </div>
      </Foot>
    </>
  )
}

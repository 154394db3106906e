import { useLanguage, useWords } from '../language.tsx'
import { shortName } from '../ui/names.ts'
import { ChoiceIcon } from '../votes/ChoiceMark.tsx'
import { WindowLeft } from '../votes/WindowLeft.tsx'
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
  const t = useWords()
  const { inMine } = useLanguage()
  const closed = shown.stage === 'closed'
  return (
    <>
      <TextHead text={shown.text} state={closed ? 'frozen' : 'voting'} question={inMine(shown.question)} />
      {shown.text ? <FitText text={shown.text} tight {...TEXT} /> : <Said said={shown.said} />}
      <ul className={css.roll} hidden={shown.until !== null}>
        {shown.roll.map(({ place, name, choice }) => (
          <li key={place} className={css.place} data-choice={choice ?? undefined}>
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
          <div className={css.progress} hidden={shown.until !== null}>
            <p className={css.cast} role="status">
              {t('screens.page.votes', { cast: shown.cast, places: shown.places })}
            </p>
            <Marks tall count={shown.places} kindOf={(at) => (at < shown.cast ? 'hall' : 'absent')} />
          </div>
          {shown.until !== null && !closed ? (
            <WindowLeft until={shown.until} />
          ) : (
            <p className={closed ? css.waits : css.carriedBy}>
              {closed ? t('screens.page.voteClosed') : inMine(shown.carriedBy)}
            </p>
          )}
        </div>
      </Foot>
    </>
  )
}

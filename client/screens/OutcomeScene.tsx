import Gavel from 'lucide-react/icons/gavel'
import type { Language } from '../../shared/language.ts'
import { useLanguage, useWords } from '../language.tsx'
import { VoteBar } from '../ui/VoteBar.tsx'
import { AmendmentOutcome } from './AmendmentScene.tsx'
import type { SceneOf } from './data.ts'
import { Foot } from './Foot.tsx'
import { RecordHead, TextHead } from './Head.tsx'
import css from './OutcomeScene.module.css'

type Props = { readonly shown: SceneOf<'outcome'>; readonly languages: readonly Language[] }

/** The announced outcome: the sentence first, then the counts as bars, those that decide large. */
export function OutcomeScene({ shown, languages }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { outcome, councils, void: isVoid } = shown
  const nameOf = (scope: string) => {
    const council = councils.find(({ id }) => id === scope)
    return council ? inMine(council.name) : t('screens.page.pool')
  }
  const tallies = outcome?.tallies ?? []
  const [first] = tallies
  const headline = isVoid ?? outcome?.headline
  const state = isVoid ? 'void' : (outcome?.result ?? 'closed')
  return (
    <>
      <TextHead
        text={shown.text}
        state={shown.text?.stage === 'adopted' ? 'adopted' : state}
        {...(shown.text ? {} : { question: inMine(shown.question) })}
      />
      <div className={css.outcome} role="status">
        {languages.map((language) => (
          <p key={language} lang={language} className={css.headline} data-result={state}>
            {headline?.[language]}
          </p>
        ))}
        {shown.amendment && !isVoid ? <AmendmentOutcome amendment={shown.amendment} /> : null}
        {isVoid && outcome ? (
          <p className={css.before}>
            <s>{inMine(outcome.headline)}</s>
          </p>
        ) : null}
      </div>
      <div className={css.bars} data-void={isVoid ? true : undefined}>
        {tallies.map((tally) => (
          <figure key={tally.scope} data-decides={tally.decides || undefined}>
            <figcaption className={css.caption}>
              <strong>{nameOf(tally.scope)}</strong>
              {tally.decides ? (
                <span className={css.decides}>
                  <Gavel size="1em" aria-hidden /> {t('votes.page.decides')}
                </span>
              ) : null}
              <span className={css.needs}>{t('screens.page.needed', { count: tally.needed })}</span>
            </figcaption>
            <VoteBar count={tally} label={nameOf(tally.scope)} small={!tally.decides} grows />
          </figure>
        ))}
      </div>
      <Foot>
        {first ? (
          <ul className={css.legend}>
            <li data-kind="for">
              {t('votes.recorded.for')} {first.for}
            </li>
            <li data-kind="against">
              {t('votes.recorded.against')} {first.against}
            </li>
            <li data-kind="abstain">
              {first.majority.base === 'for+against' ? t('votes.abstainedNotCounted') : t('votes.recorded.abstain')}{' '}
              {first.abstain}
            </li>
            <li data-kind="novote">
              {t('votes.notVoting')} {first.notVoting}
            </li>
          </ul>
        ) : null}
      </Foot>
      <RecordHead head={shown.head} />
    </>
  )
}

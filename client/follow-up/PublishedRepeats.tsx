import { Link } from '@tanstack/react-router'
import type { RecommendationId } from '../../shared/ids.ts'
import { FollowUpWords, useWords } from '../language.tsx'
import { RecordWords } from '../ui/RecordWords.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { usePublishedRepeats } from './data.ts'
import { EarlierName } from './EarlierName.tsx'
import css from './Repeats.module.css'

type Props = { readonly recommendation: RecommendationId }

/** The earlier recommendations that a published text goes on from, for everybody. Source: RULES.md FO22. */
export const PublishedRepeats = (props: Props) => (
  <FollowUpWords>
    <Shown {...props} />
  </FollowUpWords>
)

function Shown({ recommendation }: Props) {
  const t = useWords()
  return (
    <Loaded from={usePublishedRepeats(recommendation)}>
      {({ links }) =>
        links.length === 0 ? null : (
          <section className={css.repeats} aria-labelledby="repeats-title">
            <h2 id="repeats-title">{t('followUp.repeats.title')}</h2>
            <ul className={css.list}>
              {links.map(({ way, said, published }) => (
                <li key={`${said.number} ${said.source.ru}`}>
                  <EarlierName way={way} said={said} />
                  <RecordWords value={said.text} />
                  {published ? (
                    <Link to="/published/$recommendation" params={{ recommendation: published }}>
                      {t('followUp.repeats.published')}
                    </Link>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </Loaded>
  )
}

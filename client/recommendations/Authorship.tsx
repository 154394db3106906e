import { Checkbox } from '@mantine/core'
import { useMemo, useState } from 'react'
import { byCouncil, byPerson, percentOf } from '../../shared/recommendations/authorship.ts'
import { useAsk } from '../api.ts'
import type { Authors } from '../editor/authors.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { initialsOf } from '../ui/names.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './Authorship.module.css'
import type { RecommendationSummary } from './data.ts'

/** Whose each word of the live text is, while somebody asks; null else. */
export function useAuthors(recommendation: RecommendationSummary, asked: boolean): Authors {
  const { inMine } = useLanguage()
  const found = useAsk('recommendations', 'authors', asked ? { id: recommendation.id } : null).data
  return useMemo(() => {
    if (!asked || !found) return null
    return new Map(
      found.authors.flatMap(({ account, name, clients }) => {
        const author = { account, name: inMine(name), initials: initialsOf(inMine(name)) }
        return clients.map((client) => [client, author] as const)
      }),
    )
  }, [asked, found, inMine])
}

type Props = {
  readonly session: SessionDetail
  readonly recommendation: RecommendationSummary
  /** Whether the words of the text are marked with who wrote them; absent where there is no live text. */
  readonly marked: boolean
  readonly onMark: (marked: boolean) => void
}

/** How much of a text, or of the session's texts, is whose, by person and by council; and the switch that shows it in the text. */
export function Authorship({ session, recommendation, marked, onMark }: Props) {
  const t = useWords()
  const [whole, setWhole] = useState(false)
  const asked = whole ? { session: session.id } : { session: session.id, recommendation: recommendation.id }
  const contributions = useAsk('recommendations', 'contributions', asked)
  return (
    <section className={css.authorship} aria-labelledby="authorship-title">
      <h2 id="authorship-title">{t('recommendations.authorship.title')}</h2>
      {recommendation.stage === 'drafting' ? (
        <Checkbox
          checked={marked}
          onChange={(event) => onMark(event.currentTarget.checked)}
          label={t('recommendations.authorship.show')}
          description={t('recommendations.authorship.showText')}
        />
      ) : null}
      <Checkbox
        checked={whole}
        onChange={(event) => setWhole(event.currentTarget.checked)}
        label={t('recommendations.authorship.whole')}
      />
      <Loaded from={contributions}>
        {({ texts, people }) => <Shares session={session} credits={byPerson(texts)} people={people} />}
      </Loaded>
    </section>
  )
}

type SharesProps = {
  readonly session: SessionDetail
  readonly credits: ReturnType<typeof byPerson>
  readonly people: readonly { account: string; name: SessionDetail['title']; councils: readonly string[] }[]
}

function Shares({ session, credits, people }: SharesProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const whole = credits.reduce((sum, { characters }) => sum + characters, 0)
  if (whole === 0) return <p className="quiet">{t('recommendations.authorship.nobody')}</p>
  const personOf = (account: string) => people.find((one) => one.account === account)
  const councils = byCouncil(
    credits,
    session.councils.map(({ id }) => id),
    (account) => session.councils.map(({ id }) => id).filter((id) => personOf(account)?.councils.includes(id)),
  )
  const share = (characters: number) =>
    t('recommendations.authorship.share', { percent: percentOf(characters, whole), characters })
  return (
    <>
      <ul className={css.list}>
        {credits.map(({ account, characters }) => {
          const person = personOf(account)
          return person ? (
            <li key={account} className={css.row}>
              <PersonAvatar account={account} name={person.name} size={24} />
              <span className={css.name}>{inMine(person.name)}</span>
              <span className="quiet tabular">{share(characters)}</span>
            </li>
          ) : null
        })}
      </ul>
      <h3>{t('recommendations.authorship.councils')}</h3>
      <ul className={css.list}>
        {councils.map(({ council, characters }) => {
          const known = session.councils.find(({ id }) => id === council)
          return known ? (
            <li key={council} className={css.row}>
              <span className={css.name}>{inMine(known.name)}</span>
              <span className="quiet tabular">{share(characters)}</span>
            </li>
          ) : null
        })}
      </ul>
    </>
  )
}

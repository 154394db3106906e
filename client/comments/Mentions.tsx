import { Link } from '@tanstack/react-router'
import AtSign from 'lucide-react/icons/at-sign'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { DiscussionWords, useLanguage, useWords } from '../language.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import css from './Threads.module.css'
import { useMentions } from './threads.ts'

type Entries = NonNullable<ReturnType<typeof useMentions>['data']>['mentions']

/** How many mentions of the reader wait in the other texts of the session, with the way to each. */
export function MentionsElsewhere({ session, here }: { session: SessionId; here: RecommendationId }) {
  const t = useWords()
  const found = useMentions(session).data?.mentions ?? []
  const waiting = found.filter(({ unread, recommendation }) => unread && recommendation !== here)
  if (waiting.length === 0) return null
  return (
    <details className={css.resolved}>
      <summary>{t('threads.mentionsElsewhere', { count: waiting.length })}</summary>
      <MentionsList session={session} mentions={waiting} />
    </details>
  )
}

/** The mentions that wait for the reader, for the session's home; it comes with its words only where there are some. */
export function MentionsBox({ session }: { session: SessionId }) {
  return (
    <DiscussionWords>
      <Box session={session} />
    </DiscussionWords>
  )
}

function Box({ session }: { session: SessionId }) {
  const t = useWords()
  const waiting = (useMentions(session).data?.mentions ?? []).filter(({ unread }) => unread)
  if (waiting.length === 0) return null
  return (
    <section className={`sheet ${css.box}`} aria-labelledby="mentions-title">
      <SectionTitle id="mentions-title">{t('threads.mentions')}</SectionTitle>
      <MentionsList session={session} mentions={waiting} />
    </section>
  )
}

function MentionsList({ session, mentions }: { session: SessionId; mentions: Entries }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const inRecord = useRecordWords()
  return (
    <ul className={css.mentions}>
      {mentions.map(({ remark, thread, recommendation, number, title, author }) => (
        <li key={remark}>
          <AtSign size={15} aria-hidden />
          <Link
            to="/sessions/$session/recommendations/$recommendation"
            params={{ session, recommendation }}
            search={{ thread }}
          >
            {t('threads.mentionedIn', {
              name: inMine(author.name),
              title: `${number === null ? '' : `${number}. `}${inRecord(title).words}`,
            })}
          </Link>
        </li>
      ))}
    </ul>
  )
}

import { Link } from '@tanstack/react-router'
import MessagesSquare from 'lucide-react/icons/messages-square'
import ScrollText from 'lucide-react/icons/scroll-text'
import Video from 'lucide-react/icons/video'
import { revisionName } from '../../../shared/versions/circulation.ts'
import { useWords } from '../../language.tsx'
import { useRevisions } from '../../versions/data.ts'
import type { SessionDetail } from '../data.ts'
import css from './BeforeSession.module.css'
import { usePreparation } from './data.ts'
import { PaperLinks } from './PaperLinks.tsx'

/** What one reads of a session beside its agenda: the circulated texts, comments, papers of the whole session, the link to join. */
export function ReadingBox({ session }: { session: SessionDetail }) {
  const t = useWords()
  const preparation = usePreparation(session.id).data
  const revision = useRevisions(session.id).data?.revisions[0]
  const papers = preparation?.papers.filter(({ point }) => point === null) ?? []
  const link = session.stage === 'closed' ? null : (preparation?.link ?? null)
  if (!revision && papers.length === 0 && link === null) return null
  const params = { session: session.id }
  return (
    <section className={`sheet ${css.box}`} aria-label={t('planning.circulated.newest')}>
      <div className={css.links}>
        {revision ? (
          <>
            <Link to="/sessions/$session/rev/$number" params={{ ...params, number: String(revision.number) }}>
              <ScrollText size={17} aria-hidden />
              {t('planning.circulated.read', { revision: revisionName(revision.number) })}
            </Link>
            <Link to="/sessions/$session/comments" params={params}>
              <MessagesSquare size={17} aria-hidden />
              {t('planning.circulated.writtenComments')}
            </Link>
          </>
        ) : null}
        {link === null ? null : (
          <a href={link} target="_blank" rel="noopener noreferrer">
            <Video size={17} aria-hidden />
            {t('planning.link')}
          </a>
        )}
      </div>
      {papers.length > 0 ? (
        <div>
          <h2>{t('planning.papers.title')}</h2>
          <PaperLinks papers={papers} point={null} />
        </div>
      ) : null}
    </section>
  )
}

import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import Check from 'lucide-react/icons/check'
import MessagesSquare from 'lucide-react/icons/messages-square'
import ScrollText from 'lucide-react/icons/scroll-text'
import Video from 'lucide-react/icons/video'
import { useState } from 'react'
import { INTENTIONS } from '../../../shared/sessions/planning.ts'
import { revisionName } from '../../../shared/versions/circulation.ts'
import { useAct } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useRevisions } from '../../versions/data.ts'
import type { SessionDetail } from '../data.ts'
import css from './BeforeSession.module.css'
import { usePreparation } from './data.ts'
import { Forecast } from './Forecast.tsx'
import { PaperLinks } from './PaperLinks.tsx'

/** Before the session opens: whether one will come, and for who runs it the forecast. */
export function ComingBox({ session }: { session: SessionDetail }) {
  const t = useWords()
  const preparation = usePreparation(session.id).data
  const { run, pending, refusal } = useAct('sessions', 'answer-invitation')
  const [asked, setAsked] = useState<(typeof INTENTIONS)[number] | null>(null)
  if (session.stage !== 'planned' || !preparation) return null
  const { mayAnswer, answer, forecast } = preparation
  if (!mayAnswer && forecast.length === 0) return null
  return (
    <section className={`sheet ${css.box}`} aria-label={t('planning.answers.title')}>
      {mayAnswer ? (
        <>
          <h2>{t('planning.answers.title')}</h2>
          <p className="quiet">{t('planning.answers.hint')}</p>
          <div className={css.choice}>
            {INTENTIONS.map((each) => (
              <Button
                key={each}
                size="md"
                variant={answer === each ? 'filled' : 'default'}
                aria-pressed={answer === each}
                leftSection={answer === each ? <Check size={18} aria-hidden /> : null}
                loading={pending && asked === each}
                onClick={() => {
                  setAsked(each)
                  void run({ session: session.id, answer: each })
                }}
              >
                {t(`planning.answers.${each}`)}
              </Button>
            ))}
          </div>
          {refusal ? <RefusalNote refusal={refusal} /> : null}
        </>
      ) : null}
      <Forecast session={session} />
    </section>
  )
}

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

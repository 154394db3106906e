import { ActionIcon } from '@mantine/core'
import ChevronRight from 'lucide-react/icons/chevron-right'
import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import MapPin from 'lucide-react/icons/map-pin'
import { nextPoint } from '../../../shared/sessions/sitting-rules.ts'
import { type Said, useAct, useSaid } from '../../api.ts'
import { useLanguage, useWords } from '../../language.tsx'
import type { SessionDetail } from '../../sessions/data.ts'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import css from './PointActs.module.css'

const ICON = 18
type Point = SessionDetail['agenda'][number]

/** The next point with one press. */
export function NextPoint({ session }: { session: SessionDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const take = useAct('sessions', 'take-point')
  const next = session.agenda.find(({ id }) => id === nextPoint(session.agenda, session.currentPoint))
  const off =
    session.stage !== 'open'
      ? { text: t('refusals.session-not-open'), rule: 'SE17' }
      : !next
        ? { text: t('sessions.course.lastPoint'), rule: 'SE17' }
        : null
  return (
    <>
      <ReasonedButton
        icon={<ChevronRight size={ICON} aria-hidden />}
        effect={next ? t('sessions.course.nextPointEffect', { number: next.number, title: inMine(next.title) }) : ''}
        reason={off?.text ?? null}
        rule={off?.rule ?? null}
        pending={take.pending}
        onPress={() => {
          if (next) void take.run({ session: session.id, point: next.id })
        }}
      >
        {t('sessions.course.nextPoint')}
      </ReasonedButton>
      {take.refusal ? <RefusalNote refusal={take.refusal} /> : null}
    </>
  )
}

/** What may be done with the privacy of a point: close it, and what was closed release or open. */
function Privacy({ session, point, said }: { session: SessionDetail; point: Point; said: Said }) {
  const t = useWords()
  const change = useAct('sessions', 'change-privacy', said)
  const { number } = point
  const set = (closed: boolean, released: boolean) =>
    void change.run({ session: session.id, point: point.id, closed, released })
  if (!session.may.changePrivacy) return null
  const act = !point.closed ? 'closePoint' : point.released ? 'openPoint' : 'releasePoint'
  const press = () =>
    act === 'closePoint' ? set(true, false) : act === 'openPoint' ? set(false, false) : set(true, true)
  return (
    <ActionIcon
      variant="subtle"
      size={36}
      loading={change.pending}
      aria-label={t(`sessions.course.${act}`, { number })}
      title={t(`sessions.course.${act}`, { number })}
      onClick={press}
    >
      {act === 'closePoint' ? <EyeOff size={ICON} aria-hidden /> : <Eye size={ICON} aria-hidden />}
    </ActionIcon>
  )
}

/** Every point of the agenda, to be taken, closed to observers and released. */
export function PointActs({ session }: { session: SessionDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const said = useSaid()
  const [refusal] = said
  const take = useAct('sessions', 'take-point', said)
  return (
    <section className={`sheet ${css.points}`} aria-labelledby="desk-points">
      <h2 id="desk-points">{t('sessions.course.points')}</h2>
      <ol>
        {session.agenda.map((point) => {
          const now = point.id === session.currentPoint
          return (
            <li key={point.id} className={css.point} aria-current={now ? 'step' : undefined}>
              <span className={css.number}>{point.number}</span>
              <span className={css.title}>
                {inMine(point.title)}
                {point.closed ? (
                  <span className={css.closed}>
                    <EyeOff size={14} aria-hidden />
                    {t(point.released ? 'sessions.course.released' : 'sessions.course.closed')}
                  </span>
                ) : null}
              </span>
              {now ? (
                <span className={css.now}>
                  <MapPin size={15} aria-hidden /> {t('sessions.course.taken')}
                </span>
              ) : session.may.run && session.stage === 'open' ? (
                <ActionIcon
                  variant="subtle"
                  size={36}
                  disabled={take.pending}
                  aria-label={t('sessions.course.take', { number: point.number })}
                  title={t('sessions.course.take', { number: point.number })}
                  onClick={() => void take.run({ session: session.id, point: point.id })}
                >
                  <ChevronRight size={ICON} aria-hidden />
                </ActionIcon>
              ) : null}
              <Privacy session={session} point={point} said={said} />
            </li>
          )
        })}
      </ol>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </section>
  )
}

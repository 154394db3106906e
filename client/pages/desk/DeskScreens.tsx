import { Link } from '@tanstack/react-router'
import MonitorPlay from 'lucide-react/icons/monitor-play'
import QrCode from 'lucide-react/icons/qr-code'
import Waypoints from 'lucide-react/icons/waypoints'
import { type ReactNode, useState } from 'react'
import type { RecommendationId } from '../../../shared/ids.ts'
import { useAct } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useLinks } from '../../screens/data.ts'
import type { SessionDetail } from '../../sessions/data.ts'
import { SectionTitle } from '../../ui/PageTitle.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import css from './DeskScreens.module.css'

type Shown = 'text' | 'check-in' | 'point'
type Props = { readonly session: SessionDetail; readonly chosen: RecommendationId | null }

/** What the screens of the hall show: the chosen text, the way to check in, or what follows from the point. */
export function DeskScreens({ session, chosen }: Props) {
  const t = useWords()
  const links = useLinks(session.id)
  const show = useAct('screens', 'show')
  const [asked, setAsked] = useState<Shown>('point')
  if (!links.data) return null
  const { choice, may } = links.data
  const now = choice?.shown ?? 'point'
  const put = (shown: Shown) => {
    setAsked(shown)
    void show.run({ session: session.id, shown, recommendation: shown === 'text' ? chosen : null })
  }
  const button = (shown: Shown, icon: ReactNode, words: string) => (
    <ReasonedButton icon={icon} pending={show.pending && asked === shown} onPress={() => put(shown)}>
      {words}
    </ReasonedButton>
  )
  return (
    <section aria-labelledby="screens-title" className={css.screens}>
      <SectionTitle id="screens-title">{t('screens.desk')}</SectionTitle>
      <p className="quiet" role="status">
        {t('screens.deskShows', { what: t(`screens.deskNow.${now}`) })}
      </p>
      {may.show ? (
        <>
          {chosen ? button('text', <MonitorPlay size={18} aria-hidden />, t('screens.deskText')) : null}
          {button('check-in', <QrCode size={18} aria-hidden />, t('screens.deskCheckIn'))}
          {button('point', <Waypoints size={18} aria-hidden />, t('screens.deskPoint'))}
        </>
      ) : null}
      {show.refusal ? <RefusalNote refusal={show.refusal} /> : null}
      <Link to="/sessions/$session/screens" params={{ session: session.id }}>
        {t('screens.title')}
      </Link>
    </section>
  )
}

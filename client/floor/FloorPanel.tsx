import LogOut from 'lucide-react/icons/log-out'
import Mic from 'lucide-react/icons/mic'
import Scale from 'lucide-react/icons/scale'
import Zap from 'lucide-react/icons/zap'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { formatDuration } from '../../shared/messages/format.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { useAct, useSaid } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { type FloorHere, offOf, useFloor, waitingPoints } from './data.ts'
import css from './FloorPanel.module.css'
import { MotionsPanel } from './MotionsPanel.tsx'
import { OrderNotice } from './OrderNotice.tsx'
import { PointInterests } from './PointInterests.tsx'
import { SpeakerLine } from './SpeakerLine.tsx'
import { SpeakersList } from './SpeakersList.tsx'

type Props = { readonly session: SessionDetail; readonly account: AccountId }

/** The floor as everybody meets it: who speaks, who waits, and the few presses a person has. */
export function FloorPanel({ session, account }: Props) {
  const t = useWords()
  const here = useFloor(session.id)
  if (!here || session.stage !== 'open') return null
  const { floor } = here
  const seated = session.seats.some((seat) => seat.account === account)
  return (
    <section className={css.panel} aria-labelledby="floor-title">
      <SectionTitle
        id="floor-title"
        aside={floor.waiting.length ? t('floor.waiting', { count: floor.waiting.length }) : null}
      >
        {t('floor.title')}
      </SectionTitle>
      <OrderNotice floor={floor} />
      <SpeakerLine here={here} session={session} account={account} />
      <OwnActs here={here} session={session} account={account} seated={seated} />
      {floor.hidden ? null : (
        <details className={css.more}>
          <summary>{t('floor.list')}</summary>
          <SpeakersList floor={floor} session={session} account={account} />
        </details>
      )}
      {floor.hidden ? null : <MotionsPanel floor={floor} session={session} account={account} seated={seated} />}
      <PointInterests floor={floor} session={session} account={account} seated={seated} />
    </section>
  )
}

type OwnProps = {
  readonly here: FloorHere
  readonly session: SessionDetail
  readonly account: AccountId
  readonly seated: boolean
}

/** What a person does for themselves: ask, leave, be done, raise a point of order, appeal. */
function OwnActs({ here, session, account, seated }: OwnProps) {
  const t = useWords()
  const { language } = useLanguage()
  const { floor } = here
  const id: SessionId = session.id
  const said = useSaid()
  const ask = useAct('floor', 'ask', said)
  const leave = useAct('floor', 'withdraw', said)
  const end = useAct('floor', 'end-speech', said)
  const raise = useAct('floor', 'raise-point', said)
  const takeBack = useAct('floor', 'withdraw-point', said)
  const appeal = useAct('floor', 'appeal', said)
  const place = floor.waiting.findIndex((speaker) => speaker.account === account)
  const own = floor.waiting[place]
  const speaks = floor.speaking?.account === account ? floor.speaking : null
  const point = waitingPoints(floor).find((each) => each.account === account && each.stage === 'waiting')
  const voting = floor.voteOpen
  const [refusal] = said
  const { appealable } = floor.may
  // Who looks on sees no button that is never theirs.
  const mayEver = seated || floor.guestsMayAsk
  if (!mayEver) return null
  return (
    <div className={css.acts}>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      {speaks ? (
        <ReasonedButton
          icon={<Mic size={20} aria-hidden />}
          pending={end.pending}
          onPress={() => void end.run({ session: id, entry: speaks.id })}
        >
          {t('floor.endOwn')}
        </ReasonedButton>
      ) : own ? (
        <>
          <p className={css.place} role="status">
            <Mic size={20} aria-hidden />
            {t('floor.place', { place: place + 1 })}
          </p>
          <ReasonedButton
            icon={<LogOut size={20} aria-hidden />}
            pending={leave.pending}
            onPress={() => void leave.run({ session: id, entry: own.id })}
          >
            {t('floor.leave')}
          </ReasonedButton>
        </>
      ) : (
        <ReasonedButton
          icon={<Mic size={20} aria-hidden />}
          effect={t('floor.askEffect', { time: formatDuration(language, floor.secondsEach * SECOND_MS) })}
          {...offOf(floor.may.ask, t)}
          pending={ask.pending}
          onPress={() => void ask.run({ session: id, account })}
        >
          {t('floor.ask')}
        </ReasonedButton>
      )}
      {!seated ? null : point ? (
        <>
          <p className={css.place} role="status">
            <Zap size={20} aria-hidden />
            {t('floor.order.mine')}
          </p>
          <ReasonedButton
            pending={takeBack.pending}
            onPress={() => void takeBack.run({ session: id, point: point.id })}
          >
            {t('floor.order.takeBack')}
          </ReasonedButton>
        </>
      ) : (
        <ReasonedButton
          icon={<Zap size={20} aria-hidden />}
          effect={t(voting ? 'floor.order.raiseConductEffect' : 'floor.order.raiseEffect')}
          {...offOf(floor.may.raisePoint, t)}
          pending={raise.pending}
          onPress={() => void raise.run({ session: id, account, conduct: voting })}
        >
          {t(voting ? 'floor.order.raiseConduct' : 'floor.order.raise')}
        </ReasonedButton>
      )}
      {seated && appealable ? (
        <ReasonedButton
          icon={<Scale size={20} aria-hidden />}
          effect={t('floor.order.appealEffect')}
          {...offOf(floor.may.appeal, t)}
          pending={appeal.pending}
          onPress={() => void appeal.run({ session: id, account, point: appealable })}
        >
          {t('floor.order.appeal')}
        </ReasonedButton>
      ) : null}
    </div>
  )
}

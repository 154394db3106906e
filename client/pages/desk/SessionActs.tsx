import { Checkbox, NativeSelect } from '@mantine/core'
import DoorClosed from 'lucide-react/icons/door-closed'
import Pause from 'lucide-react/icons/pause'
import Play from 'lucide-react/icons/play'
import ScrollText from 'lucide-react/icons/scroll-text'
import UserRoundCheck from 'lucide-react/icons/user-round-check'
import { useState } from 'react'
import type { AccountId } from '../../../shared/ids.ts'
import { formatTime } from '../../../shared/messages/format.ts'
import { useAct } from '../../api.ts'
import { useLanguage, useWords } from '../../language.tsx'
import type { SessionDetail } from '../../sessions/data.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { councilInitials } from '../../ui/names.ts'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import css from './SessionActs.module.css'

const ICON = 18
type StageAct = 'open' | 'suspend' | 'resume' | 'close'
const ICONS = { open: Play, suspend: Pause, resume: Play, close: DoorClosed } as const

/** What the stage allows next, the likelier act first. */
const ACTS: Readonly<Record<SessionDetail['stage'], readonly StageAct[]>> = {
  planned: ['open'],
  open: ['suspend', 'close'],
  suspended: ['resume', 'close'],
  closed: [],
}

type Props = { readonly session: SessionDetail; readonly voteOpen: boolean }

/** Opening, suspending, resuming and closing; each asks once. */
function StageActs({ session, voteOpen }: Props) {
  const t = useWords()
  const acts = {
    open: useAct('sessions', 'open'),
    suspend: useAct('sessions', 'suspend'),
    resume: useAct('sessions', 'resume'),
    close: useAct('sessions', 'close'),
  }
  const [asking, setAsking] = useState<StageAct | null>(null)
  const off = !session.may.preside
    ? { text: t('sessions.course.onlyChair'), rule: session.may.run ? 'SE9' : 'SE2' }
    : voteOpen
      ? { text: t('sessions.course.whileVote'), rule: 'SE13' }
      : null
  const confirm = async (act: StageAct) => {
    const done = await acts[act].run({ session: session.id })
    if (done?.ok) setAsking(null)
  }
  return (
    <>
      {ACTS[session.stage].map((act) => {
        const Icon = ICONS[act]
        return (
          <ReasonedButton
            key={act}
            icon={<Icon size={ICON} aria-hidden />}
            variant={act === 'open' || act === 'resume' ? 'filled' : 'default'}
            effect={t(`sessions.course.${act}Effect`)}
            reason={off?.text ?? null}
            rule={off?.rule ?? null}
            onPress={() => setAsking(act)}
          >
            {t(`sessions.course.${act}`)}
          </ReasonedButton>
        )
      })}
      {asking ? (
        <ConfirmDialog
          opened
          title={t(`sessions.course.${asking}Dialog`)}
          effect={t(`sessions.course.${asking}Effect`)}
          verb={t(`sessions.course.${asking}`)}
          danger={asking === 'close'}
          act={acts[asking]}
          onConfirm={() => void confirm(asking)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  )
}

/** The quorum as it was stated last, and stating it anew. */
function QuorumStatement({ session }: { session: SessionDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const state = useAct('sessions', 'state-quorum')
  const { statement } = session
  const numbers = statement?.counts
    .map((count) => {
      const council = session.councils.find(({ id }) => id === count.council)
      const of = t('common.of', { count: count.present, total: count.base })
      return `${council ? councilInitials(inMine(council.name)) : count.council} ${of}`
    })
    .join(' · ')
  return (
    <>
      {statement ? (
        <p className={css.stated}>
          {t('sessions.course.stated', {
            time: formatTime(statement.at, session.timezone),
            numbers: numbers ?? '',
          })}
        </p>
      ) : null}
      {session.may.preside && session.stage === 'open' ? (
        <ReasonedButton
          icon={<ScrollText size={ICON} aria-hidden />}
          effect={t('sessions.course.stateQuorumEffect')}
          pending={state.pending}
          onPress={() => void state.run({ session: session.id })}
        >
          {t('sessions.course.stateQuorum')}
        </ReasonedButton>
      ) : null}
      {state.refusal ? <RefusalNote refusal={state.refusal} /> : null}
    </>
  )
}

/** Who presides, handing it over, and who presses on the chair's word. */
function Presiding({ session }: { session: SessionDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const handOver = useAct('sessions', 'hand-over')
  const name = useAct('sessions', 'name-operator')
  const [to, setTo] = useState<string>('')
  const [asking, setAsking] = useState(false)
  const nameOf = (account: string) => {
    const known = [...session.seats, ...session.others].find((one) => one.account === account)
    return known ? inMine(known.name) : account
  }
  const { handOverTo, operators, preside } = session.may
  const isOperator = !preside && session.may.run
  if (!preside)
    return (
      <p className="quiet">
        {isOperator
          ? t('sessions.course.operatorFor', { name: nameOf(session.presiding) })
          : t('sessions.course.presides', { name: nameOf(session.presiding) })}
      </p>
    )
  return (
    <>
      <NativeSelect
        label={t('sessions.course.handOverTo')}
        description={handOverTo.length === 0 ? t('sessions.course.handOverNobody') : undefined}
        size="md"
        value={to}
        disabled={handOverTo.length === 0}
        onChange={(event) => setTo(event.currentTarget.value)}
        data={[
          { value: '', label: t('sessions.course.choose') },
          ...handOverTo.map((account) => ({ value: account, label: nameOf(account) })),
        ]}
      />
      {to ? (
        <ReasonedButton
          icon={<UserRoundCheck size={ICON} aria-hidden />}
          effect={t('sessions.course.handOverEffect', { name: nameOf(to) })}
          onPress={() => setAsking(true)}
        >
          {t('sessions.course.handOver')}
        </ReasonedButton>
      ) : null}
      <NativeSelect
        label={t('sessions.course.operatorLabel')}
        description={t('sessions.course.operatorHint')}
        size="md"
        value={session.operator ?? ''}
        disabled={name.pending || session.stage === 'closed'}
        onChange={(event) =>
          void name.run({ session: session.id, operator: (event.currentTarget.value || null) as AccountId | null })
        }
        data={[
          { value: '', label: t('sessions.course.operatorNone') },
          ...operators.map((account) => ({ value: account, label: nameOf(account) })),
        ]}
      />
      {name.refusal ? <RefusalNote refusal={name.refusal} /> : null}
      {asking ? (
        <ConfirmDialog
          opened
          title={t('sessions.course.handOverDialog')}
          effect={t('sessions.course.handOverEffect', { name: nameOf(to) })}
          verb={t('sessions.course.handOver')}
          act={handOver}
          onConfirm={() =>
            void handOver.run({ session: session.id, to: to as AccountId }).then((done) => {
              if (done?.ok) setAsking(false)
            })
          }
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}

/** The session as a whole: its stage, quorum, who presides, who operates, what observers read. */
export function SessionActs({ session, voteOpen }: Props) {
  const t = useWords()
  const observers = useAct('sessions', 'let-observers-read')
  return (
    <div className={css.acts}>
      <StageActs session={session} voteOpen={voteOpen} />
      <QuorumStatement session={session} />
      <Presiding session={session} />
      {session.may.run && session.stage !== 'closed' ? (
        <Checkbox
          size="md"
          label={t('sessions.course.observersRead')}
          description={t('sessions.course.observersReadHint')}
          checked={session.liveToObservers}
          disabled={observers.pending}
          onChange={(event) => void observers.run({ session: session.id, on: event.currentTarget.checked })}
        />
      ) : null}
      {observers.refusal ? <RefusalNote refusal={observers.refusal} /> : null}
    </div>
  )
}

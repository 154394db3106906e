import { Checkbox } from '@mantine/core'
import CircleSlash from 'lucide-react/icons/circle-slash'
import Ear from 'lucide-react/icons/ear'
import Megaphone from 'lucide-react/icons/megaphone'
import MonitorPlay from 'lucide-react/icons/monitor-play'
import Play from 'lucide-react/icons/play'
import ThumbsUp from 'lucide-react/icons/thumbs-up'
import { useState } from 'react'
import type { AmendmentId } from '../../../shared/ids.ts'
import { WINDOW_S } from '../../../shared/votes/without-vote.ts'
import { type AmendmentDetail, type AmendmentSummary, useAmendment } from '../../amendments/data.ts'
import { isWaiting } from '../../amendments/ordering.ts'
import { useNamed } from '../../amendments/useNamed.ts'
import { useAct, useSaid } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useLinks } from '../../screens/data.ts'
import type { SessionDetail } from '../../sessions/data.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { Loaded } from '../../ui/Waiting.tsx'
import css from './AmendmentsDesk.module.css'
import { usePut } from './usePut.ts'

const ICON = 18

type Props = {
  readonly session: SessionDetail
  readonly amendment: AmendmentSummary
  readonly among: readonly AmendmentSummary[]
}

/** What who runs the session does with an amendment, each with what it does, or why not now. Source: RULES.md AM26, AM28, AM30, AM31, AM33. */
export function AmendmentDeskActs(props: Props) {
  const detail = useAmendment(props.amendment.id)
  if (!props.session.may.run) return null
  return <Loaded from={detail}>{({ may }) => <Acts {...props} may={may} />}</Loaded>
}

type ActsProps = Props & { readonly may: AmendmentDetail['may'] }

function Acts({ session, amendment, among, may }: ActsProps) {
  const t = useWords()
  const named = useNamed()
  const isTabled = amendment.stage === 'tabled'
  const said = useSaid()
  const confirm = useAct('amendments', 'confirm', said)
  const { off, isKnown, refusal, pending, put, ask } = usePut(session, isTabled ? amendment.id : null)
  const [asking, setAsking] = useState<'accept' | 'fall' | null>(null)
  const what = named.title(amendment)
  return (
    <div className={css.acts}>
      {isTabled ? (
        <>
          <ReasonedButton
            of={what}
            icon={<Play size={ICON} aria-hidden />}
            effect={t(amendment.kind === 'separate-vote' ? 'amendmentsDesk.putKeepEffect' : 'amendmentsDesk.putEffect')}
            reason={off?.text ?? null}
            rule={off?.rule ?? null}
            pending={pending || !isKnown}
            onPress={put}
          >
            {t('amendmentsDesk.put')}
          </ReasonedButton>
          <ReasonedButton
            of={what}
            icon={<Ear size={ICON} aria-hidden />}
            effect={t('votes.window.askEffect', { count: WINDOW_S.usual })}
            reason={off?.text ?? null}
            rule={off?.rule ?? null}
            pending={pending}
            onPress={ask}
          >
            {t('amendmentsDesk.ask')}
          </ReasonedButton>
        </>
      ) : null}
      {may.accept ? (
        <ReasonedButton
          of={what}
          icon={<ThumbsUp size={ICON} aria-hidden />}
          effect={t(acceptEffect(amendment))}
          onPress={() => setAsking('accept')}
        >
          {t('amendmentsDesk.accept')}
        </ReasonedButton>
      ) : null}
      <Show session={session} amendment={amendment} />
      {may.confirm ? (
        <ReasonedButton
          of={what}
          icon={<Megaphone size={ICON} aria-hidden />}
          effect={t('amendmentsDesk.readOutEffect')}
          pending={confirm.pending}
          onPress={() => void confirm.run({ amendment: amendment.id })}
        >
          {t('amendmentsDesk.readOut')}
        </ReasonedButton>
      ) : null}
      {may.fall ? (
        <ReasonedButton
          of={what}
          icon={<CircleSlash size={ICON} aria-hidden />}
          effect={t('amendmentsDesk.fallEffect')}
          onPress={() => setAsking('fall')}
        >
          {t('amendmentsDesk.fall')}
        </ReasonedButton>
      ) : null}
      {(refusal ?? said[0]) ? <Refused refusal={refusal ?? said[0]} /> : null}
      {isTabled ? <FallsWith amendment={amendment} among={among} /> : null}
      <Confirmation amendment={amendment} asking={asking} onDone={() => setAsking(null)} />
    </div>
  )
}

const Refused = ({ refusal }: { refusal: Parameters<typeof RefusalNote>[0]['refusal'] | null }) =>
  refusal ? <RefusalNote refusal={refusal} /> : null

const acceptEffect = ({ recommendation, whole }: AmendmentSummary) =>
  recommendation === null || whole ? 'amendmentsDesk.acceptSetEffect' : 'amendmentsDesk.acceptEffect'

type ConfirmationProps = {
  readonly amendment: AmendmentSummary
  readonly asking: 'accept' | 'fall' | null
  readonly onDone: () => void
}

/** The one confirmation of what binds the councils without a vote. */
function Confirmation({ amendment, asking, onDone }: ConfirmationProps) {
  const t = useWords()
  const named = useNamed()
  const accept = useAct('amendments', 'accept')
  const fall = useAct('amendments', 'fall')
  const act = asking === 'fall' ? fall : accept
  const run = async () => {
    const done = await act.run({ amendment: amendment.id })
    if (done?.ok) onDone()
  }
  const what = named.title(amendment)
  return (
    <ConfirmDialog
      opened={asking !== null}
      title={t(asking === 'fall' ? 'amendmentsDesk.fallTitle' : 'amendmentsDesk.acceptTitle', { what })}
      effect={t(asking === 'fall' ? 'amendmentsDesk.fallEffect' : acceptEffect(amendment))}
      verb={t(`amendmentsDesk.${asking ?? 'accept'}`)}
      act={act}
      onConfirm={() => void run()}
      onClose={onDone}
    />
  )
}

/** On the screens of the hall while it is discussed. */
function Show({ session, amendment }: Pick<Props, 'session' | 'amendment'>) {
  const t = useWords()
  const named = useNamed()
  const links = useLinks(session.id).data
  const show = useAct('screens', 'show')
  if (!links?.may.show) return null
  const isShown = links.choice?.shown === 'amendment' && links.choice.amendment === amendment.id
  return (
    <>
      <ReasonedButton
        of={named.title(amendment)}
        icon={<MonitorPlay size={ICON} aria-hidden />}
        effect={t('amendmentsDesk.showEffect')}
        reason={isShown ? t('amendmentsDesk.isShown') : null}
        pending={show.pending}
        onPress={() => void show.run({ session: session.id, shown: 'amendment', amendment: amendment.id })}
      >
        {t('amendmentsDesk.show')}
      </ReasonedButton>
      {show.refusal ? <RefusalNote refusal={show.refusal} /> : null}
    </>
  )
}

/** With whose adoption it falls: those that change the same words are offered, each with one press. */
function FallsWith({ amendment, among }: Omit<Props, 'session'>) {
  const t = useWords()
  const named = useNamed()
  const mark = useAct('amendments', 'mark-falls')
  const meets = ({ id }: AmendmentSummary) => amendment.clashesWith.includes(id) || amendment.fallsWith.includes(id)
  const others = among.filter((each) => each.id !== amendment.id && isWaiting(each) && meets(each))
  // The tick is there at once, the server's word a moment later.
  const [wanted, setWanted] = useState<readonly AmendmentId[] | null>(null)
  const marked = wanted ?? amendment.fallsWith
  const toggle = async (id: AmendmentId, isOn: boolean) => {
    const fallsWith = isOn ? [...marked, id] : marked.filter((each) => each !== id)
    setWanted(fallsWith)
    await mark.run({ amendment: amendment.id, fallsWith })
    setWanted(null)
  }
  if (others.length === 0) return null
  return (
    <div className={css.falls}>
      {others.map((each) => (
        <Checkbox
          key={each.id}
          size="md"
          label={t('amendmentsDesk.fallsMark', { what: named.title(each) })}
          checked={marked.includes(each.id)}
          onChange={(event) => void toggle(each.id, event.currentTarget.checked)}
        />
      ))}
      <p className="quiet">{t('amendmentsDesk.fallsHint')}</p>
      {mark.refusal ? <RefusalNote refusal={mark.refusal} /> : null}
    </div>
  )
}

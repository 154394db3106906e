import Ear from 'lucide-react/icons/ear'
import Gavel from 'lucide-react/icons/gavel'
import Lock from 'lucide-react/icons/lock'
import LockOpen from 'lucide-react/icons/lock-open'
import Megaphone from 'lucide-react/icons/megaphone'
import Play from 'lucide-react/icons/play'
import Square from 'lucide-react/icons/square'
import Timer from 'lucide-react/icons/timer'
import { useState } from 'react'
import type { Manner } from '../../../shared/councils/model.ts'
import type { VoteId } from '../../../shared/ids.ts'
import { SECOND_MS } from '../../../shared/time.ts'
import { WINDOW_S } from '../../../shared/votes/without-vote.ts'
import { useAct, useSaid } from '../../api.ts'
import { useNow } from '../../clock.tsx'
import { useLanguage, useWords } from '../../language.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { useRecordWords } from '../../ui/RecordWords.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import type { ChairsWord } from '../../votes/ChairsChoice.tsx'
import { CloseVote } from '../../votes/CloseVote.tsx'
import { NextInSeries } from '../../votes/NextInSeries.tsx'
import { useSeries } from '../../votes/useSeries.ts'
import css from './DeskActs.module.css'
import { reasonsOf } from './reasons.ts'
import type { Desk } from './useDesk.ts'

const ICON = 18
const COUNTDOWN_SHOWN_EVERY_MS = 250

/** How long until an announced freeze, in words. */
function Countdown({ until }: { until: number }) {
  const t = useWords()
  const now = useNow(COUNTDOWN_SHOWN_EVERY_MS)
  const seconds = Math.max(0, Math.ceil((until - now) / SECOND_MS))
  return (
    <p className={css.countdown} role="timer">
      {t('votes.desk.freezing', { seconds })}
    </p>
  )
}

type Asking = 'freeze' | 'freezeIn10' | 'adopt'

type Props = {
  readonly desk: Desk
  readonly manner: Manner | undefined
  /** Amendments to the text are put before it is. */
  readonly waits: boolean
}

/** The acts of the desk in the order of a vote; the next one is filled, those that are off say why. */
export function DeskActs({ desk, manner, waits }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const inRecord = useRecordWords()
  const { chosen, vote, prepared } = desk
  const recommendation = chosen.id
  const freeze = useAct('versions', 'freeze')
  const said = useSaid()
  const stop = useAct('versions', 'stop-freeze', said)
  const takeBack = useAct('votes', 'take-back-freeze', said)
  const open = useAct('votes', 'open', said)
  const silent = useAct('votes', 'ask-without-vote', said)
  const close = useAct('votes', 'close', said)
  const announce = useAct('votes', 'announce', said)
  const series = useSeries(desk.session.id, recommendation)
  const adopt = useAct('adoption', 'adopt')
  const [asking, setAsking] = useState<Asking | null>(null)
  const off = reasonsOf(desk, t, inMine)
  const { words: title } = inRecord(chosen.title, chosen.sourceLanguage)
  const next = (['adopt', 'announce', 'close', 'open', 'freeze'] as const).find((act) => off[act] === null)
  const look = (act: typeof next) => (act === next && !(waits && act === 'open') ? 'filled' : 'default')
  const [refusal] = said

  const confirm = async () => {
    const done =
      asking === 'adopt'
        ? vote && (await adopt.run({ vote: vote.id, hash: vote.hash }))
        : await freeze.run({ recommendation, inSeconds: asking === 'freezeIn10' ? 10 : 0 })
    if (done?.ok) setAsking(null)
  }

  // In a series the outcome is announced with the same press: open, close, next.
  const closes = async (id: VoteId, chairs: ChairsWord[]) => {
    const done = await close.run({ vote: id, chairs })
    if (done?.ok && series.isIn) await announce.run({ vote: id })
  }

  return (
    <div className={css.acts}>
      {series.isIn && vote?.stage === 'announced' ? (
        <NextInSeries session={desk.session.id} next={series.next} />
      ) : null}
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      {chosen.freezesAt !== null ? (
        <>
          <Countdown until={chosen.freezesAt} />
          <ReasonedButton
            icon={<Square size={ICON} aria-hidden />}
            variant="outline"
            danger
            effect={t('votes.desk.stopFreezeEffect')}
            pending={stop.pending}
            onPress={() => void stop.run({ recommendation })}
          >
            {t('votes.desk.stopFreeze')}
          </ReasonedButton>
        </>
      ) : (
        <ReasonedButton
          icon={<Lock size={ICON} aria-hidden />}
          variant={look('freeze')}
          effect={t('votes.desk.freezeEffect')}
          reason={off.freeze?.text ?? null}
          rule={off.freeze?.rule ?? null}
          onPress={() => setAsking('freeze')}
        >
          {t('votes.desk.freeze')}
        </ReasonedButton>
      )}
      {off.freeze === null ? (
        <ReasonedButton
          icon={<Timer size={ICON} aria-hidden />}
          effect={t('votes.desk.freezeIn10Effect')}
          onPress={() => setAsking('freezeIn10')}
        >
          {t('votes.desk.freezeIn10')}
        </ReasonedButton>
      ) : null}
      {chosen.may.takeBackFreeze ? (
        <ReasonedButton
          icon={<LockOpen size={ICON} aria-hidden />}
          effect={t('votes.desk.takeBackEffect')}
          pending={takeBack.pending}
          onPress={() => void takeBack.run({ recommendation })}
        >
          {t('votes.desk.takeBack')}
        </ReasonedButton>
      ) : null}
      <ReasonedButton
        icon={<Play size={ICON} aria-hidden />}
        variant={look('open')}
        effect={t('votes.desk.openEffect', { count: prepared?.entitled.length ?? 0 })}
        reason={off.open?.text ?? null}
        rule={off.open?.rule ?? null}
        pending={open.pending}
        onPress={() => {
          if (chosen.version)
            void open.run({ recommendation, hash: chosen.version.hash, ...(manner ? { manner } : {}) })
        }}
      >
        {t('votes.desk.open')}
      </ReasonedButton>
      {off.open === null ? (
        <ReasonedButton
          icon={<Ear size={ICON} aria-hidden />}
          effect={t('votes.window.askEffect', { count: WINDOW_S.usual })}
          pending={silent.pending}
          onPress={() => {
            const question = { kind: 'adopt-recommendation', recommendation } as const
            if (chosen.version) void silent.run({ question, hash: chosen.version.hash })
          }}
        >
          {t('votes.window.ask')}
        </ReasonedButton>
      ) : null}
      <CloseVote
        key={vote?.id ?? 'none'}
        vote={vote}
        reason={off.close}
        {...(series.isIn ? { label: t('votes.series.closeAndAnnounce') } : {})}
        variant={look('close')}
        pending={close.pending}
        onClose={(chairs) => {
          if (vote) void closes(vote.id, chairs)
        }}
      />
      <ReasonedButton
        icon={<Megaphone size={ICON} aria-hidden />}
        variant={look('announce')}
        effect={t('votes.desk.announceEffect')}
        reason={off.announce?.text ?? null}
        rule={off.announce?.rule ?? null}
        pending={announce.pending}
        onPress={() => {
          if (vote) void announce.run({ vote: vote.id })
        }}
      >
        {t('votes.desk.announce')}
      </ReasonedButton>
      <ReasonedButton
        icon={<Gavel size={ICON} aria-hidden />}
        variant={look('adopt')}
        effect={t('votes.desk.adoptEffect')}
        reason={off.adopt?.text ?? null}
        rule={off.adopt?.rule ?? null}
        onPress={() => setAsking('adopt')}
      >
        {t('votes.desk.adopt')}
      </ReasonedButton>
      <ConfirmDialog
        opened={asking !== null}
        title={t(asking === 'adopt' ? 'votes.desk.adoptDialog' : 'votes.desk.freezeDialog', { title })}
        effect={
          asking === 'adopt'
            ? t('votes.desk.adoptEffect')
            : asking === 'freezeIn10'
              ? `${t('votes.desk.freezeIn10Effect')} ${t('votes.desk.freezeEffect')}`
              : t('votes.desk.freezeEffect')
        }
        verb={t(`votes.desk.${asking ?? 'freeze'}`)}
        act={asking === 'adopt' ? adopt : freeze}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(null)}
      />
    </div>
  )
}

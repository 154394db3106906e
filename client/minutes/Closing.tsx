import LockKeyhole from 'lucide-react/icons/lock-keyhole'
import PenLine from 'lucide-react/icons/pen-line'
import Undo2 from 'lucide-react/icons/undo-2'
import { useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Hash } from '../ui/Hash.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import css from './Closing.module.css'
import type { Minutes } from './data.ts'

const ACTS = ['close', 'reopen', 'sign'] as const
type ClosingAct = (typeof ACTS)[number]
const ICONS = { close: LockKeyhole, reopen: Undo2, sign: PenLine } as const

/** Who signs the minutes and who has; closing, taking back and signing, for whom it is. */
export function Closing({ session, minutes, isOver }: { session: SessionId; minutes: Minutes; isOver: boolean }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const { may, hash, closed, signatures, timezone } = minutes
  const [asking, setAsking] = useState<ClosingAct | null>(null)
  const close = useAct('minutes', 'close')
  const reopen = useAct('minutes', 'reopen')
  const sign = useAct('minutes', 'sign')
  const acts = { close, reopen, sign }
  const confirm = async (act: ClosingAct) => {
    const done = act === 'reopen' ? await reopen.run({ session }) : await acts[act].run({ session, hash })
    if (done?.ok) setAsking(null)
  }
  const offered = ACTS.filter((act) => may[act] || (act === 'close' && may.word))
  return (
    <section className={css.closing} aria-labelledby="signatures-title">
      <SectionTitle id="signatures-title">{t('minutes.signatures')}</SectionTitle>
      <ul className={css.signatures}>
        {signatures.map((one) => (
          <li key={`${one.council} ${one.signer}`}>
            <strong>{inMine(one.name)}</strong>
            <span>
              {t(`minutes.signers.${one.signer}`)}, {inMine(one.councilName)}
            </span>
            <span className="quiet">
              {one.at === null
                ? t('minutes.notSigned')
                : t('minutes.signedAt', { time: formatDateTime(language, one.at, timezone) })}
            </span>
          </li>
        ))}
      </ul>
      {closed ? (
        <p className="quiet">
          {t('minutes.hash')}: <Hash hash={closed.hash} />
        </p>
      ) : null}
      <div className={css.acts}>
        {offered.map((act) => {
          const Icon = ICONS[act]
          return (
            <ReasonedButton
              key={act}
              variant={act === 'reopen' ? 'default' : 'filled'}
              icon={<Icon size={18} aria-hidden />}
              effect={t(`minutes.${act}Effect`)}
              reason={act === 'close' && !isOver ? t('minutes.closeAfter') : null}
              rule={act === 'close' && !isOver ? 'MI6' : null}
              onPress={() => setAsking(act)}
            >
              {t(`minutes.${act}`)}
            </ReasonedButton>
          )
        })}
      </div>
      {asking ? (
        <ConfirmDialog
          opened
          title={t(`minutes.${asking}`)}
          effect={t(`minutes.${asking}Effect`)}
          verb={t(`minutes.${asking}`)}
          act={acts[asking]}
          onConfirm={() => void confirm(asking)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </section>
  )
}

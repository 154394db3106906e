import { Button, TextInput } from '@mantine/core'
import Flag from 'lucide-react/icons/flag'
import { useState } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { type FloorView, isPut, MOTION_KINDS, type MotionKind, offOf, shownMotions } from './data.ts'
import css from './MotionsPanel.module.css'
import { MotionWords } from './MotionWords.tsx'

type Props = {
  readonly floor: FloorView
  readonly session: SessionDetail
  readonly account: AccountId
  readonly seated: boolean
}

/** Motions in the order in which they are taken, and raising one. */
export function MotionsPanel({ floor, session, account, seated }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [asking, setAsking] = useState(false)
  const takeBack = useAct('floor', 'withdraw-motion')
  const shown = shownMotions(floor, session)
  if (!seated && shown.length === 0) return null
  return (
    <section className={css.motions} aria-labelledby="motions-title">
      <h3 id="motions-title">{t('floor.motions.title')}</h3>
      {takeBack.refusal ? <RefusalNote refusal={takeBack.refusal} /> : null}
      {shown.length > 0 ? (
        <ol className={css.list}>
          {shown.map((motion) => (
            <li key={motion.id}>
              <MotionWords motion={motion} />
              {motion.stage === 'waiting' && motion.account === account && !isPut(motion) ? (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  loading={takeBack.pending}
                  aria-label={`${t('floor.motions.takeBack')}: ${t(`floor.motions.kinds.${motion.kind}`)}, ${inMine(motion.name)}`}
                  onClick={() => void takeBack.run({ session: session.id, motion: motion.id })}
                >
                  {t('floor.motions.takeBack')}
                </Button>
              ) : null}
            </li>
          ))}
        </ol>
      ) : null}
      {seated ? (
        <Button
          variant="default"
          size="md"
          className={css.raise}
          leftSection={<Flag size={18} aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {t('floor.motions.raise')}
        </Button>
      ) : null}
      {asking ? (
        <RaiseDialog floor={floor} session={session} account={account} onClose={() => setAsking(false)} />
      ) : null}
    </section>
  )
}

type DialogProps = Omit<Props, 'seated'> & { readonly onClose: () => void }

/** Which motion, in the order in which they outrank each other; one that may not be raised says why. */
function RaiseDialog({ floor, session, account, onClose }: DialogProps) {
  const t = useWords()
  const raise = useAct('floor', 'raise-motion')
  const first = MOTION_KINDS.find((kind) => floor.may.motions[kind].ok) ?? 'suspend'
  const [kind, setKind] = useState<MotionKind>(first)
  const [words, setWords] = useState('')
  const confirm = async () => {
    const done = await raise.run({ session: session.id, account, kind, words: words.trim() })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('floor.motions.raiseTitle')}
      effect={t('floor.motions.raiseEffect')}
      verb={t('floor.motions.raiseVerb')}
      act={raise}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <fieldset className={css.kinds}>
        <legend className="visually-hidden">{t('floor.motions.raiseTitle')}</legend>
        {MOTION_KINDS.map((each) => {
          const off = offOf(floor.may.motions[each], t)
          return (
            <label key={each} className={css.kind} data-off={off.reason ? true : undefined}>
              <input type="radio" name="motion" checked={kind === each} onChange={() => setKind(each)} />
              <span>
                {t(`floor.motions.kinds.${each}`)}
                {off.reason ? (
                  <span className={css.why}>
                    {off.reason} {off.rule ? t('common.rule', { rule: off.rule }) : null}
                  </span>
                ) : null}
              </span>
            </label>
          )
        })}
      </fieldset>
      <TextInput
        label={t('floor.motions.words')}
        description={t('floor.motions.wordsHint')}
        size="md"
        maxLength={500}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatDateTime } from '../../shared/messages/format.ts'
import { type Answer, useAct, useAsk, useSaid } from '../api.ts'
import { deviceZone } from '../clock.tsx'
import { OfficeWords, useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { ErasureReach, useErasureReach } from './ErasureReach.tsx'
import css from './Erasures.module.css'

type Erasure = Answer<'accounts', 'erasures'>['erasures'][number]

/** Persons who wait to be erased, were, or were not, for the secretariat; nothing where there are none. Source: RULES.md AC91. */
export function Erasures() {
  const known = useAsk('accounts', 'erasures', {}).data
  if (!known || known.erasures.length === 0) return null
  return (
    <OfficeWords>
      <List erasures={known.erasures} />
    </OfficeWords>
  )
}

function List({ erasures }: { erasures: readonly Erasure[] }) {
  const t = useWords()
  return (
    <section aria-labelledby="erasures" className={css.section}>
      <SectionTitle id="erasures">{t('erasing.title')}</SectionTitle>
      <p className="quiet">{t('erasing.about')}</p>
      <ul className={css.list}>
        {erasures.map((one) => (
          <li key={one.id} data-stage={one.stage}>
            <One erasure={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function One({ erasure }: { erasure: Erasure }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const { person, reason, words, stage, askedBy, askedAt, decidedBy, decidedAt } = erasure
  const at = (when: number) => formatDateTime(language, when, deviceZone())
  return (
    <>
      <p>
        <strong>{inMine(person.name)}</strong> · {t(`erasing.stages.${stage}`)}
      </p>
      <p>{t(`erasing.reasons.${reason}`)}</p>
      {words ? <p className={css.said}>{words}</p> : null}
      <p className="quiet">{t('erasing.askedBy', { name: inMine(askedBy.name), when: at(askedAt) })}</p>
      {decidedBy && decidedAt !== null ? (
        <p className="quiet">{t('erasing.decidedBy', { name: inMine(decidedBy.name), when: at(decidedAt) })}</p>
      ) : null}
      <Deciding erasure={erasure} />
    </>
  )
}

/** What a person may do with an erasure that waits. */
function Deciding({ erasure }: { erasure: Erasure }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { id, person, mayConfirm, mayWithdraw } = erasure
  const said = useSaid()
  const refusing = useAct('accounts', 'refuse-erasure', said)
  const withdrawing = useAct('accounts', 'withdraw-erasure', said)
  const [confirming, setConfirming] = useState(false)
  if (!mayConfirm && !mayWithdraw) return null
  const of = <span className="visually-hidden">: {inMine(person.name)}</span>
  return (
    <>
      {mayWithdraw ? <p className="quiet">{t('erasing.waitingFor')}</p> : null}
      <div className={css.acts}>
        {mayConfirm ? (
          <>
            <Button color="red" variant="outline" size="md" onClick={() => setConfirming(true)}>
              {t('erasing.confirm')}
              {of}
            </Button>
            <Button
              variant="default"
              size="md"
              loading={refusing.pending}
              onClick={() => void refusing.run({ erasure: id })}
            >
              {t('erasing.refuse')}
              {of}
            </Button>
          </>
        ) : null}
        {mayWithdraw ? (
          <Button
            variant="default"
            size="md"
            loading={withdrawing.pending}
            onClick={() => void withdrawing.run({ erasure: id })}
          >
            {t('erasing.withdraw')}
            {of}
          </Button>
        ) : null}
      </div>
      {said[0] ? <RefusalNote refusal={said[0]} /> : null}
      {confirming ? <ConfirmErasure erasure={erasure} onClose={() => setConfirming(false)} /> : null}
    </>
  )
}

function ConfirmErasure({ erasure: { id, person }, onClose }: { erasure: Erasure; onClose: () => void }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const confirming = useAct('accounts', 'confirm-erasure')
  const reach = useErasureReach(person.account)
  const confirm = async () => {
    const done = await confirming.run({ erasure: id })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      danger
      title={t('erasing.confirmTitle', { name: inMine(person.name) })}
      effect={t('erasing.confirmEffect')}
      verb={t('erasing.confirmVerb')}
      reason={reach.data ? null : t(reach.error ? 'erasing.notNow' : 'erasing.looking')}
      act={confirming}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <ErasureReach from={reach} />
    </ConfirmDialog>
  )
}

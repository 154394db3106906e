import { formatDateTime } from '../../shared/messages/format.ts'
import { type Answer, useAct, useAsk, useSaid } from '../api.ts'
import { deviceZone } from '../clock.tsx'
import { OfficeWords, useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import css from '../ui/SecondPerson.module.css'
import { SecondPerson } from '../ui/SecondPerson.tsx'
import { ErasureReach, useErasureReach } from './ErasureReach.tsx'

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
  return (
    <SecondPerson
      mayConfirm={mayConfirm}
      mayWithdraw={mayWithdraw}
      says={{
        waiting: t('erasing.waitingFor'),
        confirm: t('erasing.confirm'),
        refuse: t('erasing.refuse'),
        withdraw: t('erasing.withdraw'),
      }}
      of={inMine(person.name)}
      refusing={refusing}
      withdrawing={withdrawing}
      onRefuse={() => void refusing.run({ erasure: id })}
      onWithdraw={() => void withdrawing.run({ erasure: id })}
      dialog={(onClose) => <ConfirmErasure erasure={erasure} onClose={onClose} />}
    />
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

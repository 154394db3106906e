import { useId } from 'react'
import type { RecommendationId, RedactionId } from '../../shared/ids.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { useAct, useAsk, useSaid } from '../api.ts'
import { OfficeWords, useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import css from '../ui/SecondPerson.module.css'
import { SecondPerson } from '../ui/SecondPerson.tsx'
import { type RedactionSummary, useRedactions } from './data.ts'
import { RedactionReach } from './RedactionReach.tsx'
import { RedactPassage } from './RedactPassage.tsx'

type Props = { readonly recommendation: RecommendationId; readonly session: SessionDetail }

/** What was redacted in a text, for everybody; for who redacts also what waits, and the way to mark a passage. Source: RULES.md VE50. */
export function Redactions({ recommendation, session }: Props) {
  const known = useRedactions(recommendation).data
  if (!known || (!known.mayRedact && known.redactions.length === 0)) return null
  return (
    <OfficeWords>
      <List recommendation={recommendation} session={session} {...known} />
    </OfficeWords>
  )
}

function List({
  recommendation,
  session,
  mayRedact,
  redactions,
}: Props & { readonly mayRedact: boolean; readonly redactions: readonly RedactionSummary[] }) {
  const t = useWords()
  const heading = useId()
  return (
    <section aria-labelledby={heading} className={css.section}>
      <h3 id={heading}>{t('redacting.title')}</h3>
      <p className="quiet">{t('redacting.about')}</p>
      {mayRedact ? <RedactPassage recommendation={recommendation} version={null} /> : null}
      {redactions.length > 0 ? (
        <ol className={css.list}>
          {redactions.map((one) => (
            <li key={one.id} data-stage={one.stage}>
              <Redaction redaction={one} session={session} />
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  )
}

function Redaction({ redaction, session }: { redaction: RedactionSummary; session: SessionDetail }) {
  const t = useWords()
  const { language: mine, inMine } = useLanguage()
  const { part, language, paragraph, length, reason, words, stage, version } = redaction
  const { askedBy, askedAt, decidedBy, decidedAt } = redaction
  const at = (when: number) => formatDateTime(mine, when, session.timezone)
  const decided = decidedAt === null || stage === 'waiting' ? null : at(decidedAt)
  return (
    <>
      <p>
        <strong>{t(`redacting.stages.${stage}`)}</strong>
      </p>
      <p>
        {t('redacting.place', {
          part: t(`recommendations.parts.${part}`),
          language: t(`common.languages.${language}`),
          paragraph: paragraph + 1,
          count: length,
        })}
      </p>
      {version === null ? null : <p>{t('redacting.ofVersion', { number: version })}</p>}
      <p>{t(`redacting.reasons.${reason}`)}</p>
      {words ? <p className={css.said}>{words}</p> : null}
      {askedBy ? (
        <p className="quiet">{t('redacting.askedBy', { name: inMine(askedBy.name), when: at(askedAt) })}</p>
      ) : null}
      {decided ? (
        <p className="quiet">
          {decidedBy
            ? t('redacting.decidedBy', { name: inMine(decidedBy.name), when: decided })
            : t('redacting.decidedAt', { when: decided })}
        </p>
      ) : null}
      <Deciding redaction={redaction} />
    </>
  )
}

/** What a person may do with what waits. */
function Deciding({ redaction: { id, mayConfirm, mayWithdraw } }: { redaction: RedactionSummary }) {
  const t = useWords()
  const said = useSaid()
  const refusing = useAct('versions', 'refuse-redaction', said)
  const withdrawing = useAct('versions', 'withdraw-redaction', said)
  return (
    <SecondPerson
      mayConfirm={mayConfirm}
      mayWithdraw={mayWithdraw}
      says={{
        waiting: t('redacting.waitingFor'),
        confirm: t('redacting.confirm'),
        refuse: t('redacting.refuse'),
        withdraw: t('redacting.withdraw'),
      }}
      refusing={refusing}
      withdrawing={withdrawing}
      onRefuse={() => void refusing.run({ redaction: id })}
      onWithdraw={() => void withdrawing.run({ redaction: id })}
      dialog={(onClose) => <ConfirmRedaction id={id} onClose={onClose} />}
    />
  )
}

function ConfirmRedaction({ id, onClose }: { id: RedactionId; onClose: () => void }) {
  const t = useWords()
  const confirming = useAct('versions', 'confirm-redaction')
  const reach = useAsk('versions', 'redaction-reach', { redaction: id })
  const confirm = async () => {
    const done = await confirming.run({ redaction: id })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      danger
      title={t('redacting.confirmTitle')}
      effect={t('redacting.confirmEffect')}
      verb={t('redacting.confirmVerb')}
      reason={reach.data ? null : t('redacting.looking')}
      act={confirming}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <RedactionReach from={reach} />
    </ConfirmDialog>
  )
}

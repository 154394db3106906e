import { useState } from 'react'
import { formatTime } from '../../shared/messages/format.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RowButton } from '../ui/RowButton.tsx'
import { CorrectionLine } from './CorrectionLine.tsx'
import type { VoteDetail } from './data.ts'
import { ObjectionRuling } from './ObjectionDialog.tsx'
import css from './Remedies.module.css'

type Props = { readonly vote: VoteDetail; readonly timezone: string }
type Objection = VoteDetail['remedies']['objections'][number]

/** What stands with the outcome: corrections of recorded ballots, statements of intended vote, objections with their ruling. */
export function Remedies({ vote, timezone }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { corrections, intentions, objections } = vote.remedies
  return (
    <>
      {corrections.length > 0 ? (
        <section aria-labelledby="corrections-title">
          <h2 id="corrections-title">{t('remedies.corrections.title')}</h2>
          <ul className={css.list}>
            {corrections.map((correction) => (
              <CorrectionLine key={correction.id} vote={vote} correction={correction} timezone={timezone} />
            ))}
          </ul>
        </section>
      ) : null}
      {intentions.length > 0 ? (
        <section aria-labelledby="intentions-title">
          <h2 id="intentions-title">
            {t('remedies.intentions.title')} <span className="quiet">{t('remedies.intentions.hint')}</span>
          </h2>
          <ul className={css.list}>
            {intentions.map(({ place, name, cast, meant, words }) => (
              <li key={place}>
                <p>
                  {t('remedies.intentions.line', {
                    name: inMine(name),
                    cast: t(`votes.recorded.${cast}`),
                    meant: t(`votes.recorded.${meant}`),
                  })}
                </p>
                {words ? <p className={css.said}>{words}</p> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {objections.length > 0 ? (
        <section aria-labelledby="objections-title">
          <h2 id="objections-title">{t('remedies.objections.title')}</h2>
          <ul className={css.list}>
            {objections.map((objection) => (
              <ObjectionLine key={objection.id} objection={objection} vote={vote} timezone={timezone} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

function ObjectionLine({ objection, vote, timezone }: Props & { objection: Objection }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [rules, setRules] = useState(false)
  const { stage, words, ruling, ruledBy, ruledAt } = objection
  const waits = stage === 'waiting'
  return (
    <li data-stage={stage}>
      <p>
        {t('remedies.objections.line', {
          name: inMine(objection.by),
          time: formatTime(objection.at, timezone),
          ground: t(`remedies.grounds.${objection.ground}`),
        })}
      </p>
      <p className={css.said}>{words}</p>
      {waits ? (
        <p>{t(vote.stage === 'void' ? 'remedies.objections.notRuled' : 'remedies.objections.waits')}</p>
      ) : (
        <p>
          {t(`remedies.objections.${stage}`, {
            words: ruling ?? '',
            name: ruledBy ? inMine(ruledBy) : '',
            time: ruledAt === null ? '' : formatTime(ruledAt, timezone),
          })}
        </p>
      )}
      {waits && vote.remedies.may.rule.ok ? (
        <div className={`${css.buttons} no-print`}>
          <RowButton main onPress={() => setRules(true)}>
            {t('remedies.objections.rule')}
          </RowButton>
        </div>
      ) : null}
      {rules ? <ObjectionRuling objection={objection} onClose={() => setRules(false)} /> : null}
    </li>
  )
}

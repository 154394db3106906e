import { useState } from 'react'
import { formatTime } from '../../shared/messages/format.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { RowButton } from '../ui/RowButton.tsx'
import type { VoteDetail } from './data.ts'
import { ReasonWords } from './GroundFields.tsx'
import css from './Remedies.module.css'
import { useReason } from './useReason.ts'
import { useScopeName } from './useScopeName.ts'

type Teller = VoteDetail['tellers']['waiting'][number]

/** For who runs the session: the tellers whose entries wait, each of whom may be replaced. */
export function WaitingTellers({ vote }: { vote: VoteDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [chosen, setChosen] = useState<Teller | null>(null)
  const { waiting } = vote.tellers
  if (waiting.length === 0) return null
  return (
    <details className={css.acts}>
      <summary>{t('manners.tellers.gone')}</summary>
      <div>
        <ul className={css.list}>
          {waiting.map((teller) => (
            <li key={teller.account}>
              <p>{inMine(teller.name)}</p>
              <div className={css.buttons}>
                <RowButton of={inMine(teller.name)} onPress={() => setChosen(teller)}>
                  {t('manners.tellers.act')}
                </RowButton>
              </div>
            </li>
          ))}
        </ul>
      </div>
      {chosen ? <SetAsideDialog vote={vote} teller={chosen} onClose={() => setChosen(null)} /> : null}
    </details>
  )
}

function SetAsideDialog({ vote, teller, onClose }: { vote: VoteDetail; teller: Teller; onClose: () => void }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const act = useAct('votes', 'set-aside-teller')
  const reason = useReason()
  const confirm = async () => {
    const done = await act.run({ vote: vote.id, teller: teller.account, words: reason.words })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('manners.tellers.title', { name: inMine(teller.name) })}
      effect={t('manners.tellers.effect')}
      verb={t('manners.tellers.act')}
      act={act}
      onConfirm={() => reason.with(confirm)}
      onClose={onClose}
    >
      <ReasonWords label={t('remedies.words')} {...reason.field} />
    </ConfirmDialog>
  )
}

/** What was set aside, by whom and why; its numbers once those of the vote may be read. */
export function SetAsideTellers({ vote, timezone }: { vote: VoteDetail; timezone: string }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const nameOf = useScopeName(vote)
  const { aside } = vote.tellers
  if (aside.length === 0) return null
  return (
    <section aria-labelledby="aside-title">
      <h2 id="aside-title">{t('manners.tellers.aside')}</h2>
      <ul className={css.list}>
        {aside.map(({ number, teller, by, at, words, counts, sheets }) => (
          <li key={number} data-stage="declined">
            <p>
              {t('manners.tellers.line', {
                teller: inMine(teller),
                by: inMine(by),
                time: formatTime(at, timezone),
              })}
            </p>
            <p className={css.said}>{words}</p>
            {counts?.map((count) => (
              <p key={count.scope}>
                {counts.length > 1 ? `${nameOf(count.scope)}. ` : null}
                {t('manners.tellers.counts', { counts: t('floor.counts.line', count) })}
              </p>
            ))}
            {sheets.length > 0 ? (
              <p>
                {t('manners.tellers.sheets', {
                  names: sheets
                    .map(({ name, choice }) =>
                      choice ? `${inMine(name)} (${t(`votes.recorded.${choice}`)})` : inMine(name),
                    )
                    .join(', '),
                })}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

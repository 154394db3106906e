import { useState } from 'react'
import { formatTime } from '../../shared/messages/format.ts'
import { useAct, useSaid } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { RowButton } from '../ui/RowButton.tsx'
import { ChairsChoices, type Said, wordsOf } from './ChairsChoice.tsx'
import type { VoteDetail } from './data.ts'
import css from './Remedies.module.css'
import { useScopeName } from './useScopeName.ts'

type Correction = VoteDetail['remedies']['corrections'][number]
type Props = { readonly vote: VoteDetail; readonly correction: Correction; readonly timezone: string }

/** One correction: what was first, what is right, by whom, and the second person's answer. */
export function CorrectionLine({ vote, correction, timezone }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { stage, words, by, at, decidedBy, decidedAt, before, mayConfirm } = correction
  const answers = mayConfirm.ok || mayConfirm.code === 'second-person'
  return (
    <li data-stage={stage}>
      <WhatIsRight vote={vote} change={correction.change} />
      <p className="quiet">
        {t(`remedies.corrections.stages.${stage}`, {
          by: inMine(by),
          second: decidedBy ? inMine(decidedBy) : '',
          time: formatTime(decidedAt ?? at, timezone),
        })}
      </p>
      <p className={css.said}>{words}</p>
      {before ? <p>{t('remedies.corrections.before', { headline: inMine(before) })}</p> : null}
      {stage === 'proposed' && answers ? <CorrectionAnswer vote={vote} correction={correction} /> : null}
    </li>
  )
}

function WhatIsRight({ vote, change }: { vote: VoteDetail; change: Correction['change'] }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const nameOf = useScopeName(vote)
  if (change.kind === 'choice') {
    const said = { was: t(`votes.recorded.${change.was}`), now: t(`votes.recorded.${change.choice}`) }
    return <p>{t('remedies.corrections.choiceLine', { ...said, name: inMine(change.place.name) })}</p>
  }
  if (change.kind === 'place') {
    const named = { name: inMine(change.place.name), moved: inMine(change.moved.name) }
    return <p>{t('remedies.corrections.placeLine', { ...named, now: t(`votes.recorded.${change.choice}`) })}</p>
  }
  if (!change.counts) return <p>{t('remedies.corrections.countsUnread')}</p>
  const { was, right } = change.counts
  return right.map((count) => {
    const first = was.find(({ scope }) => scope === count.scope) ?? count
    return (
      <p key={count.scope}>
        {right.length > 1 ? `${nameOf(count.scope)}. ` : null}
        {t('remedies.corrections.countsLine', {
          was: t('floor.counts.line', first),
          now: t('floor.counts.line', count),
        })}
      </p>
    )
  })
}

/** The second person confirms or declines; where corrected hands are equal, with how the chair voted. */
function CorrectionAnswer({ vote, correction }: Omit<Props, 'timezone'>) {
  const t = useWords()
  const acts = useSaid()
  const confirm = useAct('votes', 'confirm-correction', acts)
  const decline = useAct('votes', 'decline-correction', acts)
  const [said, setSaid] = useState<Said>({})
  const [refusal] = acts
  const { id, change, mayConfirm } = correction
  const tied = change.kind === 'counts' ? change.tied : []
  const counts = change.kind === 'counts' ? (change.counts?.right ?? []) : []
  const chairs = wordsOf(tied, said)
  const send = () => void confirm.run({ correction: id, ...(chairs && chairs.length > 0 && { chairs }) })
  return (
    <div className="no-print">
      {mayConfirm.ok ? <ChairsChoices vote={vote} tied={tied} counts={counts} said={said} onSay={setSaid} /> : null}
      <div className={css.buttons}>
        {mayConfirm.ok && chairs ? (
          <RowButton main busy={confirm.pending} onPress={send}>
            {t('remedies.corrections.confirm')}
          </RowButton>
        ) : null}
        <RowButton busy={decline.pending} onPress={() => void decline.run({ correction: id })}>
          {t('remedies.corrections.decline')}
        </RowButton>
      </div>
      <p className="quiet">
        {mayConfirm.ok ? (
          t(chairs ? 'remedies.corrections.confirmEffect' : 'refusals.chair-choice-needed')
        ) : (
          <>
            {t('refusals.second-person')} {t('common.rule', { rule: mayConfirm.rule })}
          </>
        )}
      </p>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </div>
  )
}

import Square from 'lucide-react/icons/square'
import { useState } from 'react'
import { WAYS } from '../../shared/votes/manners.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { ChoiceIcon } from './ChoiceMark.tsx'
import type { Choice, VoteDetail } from './data.ts'
import css from './WordDialog.module.css'

const CHOICES = ['for', 'against', 'abstain'] as const satisfies readonly Choice[]

/** A chair's own vote where hands are equal; null: no hand of theirs. */
export type ChairsWord = { readonly scope: string; readonly choice: Choice | null }
type Props = {
  readonly vote: VoteDetail | null
  /** Why it is off for another reason than the counting. */
  readonly reason: { readonly text: string; readonly rule: string } | null
  readonly variant: 'filled' | 'default'
  readonly pending: boolean
  /** What the button says where it does more than close. */
  readonly label?: string
  readonly onClose: (chairs: ChairsWord[]) => void
}

/** The button that closes a vote: after a show of hands only when both tellers agree, with the chair's own vote where they are equal. */
export function CloseVote({ vote, reason, variant, pending, label, onClose }: Props) {
  const t = useWords()
  const [said, setSaid] = useState<Readonly<Record<string, Choice | null>>>({})
  const open = vote?.stage === 'open' ? vote : null
  const hands = open?.hands ?? null
  const waiting = open && WAYS[open.manner].ballots ? open.progress.places - open.progress.cast : 0
  const missing = hands?.tied.some((scope) => said[scope] === undefined) ?? false
  const off =
    reason ??
    (hands && hands.standing !== 'agree'
      ? { text: t(`manners.hands.standing.${hands.standing ?? 'none'}`), rule: 'VO66' }
      : missing
        ? { text: t('refusals.chair-choice-needed'), rule: 'VO69' }
        : null)
  const ballots = waiting > 0 ? t('votes.desk.closeEffect', { count: waiting }) : t('votes.desk.closeEffectAll')
  return (
    <>
      {reason === null && open && hands
        ? hands.tied.map((scope) => (
            <ChairsChoice
              key={scope}
              vote={open}
              scope={scope}
              value={said[scope]}
              onChange={(choice) => setSaid({ ...said, [scope]: choice })}
            />
          ))
        : null}
      <ReasonedButton
        icon={<Square size={18} aria-hidden />}
        variant={off ? 'default' : variant}
        effect={hands ? t('manners.hands.closeEffect') : ballots}
        reason={off?.text ?? null}
        rule={off?.rule ?? null}
        pending={pending}
        onPress={() => onClose((hands?.tied ?? []).map((scope) => ({ scope, choice: said[scope] ?? null })))}
      >
        {label ?? t('votes.desk.close')}
      </ReasonedButton>
    </>
  )
}

type ChairProps = {
  readonly vote: VoteDetail
  readonly scope: string
  readonly value: Choice | null | undefined
  readonly onChange: (choice: Choice | null) => void
}

/** How the chair of a scope voted; only what the tellers counted can be said. */
function ChairsChoice({ vote, scope, value, onChange }: ChairProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const council = vote.councils.find(({ id }) => id === scope)
  const counted = vote.hands?.agreed?.find((one) => one.scope === scope)
  const choices = [...CHOICES.filter((choice) => (counted?.[choice] ?? 0) > 0), null]
  return (
    <fieldset className={css.choices}>
      <legend>
        {council ? t('manners.hands.chairTitleOf', { council: inMine(council.name) }) : t('manners.hands.chairTitle')}
      </legend>
      {choices.map((choice) => (
        <label key={choice ?? 'none'} className={css.choice} data-choice={choice ?? undefined}>
          <input type="radio" name={`chair-${scope}`} checked={value === choice} onChange={() => onChange(choice)} />
          {choice ? <ChoiceIcon choice={choice} size={18} /> : null}
          {choice ? t(`votes.recorded.${choice}`) : t('manners.hands.chairNone')}
        </label>
      ))}
    </fieldset>
  )
}

import { useLanguage, useWords } from '../language.tsx'
import { ChoiceIcon } from './ChoiceMark.tsx'
import type { Choice, VoteDetail } from './data.ts'
import css from './WordDialog.module.css'

const CHOICES = ['for', 'against', 'abstain'] as const satisfies readonly Choice[]

/** A chair's own vote where hands are equal; null: no hand of theirs. */
export type ChairsWord = { readonly scope: string; readonly choice: Choice | null }
export type Said = Readonly<Record<string, Choice | null>>
type Counts = NonNullable<NonNullable<VoteDetail['hands']>['agreed']>

/** What was said of every scope that is equal; null while one is missing. */
export const wordsOf = (tied: readonly string[], said: Said): ChairsWord[] | null =>
  tied.every((scope) => said[scope] !== undefined)
    ? tied.map((scope) => ({ scope, choice: said[scope] ?? null }))
    : null

type Props = {
  readonly vote: VoteDetail
  readonly tied: readonly string[]
  readonly counts: Counts
  readonly said: Said
  readonly onSay: (said: Said) => void
}

/** How the chair of each scope that is equal voted; only what was counted can be said. */
export function ChairsChoices({ vote, tied, counts, said, onSay }: Props) {
  return tied.map((scope) => (
    <ChairsChoice
      key={scope}
      vote={vote}
      scope={scope}
      counted={counts.find((one) => one.scope === scope)}
      value={said[scope]}
      onChange={(choice) => onSay({ ...said, [scope]: choice })}
    />
  ))
}

type OneProps = {
  readonly vote: VoteDetail
  readonly scope: string
  readonly counted: Counts[number] | undefined
  readonly value: Choice | null | undefined
  readonly onChange: (choice: Choice | null) => void
}

function ChairsChoice({ vote, scope, counted, value, onChange }: OneProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const council = vote.councils.find(({ id }) => id === scope)
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

import type { Localised } from '../../shared/language.ts'
import { useLanguage } from '../language.tsx'
import { initialsOf, personColour } from './names.ts'
import css from './PersonAvatar.module.css'

type Props = { readonly account: string; readonly name: Localised; readonly size?: number; readonly named?: boolean }

/** A person's whole initials on the person's colour; `named` when no name stands beside it. */
export function PersonAvatar({ account, name, size = 28, named = false }: Props) {
  const { inMine } = useLanguage()
  const look = { className: css.avatar, style: { '--size': `${size}px`, background: personColour(account) } }
  return named ? (
    <span {...look} role="img" aria-label={inMine(name)} title={inMine(name)}>
      {initialsOf(inMine(name))}
    </span>
  ) : (
    <span {...look} aria-hidden="true">
      {initialsOf(inMine(name))}
    </span>
  )
}

import { Link } from '@tanstack/react-router'
import type { AmendmentId } from '../../shared/ids.ts'
import { useWords } from '../language.tsx'
import css from './Consolidated.module.css'
import type { AmendmentSummary } from './data.ts'
import { StageBadge } from './StageBadge.tsx'
import { useNamed, useWholeEffect } from './useNamed.ts'

type Among = { readonly among: readonly AmendmentSummary[] }

/** Beside a paragraph: which amendments change it. */
export function Margin({ by, among }: Among & { by: readonly AmendmentId[] }) {
  const t = useWords()
  const named = among.filter(({ id }) => by.includes(id))
  if (named.length === 0) return null
  const numbers = named.map(({ number }) => String(number ?? '')).join(', ')
  return (
    <p className={css.margin}>
      <span className="visually-hidden">{t('amendmentsDesk.consolidated.margin', { numbers })}</span>
      {named.map(({ id, number }) => (
        <span key={id} aria-hidden>
          {t('amendmentsDesk.consolidated.number', { number: number ?? '' })}
        </span>
      ))}
    </p>
  )
}

/** Behind changed words, where several amendments change one paragraph: whose they are. */
export function Whose({ by, among }: Among & { by: AmendmentId | undefined }) {
  const t = useWords()
  const amendment = among.find(({ id }) => id === by)
  if (!amendment) return null
  const { number } = amendment
  return (
    <sup className={css.whose}>
      <span aria-hidden>{number}</span>
      <span className="visually-hidden"> ({t('amendments.name', { number: number ?? '' })})</span>
    </sup>
  )
}

/** An amendment in one line: number, what it does to the text as a whole, who moved it, where it stands. */
export function AmendmentLine({ amendment }: { amendment: AmendmentSummary }) {
  const named = useNamed()
  const effect = useWholeEffect(amendment)
  const people = [named.moved(amendment), named.supporters(amendment)].filter(Boolean).join(' · ')
  return (
    <p className={css.line}>
      <Link
        to="/sessions/$session/amendments/$amendment"
        params={{ session: amendment.session, amendment: amendment.id }}
        preload={false}
      >
        {named.title(amendment)}
      </Link>
      {effect ? <strong>{effect}</strong> : null}
      <span>{people}</span>
      <StageBadge amendment={amendment} plain />
    </p>
  )
}

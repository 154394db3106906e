import type { Answer } from '../api.ts'
import { useWords } from '../language.tsx'
import { ReadWords } from '../ui/ReadWords.tsx'
import css from './Final.module.css'
import { ShownChange } from './FinalChanges.tsx'
import { useOfficial } from './useOfficial.ts'

type Props = { readonly one: Answer<'adoption', 'published-text'>['corrigenda'][number] }

/** What the final text or a corrigendum changed, as everybody sees it. Source: RULES.md AD28, AD31. */
export function ShownRound({ one }: Props) {
  const t = useWords()
  const official = useOfficial()
  return (
    <article className={css.round}>
      <h3>
        {one.round > 0 ? t('final.corrigendum', { number: one.round }) : t('final.title')} · {official(one.official)}
      </h3>
      {one.reason ? (
        <p>
          <ReadWords words={one.reason} />
        </p>
      ) : null}
      {one.changes.length === 0 ? <p className="quiet">{t('final.changes.none')}</p> : null}
      {one.changes.map((change) => (
        <ShownChange key={change.key} change={change} />
      ))}
    </article>
  )
}

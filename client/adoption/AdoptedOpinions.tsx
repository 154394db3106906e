import { useWords } from '../language.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { OpinionList } from '../votes/OpinionList.tsx'
import css from './AdoptedOpinions.module.css'
import type { AdoptedText } from './data.ts'

/** What members said of the text in its votes; printed with it. */
export function AdoptedOpinions({ text, timezone }: { readonly text: AdoptedText; readonly timezone: string }) {
  const t = useWords()
  if (text.opinions.length === 0) return null
  return (
    <section className={css.opinions} aria-labelledby="opinions-title">
      <SectionTitle id="opinions-title">{t('opinions.title')}</SectionTitle>
      <OpinionList
        opinions={text.opinions}
        timezone={timezone}
        about={({ voteNumber }) => t('opinions.onVote', { number: voteNumber })}
      />
    </section>
  )
}

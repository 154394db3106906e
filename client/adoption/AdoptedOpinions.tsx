import { AfterVoteWords, useWords } from '../language.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { OpinionList } from '../votes/OpinionList.tsx'
import css from './AdoptedOpinions.module.css'
import type { AdoptedText } from './data.ts'

type Props = { readonly text: AdoptedText; readonly timezone: string }

/** What members said of the text in its votes; printed with it. */
export const AdoptedOpinions = ({ text, timezone }: Props) =>
  text.opinions.length === 0 ? null : (
    <AfterVoteWords>
      <Said text={text} timezone={timezone} />
    </AfterVoteWords>
  )

function Said({ text, timezone }: Props) {
  const t = useWords()
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

import { Link, useParams } from '@tanstack/react-router'
import type { RecommendationId } from '../../shared/ids.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { type FollowUpOne, useOne } from '../follow-up/data.ts'
import { Facts } from '../follow-up/Facts.tsx'
import { Related } from '../follow-up/Related.tsx'
import { Repeats } from '../follow-up/Repeats.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { Page } from '../ui/Page.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './FollowUpOnePage.module.css'

function Shown({ one }: { one: FollowUpOne }) {
  const t = useWords()
  const { language } = useLanguage()
  const inRecord = useRecordWords()
  const title = inRecord(one.title)
  const text = inRecord(one.text)
  return (
    <Page
      title={t('followUp.one.recommendation', { number: one.number ?? '' })}
      width="table"
      above={
        <Link to="/sessions/$session/follow-up" params={{ session: one.session }}>
          {t('followUp.toTable')}
        </Link>
      }
      intro={<span lang={title.lang}>{title.words}</span>}
    >
      <section className={`sheet ${css.text}`}>
        <p lang={text.lang}>{text.words}</p>
        <p className="quiet">
          {one.deadline ? `${t('followUp.answerPage.deadline', { date: formatDate(language, one.deadline) })}. ` : null}
          <Link to="/adopted/$recommendation" params={{ recommendation: one.recommendation }}>
            {t('adoption.title')}
          </Link>
        </p>
        <Repeats recommendation={one.recommendation} />
        <Related one={one} />
      </section>
      {one.addressees.map((office) => (
        <Facts key={office.id} one={one} office={office} />
      ))}
    </Page>
  )
}

/** One adopted recommendation: who answered what, what was done, what the council finds. */
export function FollowUpOnePage() {
  const { recommendation } = useParams({ from: '/frame/follow-up/sessions/$session/follow-up/$recommendation' })
  const one = useOne(recommendation as RecommendationId)
  return <Loaded from={one}>{(loaded) => <Shown one={loaded} />}</Loaded>
}

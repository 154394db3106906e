import { SegmentedControl } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { AdoptedFields } from '../adoption/AdoptedFields.tsx'
import { AdoptedOpinions } from '../adoption/AdoptedOpinions.tsx'
import { AdoptedProof } from '../adoption/AdoptedProof.tsx'
import { AdoptedWords } from '../adoption/AdoptedWords.tsx'
import { CheckCode } from '../adoption/CheckCode.tsx'
import { type AdoptedText, useAdopted } from '../adoption/data.ts'
import { FinalLink } from '../adoption/FinalLink.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { useSession } from '../sessions/data.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './AdoptedPage.module.css'

const KINDS = ['preamble', 'recommendation', 'proposal', 'initiative'] as const

function Adopted({ text, timezone }: { text: AdoptedText; timezone: string }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const [shown, setShown] = useState<Language | 'all' | null>(null)
  const kind = KINDS.find((each) => each === text.kind) ?? 'recommendation'
  const name = t(`sessions.numbered.${kind}`, { number: text.number ?? '' })
  const present = shown ?? (text.plain.text[language].trim() ? language : (text.languagesOfRecord[0] ?? language))
  return (
    <div className={css.page}>
      <article className={`sheet ${css.paper}`}>
        <PageTitle hidden>{`${name}. ${t('adoption.title')}`}</PageTitle>
        <p className={css.line}>
          <StateBadge state="adopted" />
          <span>{name}</span>
        </p>
        <p className={css.when}>
          {inMine(text.sessionTitle)}.{' '}
          {t('adoption.adoptedAt', {
            when: formatDateTime(language, text.adoptedAt, timezone),
            name: inMine(text.adoptedBy.name),
          })}
        </p>
        <div className="no-print">
          <SegmentedControl
            aria-label={t('adoption.view')}
            size="sm"
            classNames={{ root: css.languages }}
            value={present}
            onChange={(value) => setShown(LANGUAGES.find((each) => each === value) ?? 'all')}
            data={[
              ...LANGUAGES.map((each) => ({ value: each, label: t(`common.languages.${each}`) })),
              { value: 'all', label: t('adoption.sideBySide') },
            ]}
          />
        </div>
        <AdoptedWords text={text} shown={present} />
        <AdoptedFields text={text} />
        <AdoptedOpinions text={text} timezone={timezone} />
      </article>
      <aside className={css.aside}>
        <FinalLink recommendation={text.recommendation} />
        <AdoptedProof text={text} />
        <CheckCode hash={text.hash} />
      </aside>
    </div>
  )
}

/** An adopted text in its languages, with everything that shows it is the text that was voted on. */
export function AdoptedPage() {
  const { recommendation } = useParams({ from: '/frame/adopted/$recommendation' })
  const text = useAdopted(recommendation as RecommendationId)
  const session = useSession(text.data?.session ?? null)
  return <Loaded from={text}>{(loaded) => <Adopted text={loaded} timezone={session.data?.timezone ?? 'UTC'} />}</Loaded>
}

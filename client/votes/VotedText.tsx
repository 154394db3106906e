import { SegmentedControl } from '@mantine/core'
import Lock from 'lucide-react/icons/lock'
import { useState } from 'react'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Hash } from '../ui/Hash.tsx'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import type { VoteDetail } from './data.ts'
import css from './VotedText.module.css'

/** The frozen text that is voted on, in the reader's language, with its hash; other languages a press away. */
export function VotedText({ vote }: { vote: VoteDetail }) {
  const t = useWords()
  const { language } = useLanguage()
  const [chosen, setChosen] = useState<Language | null>(null)
  const version = useAsk('versions', 'version', { id: vote.version })
  return (
    <section className={css.box} aria-label={t('votes.sheet.textTitle')}>
      <div className={css.head}>
        <Lock size={16} aria-hidden />
        <span className={css.words}>{t('votes.sheet.textFrozen')}</span>
        <Hash hash={vote.hash} />
      </div>
      <Loaded from={version}>
        {({ parts, plain }) => {
          const there = LANGUAGES.filter((each) => plain.text[each].trim())
          const shown = there.find((each) => each === (chosen ?? language)) ?? there[0] ?? language
          return (
            <div className={css.body}>
              {shown === (chosen ?? language) ? null : <p className="quiet">{t('votes.sheet.otherLanguage')}</p>}
              <div className="record-text">
                <RecordBlocks blocks={parts.text[shown]} lang={shown} />
              </div>
              {(['rationale', 'indicator'] as const).map((part) =>
                plain[part][shown].trim() ? (
                  <div key={part} className={css.part}>
                    <h3 className={css.label}>{t(`adoption.${part}`)}</h3>
                    <RecordBlocks blocks={parts[part][shown]} lang={shown} />
                  </div>
                ) : null,
              )}
              {there.length > 1 ? (
                <SegmentedControl
                  aria-label={t('adoption.languages')}
                  size="sm"
                  value={shown}
                  onChange={(value) => {
                    if (isLanguage(value)) setChosen(value)
                  }}
                  data={there.map((each) => ({ value: each, label: t(`common.languages.${each}`) }))}
                />
              ) : null}
            </div>
          )
        }}
      </Loaded>
    </section>
  )
}

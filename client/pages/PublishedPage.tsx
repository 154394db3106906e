import { TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import css from '../adoption/Final.module.css'
import { usePublished } from '../adoption/final-data.ts'
import { useOfficial } from '../adoption/useOfficial.ts'
import { FinalWords, useLanguage, useWords } from '../language.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { Outside } from './Outside.tsx'

/** Published texts, for everybody, found by words in three languages. Source: RULES.md AD29, AD30. */
export function PublishedPage() {
  return (
    <FinalWords>
      <Outside>
        <Published />
      </Outside>
    </FinalWords>
  )
}

function Published() {
  const t = useWords()
  const official = useOfficial()
  const { inMine } = useLanguage()
  const [words, setWords] = useState('')
  const published = usePublished(words)
  return (
    <Page title={t('final.published.title')}>
      <TextInput
        label={t('final.published.search')}
        type="search"
        size="md"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Loaded from={published}>
        {({ texts }) =>
          texts.length === 0 ? (
            <EmptyState title={t(words.trim() ? 'final.published.noneFound' : 'final.published.none')} />
          ) : (
            <ul className={css.list}>
              {texts.map((text) => (
                <li key={text.recommendation}>
                  <Link to="/published/$recommendation" params={{ recommendation: text.recommendation }}>
                    {inMine(text.title)}
                  </Link>
                  <span className="quiet">
                    {official(text.official)} · {inMine(text.sessionTitle)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

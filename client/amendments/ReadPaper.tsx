import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { Language } from '../../shared/language.ts'
import { type DrawPart, TextColumn } from '../editor/PartsView.tsx'
import { StaticText } from '../editor/StaticText.tsx'
import { useWords } from '../language.tsx'
import type { RecommendationSummary } from '../recommendations/data.ts'
import { LanguageTabs } from '../recommendations/LanguageTabs.tsx'
import { Hash } from '../ui/Hash.tsx'
import { AmendmentChanges } from './AmendmentChanges.tsx'
import css from './AmendmentPaper.module.css'
import type { AmendmentDetail } from './data.ts'
import { Looks } from './Looks.tsx'
import { paperStates } from './paper-states.ts'
import { useWholeEffect } from './useNamed.ts'

type Props = { readonly amendment: AmendmentDetail; readonly recommendation: RecommendationSummary | null }

const SHOWN = ['differences', 'sideBySide', 'present', 'amended', 'base'] as const
type Shown = (typeof SHOWN)[number]

/** An amendment to be read: what it changes, or the text before and after it. */
export function ReadPaper({ amendment, recommendation }: Props) {
  const t = useWords()
  const [shown, setShown] = useState<Shown>('differences')
  const effect = useWholeEffect(amendment)
  const isNew = amendment.recommendation === null
  const name = (each: Shown) =>
    each === 'differences' || each === 'sideBySide'
      ? t(each === 'differences' ? 'amendments.page.differences' : 'amendments.sideBySide')
      : t(`amendments.texts.${each}`)
  if (effect)
    return (
      <article className={css.paper}>
        <p className={css.effect}>{effect}</p>
        {recommendation ? <Words amendment={amendment} recommendation={recommendation} text="present" /> : null}
      </article>
    )
  if (isNew)
    return (
      <article className={css.paper}>
        <Words amendment={amendment} recommendation={null} text="amended" />
        <Bound amendment={amendment} />
      </article>
    )
  return (
    <article className={css.paper}>
      <SegmentedControl
        aria-label={t('amendments.page.shown')}
        classNames={{ root: css.shown }}
        value={shown}
        onChange={(value) => setShown(SHOWN.find((each) => each === value) ?? 'differences')}
        data={SHOWN.map((each) => ({ value: each, label: name(each) }))}
      />
      {shown === 'differences' || shown === 'sideBySide' ? (
        <AmendmentChanges changes={amendment.changes} sideBySide={shown === 'sideBySide'} />
      ) : (
        <Words amendment={amendment} recommendation={recommendation} text={shown} />
      )}
      <Looks amendment={amendment} />
      <Bound amendment={amendment} />
    </article>
  )
}

/** The hash of what a vote on it binds. Source: RULES.md AM31. */
function Bound({ amendment: { hash } }: Pick<Props, 'amendment'>) {
  const t = useWords()
  return (
    <p className={css.bound}>
      {hash ? (
        <>
          {t('amendments.page.hash')} <Hash hash={hash} />
        </>
      ) : (
        t('amendments.page.hashOpen')
      )}
    </p>
  )
}

/** One of its texts, whole, in one language. */
function Words({ amendment, recommendation, text }: Props & { text: 'base' | 'present' | 'amended' }) {
  const t = useWords()
  const [language, setLanguage] = useState<Language>(amendment.language)
  const draw: DrawPart = (part, language) => (
    <StaticText
      blocks={amendment.texts[text][part][language]}
      part={part}
      language={language}
      label={t('recommendations.editor', {
        part: t(`recommendations.parts.${part}`),
        language: t(`common.languages.${language}`),
      })}
      empty={t('recommendations.empty')}
    />
  )
  const { states, source } = paperStates(amendment, recommendation)
  return (
    <>
      <div>{draw('title', language)}</div>
      <LanguageTabs states={states} source={source} chosen={language} onChoose={setLanguage} end={null}>
        <TextColumn language={language} draw={draw} withGrounds={recommendation?.kind !== 'preamble'} />
      </LanguageTabs>
    </>
  )
}

import { SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import Lock from 'lucide-react/icons/lock'
import Quote from 'lucide-react/icons/quote'
import { useState } from 'react'
import type { VersionId } from '../../shared/ids.ts'
import { isLanguage, LANGUAGES, type Language, type Localised } from '../../shared/language.ts'
import { useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Hash } from '../ui/Hash.tsx'
import { LoadedLater } from '../ui/LoadedLater.tsx'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import { RecordWords } from '../ui/RecordWords.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import type { VoteDetail } from './data.ts'
import css from './VotedText.module.css'

/** Few votes are on amendments, and a phone need not load how they are drawn. */
const loadAmendment = () =>
  import('../amendments/VotedAmendment.tsx').then((file) => ({ default: file.VotedAmendment }))

/** What is voted on: the frozen text with its hash, what an amendment changes in it, the words of a part before it, or the texts of the set. */
export function VotedText({ vote }: { vote: VoteDetail }) {
  const { part, kind, amendment } = vote.question
  if (amendment)
    return (
      <LoadedLater
        load={loadAmendment}
        session={vote.session}
        amendment={amendment}
        version={vote.mine.length > 0 ? vote.version : null}
        otherwise={vote.version ? <FrozenText vote={vote} version={vote.version} hash={null} /> : null}
      />
    )
  if (kind === 'adopt-set') return <VotedSet vote={vote} />
  if (!vote.version) return null
  return (
    <>
      {part ? <Part words={part} /> : null}
      <FrozenText vote={vote} version={vote.version} hash={part ? null : vote.hash} />
    </>
  )
}

/** The words that stay or fall, in each language in which they are quoted. */
function Part({ words }: { words: Localised }) {
  const t = useWords()
  return (
    <section className={css.box} aria-label={t('votes.sheet.partTitle')}>
      <div className={css.head}>
        <Quote size={16} aria-hidden />
        <span className={css.words}>{t('votes.sheet.partTitle')}</span>
      </div>
      <div className={css.body}>
        {LANGUAGES.filter((language) => words[language]).map((language) => (
          <blockquote key={language} lang={language} className={css.quote}>
            {words[language]}
          </blockquote>
        ))}
      </div>
    </section>
  )
}

/** The texts of the set in their order, each a press away. */
function VotedSet({ vote }: { vote: VoteDetail }) {
  const t = useWords()
  return (
    <section className={css.box} aria-label={t('votes.sheet.setTitle')}>
      <div className={css.head}>
        <Lock size={16} aria-hidden />
        <span className={css.words}>{t('votes.sheet.setTitle')}</span>
        <Hash hash={vote.hash} />
      </div>
      <ol className={css.set}>
        {vote.question.texts.map((text) => (
          <li key={text.recommendation}>
            <Link
              to="/sessions/$session/recommendations/$recommendation"
              params={{ session: vote.session, recommendation: text.recommendation }}
              target="_blank"
              className={css.text}
            >
              <span className={css.label}>{t(`sessions.numbered.${text.kind}`, { number: text.number ?? '' })}</span>
              <RecordWords value={text.title} />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}

type FrozenProps = { readonly vote: VoteDetail; readonly version: VersionId; readonly hash: string | null }

/** Few languages are behind, and a phone need not load how that is drawn. */
const loadBehind = () => import('../translations/BehindSource.tsx').then((file) => ({ default: file.BehindSource }))

/** The frozen text in the reader's language, above it what of the source it lacks; other languages a press away. */
function FrozenText({ vote, version: id, hash }: FrozenProps) {
  const t = useWords()
  const { language } = useLanguage()
  const [chosen, setChosen] = useState<Language | null>(null)
  const version = useAsk('versions', 'version', { id })
  // Told to who votes: others are not members, or read it beside the live text.
  const standing = useAsk('translations', 'behind', vote.mine.length > 0 ? { version: id } : null).data
  return (
    <section className={css.box} aria-label={t('votes.sheet.textTitle')}>
      <div className={css.head}>
        <Lock size={16} aria-hidden />
        <span className={css.words}>{t('votes.sheet.textFrozen')}</span>
        {hash ? <Hash hash={hash} /> : null}
      </div>
      <Loaded from={version}>
        {({ parts, plain }) => {
          const there = LANGUAGES.filter((each) => plain.text[each].trim())
          const shown = there.find((each) => each === (chosen ?? language)) ?? there[0] ?? language
          const behind = standing?.behind.find((each) => each.language === shown)
          return (
            <div className={css.body}>
              {standing && behind ? (
                <LoadedLater
                  load={loadBehind}
                  otherwise={null}
                  source={standing.source}
                  now={standing.now}
                  {...behind}
                />
              ) : null}
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

import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { CheckCode } from '../adoption/CheckCode.tsx'
import css from '../adoption/Final.module.css'
import { finalFile, type PublishedText, signatureFile, usePublishedText } from '../adoption/final-data.ts'
import { ShownRound } from '../adoption/ShownRound.tsx'
import { useOfficial } from '../adoption/useOfficial.ts'
import { PublishedRepeats } from '../follow-up/PublishedRepeats.tsx'
import { FinalWords, useLanguage, useWords } from '../language.tsx'
import { Hash } from '../ui/Hash.tsx'
import { Page } from '../ui/Page.tsx'
import { ReadLanguage } from '../ui/ReadLanguage.tsx'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { Outside } from './Outside.tsx'

/** A published text for everybody, with outcome, signatures, corrigenda and hash. Source: RULES.md AD29. */
export function PublishedTextPage() {
  return (
    <FinalWords>
      <Outside>
        <Found />
      </Outside>
    </FinalWords>
  )
}

function Found() {
  const { recommendation } = useParams({ from: '/published/$recommendation' })
  const text = usePublishedText(recommendation as RecommendationId)
  return <Loaded from={text}>{(loaded) => <Shown text={loaded} />}</Loaded>
}

function Shown({ text }: { text: PublishedText }) {
  const t = useWords()
  const official = useOfficial()
  const { language, inMine } = useLanguage()
  const [lang, setLang] = useState<Language | null>(null)
  const shown = lang ?? language
  return (
    <Page
      width="text"
      title={`${text.number === null ? '' : `${text.number}. `}${inMine(text.title)}`}
      above={
        <div>
          <StateBadge state="published" words={official(text.official)} />
        </div>
      }
      intro={inMine(text.sessionTitle)}
    >
      <ReadLanguage value={shown} onChoose={setLang} className="no-print" />
      <article className={`sheet ${css.reading}`}>
        <div className="record-text">
          <RecordBlocks blocks={text.parts.text[shown]} lang={shown} />
        </div>
        {(['rationale', 'indicator'] as const).map((part) =>
          text.parts[part][shown].some(({ content }) => content.length > 0) ? (
            <section key={part}>
              <h2>{t(`recommendations.parts.${part}`)}</h2>
              <RecordBlocks blocks={text.parts[part][shown]} lang={shown} />
            </section>
          ) : null,
        )}
      </article>
      <PublishedRepeats recommendation={text.recommendation} />
      <Facts text={text} />
      {text.corrigenda.length > 0 ? <Corrigenda text={text} /> : null}
      <CheckCode hash={text.hash} />
    </Page>
  )
}

function Facts({ text }: { text: PublishedText }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const of = { recommendation: text.recommendation as RecommendationId, round: text.corrigenda.at(-1)?.round ?? 0 }
  const councilOf = (id: string) => text.councils.find((council) => council.id === id)
  return (
    <section className={css.facts}>
      <p className={css.outcome}>{t('final.published.adoptedBy', { outcome: inMine(text.adopted.outcome) })}</p>
      {text.signatures.map((signature) => {
        const council = councilOf(signature.council)
        const when = formatDateTime(language, signature.at, text.timezone)
        const said = { council: council ? inMine(council.name) : '', name: inMine(signature.name), when }
        return (
          <p key={signature.council}>
            {t(`final.signed.${signature.kind}`, { ...said, reason: signature.reason })}{' '}
            {signature.kind === 'file' ? (
              <a
                className={`no-print ${css.file}`}
                href={signatureFile({ ...of, council: signature.council })}
                download
              >
                {t('final.file')}
              </a>
            ) : null}
          </p>
        )
      })}
      <p>
        {t('final.published.hash')}: <Hash hash={text.hash} />{' '}
        <a className={`no-print ${css.file}`} href={finalFile(of)} download>
          {t('final.download')}
        </a>
      </p>
      {text.adopted.hash === text.hash ? null : (
        <p>
          {t('final.published.adoptedHash')}: <Hash hash={text.adopted.hash} />
        </p>
      )}
      {text.numberBefore === null ? null : (
        <p>{t('final.published.numberBefore', { number: text.number ?? '', before: text.numberBefore })}</p>
      )}
      <p>{t('final.published.entry', { head: `${text.head.number}:${text.head.hash.slice(0, 16)}` })}</p>
    </section>
  )
}

function Corrigenda({ text }: { text: PublishedText }) {
  const t = useWords()
  return (
    <section className={css.changes}>
      <h2>{t('final.published.corrigenda')}</h2>
      {text.corrigenda.map((one) => (
        <ShownRound key={one.round} one={one} />
      ))}
    </section>
  )
}

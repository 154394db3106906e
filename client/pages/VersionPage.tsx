import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { CheckCode } from '../adoption/CheckCode.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { type RecommendationDetail, useAddressees, useCalled, useReferences } from '../recommendations/data.ts'
import { FieldsView } from '../recommendations/FieldsView.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Hash } from '../ui/Hash.tsx'
import { Page } from '../ui/Page.tsx'
import { PrintButton } from '../ui/PrintButton.tsx'
import { ReadLanguage } from '../ui/ReadLanguage.tsx'
import { ReadWords } from '../ui/ReadWords.tsx'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { ToolRow } from '../ui/ToolRow.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { DraftStamp } from '../versions/DraftStamp.tsx'
import { useVersion, type VersionDetail, type VersionSummary } from '../versions/data.ts'
import { RedactVersion } from '../versions/RedactVersion.tsx'
import { RestoreVersion } from '../versions/RestoreVersion.tsx'
import { useSaid } from '../versions/said.ts'
import { WithVersions } from '../versions/WithVersions.tsx'
import css from './VersionPage.module.css'

/** The words of one version in one language. */
function Words({ version, lang }: { version: VersionDetail; lang: Language }) {
  const t = useWords()
  const { plain, parts } = version
  const title = plain.title[lang].trim()
  const hasText = plain.text[lang].trim() !== ''
  return (
    <>
      {title ? (
        <h2 className="record-title" lang={lang} data-fixed="title">
          <ReadWords words={title} />
        </h2>
      ) : null}
      {hasText ? (
        <div className="record-text">
          <RecordBlocks blocks={parts.text[lang]} lang={lang} part="text" />
        </div>
      ) : (
        <p className="quiet">{t('versions.noWords')}</p>
      )}
      {(['rationale', 'indicator'] as const).map((part) =>
        plain[part][lang].trim() ? (
          <section key={part} className={css.part}>
            <h3>{t(`recommendations.parts.${part}`)}</h3>
            <RecordBlocks blocks={parts[part][lang]} lang={lang} part={part} />
          </section>
        ) : null,
      )}
    </>
  )
}

type Props = {
  readonly recommendation: RecommendationDetail
  readonly session: SessionDetail
  readonly mayRestore: boolean
}

function Shown({ version, recommendation, session, mayRestore }: Props & { version: VersionDetail }) {
  const t = useWords()
  const { language } = useLanguage()
  const called = useCalled()
  const said = useSaid(session)
  const [chosen, setChosen] = useState<Language | null>(null)
  const references = useReferences(session.id).data
  const addressees = useAddressees().data?.addressees ?? []
  const usual = version.plain.text[language].trim() === '' ? recommendation.sourceLanguage : language
  const lang = chosen ?? usual
  const title = said.title(version)
  const number = t('versions.version', { number: version.number })
  const isAdopted = recommendation.stage === 'adopted' && recommendation.version?.id === version.id
  const address = { session: session.id, recommendation: recommendation.id }
  return (
    <Page
      width="text"
      title={`${called(recommendation)} · ${title}`}
      above={
        <Link className="no-print" to="/sessions/$session/recommendations/$recommendation" params={address}>
          {t('versions.toText')}
        </Link>
      }
    >
      {isAdopted ? <StateBadge state="adopted" /> : <DraftStamp version={title} when={said.when(version)} />}
      <div className={css.about}>
        <p>
          {title === number ? null : `${number} · `}
          {said.when(version)} · {said.reason(version)}
        </p>
        {version.words ? <p>{version.words}</p> : null}
        {version.isRedacted ? <p>{t('versions.redactedHere')}</p> : null}
        {version.changedBy.length > 0 ? <p>{said.wroteSince(version)}</p> : null}
        <p className="quiet">{t('versions.asItStood')}</p>
      </div>
      <ToolRow>
        <ReadLanguage value={lang} onChoose={setChosen} />
        <div className={css.ways}>
          {mayRestore ? <RestoreVersion version={version} recommendation={recommendation} /> : null}
          <PrintButton>{t('versions.print')}</PrintButton>
        </div>
      </ToolRow>
      <article className={`sheet ${css.paper}`}>
        <Words version={version} lang={lang} />
        <FieldsView fields={version.fields} references={references} addressees={addressees} />
        <p className={css.foot}>
          {number} <Hash hash={version.hash} />
        </p>
        <CheckCode hash={version.hash} />
      </article>
      <div className="no-print">
        <RedactVersion recommendation={recommendation.id} version={version.id} />
      </div>
    </Page>
  )
}

function Found({ number, versions, ...props }: Props & { number: number; versions: readonly VersionSummary[] }) {
  const t = useWords()
  const found = versions.find((each) => each.number === number)
  const version = useVersion(found?.id ?? null)
  if (!found) return <EmptyState title={t('versions.notThere')}>{t('versions.notThereText')}</EmptyState>
  return <Loaded from={version}>{(loaded) => <Shown {...props} version={loaded} />}</Loaded>
}

/** One version to read and print, as it was cut. Source: RULES.md VE14. */
export function VersionPage() {
  const { recommendation: id, number } = useParams({
    from: '/frame/sessions/$session/recommendations/$recommendation/versions/$number',
  })
  return (
    <WithVersions of={id as RecommendationId}>{(known) => <Found {...known} number={Number(number)} />}</WithVersions>
  )
}

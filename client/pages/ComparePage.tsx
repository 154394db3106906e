import { NativeSelect } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Fragment, useMemo, useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { revisionName } from '../../shared/versions/circulation.ts'
import type { VersionContent } from '../../shared/versions/model.ts'
import { useLanguage, useWords } from '../language.tsx'
import { type RecommendationDetail, useAddressees, useCalled, useReferences } from '../recommendations/data.ts'
import type { SessionDetail } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Hash } from '../ui/Hash.tsx'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { Coarse, ComparedIn, Found, Progress } from '../versions/Comparing.tsx'
import { Comparison, Counts } from '../versions/Comparison.tsx'
import { DraftStamp } from '../versions/DraftStamp.tsx'
import { useVersion, type VersionDetail, type VersionSummary } from '../versions/data.ts'
import { FieldChanges } from '../versions/FieldChanges.tsx'
import { Legend } from '../versions/Legend.tsx'
import { useSaid } from '../versions/said.ts'
import { useComparisons } from '../versions/useComparisons.ts'
import { WithVersions } from '../versions/WithVersions.tsx'
import css from './ComparePage.module.css'

type Props = {
  readonly recommendation: RecommendationDetail
  readonly session: SessionDetail
  readonly versions: readonly VersionSummary[]
}
type Pair = { readonly before: VersionDetail; readonly after: VersionDetail }

/** The bytes that are hashed, read: what is compared is what was cut. */
const contentOf = ({ canonical }: VersionDetail): VersionContent => JSON.parse(canonical) as VersionContent

function Shown({ before, after, recommendation, session, versions }: Props & Pair) {
  const t = useWords()
  const { language } = useLanguage()
  const called = useCalled()
  const said = useSaid(session)
  const pairs = useMemo(() => [{ before: contentOf(before), after: contentOf(after) }], [before, after])
  const { found, share } = useComparisons(pairs)
  const [chosen, setChosen] = useState<Language | 'all' | null>(null)
  const view = chosen ?? language
  const languages = view === 'all' ? LANGUAGES : [view]
  const references = useReferences(session.id).data
  const addressees = useAddressees().data?.addressees ?? []
  const isSame = before.hash === after.hash
  const title = t('compare.title')
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
      <DraftStamp version={`${said.title(before)} → ${said.title(after)}`} when={said.when(after)} />
      <Chosen before={before} after={after} versions={versions} recommendation={recommendation} session={session} />
      <ComparedIn view={view} onChoose={setChosen} />
      <WholeSet before={before} after={after} session={session} />
      {found?.map((comparison) => (
        <Fragment key={`${before.id} ${after.id}`}>
          <div className={css.summary}>
            {isSame ? <p className={css.same}>{t('compare.same')}</p> : <Counts found={found} languages={languages} />}
            <Coarse found={found} />
          </div>
          <Found shown={view}>
            {languages.map((lang) => (
              <Comparison key={lang} found={comparison} after={after} lang={lang} named={languages.length > 1} />
            ))}
            <section className={css.fields}>
              <h2>{t('recommendations.fields.title')}</h2>
              <FieldChanges changes={comparison.fields} references={references} addressees={addressees} />
            </section>
          </Found>
        </Fragment>
      )) ?? <Progress share={share} doing="comparing" />}
      <Legend />
    </Page>
  )
}

/** The way to the same two revisions of the whole set, where both versions went round. */
function WholeSet({ before, after, session }: Pair & { readonly session: SessionDetail }) {
  const t = useWords()
  const [was, is] = [before.revisions.at(-1), after.revisions[0]]
  if (was === undefined || is === undefined || was >= is) return null
  return (
    <Link
      className="no-print"
      to="/sessions/$session/revisions/$before/$after"
      params={{ session: session.id, before: String(was), after: String(is) }}
    >
      {t('changes.ofSet', { before: revisionName(was), after: revisionName(is) })}
    </Link>
  )
}

/** Which two are compared; any other may be chosen. */
function Chosen({ before, after, versions, recommendation, session }: Props & Pair) {
  const t = useWords()
  const said = useSaid(session)
  const navigate = useNavigate()
  const choose = (change: { before?: string; after?: string }) =>
    void navigate({
      to: '/sessions/$session/recommendations/$recommendation/compare/$before/$after',
      params: {
        session: session.id,
        recommendation: recommendation.id,
        before: String(before.number),
        after: String(after.number),
        ...change,
      },
      replace: true,
      resetScroll: false,
    })
  const called = (version: VersionSummary) => {
    const number = t('versions.version', { number: version.number })
    const title = said.title(version)
    return `${title === number ? number : `${number} · ${title}`} · ${said.when(version)}`
  }
  return (
    <div className={css.chosen}>
      {(['before', 'after'] as const).map((which) => {
        const version = which === 'before' ? before : after
        return (
          <div key={which} className={css.one}>
            <OneOf
              versions={versions}
              called={called}
              label={t(`compare.${which}`)}
              value={String(version.number)}
              onChoose={(value) => choose({ [which]: value })}
            />
            <p className="quiet">
              {said.reason(version)} <Hash hash={version.hash} />
            </p>
          </div>
        )
      })}
    </div>
  )
}

/** So many versions are in a list from the start. */
const LISTED_AT_ONCE = 50

type Choice = {
  readonly versions: readonly VersionSummary[]
  readonly called: (version: VersionSummary) => string
  readonly label: string
  readonly value: string
  readonly onChoose: (value: string) => void
}

/** The chosen version, and all others as soon as somebody is about to choose: hundreds of them would hold up the page. */
function OneOf({ versions, called, label, value, onChoose }: Choice) {
  const [isWanted, setWanted] = useState(false)
  const isWhole = isWanted || versions.length <= LISTED_AT_ONCE
  const want = () => setWanted(true)
  return (
    <NativeSelect
      size="md"
      label={label}
      value={value}
      onFocus={want}
      onPointerEnter={want}
      onPointerDown={want}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={versions
        .filter((version) => isWhole || String(version.number) === value)
        .map((version) => ({ value: String(version.number), label: called(version) }))}
    />
  )
}

function TwoVersions({ numbers, ...props }: Props & { numbers: readonly [number, number] }) {
  const t = useWords()
  const [first, second] = numbers.map((number) => props.versions.find((each) => each.number === number))
  const before = useVersion(first?.id ?? null)
  const after = useVersion(second?.id ?? null)
  if (!first || !second) return <EmptyState title={t('versions.notThere')}>{t('versions.notThereText')}</EmptyState>
  return (
    <Loaded from={before}>
      {(was) => <Loaded from={after}>{(is) => <Shown {...props} before={was} after={is} />}</Loaded>}
    </Loaded>
  )
}

/** What changed between two versions, word by word. Source: RULES.md VE15. */
export function ComparePage() {
  const {
    recommendation: id,
    before,
    after,
  } = useParams({
    from: '/frame/comparison/sessions/$session/recommendations/$recommendation/compare/$before/$after',
  })
  return (
    <WithVersions of={id as RecommendationId}>
      {(known) => <TwoVersions {...known} numbers={[Number(before), Number(after)]} />}
    </WithVersions>
  )
}

import { Button, Checkbox, NativeSelect, SegmentedControl } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronUp from 'lucide-react/icons/chevron-up'
import Printer from 'lucide-react/icons/printer'
import { useMemo, useRef, useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { compareVersions } from '../../shared/versions/comparison.ts'
import type { VersionContent } from '../../shared/versions/model.ts'
import { useLanguage, useWords } from '../language.tsx'
import {
  type RecommendationDetail,
  useAddressees,
  useCalled,
  useRecommendation,
  useReferences,
} from '../recommendations/data.ts'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Hash } from '../ui/Hash.tsx'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { Comparison, Counts } from '../versions/Comparison.tsx'
import { Added, Deleted, Formatted } from '../versions/Difference.tsx'
import { DraftStamp } from '../versions/DraftStamp.tsx'
import { useVersion, useVersions, type VersionDetail, type VersionSummary } from '../versions/data.ts'
import { FieldChanges } from '../versions/FieldChanges.tsx'
import { useSaid } from '../versions/said.ts'
import { useStepping } from '../versions/useStepping.ts'
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
  const found = useMemo(() => compareVersions(contentOf(before), contentOf(after)), [before, after])
  const [chosen, setChosen] = useState<Language | 'all' | null>(null)
  const view = chosen ?? language
  const languages = view === 'all' ? LANGUAGES : [view]
  const references = useReferences(session.id).data
  const addressees = useAddressees().data?.addressees ?? []
  const shownIn = useRef<HTMLElement>(null)
  const [withKeys, setWithKeys] = useState(true)
  const { count, at, go } = useStepping(shownIn, `${before.id} ${after.id} ${view}`, withKeys)
  const isSame = before.hash === after.hash
  const title = t('versions.compare.title')
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
      <div className={`no-print ${css.head}`}>
        <SegmentedControl
          aria-label={t('recommendations.textLanguages')}
          classNames={{ root: css.languages }}
          value={view}
          onChange={(value) => setChosen(LANGUAGES.find((each) => each === value) ?? 'all')}
          data={[
            ...LANGUAGES.map((each) => ({ value: each, label: t(`common.languages.${each}`) })),
            { value: 'all', label: t('versions.compare.all') },
          ]}
        />
        <Button
          variant="default"
          size="md"
          leftSection={<Printer size={18} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('versions.print')}
        </Button>
      </div>
      <div className={css.summary}>
        {isSame ? (
          <p className={css.same}>{t('versions.compare.same')}</p>
        ) : (
          <Counts found={found} languages={languages} />
        )}
      </div>
      {count > 0 ? (
        <div className={`no-print ${css.steps}`}>
          <p role="status" className="tabular">
            {at === null
              ? t('versions.compare.changes', { count })
              : t('versions.compare.at', { number: at + 1, count })}
          </p>
          <Button
            variant="default"
            size="md"
            leftSection={<ChevronUp size={18} aria-hidden />}
            aria-keyshortcuts={withKeys ? 'P' : undefined}
            onClick={() => go(-1)}
          >
            {t('versions.compare.previous')}
          </Button>
          <Button
            variant="default"
            size="md"
            leftSection={<ChevronDown size={18} aria-hidden />}
            aria-keyshortcuts={withKeys ? 'N' : undefined}
            onClick={() => go(1)}
          >
            {t('versions.compare.next')}
          </Button>
        </div>
      ) : null}
      {count > 0 ? (
        <Checkbox
          size="sm"
          className="no-print"
          label={t('versions.compare.keys')}
          checked={withKeys}
          onChange={(event) => setWithKeys(event.currentTarget.checked)}
        />
      ) : null}
      <article ref={shownIn} className={`sheet ${css.paper}`}>
        {languages.map((lang) => (
          <Comparison key={lang} found={found} after={after} lang={lang} named={languages.length > 1} />
        ))}
        <section className={css.fields}>
          <h2>{t('recommendations.fields.title')}</h2>
          <FieldChanges changes={found.fields} references={references} addressees={addressees} />
        </section>
      </article>
      <Legend />
    </Page>
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
  const options = versions.map((version) => {
    const number = t('versions.version', { number: version.number })
    const title = said.title(version)
    return {
      value: String(version.number),
      label: `${title === number ? number : `${number} · ${title}`} · ${said.when(version)}`,
    }
  })
  return (
    <div className={css.chosen}>
      {(['before', 'after'] as const).map((which) => {
        const version = which === 'before' ? before : after
        return (
          <div key={which} className={css.one}>
            <NativeSelect
              size="md"
              label={t(`versions.compare.${which}`)}
              value={String(version.number)}
              onChange={(event) => choose({ [which]: event.currentTarget.value })}
              data={options}
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

/** What the lines mean, for the screen and for paper. */
function Legend() {
  const t = useWords()
  return (
    <aside className={css.legend} aria-labelledby="legend-title">
      <h2 id="legend-title">{t('versions.compare.legend')}</h2>
      <p>
        <Added>{t('versions.compare.legendAdded')}</Added>
      </p>
      <p>
        <Deleted>{t('versions.compare.legendDeleted')}</Deleted>
      </p>
      <p>
        <Formatted>{t('versions.compare.legendFormatted')}</Formatted>
      </p>
    </aside>
  )
}

function Found({ numbers, ...props }: Props & { numbers: readonly [number, number] }) {
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
    from: '/frame/sessions/$session/recommendations/$recommendation/compare/$before/$after',
  })
  const recommendation = useRecommendation(id as RecommendationId)
  const versions = useVersions(id as RecommendationId)
  const session = useSession(recommendation.data?.session ?? null)
  return (
    <Loaded from={recommendation}>
      {(text) => (
        <Loaded from={versions}>
          {({ versions: all }) => (
            <Loaded from={session}>
              {(found) => (
                <Found recommendation={text} session={found} versions={all} numbers={[Number(before), Number(after)]} />
              )}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

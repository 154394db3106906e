import { Link } from '@tanstack/react-router'
import Bookmark from 'lucide-react/icons/bookmark'
import Clock from 'lucide-react/icons/clock'
import type Eye from 'lucide-react/icons/eye'
import FilePen from 'lucide-react/icons/file-pen'
import GitBranch from 'lucide-react/icons/git-branch'
import Lock from 'lucide-react/icons/lock'
import PenLine from 'lucide-react/icons/pen-line'
import RotateCcw from 'lucide-react/icons/rotate-ccw'
import Send from 'lucide-react/icons/send'
import Square from 'lucide-react/icons/square'
import { useState } from 'react'
import type { VersionReason } from '../../shared/versions/model.ts'
import { isAutomatic } from '../../shared/versions/rules.ts'
import { useWords } from '../language.tsx'
import type { RecommendationDetail } from '../recommendations/data.ts'
import type { SessionDetail } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Hash } from '../ui/Hash.tsx'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { CutVersion } from './CutVersion.tsx'
import { useVersions, type VersionSummary } from './data.ts'
import { DRAWN_AT_ONCE, Drawing, InTurn } from './drawing.tsx'
import { Redactions } from './Redactions.tsx'
import { useSaid } from './said.ts'
import css from './VersionsPanel.module.css'

const ICONS = {
  freeze: Lock,
  circulation: Send,
  named: Bookmark,
  close: Square,
  activity: Clock,
  'before-restore': RotateCcw,
  restore: RotateCcw,
  fork: GitBranch,
  amendment: FilePen,
  finalisation: PenLine,
} as const satisfies Record<VersionReason, typeof Eye>

type Props = { readonly recommendation: RecommendationDetail; readonly session: SessionDetail }

/** The versions of a text as a line through time, newest first; those nobody asked for are folded away. Source: RULES.md VE13. */
export function VersionsPanel({ recommendation, session }: Props) {
  const t = useWords()
  const versions = useVersions(recommendation.id)
  return (
    <Loaded from={versions}>
      {({ versions, mayCut }) => (
        <div className={css.panel}>
          {mayCut ? <CutVersion key={recommendation.id} recommendation={recommendation} /> : null}
          {versions.length === 0 ? (
            <EmptyState title={t('versions.noVersions')}>{t('versions.noVersionsText')}</EmptyState>
          ) : (
            <Timeline versions={versions} recommendation={recommendation} session={session} />
          )}
          <Redactions key={`redacted ${recommendation.id}`} recommendation={recommendation.id} session={session} />
        </div>
      )}
    </Loaded>
  )
}

type Listed = Props & { readonly versions: readonly VersionSummary[] }

function Timeline({ versions, ...text }: Listed) {
  return (
    <Drawing shown={text.recommendation.id}>
      <ol className={css.line}>
        {inStretches(foldedRuns(versions)).map((runs) => (
          <InTurn key={runs[0]?.[0]?.id} size={LETTERS_OF_STRETCH}>
            {() =>
              runs.map((run) => {
                const [first] = run
                if (!first) return null
                return isAutomatic(first) ? (
                  <Folded key={first.id} run={run} versions={versions} {...text} />
                ) : (
                  <Version key={first.id} version={first} versions={versions} {...text} />
                )
              })
            }
          </InTurn>
        ))}
      </ol>
    </Drawing>
  )
}

/** Versions that nobody asked for, as one line until somebody looks at them. */
function Folded({ run, ...listed }: Listed & { readonly run: readonly VersionSummary[] }) {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <li className={css.folded}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('versions.automatic', { count: run.length })}</summary>
        {isOpen ? (
          <ol className={css.line}>
            {inStretches(run).map((some) => (
              <InTurn key={some[0]?.id} size={LETTERS_OF_STRETCH}>
                {() => some.map((version) => <Version key={version.id} version={version} {...listed} />)}
              </InTurn>
            ))}
          </ol>
        ) : null}
      </details>
    </li>
  )
}

/** So many versions are drawn in one go, which takes as long as so many letters. */
const AT_ONCE = 5
const LETTERS_OF_STRETCH = 2 * DRAWN_AT_ONCE

function inStretches<T>(all: readonly T[]): T[][] {
  const stretches: T[][] = []
  for (let at = 0; at < all.length; at += AT_ONCE) stretches.push(all.slice(at, at + AT_ONCE))
  return stretches
}

/** Each version that was asked for by itself, and neighbours that were not, together. */
function foldedRuns(versions: readonly VersionSummary[]): VersionSummary[][] {
  const runs: VersionSummary[][] = []
  for (const version of versions) {
    const last = runs.at(-1)
    if (last?.[0] && isAutomatic(last[0]) && isAutomatic(version)) last.push(version)
    else runs.push([version])
  }
  return runs
}

function Version({ version, versions, recommendation, session }: Listed & { readonly version: VersionSummary }) {
  const t = useWords()
  const before = versions[versions.indexOf(version) + 1]?.number ?? null
  const said = useSaid(session)
  const Icon = ICONS[version.reason]
  const title = said.title(version)
  const number = t('versions.version', { number: version.number })
  const wroteSince = said.wroteSince(version)
  const isAdopted = recommendation.stage === 'adopted' && recommendation.version?.id === version.id
  return (
    <li className={css.version}>
      <div className={css.head}>
        <strong>{title}</strong>
        <Hash hash={version.hash} />
      </div>
      <p className="quiet">
        {title === number ? null : `${number} · `}
        {said.when(version)}
      </p>
      {isAdopted ? <StateBadge state="adopted" plain /> : null}
      <p className={css.reason}>
        <Icon size={16} aria-hidden />
        <span>{said.reason(version)}</span>
      </p>
      {version.isRedacted ? <p className={css.reason}>{t('versions.redactedHere')}</p> : null}
      {version.words ? <p className={css.words}>{version.words}</p> : null}
      <p className={css.ways}>
        <Link
          to="/sessions/$session/recommendations/$recommendation/versions/$number"
          params={{ session: session.id, recommendation: recommendation.id, number: String(version.number) }}
          aria-label={t('versions.openOf', { version: title })}
        >
          {t('versions.open')}
        </Link>
        {before === null ? null : (
          <Link
            to="/sessions/$session/recommendations/$recommendation/compare/$before/$after"
            params={{
              session: session.id,
              recommendation: recommendation.id,
              before: String(before),
              after: String(version.number),
            }}
            aria-label={t('versions.compareBeforeOf', { before, after: version.number })}
          >
            {t('versions.compareBefore')}
          </Link>
        )}
      </p>
      {wroteSince ? (
        <p className={css.people}>
          <span className={css.avatars}>
            {version.changedBy.slice(0, 5).map(({ account, name }) => (
              <PersonAvatar key={account} account={account} name={name} size={22} />
            ))}
          </span>
          <span className="quiet">{wroteSince}</span>
        </p>
      ) : null}
    </li>
  )
}

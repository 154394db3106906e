import type { RecommendationId } from '../../shared/ids.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { revisionName } from '../../shared/versions/circulation.ts'
import { useLanguage, useWords } from '../language.tsx'
import { nameIn } from '../recommendations/data.ts'
import type { SessionDetail } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Hash } from '../ui/Hash.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { useVersions } from './data.ts'
import css from './VersionsPanel.module.css'

/** The versions of a text, newest first: number, hash, when and by whom it was frozen, whose words are in it. */
export function VersionsPanel({
  recommendation,
  session,
}: {
  recommendation: RecommendationId
  session: SessionDetail
}) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const versions = useVersions(recommendation)
  return (
    <Loaded from={versions}>
      {({ versions }) =>
        versions.length === 0 ? (
          <EmptyState title={t('versions.noVersions')}>{t('versions.noVersionsText')}</EmptyState>
        ) : (
          <ol className={css.list}>
            {versions.map((version) => {
              const by = nameIn(session, version.createdBy)
              return (
                <li key={version.id} className={css.version}>
                  <div className={css.head}>
                    <strong>
                      {version.revisions.length > 0
                        ? version.revisions.map(revisionName).join(', ')
                        : t('versions.version', { number: version.number })}
                    </strong>
                    <Hash hash={version.hash} />
                  </div>
                  <p>
                    {version.revisions.length > 0 ? `${t('versions.version', { number: version.number })}. ` : null}
                    {version.reason === 'freeze'
                      ? t('versions.frozenBy', {
                          time: formatDateTime(language, version.createdAt, session.timezone),
                          name: by ? inMine(by) : version.createdBy,
                        })
                      : t('circulation.versionCirculated', {
                          time: formatDateTime(language, version.createdAt, session.timezone),
                          revisions: version.revisions.map(revisionName).join(', '),
                        })}
                  </p>
                  {version.authors.length > 0 ? (
                    <p className="quiet">
                      {t('versions.authors', {
                        names: version.authors.map((author) => inMine(author.name)).join(', '),
                      })}
                    </p>
                  ) : null}
                </li>
              )
            })}
          </ol>
        )
      }
    </Loaded>
  )
}

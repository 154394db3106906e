import { formatDateTime } from '../../shared/messages/format.ts'
import { revisionName } from '../../shared/versions/circulation.ts'
import { useLanguage, useWords } from '../language.tsx'
import { nameIn } from '../recommendations/data.ts'
import type { SessionDetail } from '../sessions/data.ts'
import type { VersionSummary } from './data.ts'

/** What is said of a version, the same in its list, on its page and where two are compared. */
export function useSaid(session: SessionDetail) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  return {
    /** Rev.1, the name somebody gave it, or its number. */
    title: ({ revisions, name, number }: VersionSummary): string =>
      revisions.length > 0 ? revisions.map(revisionName).join(', ') : (name ?? t('versions.version', { number })),
    reason({ reason, createdBy, restored, revisions }: VersionSummary): string {
      const by = createdBy && nameIn(session, createdBy)
      return t(`versions.reasons.${reason}`, {
        name: by ? inMine(by) : (createdBy ?? ''),
        restored: restored ?? '',
        revisions: revisions.map(revisionName).join(', '),
      })
    },
    when: ({ createdAt }: VersionSummary): string => formatDateTime(language, createdAt, session.timezone),
    wroteSince: ({ changedBy, number }: VersionSummary): string | null =>
      changedBy.length === 0
        ? null
        : t(number === 1 ? 'versions.writtenBy' : 'versions.wroteSince', {
            names: changedBy.map(({ name }) => inMine(name)).join(', '),
          }),
  }
}

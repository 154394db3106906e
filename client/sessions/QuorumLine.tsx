import Users from 'lucide-react/icons/users'
import { useLanguage, useWords } from '../language.tsx'
import { councilInitials } from '../ui/names.ts'
import type { SessionDetail } from './data.ts'
import css from './QuorumLine.module.css'

/** Whether there is a quorum, and the numbers of each council, in one line. */
export function QuorumLine({ session }: { session: SessionDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const reached = session.quorum.every((quorum) => quorum.reached)
  return (
    <span className={css.line} data-reached={reached || undefined}>
      <Users size={18} aria-hidden />
      <strong>{reached ? t('sessions.quorumReached') : t('sessions.quorumMissing')}</strong>
      <span className={css.numbers} data-detail>
        {session.quorum.map((quorum) => {
          const council = session.councils.find((each) => each.id === quorum.council)
          const name = council ? inMine(council.name) : quorum.council
          return (
            <span
              key={quorum.council}
              title={`${name}: ${t('sessions.quorumNumbers', { present: quorum.present, base: quorum.base, needed: quorum.needed })}`}
            >
              <abbr title={name}>{councilInitials(name)}</abbr>{' '}
              {t('common.of', { count: quorum.present, total: quorum.base })}
            </span>
          )
        })}
      </span>
    </span>
  )
}

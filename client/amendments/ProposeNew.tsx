import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import FilePlus from 'lucide-react/icons/file-plus'
import type { SessionId } from '../../shared/ids.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useAmendmentCount, useAmendments } from './data.ts'
import css from './ProposeNew.module.css'
import { StageBadge } from './StageBadge.tsx'
import { useNamed } from './useNamed.ts'
import { useStart } from './useStart.ts'

/** At the end of the set: new recommendations that are proposed, and the way to propose one. Source: RULES.md AM38. */
export function ProposeNew({ session }: { session: SessionId }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const named = useNamed()
  const { tabled, drafts, mayPropose } = useAmendmentCount(session, null)
  const asked = useAmendments(tabled + drafts > 0 ? { session } : null).data?.amendments ?? []
  const { start, pending, refusal } = useStart()
  const proposed = asked.filter(
    ({ recommendation, creates, stage }) =>
      recommendation === null && creates !== null && (stage === 'draft' || stage === 'tabled' || stage === 'put'),
  )
  return (
    <div className={css.proposed}>
      {proposed.length > 0 ? (
        <ul>
          {proposed.map((each) => (
            <li key={each.id}>
              <Link
                className={css.row}
                to="/sessions/$session/amendments/$amendment"
                params={{ session, amendment: each.id }}
                preload={false}
              >
                <span>{inMine(each.title).trim() || named.title(each)}</span>
                <StageBadge amendment={each} plain />
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {mayPropose ? (
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<FilePlus size={16} aria-hidden />}
          loading={pending}
          onClick={() => void start({ session, recommendation: null, kind: 'new-recommendation', language })}
        >
          {t('amendments.begin.newOne')}
        </Button>
      ) : null}
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </div>
  )
}

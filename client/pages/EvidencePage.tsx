import { Tabs } from '@mantine/core'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { SessionId } from '../../shared/ids.ts'
import { Coverage } from '../evidence/Coverage.tsx'
import { useCoverage, useEvidence } from '../evidence/data.ts'
import { EarlierList } from '../evidence/EarlierList.tsx'
import css from '../evidence/Evidence.module.css'
import { Findings } from '../evidence/Findings.tsx'
import { ImportTable } from '../evidence/ImportTable.tsx'
import { Reports } from '../evidence/Reports.tsx'
import { EvidenceWords, useWords } from '../language.tsx'
import { useReferences } from '../recommendations/data.ts'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'

const VIEWS = ['findings', 'coverage', 'reports', 'earlier', 'import'] as const

function Shown({ session }: { readonly session: SessionId }) {
  const t = useWords()
  const { view: asked } = useSearch({ from: '/frame/sessions/$session/evidence' })
  const view = VIEWS.find((each) => each === asked) ?? 'findings'
  const navigate = useNavigate()
  const evidence = useEvidence(session)
  const references = useReferences(session)
  const coverage = useCoverage(session)
  return (
    <Loaded from={evidence}>
      {(loaded) => (
        <Tabs
          value={view}
          onChange={(value) =>
            void navigate({
              to: '/sessions/$session/evidence',
              params: { session },
              search: value ? { view: value } : {},
              replace: true,
            })
          }
          keepMounted={false}
        >
          <Tabs.List className={css.tabs}>
            {VIEWS.filter((each) => each !== 'import' || loaded.mayKeep).map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`evidence.tabs.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="findings">
            <Loaded from={references}>
              {(known) => (
                <Loaded from={coverage}>
                  {({ texts }) => <Findings session={session} evidence={loaded} references={known} texts={texts} />}
                </Loaded>
              )}
            </Loaded>
          </Tabs.Panel>
          <Tabs.Panel value="coverage">
            <Loaded from={coverage}>
              {({ texts }) => <Coverage session={session} findings={loaded.findings} texts={texts} />}
            </Loaded>
          </Tabs.Panel>
          <Tabs.Panel value="reports">
            <Reports session={session} evidence={loaded} />
          </Tabs.Panel>
          <Tabs.Panel value="earlier">
            <EarlierList session={session} evidence={loaded} />
          </Tabs.Panel>
          <Tabs.Panel value="import">
            <ImportTable session={session} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Loaded>
  )
}

function Evidence() {
  const t = useWords()
  const { session } = useParams({ from: '/frame/sessions/$session/evidence' })
  return (
    <Page
      title={t('evidence.title')}
      intro={t('evidence.intro')}
      width="table"
      above={
        <Link to="/sessions/$session" params={{ session }}>
          {t('common.toSession')}
        </Link>
      }
    >
      <Shown session={session as SessionId} />
    </Page>
  )
}

/** What the recommendations of a session rest on: findings, coverage, reports, earlier recommendations. */
export const EvidencePage = () => (
  <EvidenceWords>
    <Evidence />
  </EvidenceWords>
)

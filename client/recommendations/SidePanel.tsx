import { Tabs } from '@mantine/core'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { FreezeControls } from '../versions/FreezeControls.tsx'
import { VersionsPanel } from '../versions/VersionsPanel.tsx'
import type { RecommendationDetail, References } from './data.ts'
import { EvidencePanel } from './EvidencePanel.tsx'
import css from './SidePanel.module.css'
import { VotePanel } from './VotePanel.tsx'

export const PANELS = ['versions', 'evidence', 'vote'] as const
export type Panel = (typeof PANELS)[number]

type Props = {
  readonly recommendation: RecommendationDetail
  readonly session: SessionDetail
  readonly references: References | undefined
  readonly chosen: Panel
  readonly finding: string | null
  readonly onChoose: (panel: Panel) => void
}

/** What stands beside a text: its versions, what it rests on, its vote; for the presiding chair the freeze. */
export function SidePanel({ recommendation, session, references, chosen, finding, onChoose }: Props) {
  const t = useWords()
  const names = {
    versions: t('versions.title'),
    evidence: t('recommendations.evidence'),
    vote: t('recommendations.vote'),
  }
  return (
    <div className={css.panel}>
      <Tabs
        value={chosen}
        onChange={(value) => onChoose(PANELS.find((panel) => panel === value) ?? 'versions')}
        keepMounted={false}
        classNames={{ root: css.tabs, list: css.list, tab: css.tab }}
      >
        <Tabs.List>
          {PANELS.map((panel) => (
            <Tabs.Tab key={panel} value={panel}>
              {names[panel]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="versions" className={css.body}>
          <VersionsPanel recommendation={recommendation.id} session={session} />
        </Tabs.Panel>
        <Tabs.Panel value="evidence" className={css.body}>
          <EvidencePanel fields={recommendation.fields} references={references} asked={finding} />
        </Tabs.Panel>
        <Tabs.Panel value="vote" className={css.body}>
          <VotePanel recommendation={recommendation} mayPreside={session.may.preside} />
        </Tabs.Panel>
      </Tabs>
      {session.may.preside ? (
        <div className={css.foot}>
          <FreezeControls recommendation={recommendation.id} />
        </div>
      ) : null}
    </div>
  )
}

import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Me } from '../accounts/data.ts'
import { TextComments } from '../comments/TextComments.tsx'
import { FloorPanel } from '../floor/FloorPanel.tsx'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { Interests } from '../sessions/Interests.tsx'
import { FreezeControls } from '../versions/FreezeControls.tsx'
import { VersionsPanel } from '../versions/VersionsPanel.tsx'
import { Authorship } from './Authorship.tsx'
import type { RecommendationDetail, References } from './data.ts'
import { EvidencePanel } from './EvidencePanel.tsx'
import css from './SidePanel.module.css'
import { VotePanel } from './VotePanel.tsx'

export const PANELS = ['discussion', 'versions', 'evidence', 'vote'] as const
export type Panel = (typeof PANELS)[number]

type Props = {
  readonly recommendation: RecommendationDetail
  readonly session: SessionDetail
  readonly me: Me
  readonly references: References | undefined
  readonly chosen: Panel
  readonly finding: string | null
  /** Whether the text shows whose its words are. */
  readonly marked: boolean
  readonly onMark: (marked: boolean) => void
  readonly onChoose: (panel: Panel) => void
  /** The discussion of the text, and what stands beside its name. */
  readonly discussion: { readonly tab: ReactNode; readonly panel: ReactNode }
}

/** What stands beside a text: its versions, what it rests on, its vote; for the presiding chair the freeze. */
export function SidePanel(props: Props) {
  const { recommendation, session, me, references, chosen, finding, marked, onMark, onChoose, discussion } = props
  const t = useWords()
  // An observer is told nothing of people's interests.
  const seesPeople = session.may.noteAttendance || session.seats.some((seat) => seat.account === me.id)
  const names = {
    discussion: t('recommendations.discussion'),
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
              {panel === 'discussion' ? discussion.tab : null}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="discussion" className={css.body}>
          {discussion.panel}
          <FloorPanel session={session} account={me.id} />
          {session.stage === 'open' ? null : <p className="quiet">{t('refusals.session-not-open')}</p>}
          <section className={css.comments} aria-labelledby="comments-title">
            <h2 id="comments-title">{t('comments.title')}</h2>
            <TextComments
              key={recommendation.id}
              session={session.id}
              recommendation={recommendation.id}
              timezone={session.timezone}
              explained
            />
          </section>
        </Tabs.Panel>
        <Tabs.Panel value="versions" className={css.body}>
          {seesPeople ? (
            <Authorship session={session} recommendation={recommendation} marked={marked} onMark={onMark} />
          ) : null}
          <VersionsPanel recommendation={recommendation} session={session} />
        </Tabs.Panel>
        <Tabs.Panel value="evidence" className={css.body}>
          <EvidencePanel fields={recommendation.fields} references={references} asked={finding} />
        </Tabs.Panel>
        <Tabs.Panel value="vote" className={css.body}>
          <VotePanel recommendation={recommendation} mayPreside={session.may.run} />
          {seesPeople ? <Interests recommendation={recommendation} session={session} me={me} /> : null}
        </Tabs.Panel>
      </Tabs>
      {session.may.run ? (
        <div className={css.foot}>
          <FreezeControls recommendation={recommendation.id} />
        </div>
      ) : null}
    </div>
  )
}

import { Tabs } from '@mantine/core'
import BookOpen from 'lucide-react/icons/book-open'
import GitPullRequestArrow from 'lucide-react/icons/git-pull-request-arrow'
import History from 'lucide-react/icons/history'
import Languages from 'lucide-react/icons/languages'
import MessagesSquare from 'lucide-react/icons/messages-square'
import Vote from 'lucide-react/icons/vote'
import type { ReactNode } from 'react'
import type { Me } from '../accounts/data.ts'
import { ChangesPanel } from '../amendments/ChangesPanel.tsx'
import { useAmendmentCount } from '../amendments/data.ts'
import { TextComments } from '../comments/TextComments.tsx'
import { FloorPanel } from '../floor/FloorPanel.tsx'
import { AmendmentWords, TranslationWords, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { Interests } from '../sessions/Interests.tsx'
import { LoadedLater } from '../ui/LoadedLater.tsx'
import { FreezeControls } from '../versions/FreezeControls.tsx'
import { VersionsPanel } from '../versions/VersionsPanel.tsx'
import { Authorship } from './Authorship.tsx'
import type { RecommendationDetail, References } from './data.ts'
import { EvidencePanel } from './EvidencePanel.tsx'
import css from './SidePanel.module.css'
import { VotePanel } from './VotePanel.tsx'

const loadRepeats = async () => ({ default: (await import('../follow-up/Repeats.tsx')).Repeats })

export const PANELS = ['discussion', 'changes', 'languages', 'versions', 'evidence', 'vote'] as const
export type Panel = (typeof PANELS)[number]

const ICONS = {
  discussion: MessagesSquare,
  changes: GitPullRequestArrow,
  languages: Languages,
  versions: History,
  evidence: BookOpen,
  vote: Vote,
} as const

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
  /** How the languages stand; null for who is not told. */
  readonly languages: ReactNode | null
}

/** What stands beside a text: its versions, what it rests on, its vote; for the presiding chair the freeze. */
export function SidePanel(props: Props) {
  const { recommendation, session, me, references, chosen, finding, marked, onMark, onChoose, discussion, languages } =
    props
  const t = useWords()
  // An observer is told nothing of people's interests.
  const seesPeople = session.may.noteAttendance || session.seats.some((seat) => seat.account === me.id)
  const names = {
    discussion: t('recommendations.discussion'),
    changes: (
      <AmendmentWords>
        <ChangesName />
      </AmendmentWords>
    ),
    languages: (
      <TranslationWords>
        <LanguagesName />
      </TranslationWords>
    ),
    versions: t('versions.title'),
    evidence: t('recommendations.evidence'),
    vote: t('recommendations.vote'),
  }
  const { tabled } = useAmendmentCount(session.id, recommendation.id)
  return (
    <div className={css.panel}>
      <Tabs
        value={chosen}
        onChange={(value) => onChoose(PANELS.find((panel) => panel === value) ?? 'versions')}
        keepMounted={false}
        classNames={{ root: css.tabs, list: css.list, tab: css.tab }}
      >
        <Tabs.List>
          {PANELS.filter((panel) => panel !== 'languages' || languages !== null).map((panel) => {
            const Icon = ICONS[panel]
            return (
              <Tabs.Tab key={panel} value={panel}>
                <span className={css.sign}>
                  <Icon size={18} aria-hidden />
                  {panel === 'changes' && tabled > 0 ? <Tabled count={tabled} /> : null}
                  {panel === 'discussion' ? discussion.tab : null}
                </span>
                <span className={css.name}>{names[panel]}</span>
              </Tabs.Tab>
            )
          })}
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
        <Tabs.Panel value="changes" className={css.body}>
          <AmendmentWords>
            <ChangesPanel recommendation={recommendation} session={session} me={me} />
          </AmendmentWords>
        </Tabs.Panel>
        <Tabs.Panel value="languages" className={css.body}>
          {languages}
        </Tabs.Panel>
        <Tabs.Panel value="versions" className={css.body}>
          {seesPeople ? (
            <Authorship session={session} recommendation={recommendation} marked={marked} onMark={onMark} />
          ) : null}
          <VersionsPanel recommendation={recommendation} session={session} />
        </Tabs.Panel>
        <Tabs.Panel value="evidence" className={css.body}>
          <EvidencePanel session={session.id} fields={recommendation.fields} references={references} asked={finding} />
          <LoadedLater load={loadRepeats} recommendation={recommendation.id} otherwise={null} />
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

function LanguagesName() {
  return useWords()('translations.title')
}

function ChangesName() {
  return useWords()('amendments.title')
}

/** How many amendments are tabled, on their tab. */
function Tabled({ count }: { count: number }) {
  const t = useWords()
  return (
    <span className={css.count}>
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">
        <AmendmentWords>{t('amendments.tabledCount', { count })}</AmendmentWords>
      </span>
    </span>
  )
}

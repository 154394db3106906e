import { Button } from '@mantine/core'
import { useState } from 'react'
import type { OpinionId, RecommendationId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { formatDate } from '../../shared/messages/format.ts'
import type { OpinionKind } from '../../shared/votes/opinions.ts'
import { type Answer, useAct, useAsk } from '../api.ts'
import { AfterVoteWords, useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { NO_WORDS } from '../ui/WordsFields.tsx'
import type { VoteDetail } from './data.ts'
import { OpinionDialog } from './OpinionDialog.tsx'
import { OpinionList } from './OpinionList.tsx'
import css from './Opinions.module.css'

type Said = Answer<'votes', 'opinions'>
type Own = Said['opinions'][number]

/** Why a kind does not come into question here, rather than not for this member or not any more. */
const ELSEWHERE = ['was-voted', 'not-on-the-roll']

/** What was said of a vote, and what one may say oneself; nothing where nobody said anything and one has no place. */
export function Opinions({ vote, timezone }: { readonly vote: VoteDetail; readonly timezone: string }) {
  const said = useAsk('votes', 'opinions', { vote: vote.id }).data
  if (!said) return null
  const isOpen = said.kinds.some(({ may }) => may.ok || may.code !== 'not-on-the-roll')
  if (said.opinions.length === 0 && !isOpen) return null
  return (
    <AfterVoteWords>
      <Section vote={vote} timezone={timezone} said={said} />
    </AfterVoteWords>
  )
}

function Section({ vote, timezone, said }: { vote: VoteDetail; timezone: string; said: Said }) {
  const t = useWords()
  const { language } = useLanguage()
  const give = useAct('votes', 'give-opinion')
  const change = useAct('votes', 'change-opinion')
  const withdraw = useAct('votes', 'withdraw-opinion')
  const [giving, setGiving] = useState<OpinionKind | null>(null)
  const [changing, setChanging] = useState<Own | null>(null)
  const [leaving, setLeaving] = useState<OpinionId | null>(null)
  const [words, setWords] = useState<Localised>(NO_WORDS)
  const [about, setAbout] = useState('')
  const until = said.lastDay
    ? t('opinions.until', { date: formatDate(language, said.lastDay) })
    : t('opinions.untilSession')
  const close = () => {
    setGiving(null)
    setChanging(null)
  }
  const begin = (opinion: Own) => {
    setWords(opinion.words)
    setChanging(opinion)
  }
  const confirm = async () => {
    const done = changing
      ? await change.run({ opinion: changing.id, words })
      : giving &&
        (await give.run({
          vote: vote.id,
          kind: giving,
          words,
          ...(about && { recommendation: about as RecommendationId }),
        }))
    if (!done?.ok) return
    setWords(NO_WORDS)
    close()
  }
  const takeBack = async () => {
    const done = leaving && (await withdraw.run({ opinion: leaving }))
    if (done?.ok) setLeaving(null)
  }
  const aboutOf = ({ recommendation }: Own) => {
    const text = vote.question.texts.find((one) => one.recommendation === recommendation)
    return text ? t(`sessions.numbered.${text.kind}`, { number: text.number ?? '' }) : null
  }
  const kind = changing?.kind ?? giving
  return (
    <section className={css.opinions} aria-labelledby="opinions-title">
      <SectionTitle id="opinions-title">{t('opinions.title')}</SectionTitle>
      {said.opinions.length === 0 ? <p className="quiet">{t('opinions.none')}</p> : null}
      <OpinionList
        opinions={said.opinions}
        timezone={timezone}
        about={aboutOf}
        acts={(opinion) => (
          <OwnActs
            opinion={opinion}
            isHidden={vote.stage !== 'announced'}
            onChange={() => begin(opinion)}
            onWithdraw={() => setLeaving(opinion.id)}
          />
        )}
      />
      <GiveButtons vote={vote} said={said} until={until} onGive={setGiving} />
      {kind ? (
        <OpinionDialog
          kind={kind}
          vote={vote}
          changing={changing !== null}
          until={until}
          words={words}
          about={about}
          act={changing ? change : give}
          onWords={setWords}
          onAbout={setAbout}
          onConfirm={() => void confirm()}
          onClose={close}
        />
      ) : null}
      <ConfirmDialog
        opened={leaving !== null}
        title={t('opinions.withdraw')}
        effect={t('opinions.withdrawEffect')}
        verb={t('opinions.withdraw')}
        danger
        act={withdraw}
        onConfirm={() => void takeBack()}
        onClose={() => setLeaving(null)}
      />
    </section>
  )
}

type OwnProps = {
  readonly opinion: Own
  readonly isHidden: boolean
  readonly onChange: () => void
  readonly onWithdraw: () => void
}

/** To change one's own words or take them back, while it is time. */
function OwnActs({ opinion, isHidden, onChange, onWithdraw }: OwnProps) {
  const t = useWords()
  if (!opinion.mine) return null
  return (
    <div className={`no-print ${css.own}`}>
      {isHidden ? <p className="quiet">{t('opinions.onlyYou')}</p> : null}
      {opinion.mayChange ? (
        <p className={css.acts}>
          <Button variant="default" size="sm" onClick={onChange}>
            {t('opinions.change')}
          </Button>
          <Button variant="subtle" size="sm" onClick={onWithdraw}>
            {t('opinions.withdraw')}
          </Button>
        </p>
      ) : null}
    </div>
  )
}

type GiveProps = {
  readonly vote: VoteDetail
  readonly said: Said
  readonly until: string
  readonly onGive: (kind: OpinionKind) => void
}

/** One button a kind that comes into question in this vote; off with its reason where it is not this member's. */
function GiveButtons({ vote, said, until, onGive }: GiveProps) {
  const t = useWords()
  const isOfSet = vote.question.kind === 'adopt-set'
  const given = new Set(said.opinions.filter(({ mine }) => mine).map(({ kind }) => kind))
  const shown = said.kinds.filter(
    ({ kind, may }) => (may.ok || !ELSEWHERE.includes(may.code)) && (isOfSet || !given.has(kind)),
  )
  if (shown.length === 0) return null
  return (
    <div className={`no-print ${css.give}`}>
      {shown.map(({ kind, may }) => (
        <ReasonedButton
          key={kind}
          effect={`${t(`opinions.effects.${kind}`)} ${until}`}
          reason={may.ok ? null : t(`refusals.${may.code}`)}
          rule={may.ok ? null : may.rule}
          onPress={() => onGive(kind)}
        >
          {t(`opinions.give.${kind}`)}
        </ReasonedButton>
      ))}
    </div>
  )
}

import Ear from 'lucide-react/icons/ear'
import Layers from 'lucide-react/icons/layers'
import RotateCcw from 'lucide-react/icons/rotate-ccw'
import Scale from 'lucide-react/icons/scale'
import { useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { RecommendationStage } from '../../shared/recommendations/model.ts'
import { putReopening } from '../../shared/votes/reopening.ts'
import { WINDOW_S } from '../../shared/votes/without-vote.ts'
import { useAct, useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { hasWords, NO_WORDS, WordsFields } from '../ui/WordsFields.tsx'
import { AskedVote } from './AskedVote.tsx'
import { useVote, useVotes } from './data.ts'
import css from './QuestionsDesk.module.css'

const ICON = 18
const MOST_WORDS = 1_000

/** A text of the set as the desk knows it. */
type Text = {
  readonly id: string
  readonly stage: RecommendationStage
  readonly version: { readonly hash: string } | null
}
type Props = { readonly session: SessionDetail; readonly chosen: Text | null }

/** What is put beside one recommendation: the set as a whole, a question of procedure, a text once more. A part is put as the amendment that takes it out. Source: RULES.md AM37. */
export function QuestionsDesk({ session, chosen }: Props) {
  const t = useWords()
  const votes = useVotes(session.id).data?.votes ?? []
  const newest = votes.find(({ kind }) => kind !== 'adopt-recommendation' && kind !== 'adopt-amendment')
  const vote = useVote(newest?.id ?? null).data ?? null
  // What decides a motion or a ruling stands with it, before everything else.
  const underWayOnFloor = vote?.question.decides && (vote.stage === 'open' || vote.stage === 'closed')
  const runs = votes.some(({ stage }) => stage === 'open' || stage === 'closed')
  return (
    <section className={`sheet ${css.questions}`} aria-labelledby="questions-title">
      <SectionTitle id="questions-title">{t('votes.questions.title')}</SectionTitle>
      {vote && !underWayOnFloor && !vote.question.amendment ? <AskedVote vote={vote} session={session} /> : null}
      {runs ? null : <Askable session={session} chosen={chosen} />}
    </section>
  )
}

type Asking = 'set' | 'procedure' | 'reopen'

/** The three questions; each opens with one press more, after its words were said. */
function Askable({ session, chosen }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const set = useAsk('votes', 'prepare-question', { session: session.id, kind: 'adopt-set' }).data
  const procedure = useAsk('votes', 'prepare-question', { session: session.id, kind: 'procedure' }).data
  const open = useAct('votes', 'open-question')
  const silent = useAct('votes', 'ask-without-vote')
  const [asking, setAsking] = useState<Asking | null>(null)
  const [words, setWords] = useState<Localised>(NO_WORDS)
  if (!session.may.run) return <p className="quiet">{t('votes.desk.notForYou')}</p>
  const off = (prepared: typeof set) =>
    prepared && !prepared.mayOpen.ok ? { text: inMine(prepared.mayOpen.message), rule: prepared.mayOpen.rule } : null
  const reopened = chosen && putReopening(chosen)
  const decided = chosen && reopened?.ok ? chosen : null
  const offReopen = !reopened
    ? { text: t('votes.desk.noChosen'), rule: 'VO130' }
    : reopened.ok
      ? off(procedure)
      : { text: t(`refusals.${reopened.refusal.code}`), rule: reopened.refusal.rule }
  const begin = (what: Asking) => {
    setWords(NO_WORDS)
    setAsking(what)
  }
  const question = () => {
    if (asking === 'set')
      return { question: { kind: 'adopt-set', session: session.id }, hash: set?.hash ?? '' } as const
    if (asking === 'procedure') return { question: { kind: 'procedure', session: session.id, words } } as const
    return {
      question: { kind: 'reopen', recommendation: (decided?.id ?? '') as RecommendationId },
      hash: decided?.version?.hash ?? '',
    } as const
  }
  const confirm = async () => {
    const done = await open.run(question())
    if (done?.ok) setAsking(null)
  }
  const kinds = [
    { what: 'set', icon: <Layers size={ICON} aria-hidden />, reason: off(set) },
    { what: 'procedure', icon: <Scale size={ICON} aria-hidden />, reason: off(procedure) },
    { what: 'reopen', icon: <RotateCcw size={ICON} aria-hidden />, reason: offReopen },
  ] as const
  return (
    <div className={css.kinds}>
      {kinds.map(({ what, icon, reason }) => (
        <ReasonedButton
          key={what}
          icon={icon}
          effect={t(`votes.questions.effects.${what}`)}
          reason={reason?.text ?? null}
          rule={reason?.rule ?? null}
          onPress={() => begin(what)}
        >
          {t(`votes.questions.put.${what}`)}
        </ReasonedButton>
      ))}
      {set?.hash && set.mayOpen.ok ? (
        <ReasonedButton
          icon={<Ear size={ICON} aria-hidden />}
          effect={t('votes.window.askEffect', { count: WINDOW_S.usual })}
          pending={silent.pending}
          onPress={() =>
            void silent.run({ question: { kind: 'adopt-set', session: session.id }, hash: set.hash ?? '' })
          }
        >
          {t('votes.window.askSet')}
        </ReasonedButton>
      ) : null}
      {silent.refusal ? <RefusalNote refusal={silent.refusal} /> : null}
      <ConfirmDialog
        opened={asking !== null}
        title={t(`votes.questions.put.${asking ?? 'set'}`)}
        effect={t(`votes.questions.effects.${asking ?? 'set'}`)}
        verb={t('votes.desk.open')}
        act={open}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(null)}
      >
        {asking === 'procedure' ? (
          <WordsFields
            label={t('votes.questions.words')}
            value={words}
            most={MOST_WORDS}
            error={open.refusal && !hasWords(words) ? t('votes.questions.wordsMissing') : null}
            onChange={setWords}
          />
        ) : null}
      </ConfirmDialog>
    </div>
  )
}

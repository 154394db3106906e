import Play from 'lucide-react/icons/play'
import { AmendmentOutcome } from '../../amendments/AmendmentOutcome.tsx'
import { type AmendmentSummary, useAmendments } from '../../amendments/data.ts'
import { isWaiting, nextOf } from '../../amendments/ordering.ts'
import { useNamed } from '../../amendments/useNamed.ts'
import { AmendmentWords, useWords } from '../../language.tsx'
import type { SessionDetail } from '../../sessions/data.ts'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useVote, useVotes } from '../../votes/data.ts'
import { usePut } from './usePut.ts'

type Props = { readonly session: SessionDetail; readonly recommendation: string }

/** The amendments to a text that wait, in their order; empty while that is not known. */
export function useWaiting(session: SessionDetail, recommendation: string | null): readonly AmendmentSummary[] {
  const listed = useAmendments({ session: session.id }).data?.amendments ?? []
  return listed.filter((each) => each.recommendation === recommendation && isWaiting(each))
}

/** Before a text is put as a whole: what the last vote on an amendment to it came to, and the next amendment with one press. */
export function NextAmendment(props: Props) {
  return (
    <AmendmentWords>
      <Next {...props} />
    </AmendmentWords>
  )
}

function Next({ session, recommendation }: Props) {
  const t = useWords()
  const named = useNamed()
  const waiting = useWaiting(session, recommendation)
  const next = nextOf(waiting)
  const { off, isKnown, pending, refusal, put } = usePut(session, next?.id ?? null)
  return (
    <>
      <LastOutcome session={session} recommendation={recommendation} />
      {next ? (
        <>
          <ReasonedButton
            icon={<Play size={18} aria-hidden />}
            variant="filled"
            effect={t(next.kind === 'separate-vote' ? 'amendmentsDesk.putKeepEffect' : 'amendmentsDesk.putEffect')}
            reason={off?.text ?? null}
            rule={off?.rule ?? null}
            pending={pending || !isKnown}
            onPress={put}
          >
            {t('amendmentsDesk.nextPut', { what: named.title(next) })}
          </ReasonedButton>
          {refusal ? <RefusalNote refusal={refusal} /> : null}
          <p className="quiet">{t('amendmentsDesk.left', { count: waiting.length })}</p>
        </>
      ) : null}
    </>
  )
}

function LastOutcome({ session, recommendation }: Props) {
  const [last] = useVotes(session.id).data?.votes ?? []
  const isAsked = last?.stage === 'announced' && (last.kind === 'adopt-amendment' || last.kind === 'keep-part')
  const vote = useVote(isAsked ? last.id : null).data
  if (!vote?.question.amendment || vote.question.recommendation !== recommendation) return null
  return (
    <div role="status">
      <AmendmentOutcome vote={vote} amendment={vote.question.amendment} />
    </div>
  )
}

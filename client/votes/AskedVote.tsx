import { Link } from '@tanstack/react-router'
import Gavel from 'lucide-react/icons/gavel'
import Megaphone from 'lucide-react/icons/megaphone'
import { useState } from 'react'
import type { VoteId } from '../../shared/ids.ts'
import { useAct, useSaid } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './AskedVote.module.css'
import { CloseVote } from './CloseVote.tsx'
import { useVote, type VoteDetail } from './data.ts'
import { Remedies } from './Remedies.tsx'
import { VoidNotice } from './VoidNotice.tsx'
import { Finished, Running } from './VoteUnderWay.tsx'
import { WhatNext } from './WhatNext.tsx'

const ICON = 18

/** The vote by which something on the floor is put, where the desk shows it. */
export function VoteOnFloor({ id, session }: { id: VoteId; session: SessionDetail }) {
  const vote = useVote(id).data
  return vote ? <AskedVote vote={vote} session={session} /> : null
}

/** A vote that is not on the adoption of one text, with its next act. */
export function AskedVote({ vote, session }: { vote: VoteDetail; session: SessionDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const said = useSaid()
  const close = useAct('votes', 'close', said)
  const announce = useAct('votes', 'announce', said)
  const adopt = useAct('adoption', 'adopt')
  const [asking, setAsking] = useState(false)
  const [refusal] = said
  const confirm = async () => {
    const done = await adopt.run({ vote: vote.id, hash: vote.hash })
    if (done?.ok) setAsking(false)
  }
  return (
    <div className={css.vote}>
      <h3 className={css.sentence}>{inMine(vote.question.sentence)}</h3>
      <p className={css.links}>
        <Link to="/votes/$vote" params={{ vote: vote.id }}>
          {t('votes.desk.wholeOutcome')}
        </Link>
      </p>
      <VoidNotice vote={vote} timezone={session.timezone} />
      {vote.stage === 'open' ? <Running vote={vote} session={session} /> : <Finished vote={vote} />}
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      {vote.may.close ? (
        <CloseVote
          key={vote.id}
          vote={vote}
          reason={null}
          variant="filled"
          pending={close.pending}
          onClose={(chairs) => void close.run({ vote: vote.id, chairs })}
        />
      ) : null}
      {vote.may.announce ? (
        <ReasonedButton
          icon={<Megaphone size={ICON} aria-hidden />}
          variant="filled"
          effect={t('votes.desk.announceEffect')}
          pending={announce.pending}
          onPress={() => void announce.run({ vote: vote.id })}
        >
          {t('votes.desk.announce')}
        </ReasonedButton>
      ) : null}
      {vote.may.adopt ? (
        <ReasonedButton
          icon={<Gavel size={ICON} aria-hidden />}
          variant="filled"
          effect={t('votes.questions.adoptSetEffect')}
          onPress={() => setAsking(true)}
        >
          {t('votes.questions.adoptSet')}
        </ReasonedButton>
      ) : null}
      <Remedies vote={vote} timezone={session.timezone} />
      <WhatNext vote={vote} onDesk />
      <ConfirmDialog
        opened={asking}
        title={t('votes.questions.adoptSet')}
        effect={t('votes.questions.adoptSetEffect')}
        verb={t('votes.questions.adoptSet')}
        act={adopt}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </div>
  )
}

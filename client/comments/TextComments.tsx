import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import MessageSquarePlus from 'lucide-react/icons/message-square-plus'
import { useState } from 'react'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { revisionName } from '../../shared/versions/circulation.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useFocusOn } from '../ui/useFocusOn.ts'
import { Loaded } from '../ui/Waiting.tsx'
import { CommentCard } from './CommentCard.tsx'
import { CommentForm } from './CommentForm.tsx'
import css from './Comments.module.css'
import { useComments } from './data.ts'

type Props = {
  readonly session: SessionId
  readonly recommendation: RecommendationId
  readonly timezone: string
  /** Only comments on this revision; without it those on all. */
  readonly revision?: number
  /** Says until when comments are taken, and leads to the table. */
  readonly explained?: boolean
}

/** The comments on one text, and the place to leave one while they are taken. */
export function TextComments({ session, recommendation, timezone, revision, explained = false }: Props) {
  const t = useWords()
  const { language } = useLanguage()
  const asked = useComments(session)
  const [list, focusOn] = useFocusOn<HTMLDivElement>()
  const [writing, setWriting] = useState(false)
  const [sent, setSent] = useState(false)
  const listed = asked.data
  // Under each text of a revision nothing is said of comments that are not there yet.
  if (!listed) return explained ? <Loaded from={asked}>{() => null}</Loaded> : null
  const { open, mayComment, mayAnswer } = listed
  const comments = listed.comments.filter(
    (each) => each.recommendation === recommendation && (revision === undefined || each.revision === revision),
  )
  const takes = mayComment && open !== null && (revision === undefined || revision === open.revision)
  return (
    <div ref={list} className={css.list}>
      {explained ? (
        <p className="quiet">
          {open
            ? t('comments.until', {
                revision: revisionName(open.revision),
                until: formatDateTime(language, open.until, timezone),
              })
            : t('comments.notTaken')}{' '}
          <Link to="/sessions/$session/comments" params={{ session }}>
            {t('comments.toTable')}
          </Link>
        </p>
      ) : null}
      {explained && comments.length === 0 ? <p className="quiet">{t('comments.none')}</p> : null}
      {comments.map((comment) => (
        <CommentCard key={comment.id} comment={comment} timezone={timezone} mayAnswer={mayAnswer} />
      ))}
      {writing && open ? (
        <CommentForm
          about={{ session, recommendation, revision: open.revision }}
          comment={null}
          onDone={(done) => {
            setWriting(false)
            setSent(done)
            focusOn('[data-leave]')
          }}
        />
      ) : null}
      {takes && !writing ? (
        <div className={`no-print ${css.buttons}`}>
          <Button
            variant="default"
            size="md"
            data-leave
            leftSection={<MessageSquarePlus size={18} aria-hidden />}
            onClick={() => {
              setSent(false)
              setWriting(true)
            }}
          >
            {t('comments.leave')}
          </Button>
        </div>
      ) : null}
      <p className="quiet" role="status">
        {sent ? t('comments.sent') : null}
      </p>
    </div>
  )
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatDateTime } from '../../shared/messages/format.ts'
import { revisionName } from '../../shared/versions/circulation.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useFocusOn } from '../ui/useFocusOn.ts'
import { CommentForm } from './CommentForm.tsx'
import css from './Comments.module.css'
import type { CommentEntry } from './data.ts'
import { Reply } from './Reply.tsx'

type Props = { readonly comment: CommentEntry; readonly timezone: string; readonly mayAnswer: boolean }

/** A comment with its reply; one's own is changed or withdrawn until the date. */
export function CommentCard({ comment, timezone, mayAnswer }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const [changing, setChanging] = useState(false)
  const [card, focusOn] = useFocusOn<HTMLElement>()
  const done = () => {
    setChanging(false)
    focusOn('[data-change]')
  }
  return (
    <article ref={card} className={changing ? undefined : css.comment}>
      {changing ? (
        <CommentForm about={null} comment={comment} onDone={done} />
      ) : (
        <>
          <p className={css.who}>
            <strong>{inMine(comment.author.name)}</strong>
            <span className="quiet">
              {t(`comments.kinds.${comment.kind}`)} · {revisionName(comment.revision)} ·{' '}
              {formatDateTime(language, comment.changedAt ?? comment.at, timezone)}
            </span>
          </p>
          <p className={css.words} lang={comment.language}>
            {comment.words}
          </p>
          {comment.proposed ? (
            <p className={`${css.words} ${css.proposed}`} lang={comment.language}>
              <span className="visually-hidden">{t('comments.columns.proposed')}: </span>
              {comment.proposed}
            </p>
          ) : null}
          <Reply comment={comment} timezone={timezone} mayAnswer={mayAnswer} />
          {comment.mayChange ? <OwnActs comment={comment} onChange={() => setChanging(true)} /> : null}
        </>
      )}
    </article>
  )
}

/** What one may do with one's own comment until the date. */
export function OwnActs({ comment, onChange }: { comment: CommentEntry; onChange: () => void }) {
  const t = useWords()
  const [leaving, setLeaving] = useState(false)
  const withdraw = useAct('comments', 'withdraw')
  return (
    <div className={`no-print ${css.buttons}`}>
      <Button variant="subtle" size="compact-md" data-change onClick={onChange}>
        {t('comments.change')}
      </Button>
      <Button variant="subtle" size="compact-md" onClick={() => setLeaving(true)}>
        {t('comments.withdraw')}
      </Button>
      {leaving ? (
        <ConfirmDialog
          opened
          danger
          title={t('comments.withdrawTitle')}
          effect={t('comments.withdrawEffect')}
          verb={t('comments.withdraw')}
          act={withdraw}
          onConfirm={() => void withdraw.run({ comment: comment.id })}
          onClose={() => setLeaving(false)}
        />
      ) : null}
    </div>
  )
}

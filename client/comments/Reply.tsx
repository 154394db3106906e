import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { MOST_COMMENT_LETTERS } from '../../shared/comments/model.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useFocusOn } from '../ui/useFocusOn.ts'
import css from './Comments.module.css'
import type { CommentEntry } from './data.ts'

type Props = { readonly comment: CommentEntry; readonly timezone: string; readonly mayAnswer: boolean }

/** The drafters' reply to a comment, and for drafters and secretariat the place to write it. */
export function Reply({ comment, timezone, mayAnswer }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const { reply } = comment
  const [writing, setWriting] = useState(false)
  const [place, focusOn] = useFocusOn<HTMLDivElement>()
  const done = () => {
    setWriting(false)
    focusOn('[data-answer]')
  }
  const when = reply ? formatDateTime(language, reply.at, timezone) : ''
  return (
    <div ref={place} className={css.answer}>
      {reply && !writing ? (
        <div className={css.reply}>
          <p className={css.words}>{reply.words}</p>
          <p className="quiet">
            {reply.by
              ? t('comments.answeredBy', { name: inMine(reply.by.name), when })
              : t('comments.answeredByDrafters', { when })}
          </p>
        </div>
      ) : null}
      {writing ? (
        <ReplyForm comment={comment} onDone={done} />
      ) : mayAnswer ? (
        <div className={`no-print ${css.buttons}`}>
          <Button variant="subtle" size="compact-md" data-answer onClick={() => setWriting(true)}>
            {t(reply ? 'comments.change' : 'comments.answer')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** Writes the reply, or another one over it. */
function ReplyForm({ comment, onDone }: { comment: CommentEntry; onDone: () => void }) {
  const t = useWords()
  const [words, setWords] = useState(comment.reply?.words ?? '')
  const [missing, setMissing] = useState(false)
  const { run, pending, refusal } = useAct('comments', 'answer')
  const field = useRef<HTMLTextAreaElement>(null)
  // The button that opened the form is gone.
  useEffect(() => field.current?.focus(), [])
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(words.trim() === '')
    if (words.trim() === '') return field.current?.focus()
    const done = await run({ comment: comment.id, reply: words.trim() })
    if (done?.ok) onDone()
  }
  return (
    <form className={css.form} onSubmit={(event) => void save(event)} noValidate>
      <Textarea
        ref={field}
        label={t('comments.answerLabel')}
        rows={3}
        size="md"
        maxLength={MOST_COMMENT_LETTERS}
        value={words}
        error={missing && words.trim() === '' ? t('comments.answerMissing') : null}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <div className={css.buttons}>
        <Button type="submit" variant="filled" size="compact-md" loading={pending}>
          {t('comments.sendAnswer')}
        </Button>
        <Button variant="default" size="compact-md" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { MOST_COMMENT_LETTERS } from '../../shared/comments/model.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './Comments.module.css'
import type { CommentEntry } from './data.ts'

type Props = { readonly comment: CommentEntry; readonly timezone: string; readonly mayAnswer: boolean }

/** The drafters' reply to a comment, and for drafters and secretariat the place to write it. */
export function Reply({ comment, timezone, mayAnswer }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const { reply } = comment
  const [writing, setWriting] = useState(false)
  const [words, setWords] = useState('')
  const { run, pending, refusal } = useAct('comments', 'answer')
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (words.trim() === '') return
    const done = await run({ comment: comment.id, reply: words.trim() })
    if (done?.ok) setWriting(false)
  }
  if (writing)
    return (
      <form className={css.form} onSubmit={(event) => void save(event)}>
        <Textarea
          label={t('comments.answerLabel')}
          rows={3}
          size="md"
          maxLength={MOST_COMMENT_LETTERS}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {refusal ? <RefusalNote refusal={refusal} /> : null}
        <div className={css.buttons}>
          <Button type="submit" variant="filled" size="compact-md" loading={pending}>
            {t('comments.sendAnswer')}
          </Button>
          <Button variant="default" size="compact-md" onClick={() => setWriting(false)}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    )
  const when = reply ? formatDateTime(language, reply.at, timezone) : ''
  return (
    <>
      {reply ? (
        <div className={css.reply}>
          <p className={css.words}>{reply.words}</p>
          <p className="quiet">
            {reply.by
              ? t('comments.answeredBy', { name: inMine(reply.by.name), when })
              : t('comments.answeredByDrafters', { when })}
          </p>
        </div>
      ) : null}
      {mayAnswer ? (
        <div className={`no-print ${css.buttons}`}>
          <Button
            variant="subtle"
            size="compact-md"
            onClick={() => {
              setWords(reply?.words ?? '')
              setWriting(true)
            }}
          >
            {t(reply ? 'comments.change' : 'comments.answer')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

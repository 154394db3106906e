import { Button, NativeSelect, Textarea } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { COMMENT_KINDS, type CommentKind, MOST_COMMENT_LETTERS } from '../../shared/comments/model.ts'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './Comments.module.css'
import type { CommentEntry } from './data.ts'

type Props = {
  /** Where a new comment is left; null where one is changed. */
  readonly about: {
    readonly session: SessionId
    readonly recommendation: RecommendationId
    readonly revision: number
  } | null
  readonly comment: CommentEntry | null
  readonly onDone: (sent: boolean) => void
}

/** Writes a comment, or changes one's own. */
export function CommentForm({ about, comment, onDone }: Props) {
  const t = useWords()
  const { language: mine } = useLanguage()
  const [kind, setKind] = useState<CommentKind>(comment?.kind ?? 'comment')
  const [language, setLanguage] = useState<Language>(comment?.language ?? mine)
  const [words, setWords] = useState(comment?.words ?? '')
  const [proposed, setProposed] = useState(comment?.proposed ?? '')
  const [missing, setMissing] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  // The button that opened the form is gone.
  useEffect(() => field.current?.focus(), [])
  const leave = useAct('comments', 'leave')
  const change = useAct('comments', 'change')
  const refusal = leave.refusal ?? change.refusal
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(words.trim() === '')
    if (words.trim() === '') return field.current?.focus()
    const content = { kind, language, words: words.trim(), proposed: proposed.trim() || null }
    const done = comment
      ? await change.run({ comment: comment.id, ...content })
      : about
        ? await leave.run({ ...about, ...content })
        : null
    if (done?.ok) onDone(true)
  }
  return (
    <form className={css.form} onSubmit={(event) => void send(event)} aria-label={t('comments.leave')} noValidate>
      <Textarea
        ref={field}
        label={t('comments.wordsLabel')}
        lang={language}
        size="md"
        autosize={false}
        rows={4}
        maxLength={MOST_COMMENT_LETTERS}
        value={words}
        error={missing && words.trim() === '' ? t('comments.wordsMissing') : null}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Textarea
        label={t('comments.proposedLabel')}
        lang={language}
        size="md"
        rows={3}
        maxLength={MOST_COMMENT_LETTERS}
        value={proposed}
        onChange={(event) => setProposed(event.currentTarget.value)}
      />
      <div className={css.pair}>
        <NativeSelect
          label={t('comments.kindLabel')}
          size="md"
          value={kind}
          onChange={({ currentTarget: { value } }) =>
            setKind(COMMENT_KINDS.find((each) => each === value) ?? 'comment')
          }
          data={COMMENT_KINDS.map((each) => ({ value: each, label: t(`comments.kinds.${each}`) }))}
        />
        <NativeSelect
          label={t('comments.languageLabel')}
          size="md"
          value={language}
          onChange={({ currentTarget: { value } }) => isLanguage(value) && setLanguage(value)}
          data={LANGUAGES.map((each) => ({ value: each, label: t(`common.languages.${each}`) }))}
        />
      </div>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <div className={css.buttons}>
        <Button type="submit" variant="filled" size="md" loading={leave.pending || change.pending}>
          {t(comment ? 'comments.save' : 'comments.send')}
        </Button>
        <Button variant="default" size="md" onClick={() => onDone(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

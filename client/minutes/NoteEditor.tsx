import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { LONGEST_WORDING, noteOf } from '../../shared/minutes/wording.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './WordingEditor.module.css'

type Props = {
  readonly session: SessionId
  readonly entry: string
  readonly words: string
  readonly language: Language
  readonly onDone: () => void
}

/** A paragraph of the secretariat's own below an entry, in one language. */
export function NoteEditor({ session, entry, words, language, onDone }: Props) {
  const t = useWords()
  const [typed, setTyped] = useState(words)
  const { run, pending, refusal } = useAct('minutes', 'word')
  const save = async () => {
    const pieces = typed.trim() === '' ? null : [{ words: typed.trim() }]
    const done = await run({ session, entry: noteOf(entry), language, pieces })
    if (done?.ok) onDone()
  }
  return (
    <div className={css.wording}>
      <Textarea
        label={t('minutes.note')}
        description={t('minutes.noteHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maxLength={LONGEST_WORDING}
        lang={language}
        autosize
        minRows={2}
        data-autofocus
      />
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <div className={css.buttons}>
        <Button variant="filled" size="md" loading={pending} onClick={() => void save()}>
          {t('minutes.save')}
        </Button>
        <Button variant="subtle" size="md" onClick={onDone}>
          {t('minutes.cancel')}
        </Button>
      </div>
    </div>
  )
}

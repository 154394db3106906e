import { Button } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { useEffect, useState } from 'react'
import type { Language } from '../../shared/language.ts'
import { useWords, WritingWords } from '../language.tsx'
import { type Found, findLookAlikes, putLettersRight } from './lookAlikes.ts'
import css from './WritingNotes.module.css'

type Props = {
  readonly editor: Editor | null
  readonly language: Language
  readonly editable: boolean
  /** How many pictures the last paste left out; 0 when it had none. */
  readonly pictures: number
}

/** More words than these are only counted. */
const SHOWN = 3

/** What is to be known of the words above: letters that are not what they seem, pictures that were not taken in. Source: RULES.md LT100, LT101. */
export function WritingNotes({ editor, language, editable, pictures }: Props) {
  const found = useLookAlikes(editor, language)
  if (found.length === 0 && pictures === 0) return null
  return (
    <WritingWords>
      <div className={css.notes}>
        {pictures > 0 ? <Pictures count={pictures} /> : null}
        {found.length > 0 && editor ? <Letters editor={editor} found={found} editable={editable} /> : null}
      </div>
    </WritingWords>
  )
}

function useLookAlikes(editor: Editor | null, language: Language): readonly Found[] {
  const [found, setFound] = useState<readonly Found[]>([])
  useEffect(() => {
    if (!editor) return
    const look = () => {
      const now = findLookAlikes(editor.state, language)
      setFound((before) => (before.length === 0 && now.length === 0 ? before : now))
    }
    look()
    const lookAgain = ({ transaction }: { transaction: Transaction }) => {
      if (transaction.docChanged) look()
    }
    editor.on('transaction', lookAgain)
    return () => {
      editor.off('transaction', lookAgain)
    }
  }, [editor, language])
  return found
}

function Pictures({ count }: { count: number }) {
  const t = useWords()
  return <p role="status">{t('writing.pictures', { count })}</p>
}

type LettersProps = { readonly editor: Editor; readonly found: readonly Found[]; readonly editable: boolean }

function Letters({ editor, found, editable }: LettersProps) {
  const t = useWords()
  const shown = found.slice(0, SHOWN)
  const putRight = (words: readonly Found[]) => {
    putLettersRight(editor.view, words)
    editor.commands.focus(null, { scrollIntoView: false })
  }
  return (
    <ul className={css.words}>
      {shown.map((one) => (
        <li key={`${one.start} ${one.from}`}>
          <span>
            <span className={css.word}>{one.word}</span>: {said(one, t)}
          </span>
          {editable ? (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('writing.putRightOf', { word: one.word })}
              onClick={() => putRight([one])}
            >
              {t('writing.putRight')}
            </Button>
          ) : null}
        </li>
      ))}
      {found.length > SHOWN ? (
        <li>
          <span>{t('writing.more', { count: found.length - SHOWN })}</span>
          {editable ? (
            <Button size="compact-sm" variant="default" onClick={() => putRight(found)}>
              {t('writing.putAllRight')}
            </Button>
          ) : null}
        </li>
      ) : null}
    </ul>
  )
}

/** Which letters are whose, each once. */
const said = ({ letters }: Found, t: ReturnType<typeof useWords>): string =>
  [...new Map(letters.map((one) => [one.letter, one])).values()]
    .map(({ letter, script }) => t(`writing.letters.${script}`, { letter }))
    .join(', ')

import { Button } from '@mantine/core'
import { Node } from '@tiptap/core'
import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import Check from 'lucide-react/icons/check'
import Plus from 'lucide-react/icons/plus'
import { useId } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { checkWording, factsIn } from '../../shared/minutes/wording.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { MinutesEntry, Wordable } from './data.ts'
import { docOf, entryOf, piecesIn } from './pieces.ts'
import css from './WordingEditor.module.css'

const OneLine = Node.create({ name: 'doc', topNode: true, content: 'paragraph' })
const Line = Node.create({
  name: 'paragraph',
  content: 'inline*',
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: () => ['p', 0],
})
const Words = Node.create({ name: 'text', group: 'inline' })
/** A fact of the record: one piece that is put in, moved or taken out as a whole, and never typed in. */
const Fact = Node.create({
  name: 'fact',
  group: 'inline',
  inline: true,
  atom: true,
  draggable: true,
  addAttributes: () => ({ name: { default: '' }, words: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'span[data-fact]',
      getAttrs: (element) => ({ name: element.dataset.fact ?? '', words: element.textContent ?? '' }),
    },
  ],
  renderHTML: ({ node }) => ['span', { 'data-fact': node.attrs.name, class: css.fact }, node.attrs.words],
  renderText: ({ node }) => node.attrs.words,
})

const COUNTS = ['for', 'against', 'abstain', 'notVoting', 'places'] as const
const isCount = (name: string): name is (typeof COUNTS)[number] => COUNTS.some((one) => one === name)

type Props = {
  readonly session: SessionId
  readonly entry: MinutesEntry
  readonly wording: Wordable
  readonly language: Language
  readonly onDone: () => void
}

/** Words one entry in one language: one types between the facts, which stay the record's. */
export function WordingEditor({ session, entry, wording, language, onDone }: Props) {
  const t = useWords()
  const hint = useId()
  const { run, pending, refusal } = useAct('minutes', 'word')
  const editor = useEditor({
    extensions: [OneLine, Line, Words, Fact],
    content: docOf(entry, language),
    autofocus: 'end',
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('minutes.wording'),
        'aria-describedby': hint,
        lang: language,
        class: css.editor ?? '',
      },
    },
  })
  const pieces = useEditorState({ editor, selector: ({ editor: now }) => (now ? piecesIn(now.getJSON()) : []) }) ?? []
  const used = factsIn(pieces)
  const wordsOf = (name: string) => wording.facts.find((one) => one.name === name)?.words[language] ?? name
  const missing = wording.kept[language].filter((name) => !used.has(name))
  const may = checkWording(entryOf(entry, wording), language, pieces)
  const reason = missing.length > 0 ? t('minutes.missing', { words: missing.map(wordsOf).join(' · ') }) : null
  const save = async (saved: typeof pieces | null) => {
    const done = await run({ session, entry: entry.id, language, pieces: saved })
    if (done?.ok) onDone()
  }
  /** Counts are numbers alone: what each counts is said before it. */
  const named = (name: string, words: string) => (isCount(name) ? `${t(`minutes.counts.${name}`)} ${words}` : words)
  const unused = wording.facts.filter(({ name, words }) => !used.has(name) && words[language] !== '')
  return (
    <div className={css.wording}>
      <EditorContent editor={editor} />
      <p id={hint} className="quiet">
        {t('minutes.wordingHint')}
      </p>
      {unused.length > 0 ? (
        <ul className={css.facts} aria-label={t('minutes.facts')}>
          {unused.map(({ name, words }) => (
            <li key={name}>
              <Button
                variant="default"
                size="compact-md"
                leftSection={<Plus size={16} aria-hidden />}
                onClick={() =>
                  editor
                    ?.chain()
                    .focus()
                    .insertContent({ type: 'fact', attrs: { name, words: words[language] } })
                    .run()
                }
              >
                <span className={css.label}>{t('minutes.putIn', { words: named(name, words[language]) })}</span>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <div className={css.buttons}>
        <ReasonedButton
          variant="filled"
          icon={<Check size={18} aria-hidden />}
          pending={pending}
          reason={may.ok ? null : (reason ?? t(`refusals.${may.refusal.code}`))}
          rule={may.ok ? null : may.refusal.rule}
          onPress={() => void save(pieces)}
        >
          {t('minutes.save')}
        </ReasonedButton>
        <Button variant="default" size="md" onClick={() => void save(null)}>
          {t('minutes.asRecorded')}
        </Button>
        <Button variant="subtle" size="md" onClick={onDone}>
          {t('minutes.cancel')}
        </Button>
      </div>
    </div>
  )
}

export default WordingEditor

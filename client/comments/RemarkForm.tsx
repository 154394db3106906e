import { Button, Checkbox, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { MOST_REMARK_LETTERS } from '../../shared/comments/threads.ts'
import type { Doing } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useDiscussion } from './Discussion.tsx'
import { type Named, peopleFor, sentWords, typedName } from './names.ts'
import css from './Threads.module.css'
import type { Discussed } from './threads.ts'

const MOST_SHOWN = 6

type Props = {
  /** By what words that are not sent are kept. */
  readonly draft: string
  readonly label: string
  readonly verb: string
  /** What stood there before, with names. */
  readonly words?: string
  readonly people: Discussed['people']
  /** Whether those who look on read it; then they may be mentioned too. */
  readonly toObservers: boolean
  /** Asked where it may be opened to those who look on. */
  readonly onToObservers?: ((toObservers: boolean) => void) | undefined
  readonly doing: Doing
  readonly onSend: (words: string) => Promise<boolean>
  readonly onClose: () => void
}

/** Where a remark is written; @ and the beginning of a name offers people to be mentioned. */
export function RemarkForm(props: Props) {
  const { draft, label, verb, words = '', people, toObservers, onToObservers, doing, onSend, onClose } = props
  const t = useWords()
  const { inMine } = useLanguage()
  const { drafts } = useDiscussion()
  const [field, setField] = useState(drafts.get(draft) ?? words)
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [dismissed, setDismissed] = useState<number | null>(null)
  const [missing, setMissing] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  // The button that opened the form is gone.
  useEffect(() => {
    const { current } = area
    current?.focus()
    current?.setSelectionRange(current.value.length, current.value.length)
  }, [])
  const mentionable: readonly Named[] = people
    .filter(({ looksOn }) => !looksOn || toObservers)
    .map(({ account, name }) => ({ account, name: inMine(name) }))
  const typed = typedName(field, caret)
  const offered = typed && typed.from !== dismissed ? peopleFor(typed.letters, mentionable, MOST_SHOWN) : []
  const at = Math.min(chosen, offered.length - 1)
  const keep = (next: string) => {
    setField(next)
    drafts.set(draft, next)
  }
  const put = ({ name }: Named) => {
    if (!typed) return
    const next = `${field.slice(0, typed.from)}@${name} ${field.slice(caret)}`
    const end = typed.from + name.length + 2
    keep(next)
    setCaret(end)
    setChosen(0)
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(end, end)
    })
  }
  const press = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      event.preventDefault()
      void send()
      return
    }
    const person = offered[at]
    if (!person || !typed) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosen((at + step + offered.length) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') put(person)
    else if (event.key === 'Escape') setDismissed(typed.from)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const send = async (event?: FormEvent) => {
    event?.preventDefault()
    setMissing(field.trim() === '')
    if (field.trim() === '') return area.current?.focus()
    if (await onSend(sentWords(field.trim(), mentionable))) drafts.delete(draft)
  }
  return (
    <form className={css.form} onSubmit={(event) => void send(event)} noValidate>
      <div className={css.field}>
        <Textarea
          ref={area}
          label={label}
          description={t('threads.mentionHint')}
          size="md"
          rows={3}
          maxLength={MOST_REMARK_LETTERS}
          value={field}
          error={missing && field.trim() === '' ? t('threads.missing') : null}
          aria-autocomplete="list"
          aria-controls={offered.length > 0 ? list : undefined}
          aria-activedescendant={offered.length > 0 ? `${list}-${at}` : undefined}
          onChange={({ currentTarget }) => {
            keep(currentTarget.value)
            setCaret(currentTarget.selectionStart)
            setChosen(0)
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onKeyDown={press}
        />
        {offered.length > 0 ? (
          <div id={list} role="listbox" aria-label={t('threads.people')} className={css.offered}>
            {offered.map((person, index) => (
              <div
                key={person.account}
                id={`${list}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className={css.person}
                onMouseDown={(event) => {
                  event.preventDefault()
                  put(person)
                }}
              >
                {person.name}
              </div>
            ))}
          </div>
        ) : null}
        <span className="visually-hidden" role="status">
          {offered.length > 0 ? t('threads.found', { count: offered.length }) : null}
        </span>
      </div>
      {onToObservers ? (
        <Checkbox
          size="md"
          label={t('threads.forObservers')}
          checked={toObservers}
          onChange={(event) => onToObservers(event.currentTarget.checked)}
        />
      ) : null}
      {doing.refusal ? <RefusalNote refusal={doing.refusal} /> : null}
      <div className={css.buttons}>
        <Button type="submit" variant="filled" size="compact-md" loading={doing.pending}>
          {verb}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          onClick={() => {
            drafts.delete(draft)
            onClose()
          }}
        >
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

import { Button, CloseButton, Portal } from '@mantine/core'
import GitPullRequestArrow from 'lucide-react/icons/git-pull-request-arrow'
import { useEffect, useRef, useState } from 'react'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { type SelectedHere, useSelected } from '../editor/selected.ts'
import { useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './AmendBar.module.css'
import { passageOf } from './passage.ts'
import { useStart } from './useStart.ts'

const KINDS = ['replace', 'add', 'delete', 'separate-vote', 'editorial'] as const
type Kind = (typeof KINDS)[number]

type Props = { readonly session: SessionId; readonly recommendation: RecommendationId }

/** "Amend" under words that are selected, also where the text may only be read; the second press begins a draft with them. */
export function AmendBar(text: Props) {
  const t = useWords()
  const [selected, forget, selectedNow] = useSelected()
  const [amended, setAmended] = useState<SelectedHere | null>(null)
  const { start, pending, refusal, clear } = useStart()
  const bar = useRef<HTMLDivElement>(null)
  /** What had the focus before, when it was opened by key. */
  const from = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.key !== 'Enter') return
      const words = selectedNow()
      if (!words) return
      event.preventDefault()
      event.stopPropagation()
      from.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
      setAmended(words)
      requestAnimationFrame(() => bar.current?.querySelector<HTMLElement>('[data-first]')?.focus())
    }
    // Before the editor, which would begin a new paragraph.
    document.addEventListener('keydown', press, { capture: true })
    return () => document.removeEventListener('keydown', press, { capture: true })
  })
  // Whoever selects other words means those.
  const shown = amended && selected && !isSame(amended, selected) ? null : amended
  const here = shown ?? selected
  if (!here) return null
  const passage = passageOf(here)
  const close = () => {
    setAmended(null)
    clear()
    from.current?.focus({ preventScroll: true })
  }
  const begin = (kind: Kind) => {
    const { part, language, words, occurrence } = passage
    const takesOut = kind === 'delete' || kind === 'separate-vote'
    const changes = takesOut ? [{ part, language, from: words, to: '', occurrence }] : []
    const caret = kind === 'add' ? 'behind' : 'over'
    // What is typed before the draft is there must not go into the text.
    document.getSelection()?.removeAllRanges()
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    forget()
    void start({ ...text, kind, language, changes }, takesOut ? {} : { place: { passage, caret } })
  }
  const kinds = KINDS.filter((kind) => kind !== 'separate-vote' || passage.part === 'text')
  return (
    <Portal>
      <div
        ref={bar}
        className={`no-print ${css.bar}`}
        role="toolbar"
        aria-label={t('amendments.begin.label')}
        data-open={shown ? true : undefined}
        style={{ '--x': `${Math.round(here.x)}px`, '--y': `${Math.round(here.y)}px` }}
        // The selection stays where it is while one presses.
        onMouseDown={(event) => event.preventDefault()}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      >
        {shown ? (
          <>
            <div className={css.head}>
              <p className={css.words} lang={passage.language}>
                «{passage.words}»
              </p>
              <CloseButton size={32} aria-label={t('common.close')} onClick={close} />
            </div>
            <div className={css.kinds}>
              {kinds.map((kind) => (
                <Button
                  key={kind}
                  data-first={kind === 'replace' || undefined}
                  variant="subtle"
                  size="sm"
                  justify="flex-start"
                  loading={pending}
                  onClick={() => begin(kind)}
                >
                  {t(`amendments.begin.${kind}`)}
                </Button>
              ))}
            </div>
            {refusal ? <RefusalNote refusal={refusal} /> : null}
          </>
        ) : (
          <Button
            variant="filled"
            size="compact-sm"
            className={css.amend}
            leftSection={<GitPullRequestArrow size={15} aria-hidden />}
            aria-expanded={false}
            aria-keyshortcuts="Alt+Enter"
            title={`${t('amendments.begin.amend')} (Alt Enter)`}
            onClick={() => setAmended(here)}
          >
            {t('amendments.begin.amend')}
          </Button>
        )}
      </div>
    </Portal>
  )
}

const isSame = (one: SelectedHere, other: SelectedHere): boolean =>
  one.part === other.part && one.language === other.language && one.from === other.from && one.to === other.to

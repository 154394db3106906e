import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react'
import type { Passage } from '../../shared/comments/threads.ts'
import type { RecommendationId } from '../../shared/ids.ts'
import { type Passages, PassagesContext } from '../editor/passages.ts'
import { marksOf, passageOf, useThreads } from './threads.ts'

/** What is being begun: a thread on a passage, on the whole text, or on more words than a passage has. */
export type Beginning = { readonly on: Passage } | { readonly on: 'whole' } | { readonly on: 'too-long' }

type Shown = { readonly thread: string | null; readonly focus: boolean }

type Discussion = {
  /** The thread that is shown; `focus`: whether the focus goes there. */
  readonly shown: Shown
  readonly show: (thread: string, focus?: boolean) => void
  readonly beginning: Beginning | null
  readonly begin: (beginning: Beginning | null) => void
  /** Words that are not sent yet, by where they are written: they outlast the panel. */
  readonly drafts: Map<string, string>
}

const DiscussionContext = createContext<Discussion | null>(null)

export function useDiscussion(): Discussion {
  const discussion = useContext(DiscussionContext)
  if (!discussion) throw new Error('no discussion around this')
  return discussion
}

type Props = {
  readonly recommendation: RecommendationId
  /** The thread the page was opened for. */
  readonly asked: string | null
  readonly children: ReactNode
}

/** The discussion of the text on the page: tells the text what is marked in it, and the panel what was pressed there. */
export function DiscussionProvider({ recommendation, asked, children }: Props) {
  const found = useThreads(recommendation).data
  const [shown, setShown] = useState<Shown>({ thread: asked, focus: true })
  const [beginning, begin] = useState<Beginning | null>(null)
  const [opened, setOpened] = useState(asked === null ? 0 : 1)
  const drafts = useRef(new Map<string, string>()).current
  // Another text, or a way to another thread, on the same page.
  const here = `${recommendation} ${asked}`
  const [known, setKnown] = useState(here)
  if (known !== here) {
    setKnown(here)
    setShown({ thread: asked, focus: true })
    begin(null)
    if (asked !== null) setOpened((times) => times + 1)
  }
  const passages = useMemo((): Passages => {
    const threads = found?.threads ?? []
    return {
      marksIn: threads.some(({ passage }) => passage) ? marksOf(threads, shown.thread) : null,
      onOpen: (thread, focus) => {
        setShown({ thread, focus })
        setOpened((times) => times + 1)
      },
      onComment: found?.mayOpen
        ? (selected, fragment) => {
            const on = passageOf(selected, fragment)
            begin(on ? { on } : { on: 'too-long' })
            setOpened((times) => times + 1)
          }
        : null,
      opened,
    }
  }, [found, shown, opened])
  const discussion = useMemo(
    (): Discussion => ({
      shown,
      show: (thread, focus = false) => setShown({ thread, focus }),
      beginning,
      begin,
      drafts,
    }),
    [shown, beginning, drafts],
  )
  return (
    <DiscussionContext value={discussion}>
      <PassagesContext value={passages}>{children}</PassagesContext>
    </DiscussionContext>
  )
}

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'

/** Characters that are drawn in one go: a page stays quick to answer in between. Source: RULES.md VE18. */
export const DRAWN_AT_ONCE = 3_000
/** The first ones are there with the page: what is short is never seen coming. */
const FIRST_AT_ONCE = 4 * DRAWN_AT_ONCE
/** Time for a frame, and for whoever presses a key. */
const BETWEEN_MS = 16

type Turn = { readonly draw: () => void; readonly size: number }
type Queue = (turn: Turn) => () => void
const QueueContext = createContext<Queue | null>(null)

type Progressing = {
  readonly queue: Queue
  readonly begin: () => void
  /** How many pieces were ever drawn, those included that gave way to others; and which share of all is there. */
  readonly turns: number
  readonly share: number
}

/** Draws what stands in a `Drawing` bit by bit, and all of it before it is printed. */
export function useDrawing(): Progressing {
  const waiting = useRef<Turn[]>([])
  const due = useRef<number | undefined>(undefined)
  const [progress, setProgress] = useState({ turns: 0, drawn: 0, all: 0 })
  const draw = useCallback((most: number) => {
    let size = 0
    let turns = 0
    for (let turn = waiting.current[0]; turn && size < most; turn = waiting.current[0]) {
      waiting.current.shift()
      size += turn.size
      turns += 1
      turn.draw()
    }
    if (turns > 0) setProgress((now) => ({ ...now, turns: now.turns + turns, drawn: now.drawn + turns }))
  }, [])
  const drawLater = useCallback(() => {
    due.current ??= window.setTimeout(() => {
      due.current = undefined
      draw(DRAWN_AT_ONCE)
      if (waiting.current.length > 0) drawLater()
    }, BETWEEN_MS)
  }, [draw])
  const queue = useCallback<Queue>(
    (turn) => {
      waiting.current.push(turn)
      setProgress((now) => ({ ...now, all: now.all + 1 }))
      drawLater()
      return () => {
        const before = waiting.current.length
        waiting.current = waiting.current.filter((one) => one !== turn)
        const isDrawn = waiting.current.length === before
        setProgress((now) => ({ ...now, drawn: now.drawn - (isDrawn ? 1 : 0), all: now.all - 1 }))
      }
    },
    [drawLater],
  )
  useEffect(() => {
    const all = () => {
      // What is drawn may have more in it that waits for its turn.
      while (waiting.current.length > 0) flushSync(() => draw(Number.POSITIVE_INFINITY))
    }
    window.addEventListener('beforeprint', all)
    return () => {
      window.removeEventListener('beforeprint', all)
      window.clearTimeout(due.current)
      due.current = undefined
    }
  }, [draw])
  const begin = useCallback(() => draw(FIRST_AT_ONCE), [draw])
  const { turns, drawn, all } = progress
  return { queue, begin, turns, share: all === 0 ? 1 : drawn / all }
}

/**
 * Inside it everything has its turn; with something else that is `shown` one begins anew. How far it is stays in here: whatever drew the
 * children need not make all of them again with each turn.
 */
export function Drawing({ shown, children }: { shown: string; children: ReactNode }) {
  return (
    <DrawnBy by={useDrawing()} shown={shown}>
      {children}
    </DrawnBy>
  )
}

/** The same for who says how far it is; its children come from outside, so that they are made once. */
export function DrawnBy({ by, shown, children }: { by: Progressing; shown: string; children: ReactNode }) {
  const { queue, begin } = by
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first pieces of whatever is shown are there with it
  useLayoutEffect(begin, [begin, shown])
  return <QueueContext value={queue}>{children}</QueueContext>
}

/** Whether it is one's turn to be drawn whole; at once where nothing is drawn by turns. `size`: about how many characters that takes. */
export function useTurn(size: number): boolean {
  const queue = useContext(QueueContext)
  const [isDrawn, setDrawn] = useState(queue === null)
  useLayoutEffect(() => queue?.({ size, draw: () => setDrawn(true) }), [queue, size])
  return isDrawn
}

/** Draws its children when it is its turn. */
export function InTurn({ size, children }: { size: number; children: () => ReactNode }) {
  return useTurn(size) ? children() : null
}

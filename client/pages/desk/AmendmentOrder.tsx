import { type HTMLAttributes, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { AmendmentId, RecommendationId } from '../../../shared/ids.ts'
import type { AmendmentSummary } from '../../amendments/data.ts'
import { furthestFirst, isWaiting, movedTo, nextOf } from '../../amendments/ordering.ts'
import { useNamed } from '../../amendments/useNamed.ts'
import { useAct } from '../../api.ts'
import { useWords } from '../../language.tsx'
import type { SessionDetail } from '../../sessions/data.ts'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useFocusOn } from '../../ui/useFocusOn.ts'
import { Drawing, InTurn } from '../../versions/drawing.tsx'
import { AmendmentRow } from './AmendmentRow.tsx'
import css from './AmendmentsDesk.module.css'

/** To draw one takes as long as so many letters. */
const LETTERS_OF_ROW = 1_500

type Props = {
  readonly session: SessionDetail
  readonly recommendation: RecommendationId | null
  readonly amendments: readonly AmendmentSummary[]
  readonly mayOrder: boolean
  /** Whether the next one stands open from the start. */
  readonly opens: boolean
}

/** Amendments in their order of voting: dragged, or moved by key; the next one may stand open with its acts. Source: RULES.md AM28. */
export function AmendmentOrder({ session, recommendation, amendments: known, mayOrder, opens }: Props) {
  const t = useWords()
  const named = useNamed()
  const order = useAct('amendments', 'order')
  const [list, focusOn] = useFocusOn<HTMLOListElement>()
  const [wanted, setWanted] = useState<readonly AmendmentId[] | null>(null)
  const [opened, setOpened] = useState<AmendmentId | 'none' | null>(null)
  const [said, setSaid] = useState('')
  const amendments = wanted ? inOrderOf(known, wanted) : known
  const waiting = amendments.filter(isWaiting)
  // The console shows what is put.
  const isPut = amendments.some(({ stage }) => stage === 'put')
  const shown = opened ?? (opens && !isPut ? nextOf(amendments)?.id : null) ?? null
  const save = async (next: readonly AmendmentSummary[]) => {
    setWanted(next.map(({ id }) => id))
    await order.run({ session: session.id, recommendation, amendments: next.map(({ id }) => id) })
    setWanted(null)
  }
  const place = (id: AmendmentId) => waiting.findIndex((each) => each.id === id)
  const move = (amendment: AmendmentSummary, by: -1 | 1) => {
    const to = place(amendment.id) + by
    if (to < 0 || to >= waiting.length) return
    setSaid(t('amendmentsDesk.moved', { what: named.title(amendment), place: to + 1 }))
    void save(movedTo(amendments, amendment.id, to)).then(() =>
      focusOn(`[data-amendment="${amendment.id}"] [data-by="${by}"]`),
    )
  }
  const drag = useDrag({
    placeAt: (y) =>
      [...(list.current?.querySelectorAll('[data-waits]') ?? [])].findLastIndex(
        (row) => row.getBoundingClientRect().top + row.getBoundingClientRect().height / 2 < y,
      ),
    onOver: (id, after) => {
      const from = place(id)
      const to = after >= from ? after : after + 1
      if (to !== from) setWanted(movedTo(amendments, id, Math.max(0, to)).map((each) => each.id))
    },
    onDrop: (id) => {
      const amendment = amendments.find((each) => each.id === id)
      if (!wanted || !amendment) return
      setSaid(t('amendmentsDesk.moved', { what: named.title(amendment), place: place(id) + 1 }))
      void save(amendments)
    },
    onCancel: () => setWanted(null),
  })
  const onKey = (amendment: AmendmentSummary) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(amendment, event.key === 'ArrowUp' ? -1 : 1)
  }
  const isMovable = (each: AmendmentSummary) => mayOrder && each.stage === 'tabled' && waiting.length > 1
  const advised = furthestFirst(amendments)
  const isAdvised = advised.every((each, at) => each === amendments[at])
  return (
    <>
      {amendments.some(isMovable) ? <p className="quiet">{t('amendmentsDesk.orderHint')}</p> : null}
      <Drawing shown={recommendation ?? session.id}>
        <ol className={css.list} ref={list}>
          {amendments.map((each, at) => (
            <li
              key={each.id}
              data-amendment={each.id}
              data-waits={isWaiting(each) || undefined}
              data-dragged={drag.dragged === each.id || undefined}
              onKeyDown={isMovable(each) ? onKey(each) : undefined}
            >
              <InTurn size={LETTERS_OF_ROW}>
                {() => (
                  <AmendmentRow
                    session={session}
                    amendment={each}
                    among={amendments}
                    place={at + 1}
                    opened={shown === each.id}
                    onOpen={() => setOpened(shown === each.id ? 'none' : each.id)}
                    moves={
                      isMovable(each)
                        ? {
                            handle: drag.handle(each.id),
                            may: (by) => waiting[place(each.id) + by] !== undefined,
                            move: (by) => move(each, by),
                          }
                        : null
                    }
                  />
                )}
              </InTurn>
            </li>
          ))}
        </ol>
      </Drawing>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {mayOrder && waiting.length > 1 ? (
        isAdvised ? (
          <p className="quiet">{t('amendmentsDesk.isFurthest')}</p>
        ) : (
          <ReasonedButton
            effect={t('amendmentsDesk.furthestEffect')}
            pending={order.pending}
            onPress={() => void save(advised)}
          >
            {t('amendmentsDesk.furthest')}
          </ReasonedButton>
        )
      ) : null}
      {order.refusal ? <RefusalNote refusal={order.refusal} /> : null}
    </>
  )
}

/** In a wanted order; what came since stands at the end. */
const inOrderOf = (known: readonly AmendmentSummary[], wanted: readonly AmendmentId[]): readonly AmendmentSummary[] => [
  ...wanted.flatMap((id) => known.find((each) => each.id === id) ?? []),
  ...known.filter(({ id }) => !wanted.includes(id)),
]

type Dragging = {
  /** The last place whose middle lies over a height of the window; -1: before all. */
  readonly placeAt: (y: number) => number
  readonly onOver: (id: AmendmentId, after: number) => void
  readonly onDrop: (id: AmendmentId) => void
  readonly onCancel: () => void
}
export type Handle = Pick<HTMLAttributes<HTMLElement>, 'onPointerDown'>

/** So near the window's edge the page goes along, so far with each move. */
const EDGE_PX = 90
const SCROLL_PX = 24

/** Dragging by a handle, with a mouse, a pen or a finger alike; Escape leaves all as it was. */
function useDrag(dragging: Dragging) {
  const [dragged, setDragged] = useState<AmendmentId | null>(null)
  const now = useRef(dragging)
  now.current = dragging
  // The window hears the pointer: a row that changes its place would lose it.
  useEffect(() => {
    if (dragged === null) return
    let last = Number.NaN
    const ends = new AbortController()
    const { signal } = ends
    const over = ({ clientY }: globalThis.PointerEvent) => {
      if (clientY < EDGE_PX) window.scrollBy({ top: -SCROLL_PX })
      if (clientY > window.innerHeight - EDGE_PX) window.scrollBy({ top: SCROLL_PX })
      const at = now.current.placeAt(clientY)
      if (at === last) return
      last = at
      now.current.onOver(dragged, at)
    }
    const drop = () => {
      setDragged(null)
      now.current.onDrop(dragged)
    }
    const cancel = () => {
      setDragged(null)
      now.current.onCancel()
    }
    window.addEventListener('pointermove', over, { signal })
    window.addEventListener('pointerup', drop, { signal })
    window.addEventListener('pointercancel', cancel, { signal })
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && cancel(), { signal })
    return () => ends.abort()
  }, [dragged])
  const handle = (id: AmendmentId): Handle => ({
    onPointerDown: (event) => {
      if (event.button !== 0) return
      event.preventDefault()
      setDragged(id)
    },
  })
  return { dragged, handle }
}

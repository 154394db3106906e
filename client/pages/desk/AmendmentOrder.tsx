import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
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
import { AmendmentRow } from './AmendmentRow.tsx'
import css from './AmendmentsDesk.module.css'

type Props = {
  readonly session: SessionDetail
  readonly recommendation: RecommendationId | null
  readonly amendments: readonly AmendmentSummary[]
  readonly mayOrder: boolean
}

/** Amendments in their order of voting: dragged, or moved by key; the next one stands open with its acts. Source: RULES.md AM28. */
export function AmendmentOrder({ session, recommendation, amendments: known, mayOrder }: Props) {
  const t = useWords()
  const named = useNamed()
  const order = useAct('amendments', 'order')
  const [list, focusOn] = useFocusOn<HTMLOListElement>()
  const [wanted, setWanted] = useState<readonly AmendmentId[] | null>(null)
  const [opened, setOpened] = useState<AmendmentId | 'none' | null>(null)
  const [said, setSaid] = useState('')
  const amendments = wanted ? inOrderOf(known, wanted) : known
  const waiting = amendments.filter(isWaiting)
  const shown = opened ?? (amendments.find(({ stage }) => stage === 'put') ?? nextOf(amendments))?.id ?? null
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
  const isMovable = (each: AmendmentSummary) => mayOrder && isWaiting(each) && waiting.length > 1
  const advised = furthestFirst(amendments)
  const isAdvised = advised.every((each, at) => each === amendments[at])
  return (
    <>
      {amendments.some(isMovable) ? <p className="quiet">{t('amendmentsDesk.orderHint')}</p> : null}
      <ol className={css.list} ref={list}>
        {amendments.map((each, at) => (
          <li
            key={each.id}
            data-amendment={each.id}
            data-waits={isWaiting(each) || undefined}
            data-dragged={drag.dragged === each.id || undefined}
            onKeyDown={isMovable(each) ? onKey(each) : undefined}
          >
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
          </li>
        ))}
      </ol>
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
export type Handle = Pick<
  React.HTMLAttributes<HTMLElement>,
  'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel'
>

/** Dragging by a handle, with a mouse, a pen or a finger alike. */
function useDrag({ placeAt, onOver, onDrop, onCancel }: Dragging) {
  const [dragged, setDragged] = useState<AmendmentId | null>(null)
  const last = useRef(-2)
  const end = () => setDragged(null)
  const handle = (id: AmendmentId): Handle => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      last.current = -2
      setDragged(id)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (dragged !== id) return
      const at = placeAt(event.clientY)
      if (at === last.current) return
      last.current = at
      onOver(id, at)
    },
    onPointerUp: () => {
      if (dragged !== id) return
      end()
      onDrop(id)
    },
    onPointerCancel: () => {
      end()
      onCancel()
    },
  })
  return { dragged, handle }
}

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

const SlotContext = createContext<{
  readonly place: HTMLElement | null
  readonly setPlace: (place: HTMLElement | null) => void
  readonly setTaken: (taken: boolean) => void
  readonly taken: boolean
}>({ place: null, setPlace: () => undefined, setTaken: () => undefined, taken: false })

/** Lets a page write into the top bar's connection place. */
export function TopSlotProvider({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const [taken, setTaken] = useState(false)
  return <SlotContext value={{ place, setPlace, taken, setTaken }}>{children}</SlotContext>
}

/** The place in the top bar; shows `otherwise` while no page says more, such as "Saved 15:12". */
export function TopSlot({ otherwise }: { otherwise: ReactNode }) {
  const { setPlace, taken } = useContext(SlotContext)
  return (
    <>
      <span ref={setPlace} style={{ display: taken ? 'inline-flex' : 'none' }} />
      {taken ? null : otherwise}
    </>
  )
}

/** What a page writes into the top bar's connection place while it is open. */
export function InTopSlot({ children }: { children: ReactNode }) {
  const { place, setTaken } = useContext(SlotContext)
  useEffect(() => {
    setTaken(true)
    return () => setTaken(false)
  }, [setTaken])
  return place ? createPortal(children, place) : null
}

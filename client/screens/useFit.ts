import { type RefObject, useLayoutEffect, useRef } from 'react'
import { type Filling, fitInto, type Sizes } from './fit.ts'

/** Keeps columns as large as their room allows; they are filled by hand, since they are measured many times before one look is shown. */
export function useFit(fillings: readonly Filling[], { most, least }: Sizes): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const room = box.current
    if (!room) return
    const again = () => fitInto(room, fillings, { most, least })
    const observer = new ResizeObserver(again)
    observer.observe(room)
    again()
    // Letters of a font that comes later are wider or narrower.
    void document.fonts.ready.then(again)
    return () => observer.disconnect()
  }, [fillings, most, least])
  return box
}

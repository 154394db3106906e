import { type RefObject, useEffect, useRef, useState } from 'react'

/** Gives the focus to a piece of a list once it stands where it was moved to; a browser takes it from what changes its place or goes. */
export function useFocusOn<List extends HTMLElement>(): [RefObject<List | null>, (selector: string) => void] {
  const list = useRef<List>(null)
  const [wanted, setWanted] = useState<string | null>(null)
  useEffect(() => {
    if (wanted === null) return
    list.current?.querySelector<HTMLElement>(wanted)?.focus()
    setWanted(null)
  }, [wanted])
  return [list, setWanted]
}

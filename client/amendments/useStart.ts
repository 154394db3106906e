import { useNavigate } from '@tanstack/react-router'
import { type Asked, useAct } from '../api.ts'
import type { Passage } from './passage.ts'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The words that an amendment begins with: its page opens with the caret there. */
    passage?: Passage & { readonly caret: 'over' | 'behind' }
  }
}

type Beginning = Omit<Asked<'amendments', 'start'>, 'requestId'>
type Going = {
  /** Where one writes there at once. */
  readonly place?: Place
  /** What else is done once it is begun, before the page goes on. */
  readonly begun?: () => Promise<void>
}
type Place = { readonly passage: Passage; readonly caret: 'over' | 'behind' }

/** Begins an amendment and goes to its page. Source: RULES.md AM21. */
export function useStart() {
  const navigate = useNavigate()
  const starting = useAct('amendments', 'start')
  const start = async (beginning: Beginning, { place, begun }: Going = {}): Promise<void> => {
    const done = await starting.run(beginning)
    if (!done?.ok) return
    await begun?.()
    await navigate({
      to: '/sessions/$session/amendments/$amendment',
      params: { session: beginning.session, amendment: done.value.amendment },
      ...(place ? { state: { passage: { ...place.passage, caret: place.caret } } } : {}),
    })
  }
  return { ...starting, start }
}

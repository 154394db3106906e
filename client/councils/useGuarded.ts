import { useState } from 'react'
import type { Refusal } from '../api.ts'

/**
 * The state that a change is made on: the one shown when it was begun; after somebody was faster the one that is there now, so
 * that the next press is meant for it. Source: RULES.md CO11.
 */
export function useGuarded(now: number, refusal: Refusal | null): number {
  const [shown, setShown] = useState(now)
  if (refusal?.code === 'changed-meanwhile' && shown !== now) setShown(now)
  return shown
}

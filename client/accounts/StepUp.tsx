import { useEffect, useState } from 'react'
import { STEP_UP_EVENT, type StepUpEvent } from '../api.ts'
import { LoadedLater } from '../ui/LoadedLater.tsx'

const loadDialog = () => import('./StepUpDialog.tsx')

type Waiting = readonly StepUpEvent['detail'][]

/** Asks for a proof when an act wants one; the acts that wait go on, or are given up, together. Source: RULES.md AC54. */
export function StepUp() {
  const [waiting, setWaiting] = useState<Waiting>([])
  useEffect(() => {
    const hear = (event: Event) => {
      event.preventDefault()
      const { detail } = event as StepUpEvent
      setWaiting((before) => [...before, detail])
    }
    window.addEventListener(STEP_UP_EVENT, hear)
    return () => window.removeEventListener(STEP_UP_EVENT, hear)
  }, [])
  if (waiting.length === 0) return null
  const done = (isProved: boolean) => {
    setWaiting([])
    for (const tell of waiting) tell(isProved)
  }
  return <LoadedLater load={loadDialog} otherwise={null} onDone={done} />
}

import { useEffect, useState } from 'react'
import { drawShare } from '../clock.tsx'

const AGAIN_MS = 2_000
const ANSWER_WITHIN_MS = 4_000

/** Whether the server answers now; it is asked for nothing. */
async function answers(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })).ok
  } catch {
    return false
  }
}

/**
 * Whether the connection is here again that was `missed`, as who missed it says it; null: nobody did. The server is asked every two seconds,
 * and at once when the device says that it has a network: also pages without news hear of it, and a server that was started again.
 */
export function useBack(missed: object | null): boolean {
  const [isBack, setBack] = useState(false)
  useEffect(() => {
    setBack(false)
    if (!missed) return
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      clearTimeout(timer)
      const here = await answers()
      if (over) return
      if (here) setBack(true)
      else timer = setTimeout(look, AGAIN_MS * (1 + drawShare()))
    }
    const now = () => void look()
    timer = setTimeout(look, AGAIN_MS)
    window.addEventListener('online', now)
    return () => {
      over = true
      clearTimeout(timer)
      window.removeEventListener('online', now)
    }
  }, [missed])
  return missed !== null && isBack
}

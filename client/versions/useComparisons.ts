import { useEffect, useState } from 'react'
import type { Comparison } from '../../shared/versions/comparison.ts'
import type { Pair, Told } from './comparing-worker.ts'

type State = { readonly pairs: readonly Pair[]; readonly found: readonly Comparison[]; readonly share: number }

/**
 * What differs in each pair, in their order, found beside the page; null with the share that is done until all are. `pairs` must stay the same
 * while what is compared does. Source: RULES.md VE18.
 */
export function useComparisons(pairs: readonly Pair[]): {
  readonly found: readonly Comparison[] | null
  readonly share: number
} {
  const [state, setState] = useState<State>({ pairs, found: [], share: 0 })
  const [fault, setFault] = useState<Error | null>(null)
  useEffect(() => {
    if (pairs.length === 0) return
    const found: Comparison[] = []
    const worker = new Worker(new URL('./comparing-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data: told }: MessageEvent<Told>) => {
      if (told.kind === 'progress') return setState((now) => ({ ...now, pairs, share: told.share }))
      found[told.at] = told.found
      if (found.length === pairs.length) setState({ pairs, found, share: 1 })
    })
    worker.addEventListener('error', ({ message }) => setFault(new Error(message)))
    worker.postMessage(pairs)
    return () => worker.terminate()
  }, [pairs])
  if (fault) throw fault
  if (pairs.length === 0) return { found: [], share: 1 }
  const isMine = state.pairs === pairs
  return { found: isMine && state.found.length === pairs.length ? state.found : null, share: isMine ? state.share : 0 }
}

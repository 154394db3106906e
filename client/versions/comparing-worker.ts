import { type Compared, type Comparison, charactersIn, compareVersions } from '../../shared/versions/comparison.ts'

/** What is compared with what. */
export type Pair = { readonly before: Compared; readonly after: Compared }

/** What the page is told: how much is done, and each comparison as it is found. */
export type Told =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'found'; readonly at: number; readonly found: Comparison }

/** No page needs to hear more often. */
const TOLD_EVERY_MS = 100

/**
 * Compares beside the page, which goes on answering its reader meanwhile. Asked once, with all pairs; whoever wants something else ends it
 * and starts another. Source: RULES.md VE18.
 */
self.addEventListener('message', ({ data: pairs }: MessageEvent<readonly Pair[]>) => {
  const all = pairs.reduce((sum, { before, after }) => sum + charactersIn(before) + charactersIn(after), 0)
  let done = 0
  let toldAt = performance.now()
  const told = (characters: number) => {
    done += characters
    if (performance.now() - toldAt < TOLD_EVERY_MS) return
    toldAt = performance.now()
    tell({ kind: 'progress', share: all === 0 ? 1 : done / all })
  }
  for (const [at, { before, after }] of pairs.entries())
    tell({ kind: 'found', at, found: compareVersions(before, after, told) })
})

const tell = (message: Told) => self.postMessage(message)

/** By then a hall is in, and what it runs all the time is compiled. */
const SETTLED_MS = 120_000

/**
 * Has what a start left behind in this thread's heap collected once, two minutes after it. Until then V8 may let the heap grow
 * (`flags.mjs`), so that no collection falls into the minute in which a hall comes in; from then on it collects whenever the heap
 * has grown by a tenth of what was alive. Measured beside other work: 157 ms of the main thread, 29 of the log's. Does nothing in a
 * process without `--expose-gc`.
 */
export function collectAfterStart(afterMs: number = SETTLED_MS): void {
  setTimeout(() => void globalThis.gc?.({ type: 'major', execution: 'async' }), afterMs).unref()
}

import { constants, setPriority } from 'node:os'
import type { Wanted } from '../../shared/exports/files.ts'
import type { SessionFacts } from '../../shared/exports/model.ts'
import { openFiles } from './files.ts'
import { openPdfMaker, type PdfMaker } from './formats/pdf.ts'

/** What the process is asked for, and what it answers. */
export type Order = { readonly facts: SessionFacts; readonly wanted: Wanted }
export type Reply =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'made'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly fault: string }

// Makes one file after another, behind whatever the server does; the compiler of PDFs is kept between them. It ends when the server ends it
// or is gone, never by a signal that is meant for both: what becomes of a file that is being made is the server's to say.

setPriority(constants.priority.PRIORITY_LOW)
const reply = (one: Reply) => void process.send?.(one, undefined, undefined, () => undefined)
const kept: PdfMaker[] = []
const pdfMaker = (): PdfMaker => {
  const [first = openPdfMaker()] = kept
  kept[0] = first
  return first
}
process.on('message', ({ facts, wanted }: Order) => {
  try {
    const made = openFiles(facts, pdfMaker).make(wanted, (done, total) => reply({ kind: 'progress', done, total }))
    reply({ kind: 'made', ...made })
  } catch (fault) {
    reply({ kind: 'failed', fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) })
  }
})
process.on('disconnect', () => process.exit(0))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

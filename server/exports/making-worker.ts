import { constants, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { Wanted } from '../../shared/exports/files.ts'
import type { SessionFacts } from '../../shared/exports/model.ts'
import { openFiles } from './files.ts'
import { openPdfMaker, type PdfMaker } from './formats/pdf.ts'

/** What the thread is asked for, and what it answers. */
export type Order = { readonly facts: SessionFacts; readonly wanted: Wanted }
export type Reply =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'made'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly fault: string }

/** Makes one file after another on a thread of its own, behind whatever the server does; the compiler of PDFs is kept between them. */
const port = parentPort
// Linux sets it for this thread and those it begins, such as the compiler's; elsewhere it would be the whole server's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)
if (!port) throw new Error('a file is made on a thread of its own')
const reply = (one: Reply) => port.postMessage(one)
const kept = keptPdfMaker()
port.on('message', ({ facts, wanted }: Order) => {
  try {
    const made = openFiles(facts, kept).make(wanted, (done, total) => reply({ kind: 'progress', done, total }))
    reply({ kind: 'made', ...made })
  } catch (fault) {
    reply({ kind: 'failed', fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) })
  }
})

function keptPdfMaker(): () => PdfMaker {
  const made: PdfMaker[] = []
  return () => {
    const [first = openPdfMaker()] = made
    made[0] = first
    return first
  }
}

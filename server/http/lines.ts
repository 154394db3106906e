import type { AuditFormat } from '../../shared/record/lines.ts'
import type { Call } from './serve.ts'

const TYPES: Readonly<Record<AuditFormat, string>> = {
  jsonl: 'application/jsonl; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
}

/** Answers a file that is read while it is sent, and no faster than it is taken. `name`: without its ending. */
export function answerLines(call: Call, name: string, format: AuditFormat, lines: AsyncGenerator<string>): Response {
  call.header('content-type', TYPES[format])
  call.header('content-disposition', `attachment; filename="${name}.${format}"`)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const next = await lines.next()
      if (next.done) controller.close()
      else controller.enqueue(encoder.encode(next.value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
  return call.body(body)
}

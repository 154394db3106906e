import type { Context } from 'hono'
import { MOST_FILE_BYTES } from '../../shared/files/kinds.ts'
import type { Variables } from '../http/serve.ts'
import { type KeptFile, typeOf } from './keeping.ts'

type Call = Context<{ Variables: Variables }>

/** Sends a kept file to be saved, never to be shown in place: nothing in it runs under our address. Source: RULES.md FI2. */
export function sendFile(call: Call, { file, content }: { file: KeptFile; content: Uint8Array }): Response {
  call.header('content-type', typeOf(file.kind))
  call.header('x-content-type-options', 'nosniff')
  call.header('content-security-policy', "default-src 'none'; sandbox")
  call.header('content-disposition', `attachment; filename="file.${file.kind}"; filename*=UTF-8''${encoded(file.name)}`)
  return call.body(new Uint8Array(Buffer.from(content)))
}

/** As RFC 8187 wants a name in a header. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

/** The body of an upload; null when it is larger than a file may be, which is known before all of it has come. Source: RULES.md FI1. */
export async function readUpload(call: Call): Promise<Uint8Array | null> {
  if (Number(call.req.header('content-length') ?? 0) > MOST_FILE_BYTES) return null
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of call.req.raw.body ?? []) {
    size += piece.length
    if (size > MOST_FILE_BYTES) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

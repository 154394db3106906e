import * as encoding from 'lib0/encoding'
import { REDACTED_LINK, REDACTED_SIGN } from '../../shared/text/redacted.ts'
import type { Letters } from './letters.ts'
import { INFO, KIND, MalformedUpdate, Reader, TYPE } from './update.ts'

/** What is said of each string in an update. The answer takes its place; words are answered in the same number of UTF-16 units. */
export type Rewrite = {
  readonly words: (client: number, clock: number, words: string) => string
  /** The value of a link, as JSON. */
  readonly link: (client: number, clock: number, json: string) => string
}

/**
 * An update (format v1), such as a row holds, or a whole state, in which only strings are others: ids, clocks, order and deletions are byte
 * for byte the same, so that whatever replays it comes to the same structure. The very same array where nothing was changed.
 * Throws MalformedUpdate for what no text of ours holds. Source: RULES.md VE53.
 */
export function rewriteUpdate(bytes: Uint8Array, rewrite: Rewrite): Uint8Array {
  const reader = new Reader(bytes)
  const written = new Copy(bytes)
  for (let sections = reader.uint(); sections > 0; sections -= 1) {
    const structs = reader.uint()
    const client = reader.uint()
    let clock = reader.uint()
    for (let left = structs; left > 0; left -= 1) clock += rewriteStruct(reader, written, client, clock, rewrite)
  }
  return written.finish()
}

/** Passes one struct on; answers its length in clocks. */
function rewriteStruct(reader: Reader, written: Copy, client: number, clock: number, rewrite: Rewrite): number {
  const info = reader.byte()
  const kind = info & INFO.kind
  if (kind === KIND.gc || kind === KIND.skip) return reader.uint()
  passPlace(reader, info)
  switch (kind) {
    case KIND.deleted:
      return reader.uint()
    case KIND.string: {
      const from = reader.at
      const words = reader.string()
      written.replace(from, reader.at, words, rewrite.words(client, clock, words))
      return words.length
    }
    case KIND.format: {
      const name = reader.string()
      const from = reader.at
      const json = reader.string()
      if (name === 'link' && json !== 'null') written.replace(from, reader.at, json, rewrite.link(client, clock, json))
      return 1
    }
    case KIND.type:
      if (reader.uint() === TYPE.xmlElement) reader.string()
      return 1
    case KIND.any: {
      const count = reader.uint()
      for (let left = count; left > 0; left -= 1) reader.any()
      return count
    }
    default:
      throw new MalformedUpdate('another kind of content')
  }
}

function passPlace(reader: Reader, info: number): void {
  const passRef = () => {
    reader.uint()
    reader.uint()
  }
  if (info & INFO.hasOrigin) passRef()
  if (info & INFO.hasRightOrigin) passRef()
  if (info & (INFO.hasOrigin | INFO.hasRightOrigin)) return
  if (reader.uint() === 1) reader.string()
  else passRef()
  if (info & INFO.hasParentSub) reader.string()
}

/** Bytes as they were, but for strings that are others. */
class Copy {
  readonly #bytes: Uint8Array
  readonly #encoder = encoding.createEncoder()
  #copied = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  replace(from: number, to: number, before: string, after: string): void {
    if (after === before) return
    encoding.writeUint8Array(this.#encoder, this.#bytes.subarray(this.#copied, from))
    encoding.writeVarString(this.#encoder, after)
    this.#copied = to
  }

  finish(): Uint8Array {
    if (this.#copied === 0) return this.#bytes
    encoding.writeUint8Array(this.#encoder, this.#bytes.subarray(this.#copied))
    return encoding.toUint8Array(this.#encoder)
  }
}

/** An update in which these letters are signs of redaction, and links among them lead nowhere. Source: RULES.md VE53. */
export const hideLetters = (bytes: Uint8Array, hidden: Letters): Uint8Array =>
  rewriteUpdate(bytes, {
    words: (client, clock, words) =>
      hidden.touches(client, clock, words.length)
        ? Array.from({ length: words.length }, (_, at) =>
            hidden.has(client, clock + at) ? REDACTED_SIGN : words.charAt(at),
          ).join('')
        : words,
    link: (client, clock, json) => (hidden.has(client, clock) ? JSON.stringify({ href: REDACTED_LINK }) : json),
  })

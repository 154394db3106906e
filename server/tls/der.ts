/**
 * The few words of DER (ITU-T X.690) that a certificate is written with. Every function answers whole, tagged bytes; what stands
 * inside is handed in as such. Source: RFC 5280, appendix A.
 */

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  bytes: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** Lengths below this are one byte; longer ones say first how many bytes they take. */
const SHORT_LENGTHS = 0x80
/** UTCTime says two digits of the year and means 1950 to 2049. */
const FIRST_GENERALIZED_YEAR = 2050

function tagged(tag: number, content: Uint8Array): Uint8Array {
  if (content.length < SHORT_LENGTHS) return join(Uint8Array.of(tag, content.length), content)
  const length: number[] = []
  for (let rest = content.length; rest > 0; rest >>= 8) length.unshift(rest & 0xff)
  return join(Uint8Array.of(tag, SHORT_LENGTHS | length.length, ...length), content)
}

const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tagged(TAG.sequence, join(...parts))
export const setOf = (...parts: readonly Uint8Array[]): Uint8Array => tagged(TAG.set, join(...parts))
export const boolean = (value: boolean): Uint8Array => tagged(TAG.boolean, Uint8Array.of(value ? 0xff : 0))
export const bytes = (content: Uint8Array): Uint8Array => tagged(TAG.bytes, content)
export const utf8 = (words: string): Uint8Array => tagged(TAG.utf8, Buffer.from(words, 'utf8'))

/** A whole number that is not below nought, from its bytes, the highest first. */
export function unsigned(content: Uint8Array): Uint8Array {
  const first = content.findIndex((byte) => byte !== 0)
  const least = first < 0 ? Uint8Array.of(0) : content.subarray(first)
  // A first bit that is set would mean a number below nought.
  return tagged(TAG.integer, (least[0] ?? 0) & 0x80 ? join(Uint8Array.of(0), least) : least)
}

/** Bits in whole bytes, or, of named bits, those that are set, counted from the first. */
export const bits = (content: Uint8Array, unused = 0): Uint8Array =>
  tagged(TAG.bits, join(Uint8Array.of(unused), content))

/** A set of named bits, none above the eighth; bits behind the last that is set are left out. */
export function namedBits(...set: readonly number[]): Uint8Array {
  const byte = set.reduce((sum, bit) => sum | (0x80 >> bit), 0)
  return bits(Uint8Array.of(byte), 7 - Math.max(...set))
}

/** An object identifier from its dotted form, such as `2.5.4.3`. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const content = [first * 40 + second, ...rest].flatMap((number) => {
    const base128 = [number & 0x7f]
    for (let more = number >> 7; more > 0; more >>= 7) base128.unshift((more & 0x7f) | 0x80)
    return base128
  })
  return tagged(TAG.oid, Uint8Array.from(content))
}

/** An instant in whole seconds, as RFC 5280 wants it: two digits of the year up to 2049, four after. */
export function time(instant: number): Uint8Array {
  const digits = `${new Date(instant).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
  return new Date(instant).getUTCFullYear() < FIRST_GENERALIZED_YEAR
    ? tagged(TAG.utcTime, Buffer.from(digits.slice(2)))
    : tagged(TAG.generalizedTime, Buffer.from(digits))
}

/** `[n]` round something whole. */
export const explicit = (n: number, content: Uint8Array): Uint8Array => tagged(0xa0 | n, content)
/** `[n]` in place of the tag of plain bytes. */
export const implicit = (n: number, content: Uint8Array): Uint8Array => tagged(0x80 | n, content)
/** `[n]` in place of the tag of a sequence. */
export const implicitSequence = (n: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  tagged(0xa0 | n, join(...parts))

/**
 * Words that name themselves: every keystroke of a typist writes one marker, so that a reader knows who wrote it and which
 * keystroke it was by looking at the bytes, in whatever update, frame or text they come.
 * `{`, two digits for the typist, four for the number, `}`; a digit is one of the 64 characters from `0` to `o`.
 */
export const MARKER_LENGTH = 8

const OPEN = 0x7b
const CLOSE = 0x7d
const ZERO = 0x30
const LARGEST = 63

/** The marker of a typist's keystroke; typists up to 4,095, numbers up to 16,777,215. */
export const marker = (typist: number, number: number): string =>
  String.fromCharCode(
    OPEN,
    digit(typist >> 6),
    digit(typist),
    digit(number >> 18),
    digit(number >> 12),
    digit(number >> 6),
    digit(number),
    CLOSE,
  )

const digit = (value: number): number => ZERO + (value & LARGEST)

/** Calls `found` for each marker in the bytes from `start` to `end`. */
export function readMarkers(
  bytes: Uint8Array,
  start: number,
  end: number,
  found: (typist: number, number: number) => void,
): void {
  const last = end - MARKER_LENGTH
  for (let at = start; at <= last; at += 1) {
    if (bytes[at] !== OPEN || bytes[at + MARKER_LENGTH - 1] !== CLOSE) continue
    const typist = digits(bytes, at + 1, 2)
    const number = digits(bytes, at + 3, 4)
    if (typist < 0 || number < 0) continue
    found(typist, number)
    at += MARKER_LENGTH - 1
  }
}

/** The number that digits say; below 0 when one of them is none. */
function digits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let index = at; index < at + count; index += 1) {
    const one = (bytes[index] ?? 0) - ZERO
    if (one < 0 || one > LARGEST) return -1
    value = value * 64 + one
  }
  return value
}

/** How often each keystroke stands in a text, by typist. */
export function countMarkers(text: string): Map<number, Map<number, number>> {
  const counts = new Map<number, Map<number, number>>()
  const bytes = Buffer.from(text)
  readMarkers(bytes, 0, bytes.length, (typist, number) => {
    const own = counts.get(typist) ?? new Map<number, number>()
    own.set(number, (own.get(number) ?? 0) + 1)
    counts.set(typist, own)
  })
  return counts
}

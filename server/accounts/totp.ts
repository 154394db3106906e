import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../../shared/time.ts'

// Time-based one-time passwords. Source: RFC 6238 (HMAC-SHA-1, six digits, thirty seconds), RFC 4226 §5.3, RFC 4648 §6.

const STEP_MS = 30_000
const DIGITS = 6
/** 160 bits, as RFC 4226 recommends. */
export const SECRET_BYTES = 20

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Bytes as base32 without padding, as authenticator apps take them. */
export function base32(bytes: Uint8Array): string {
  let words = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      words += BASE32[(value >> bits) & 31]
    }
  }
  return bits > 0 ? words + BASE32[(value << (5 - bits)) & 31] : words
}

function fromBase32(words: string): Buffer {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const letter of words) {
    value = ((value << 5) | BASE32.indexOf(letter)) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >> bits) & 255)
  }
  return Buffer.from(bytes)
}

/** The number of the thirty seconds an instant is in. */
export const stepAt = (at: Instant): number => Math.floor(at / STEP_MS)

/** The code of a secret in one step. */
export function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** In which step a code fits: the present one, or the one before or after it, as clocks go; null: in none. */
export function stepOf(secret: string, code: string, at: Instant): number | null {
  const now = stepAt(at)
  const typed = Buffer.from(code)
  const fitting = [now - 1, now, now + 1].filter((step) => {
    const expected = Buffer.from(codeOf(secret, step))
    return expected.length === typed.length && timingSafeEqual(expected, typed)
  })
  return fitting.at(-1) ?? null
}

/** What a QR code hands to an authenticator app. Source: the otpauth key URI format. */
export const otpauth = (secret: string, email: string): string =>
  `otpauth://totp/${encodeURIComponent(`Kenes:${email}`)}?secret=${secret}&issuer=Kenes`

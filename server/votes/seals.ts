import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import type { PlaceId, VoteId } from '../../shared/ids.ts'
import { CHOICES, type Choice } from '../../shared/votes/model.ts'

/** How choices of one sealed vote are kept until its close. Source: RULES.md VO62, VO63. */
export type Seal = {
  /** Tells this key from another; it says nothing of the key. */
  readonly check: string
  /** A choice as it is stored: a fresh nonce each time, and the same length whatever the choice. */
  seal(place: PlaceId, choice: Choice, random: (bytes: number) => Uint8Array): string
  /** The choice again; null when it was sealed under another key, for another vote or place, or was changed. */
  open(place: PlaceId, sealed: string): Choice | null
  /** Words as somebody without the key can neither read nor guess them; the same words give the same answer. */
  veiled(words: string): string
}

/** The seal of a vote; null where this server has no secret. */
export type SealOf = (vote: VoteId) => Seal | null

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Long enough for the longest choice; every plaintext has this length. */
const PLAIN_LETTERS = 8

/** Keys of votes from the server's secret, which is kept outside the database; each vote has its own. */
export const sealsFrom =
  (secret: Uint8Array | null): SealOf =>
  (vote) => {
    if (secret === null) return null
    const keyFor = (use: string) =>
      Buffer.from(hkdfSync('sha256', secret, '', `kenes sealed ballots, ${use}, ${vote}`, KEY_BYTES))
    const cipherKey = keyFor('choices')
    const wordsKey = keyFor('words')
    const bound = (place: PlaceId) => Buffer.from(`${vote}\n${place}`)
    const veiled = (words: string) => createHmac('sha256', wordsKey).update(words).digest('hex')
    return {
      check: veiled('which key this is'),
      veiled,
      seal(place, choice, random) {
        const nonce = random(NONCE_BYTES)
        const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce).setAAD(bound(place))
        const closed = Buffer.concat([cipher.update(choice.padEnd(PLAIN_LETTERS)), cipher.final()])
        return Buffer.concat([nonce, closed, cipher.getAuthTag()]).toString('base64')
      },
      open(place, sealed) {
        const bytes = Buffer.from(sealed, 'base64')
        if (bytes.length !== NONCE_BYTES + PLAIN_LETTERS + TAG_BYTES) return null
        const decipher = createDecipheriv('aes-256-gcm', cipherKey, bytes.subarray(0, NONCE_BYTES))
          .setAAD(bound(place))
          .setAuthTag(bytes.subarray(-TAG_BYTES))
        try {
          const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
          return CHOICES.find((choice) => choice === plain.toString().trimEnd()) ?? null
        } catch {
          return null
        }
      },
    }
  }

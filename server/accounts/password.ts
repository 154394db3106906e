import { argon2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP's second choice for argon2id, about 60 ms here: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const TAG_BYTES = 32
const SALT_BYTES = 16

/** A password as a PHC string of argon2id. Source: RULES.md AC2; RFC 9106. */
export async function hashPassword(password: string, random: (bytes: number) => Uint8Array): Promise<string> {
  const salt = random(SALT_BYTES)
  const tag = await tagOf(password, salt, MEMORY_KIB, PASSES, LANES, TAG_BYTES)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(salt)}$${base64(tag)}`
}

/** Whether a password fits a PHC string; a broken string fits none. */
export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(phc)
  if (!found) return false
  const [memory, passes, lanes] = found.slice(1, 4).map(Number)
  const salt = Buffer.from(found[4] ?? '', 'base64')
  const expected = Buffer.from(found[5] ?? '', 'base64')
  if (!memory || !passes || !lanes || expected.length === 0) return false
  const tag = await tagOf(password, salt, memory, passes, lanes, expected.length)
  return tag.length === expected.length && timingSafeEqual(tag, expected)
}

const tagOf = (
  password: string,
  nonce: Uint8Array,
  memory: number,
  passes: number,
  parallelism: number,
  tagLength: number,
) =>
  derive('argon2id', { message: Buffer.from(password.normalize('NFC')), nonce, memory, passes, parallelism, tagLength })

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '')

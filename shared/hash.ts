import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** A SHA-256 as 64 lower-case hex digits. */
export type Hash = string

/** SHA-256 of bytes, or of a string's UTF-8; synchronous, because a page over plain HTTP has no WebCrypto. */
export const sha256Hex = (data: string | Uint8Array): Hash =>
  bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data))

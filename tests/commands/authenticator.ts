import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** What a device says, as a browser hands it on; what a test changes is not what an honest one says. */
export type Said = {
  readonly origin?: string
  readonly rpId?: string
  readonly type?: string
  /** User present and verified; 1 is present alone. */
  readonly flags?: number
  readonly counter?: number
  readonly challenge?: string
  readonly key?: KeyObject
}

const ORIGIN = 'http://localhost'
const PRESENT_AND_VERIFIED = 0x05
const HAS_CREDENTIAL = 0x40

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()
const words = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url')

/** Just enough CBOR for an attestation of kind none. Source: RFC 8949. */
const head = (major: number, length: number): Buffer =>
  length < 24
    ? Buffer.from([(major << 5) | length])
    : length < 256
      ? Buffer.from([(major << 5) | 24, length])
      : Buffer.from([(major << 5) | 25, length >> 8, length & 255])
const int = (value: number) => (value >= 0 ? head(0, value) : head(1, -1 - value))
const bytes = (value: Uint8Array) => Buffer.concat([head(2, value.length), value])
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)])
const map = (...pairs: readonly (readonly [Buffer, Buffer])[]) =>
  Buffer.concat([head(5, pairs.length), ...pairs.flat()])

/** A device with one passkey: a real key pair, a counter that goes up. */
export class Authenticator {
  readonly id = randomBytes(16)
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  #counter = 0

  #authenticatorData({ rpId = 'localhost', flags = PRESENT_AND_VERIFIED, counter }: Said, more = Buffer.alloc(0)) {
    this.#counter = counter ?? this.#counter + 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(this.#counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags | (more.length > 0 ? HAS_CREDENTIAL : 0)]), count, more])
  }

  #given = () => ({ id: words(this.id), rawId: words(this.id), type: 'public-key', clientExtensionResults: {} })

  /** Makes the passkey. */
  makes({ challenge }: { readonly challenge: string }, said: Said = {}) {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    const cose = map(
      [int(1), int(2)],
      [int(3), int(-7)],
      [int(-1), int(1)],
      [int(-2), bytes(Buffer.from(x, 'base64url'))],
      [int(-3), bytes(Buffer.from(y, 'base64url'))],
    )
    const length = Buffer.from([0, this.id.length])
    const authData = this.#authenticatorData(said, Buffer.concat([Buffer.alloc(16), length, this.id, cose]))
    const attestation = map([text('fmt'), text('none')], [text('attStmt'), map()], [text('authData'), bytes(authData)])
    return {
      ...this.#given(),
      response: {
        clientDataJSON: this.#clientData('webauthn.create', challenge, said),
        attestationObject: words(attestation),
        transports: ['internal'],
      },
    }
  }

  /** Shows it. */
  shows({ challenge }: { readonly challenge: string }, said: Said = {}) {
    const clientDataJSON = this.#clientData('webauthn.get', challenge, said)
    const authData = this.#authenticatorData(said)
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))])
    return {
      ...this.#given(),
      response: {
        clientDataJSON,
        authenticatorData: words(authData),
        signature: words(sign('sha256', signed, said.key ?? this.#keys.privateKey)),
      },
    }
  }

  #clientData = (type: string, challenge: string, said: Said) =>
    words(
      JSON.stringify({
        type: said.type ?? type,
        challenge: said.challenge ?? challenge,
        origin: said.origin ?? ORIGIN,
        crossOrigin: false,
      }),
    )
}

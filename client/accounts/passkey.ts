import type { Answer, Asked } from '../api.ts'

const toBytes = (words: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(words.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

const toWords = (bytes: ArrayBuffer): string =>
  btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

type Described = Answer<'accounts', 'ask-passkey'>['allowCredentials']
const described = (those: Described): PublicKeyCredentialDescriptor[] =>
  those.map(({ type, id, transports }) => ({
    type,
    id: toBytes(id),
    // Words of the device itself, as it gave them when the passkey was made.
    transports: transports as AuthenticatorTransport[],
  }))

const TRANSPORTS = ['usb', 'nfc', 'ble', 'internal', 'cable', 'hybrid', 'smart-card'] as const

/** What only the two endpoints take. */
type Made = Asked<'accounts', 'add-passkey'>['passkey']
export type Shown = Asked<'accounts', 'sign-in-by-passkey'>['passkey']

/** What every answer of a device begins with. Source: W3C WebAuthn 3. */
function headOf({ rawId }: PublicKeyCredential) {
  const id = toWords(rawId)
  return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} }
}

/** Has the device make a passkey; null when it was stopped, took too long, or has one of this account already. */
export async function makePasskey(asked: Answer<'accounts', 'begin-passkey'>): Promise<Made | null> {
  const made = await navigator.credentials
    .create({
      publicKey: {
        ...asked,
        challenge: toBytes(asked.challenge),
        user: { ...asked.user, id: toBytes(asked.user.id) },
        excludeCredentials: described(asked.excludeCredentials),
      },
    })
    .catch(() => null)
  if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAttestationResponse))
    return null
  const { response } = made
  return {
    ...headOf(made),
    response: {
      clientDataJSON: toWords(response.clientDataJSON),
      attestationObject: toWords(response.attestationObject),
      transports: TRANSPORTS.filter((one) => response.getTransports().includes(one)),
    },
  }
}

/** Has the device show a passkey; null when it was stopped, took too long, or has none. */
export async function showPasskey(asked: Answer<'accounts', 'ask-passkey'>): Promise<Shown | null> {
  const shown = await navigator.credentials
    .get({
      publicKey: {
        ...asked,
        challenge: toBytes(asked.challenge),
        allowCredentials: described(asked.allowCredentials),
      },
    })
    .catch(() => null)
  if (!(shown instanceof PublicKeyCredential) || !(shown.response instanceof AuthenticatorAssertionResponse))
    return null
  const { response } = shown
  return {
    ...headOf(shown),
    response: {
      clientDataJSON: toWords(response.clientDataJSON),
      authenticatorData: toWords(response.authenticatorData),
      signature: toWords(response.signature),
      ...(response.userHandle && { userHandle: toWords(response.userHandle) }),
    },
  }
}

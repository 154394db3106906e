import { z } from 'zod'
import { command, HEAVY, instant, query } from '../wire.ts'

/** Bytes as base64url, as browsers write them; a security key's answer is short. */
const bytes = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(16_384)
const credentialId = bytes.max(1_400)
const nothing = z.object({})
const name = z.string().trim().min(1).max(60)
const descriptor = z.object({ type: z.literal('public-key'), id: credentialId, transports: z.array(z.string()) })
const given = { id: credentialId, rawId: credentialId, type: z.literal('public-key') }

/** What a device answers when it makes a passkey. Source: W3C WebAuthn 3, RegistrationResponseJSON. */
const made = z.object({
  ...given,
  clientExtensionResults: nothing,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.enum(['usb', 'nfc', 'ble', 'internal', 'cable', 'hybrid', 'smart-card'])).max(7),
  }),
})

/** What a device answers when it shows one. Source: W3C WebAuthn 3, AuthenticationResponseJSON. */
const shown = z.object({
  ...given,
  clientExtensionResults: nothing,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.optional(),
  }),
})

/** What passkeys are asked for and with. */
export const passkeyWire = {
  passkeys: query(
    'One’s own passkeys, and whether this address has any.',
    nothing,
    z.object({
      here: z.boolean(),
      passkeys: z.array(z.object({ id: credentialId, name: z.string(), addedAt: instant, usedAt: instant.nullable() })),
    }),
  ),
  'begin-passkey': command(
    'Begins a passkey: what the browser is to ask the device, good for five minutes and once. Refuses: no-passkeys-here, too-many-passkeys.',
    nothing,
    z.object({
      rp: z.object({ id: z.string(), name: z.string() }),
      user: z.object({ id: bytes, name: z.string(), displayName: z.string() }),
      challenge: bytes,
      pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number().int() })),
      timeout: z.number().int(),
      attestation: z.literal('none'),
      excludeCredentials: z.array(descriptor),
      authenticatorSelection: z.object({
        residentKey: z.literal('preferred'),
        userVerification: z.literal('required'),
      }),
    }),
    HEAVY,
  ),
  'add-passkey': command(
    'Keeps a passkey the device has made. Refuses: no-passkeys-here, too-many-passkeys, wrong-passkey.',
    z.object({ name, passkey: made }),
    z.object({ id: credentialId }),
  ),
  'name-passkey': command(
    'Gives a passkey of one’s own another name. Refuses: not-found.',
    z.object({ id: credentialId, name }),
    nothing,
  ),
  'remove-passkey': command(
    'Takes away a passkey of one’s own: it signs nobody in any more. Refuses: not-found.',
    z.object({ id: credentialId }),
    nothing,
    HEAVY,
  ),
  'ask-passkey': command(
    'What the browser is to ask the device to sign in, for the second step, or for a proof; good for five minutes and once. Refuses: no-passkeys-here, too-many-tries.',
    nothing,
    z.object({
      challenge: bytes,
      rpId: z.string(),
      timeout: z.number().int(),
      userVerification: z.literal('required'),
      allowCredentials: z.array(descriptor),
    }),
    { open: true, enrolling: true },
  ),
  'sign-in-by-passkey': command(
    'Signs in with a passkey, alone or after the password. Refuses: no-passkeys-here, wrong-passkey, too-many-tries, account-off, devices-off.',
    z.object({ passkey: shown }),
    nothing,
    { open: true },
  ),
  'prove-by-passkey': command(
    'Shows anew by passkey who one is. Refuses: no-passkeys-here, wrong-passkey, too-many-tries.',
    z.object({ passkey: shown }),
    nothing,
  ),
} as const

export type MadePasskey = z.output<typeof made>
export type ShownPasskey = z.output<typeof shown>

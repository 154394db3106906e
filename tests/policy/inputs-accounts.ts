import { DEMO_PASSWORD } from '../../server/demo/load.ts'
import { another, type Input, NAME } from './asked.ts'
import { session } from './places.ts'
import type { Standing } from './standing.ts'

const newcomer = (role: string) => ({
  name: NAME,
  email: 'new@example.org',
  role,
  languages: ['ru'],
  phone: null,
  organisation: null,
})
/** An account as it is. */
function kept({ people }: Standing, id: string) {
  const found = people.find((one) => one.id === id)
  if (!found) throw new Error(`${id} is not there`)
  const { id: account, rev, name, email, role, languages, phone, organisation } = found
  return { account, rev, name, email, role, languages, phone, organisation }
}
/** What a device would answer, if it were asked; it fits no challenge. */
const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} }
const clientDataJSON = Buffer.from(JSON.stringify({ challenge: 'AAAA' })).toString('base64url')
const made = { clientDataJSON, attestationObject: 'AAAA', transports: [] }
const shown = { clientDataJSON, authenticatorData: 'AAAA', signature: 'AAAA' }

/** What is asked of accounts, the record book and the server. */
export const ACCOUNT_INPUTS: Readonly<Record<string, Input>> = {
  'record/entries': () => ({ limit: '10' }),
  'record/head': () => ({}),
  'status/now': () => ({}),
  'status/notices': () => ({}),
  'status/acknowledge-restore': () => ({ at: 1 }),
  'status/verify': () => ({}),
  'accounts/sign-in': () => ({ email: 's01@demo.kenes.example', password: DEMO_PASSWORD }),
  'accounts/second-step': () => ({ code: '000000' }),
  'accounts/use-card': ({ card }) => ({ code: card }),
  'accounts/accept-invitation': ({ invitation }) => ({ code: invitation, password: 'long enough it is' }),
  'accounts/set-up': () => ({ code: '0000', email: 'x@example.org', name: 'X', password: 'long enough it is' }),
  'accounts/me': () => ({}),
  'accounts/sign-out': () => ({}),
  'accounts/enrol-second-factor': () => ({}),
  'accounts/confirm-second-factor': () => ({ code: '000000' }),
  'accounts/passkeys': () => ({}),
  'accounts/begin-passkey': () => ({}),
  'accounts/add-passkey': () => ({ name: 'Laptop', passkey: { ...credential, response: made } }),
  'accounts/name-passkey': () => ({ id: 'AAAA', name: 'Laptop' }),
  'accounts/remove-passkey': () => ({ id: 'AAAA' }),
  'accounts/ask-passkey': () => ({}),
  'accounts/sign-in-by-passkey': () => ({ passkey: { ...credential, response: shown } }),
  'accounts/prove-by-passkey': () => ({ passkey: { ...credential, response: shown } }),
  'accounts/provider': () => ({}),
  'accounts/begin-provider': () => ({ back: '/' }),
  'accounts/link-provider': () => ({}),
  'accounts/prove-by-provider': () => ({ back: '/' }),
  'accounts/finish-provider': () => ({ answer: 'code=1&state=2' }),
  'accounts/unlink-provider': () => ({}),
  'accounts/prove': () => ({ password: DEMO_PASSWORD }),
  'accounts/change-password': () => ({ current: DEMO_PASSWORD, password: 'long enough it is' }),
  'accounts/sign-ins': () => ({}),
  'accounts/end-sign-in': ({ memberSignIn }) => ({ id: memberSignIn }),
  'accounts/end-other-sign-ins': () => ({}),
  'accounts/people': () => ({}),
  'accounts/create': () => newcomer('person'),
  'accounts/create@secretariat': () => newcomer('secretariat'),
  'accounts/change': (standing) => kept(standing, 'x04'),
  'accounts/change@secretariat': (standing) => kept(standing, 's03'),
  'accounts/switch-off': () => ({ account: 'x04' }),
  'accounts/switch-off@secretariat': () => ({ account: 's03' }),
  'accounts/switch-on': () => ({ account: 'x04' }),
  'accounts/erasures': () => ({}),
  'accounts/erasure-reach': () => ({ account: 'x04' }),
  'accounts/ask-erasure': () => ({ account: 'x04', reason: 'left', words: '' }),
  'accounts/confirm-erasure': ({ erasure }) => ({ erasure }),
  'accounts/refuse-erasure': ({ erasure }) => ({ erasure }),
  'accounts/withdraw-erasure': ({ ownErasure }) => ({ erasure: ownErasure }),
  'accounts/invite': () => ({ account: 'x04' }),
  'accounts/invite@administrator': () => ({ account: 'x01' }),
  'accounts/give-card': () => ({ account: 'x04' }),
  'accounts/reset-second-factor': () => ({ account: 'x05' }),
  'accounts/switch-off-devices': () => ({ ...session, ...another }),
  'accounts/switch-on-devices': () => ({ ...session, ...another }),
  'accounts/devices-off': () => session,
  'accounts/sign-in-log': () => ({}),
  'accounts/sign-in-log-file': () => ({}),
  'record/file': () => ({ format: 'csv' }),
}

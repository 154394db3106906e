import { allow, type Decision } from '../shared/decision.ts'
import type { AccountId } from '../shared/ids.ts'
import { setUp } from './accounts/commands.ts'
import { endPages, endSignIns, noteSignIn } from './accounts/ending.ts'
import type { Entry } from './accounts/entry.ts'
import { beginPasskey, keepPasskey, namePasskey, removePasskey, viewPasskeys } from './accounts/passkeys.ts'
import { createPersonAct, reviseAccount, switchPerson } from './accounts/people-commands.ts'
import { unlinkProvider, viewProvider } from './accounts/provider-links.ts'
import { prove, proveByPasskey } from './accounts/proving.ts'
import { wayOf } from './accounts/queries.ts'
import { confirmSecondFactor, enrolSecondFactor } from './accounts/second-factor.ts'
import { endOwnSignIn, viewPeople, viewSignInLog, viewSignIns } from './accounts/views.ts'
import { changePassword, invite, makeCard, resetSecondFactor } from './accounts/ways-in.ts'
import { viewMe } from './councils/views.ts'
import { erasing } from './erasing-endpoints.ts'
import type { House } from './house.ts'
import { act, type Handlers, mine, own, query } from './http/handlers.ts'
import { switchDevicesOf, viewDevicesOff } from './sessions/devices.ts'

/** What a page is told of who has just come in. */
const shown = async (house: House, entered: Decision<AccountId>) =>
  entered.ok ? viewMe(house, entered.facts) : entered

/** The accounts' part of the way from endpoints to commands and queries; part of the wiring. */
export function accounts(_house: House, entry: Entry): Handlers['accounts'] {
  return {
    'sign-in': own(async (house, _asker, input, reply) => shown(house, await entry.byPassword(input, reply))),
    'second-step': own(async (house, _asker, input, reply) => shown(house, await entry.secondStep(input, reply))),
    'use-card': own(async (house, _asker, input, reply) => shown(house, await entry.byCard(input, reply))),
    'accept-invitation': own(async (house, _asker, input, reply) =>
      shown(house, await entry.byInvitation(input, reply)),
    ),
    'sign-out': mine(async (house, asker, _input, reply) => {
      const way = await wayOf(house.db, asker.signInHash)
      reply.setCookie(await house.signIns.end(asker.signInHash))
      endPages(house, asker.account, asker.signInHash)
      house.tellServers()
      await noteSignIn(house, { event: 'signed-out', way, account: asker.account, device: reply.device })
      return allow({})
    }),
    me: query((house, account) => viewMe(house, account)),
    'set-up': own(async (house, _asker, input, reply) => {
      const made = await setUp(house, input)
      return shown(house, made.ok ? await entry.bySetUp(made.facts, reply) : made)
    }),
    'enrol-second-factor': mine((house, asker) => enrolSecondFactor(house, asker)),
    'confirm-second-factor': mine((house, asker, { code }) => confirmSecondFactor(house, asker, code, entry.factor)),
    passkeys: mine((house, asker, _input, { host }) => viewPasskeys(house, asker, host)),
    'begin-passkey': mine((house, asker, _input, { host }) => beginPasskey(house, asker, host)),
    'add-passkey': mine((house, asker, input, { host }) => keepPasskey(house, asker, input, host)),
    'name-passkey': mine((house, asker, input) => namePasskey(house, asker, input)),
    'remove-passkey': mine((house, asker, { id }) => removePasskey(house, asker, id)),
    'ask-passkey': own((_house, asker, _input, reply) => entry.askPasskey(asker, reply)),
    'sign-in-by-passkey': own(async (_house, _asker, input, reply) => {
      const entered = await entry.byPasskey(input, reply)
      return entered.ok ? allow({}) : entered
    }),
    'prove-by-passkey': mine((house, asker, { passkey }, reply) => proveByPasskey(house, asker, passkey, reply)),
    provider: own((house, asker) => viewProvider(house, asker)),
    'begin-provider': own((_house, _asker, { back, language }, reply) =>
      entry.toProvider({ back, language, asker: null }, reply),
    ),
    'link-provider': mine((_house, asker, { language }, reply) =>
      entry.toProvider({ back: '/account', language, asker, does: 'links' }, reply),
    ),
    'prove-by-provider': mine((_house, asker, { back, language }, reply) =>
      entry.toProvider({ back, language, asker, does: 'proves' }, reply),
    ),
    'finish-provider': own((_house, asker, input, reply) => entry.byProvider(input, asker, reply)),
    'unlink-provider': mine((house, asker) => unlinkProvider(house, asker)),
    prove: mine((house, asker, input, reply) => prove(house, asker, input, reply, entry)),
    'change-password': mine((house, asker, input) => changePassword(house, asker, input, entry.password)),
    'sign-ins': mine((house, asker) => viewSignIns(house, asker)),
    'end-sign-in': mine((house, asker, { id }) => endOwnSignIn(house, asker, id)),
    'end-other-sign-ins': mine(async (house, asker) =>
      allow({ ended: await endSignIns(house, asker.account, asker.signInHash) }),
    ),
    people: query((house, account) => viewPeople(house, account)),
    create: act(createPersonAct),
    change: mine((house, asker, input) => reviseAccount(house, asker.account, input)),
    'switch-off': mine((house, asker, input) => switchPerson(house, asker.account, input.account, true)),
    'switch-on': mine((house, asker, input) => switchPerson(house, asker.account, input.account, false)),
    invite: mine((house, asker, input) => invite(house, asker.account, input)),
    'give-card': mine((house, asker, input) => makeCard(house, asker.account, input.account)),
    'reset-second-factor': mine((house, asker, input) => resetSecondFactor(house, asker.account, input.account)),
    'switch-off-devices': mine((house, asker, input) => switchDevicesOf(house, asker.account, input, true)),
    'switch-on-devices': mine((house, asker, input) => switchDevicesOf(house, asker.account, input, false)),
    'devices-off': query(viewDevicesOff),
    'sign-in-log': query(viewSignInLog),
    ...erasing,
  }
}

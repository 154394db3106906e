import { codeOf, stepAt } from '../../server/accounts/totp.ts'
import { DEMO_PASSWORD, demoEmail } from '../../server/demo/load.ts'
import type { AccountId } from '../../shared/ids.ts'
import { type Answered, Person, type World } from '../world.ts'

/** What somebody at a device without a sign-in is answered, with the cookies they were given. */
export type AtDoor = Answered<{ id: string; mustEnrol: boolean }> & { readonly cookies: string }

export const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
export const PHONE =
  'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36'

/** Comes to the door: posts to an open endpoint, as a browser of its own. */
export async function comes(
  w: World,
  name: 'sign-in' | 'second-step' | 'use-card' | 'accept-invitation',
  input: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<AtDoor> {
  const answer = await w.app.http.request(`/api/accounts/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': FIREFOX, ...headers },
    body: JSON.stringify(input),
  })
  const cookies = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .filter((one) => !one.endsWith('='))
    .join('; ')
  const body = await answer.json()
  return answer.ok
    ? { ok: true, status: answer.status, value: body, cookies }
    : { ok: false, status: answer.status, code: body.code, rule: body.rule, message: body.message, cookies }
}

/** Comes in with the demo's password. */
export const entersAs = (w: World, id: string, headers: Record<string, string> = {}): Promise<AtDoor> =>
  comes(w, 'sign-in', { email: demoEmail(id), password: DEMO_PASSWORD }, headers)

/** A further sign-in of a person, as on another device. */
export async function another(w: World, id: string, headers: Record<string, string> = {}): Promise<Person> {
  const came = await entersAs(w, id, headers)
  if (!came.ok) throw new Error(`${id} does not sign in: ${came.code}`)
  return new Person(id, came.cookies, w.app)
}

/** What an authenticator app shows for a secret, now or some steps away. */
export const shows = (w: World, secret: string, steps = 0): string => codeOf(secret, stepAt(w.clock.now()) + steps)

/** Sets up a second factor by the page's own calls. */
export async function enrols(w: World, person: Person): Promise<{ secret: string; recoveryCodes: readonly string[] }> {
  const { secret } = await person.does('accounts', 'enrol-second-factor', {})
  const { recoveryCodes } = await person.does('accounts', 'confirm-second-factor', { code: shows(w, secret) })
  return { secret, recoveryCodes }
}

/** An account of the administrator, with the demo's password. */
export async function administrator(w: World): Promise<Person> {
  const s01 = await w.person('s01')
  const { id } = await s01.does('accounts', 'create', newcomer({ email: 'admin@example.org', role: 'administrator' }))
  const { db } = w.app.house
  const known = await db
    .selectFrom('accounts')
    .select('password')
    .where('id', '=', 's01' as AccountId)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('accounts')
    .set(known)
    .where('id', '=', id as AccountId)
    .execute()
  const came = await comes(w, 'sign-in', { email: 'admin@example.org', password: DEMO_PASSWORD })
  return new Person(id, came.cookies, w.app)
}

/** What a new account is made of. */
export const newcomer = (given: Record<string, unknown> = {}) => ({
  name: { kk: 'Сәуле Омарова', ru: 'Сауле Омарова', en: 'Saule Omarova' },
  email: 'saule@example.org',
  role: 'person',
  languages: ['kk', 'ru'],
  phone: '+7 701 000 00 00',
  organisation: 'Institute of Law, head of department',
  ...given,
})

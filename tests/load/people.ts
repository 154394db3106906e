import { DEMO_PASSWORD, demoEmail } from '../../server/demo/load.ts'
import type { RecommendationId } from '../../shared/ids.ts'
import type { RecommendationKind } from '../../shared/recommendations/model.ts'
import type { Server } from './servers.ts'

/** The people of the demo session who may write. */
const MEMBERS = Array.from({ length: 22 }, (_, index) => `m${String(index + 1).padStart(2, '0')}`)

export const SESSION = '2025-04-joint'

/** Who presides in the demo session. */
const CHAIR = 'm01'

/** What somebody's browser sends with each request: the cookie of the sign-in, and where the page came from. */
export type Headers = Readonly<Record<string, string>>

/** A text of the demo session, and the recommendation whose it is. */
export type Text = { readonly id: RecommendationId; readonly kind: RecommendationKind; readonly textId: string }

export type People = {
  /** Headers for connection `index`: the members in turn. */
  headers(index: number): Headers
  /** Asks or acts as the presiding chair. Throws when the answer is a refusal. */
  chair<T>(method: 'GET' | 'POST', path: string, input?: Readonly<Record<string, string>>): Promise<T>
}

/** Signs every member in over HTTP. A peer has no sign-in: there everybody comes without a word. */
export async function signIn(server: Server, base = server.http): Promise<People> {
  const everybody = server.name === 'kenes' ? await Promise.all(MEMBERS.map((id) => signedIn(base, id))) : [{}]
  return peopleAt(base, (index) => everybody[index % everybody.length] ?? {})
}

/** Somebody with a sign-in of their own. */
export type Person = {
  readonly id: string
  readonly headers: Headers
  /** Asks or acts. Throws when the answer is a refusal. */
  ask<T>(method: 'GET' | 'POST', path: string, input?: Readonly<Record<string, unknown>>): Promise<T>
}

/** Signs one person in, by id. */
export async function comeIn(base: string, id: string): Promise<Person> {
  const headers = await signedIn(base, id)
  return {
    id,
    headers,
    async ask(method, path, input) {
      const one = method === 'GET' ? input : { requestId: crypto.randomUUID(), ...input }
      // No answer, as from a connection that was just given up for its silence: asked again as a browser does, with the same id.
      const again = (fault: unknown) => {
        if (fault instanceof TypeError) return ask<never>(base, headers, method, path, one)
        throw fault
      }
      return ask<never>(base, headers, method, path, one).catch(again)
    },
  }
}

/** Asks and acts as one person, by id. */
export async function signInAs(base: string, id: string): Promise<People['chair']> {
  const headers = await signedIn(base, id)
  return (method, path, input) => ask(base, headers, method, path, input)
}

/** Asks as the member of connection `index`. Throws when the answer is a refusal. */
export const asking =
  (server: Server, people: People) =>
  <T>(index: number, path: string, input: Readonly<Record<string, string>>): Promise<T> =>
    ask(server.http, people.headers(index), 'GET', path, input)

/** The same sign-ins at another address of the house: the page came from there. */
export const seenAt = (people: People, origin: string): People =>
  peopleAt(origin, (index) => ({ ...people.headers(index), origin }))

const peopleAt = (base: string, headers: People['headers']): People => ({
  headers,
  chair: (method, path, input) => ask(base, headers(MEMBERS.indexOf(CHAIR)), method, path, input),
})

/** Signs one person in over HTTP. */
export async function signedIn(base: string, id: string): Promise<Headers> {
  const answer = await fetch(`${base}/api/accounts/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ email: demoEmail(id), password: DEMO_PASSWORD }),
  })
  if (!answer.ok) throw new Error(`${id} does not sign in: ${await answer.text()}`)
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '', origin: base }
}

async function ask<T>(
  base: string,
  headers: Headers,
  method: 'GET' | 'POST',
  path: string,
  input: Readonly<Record<string, unknown>> = {},
): Promise<T> {
  const asked = Object.entries(input).map(([name, value]) => [name, String(value)])
  const url = method === 'GET' ? `${base}/api/${path}?${new URLSearchParams(asked)}` : `${base}/api/${path}`
  const answer = await fetch(url, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify(input) }),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Every text of the demo session. */
export async function textsOf(people: People): Promise<readonly Text[]> {
  const { recommendations } = await people.chair<{ recommendations: Text[] }>('GET', 'recommendations/list', {
    session: SESSION,
  })
  return recommendations
}

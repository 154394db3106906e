import type { z } from 'zod'
import type { Proof } from '../../shared/accounts/proof-rules.ts'
import type { Api } from '../../shared/api.ts'
import { type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Act } from '../act.ts'
import type { House } from '../house.ts'

export type Domain = keyof Api
export type Name<D extends Domain> = keyof Api[D] & string
type Spec<D extends Domain, N extends Name<D>> = Api[D][N] extends { input: z.ZodType; output: z.ZodType }
  ? Api[D][N]
  : never
export type Input<D extends Domain, N extends Name<D>> = z.output<Spec<D, N>['input']>
export type Output<D extends Domain, N extends Name<D>> = DeepReadonly<z.input<Spec<D, N>['output']>>

/** Answers are made of what rules return, which nobody may change. */
type DeepReadonly<T> = T extends readonly (infer One)[]
  ? readonly DeepReadonly<One>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T

/** Who asks; null only where the endpoint is open to people who are not signed in. */
export type Asker = {
  readonly account: AccountId
  readonly signInHash: string
  /** Nothing but its second factor may be asked for. Source: RULES.md AC20. */
  readonly waits: boolean
  readonly proof: Proof
}

/** What a handler may do beside answering: set or clear the cookie. */
export type Reply = {
  setCookie(header: string): void
  readonly address: string
  /** The name and port that were called, as the Host header has it. */
  readonly host: string | undefined
  /** The Cookie header as it came, for credentials that are no sign-in. */
  readonly cookie: string | undefined
  /** The device in words. */
  readonly device: string
}

/** One endpoint's way to its answer. */
export type Handler<I, O> =
  | { readonly kind: 'query'; readonly run: (house: House, account: AccountId, input: I) => Promise<Decision<O>> }
  | { readonly kind: 'act'; readonly run: (act: Act, input: I) => Promise<Decision<O>> }
  | {
      readonly kind: 'own'
      readonly run: (house: House, asker: Asker | null, input: I, reply: Reply) => Promise<Decision<O>>
    }

/** Every endpoint of the wire has a handler: a missing one does not compile. */
export type Handlers = { readonly [D in Domain]: { readonly [N in Name<D>]: Handler<Input<D, N>, Output<D, N>> } }

/** A query: reads, never writes. */
export const query = <I, O>(
  run: (house: House, account: AccountId, input: I) => Promise<Decision<O>>,
): Handler<I, O> => ({ kind: 'query', run })
/** A command that is one act. */
export const act = <I, O>(run: (act: Act, input: I) => Promise<Decision<O>>): Handler<I, O> => ({ kind: 'act', run })
/** An endpoint that runs its acts itself: sign-in, and freezing, which is more than one. */
export const own = <I, O>(
  run: (house: House, asker: Asker | null, input: I, reply: Reply) => Promise<Decision<O>>,
): Handler<I, O> => ({ kind: 'own', run })
/** As `own`, for who is signed in. */
export const mine = <I, O>(
  run: (house: House, asker: Asker, input: I, reply: Reply) => Promise<Decision<O>>,
): Handler<I, O> => ({
  kind: 'own',
  run: async (house, asker, input, reply) => (asker ? run(house, asker, input, reply) : refuse('signed-out', 'AC1')),
})

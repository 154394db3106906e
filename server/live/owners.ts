import type { AccountId } from '../../shared/ids.ts'
import { DAY_MS } from '../../shared/time.ts'
import type { ClosedId, Owner, Refused } from './log-messages.ts'
import type { UpdateShape } from './update.ts'

/** Client ids that have written: per account in one text in 24 hours, and in all. Source: RULES.md LT31. */
export const OWNER_LIMITS = { perAccountAndDay: 200, perText: 5_000 } as const

type Held = {
  account: AccountId
  at: number
  closedFrom: number | null
  hasWritten: boolean
  holders: number
  willWrite?: boolean
}

/**
 * Which account owns which Yjs client id in a text. The first frame that carries an id claims it; the claim is stored with
 * the first update, and one that never wrote is given up when its connection goes. Source: RULES.md LT3.
 */
export class Owners {
  readonly #ids = new Map<number, Held>()

  /** Takes over what the log knows; claims that are not in the log yet stay. */
  learn(owners: readonly Owner[]): void {
    for (const { client, account, at, closedFrom } of owners) {
      const held = this.#ids.get(client)
      this.#ids.set(client, {
        account,
        at,
        closedFrom: closedFrom ?? held?.closedFrom ?? null,
        hasWritten: true,
        holders: held?.holders ?? 0,
      })
    }
  }

  isForeign(client: number, account: AccountId): boolean {
    const held = this.#ids.get(client)
    return held !== undefined && held.account !== account
  }

  /** Claims an id for an account, unless it is somebody else's; answers whether it is the account's. */
  claim(client: number, account: AccountId, at: number, claims: Set<number>): boolean {
    const held = this.#ids.get(client)
    if (held && held.account !== account) return false
    if (claims.has(client)) return true
    claims.add(client)
    if (held) held.holders += 1
    else this.#ids.set(client, { account, at, closedFrom: null, hasWritten: false, holders: 1 })
    return true
  }

  /** Claims the ids an update writes under; answers the limit that would be broken, or null. */
  claimAll(shape: UpdateShape, account: AccountId, at: number, claims: Set<number>): Refused | null {
    for (const { client } of shape.sections) {
      if (!this.#ids.has(client)) {
        if (this.#ids.size >= OWNER_LIMITS.perText) return { code: 'too-large', rule: 'LT31' }
        if (this.#recent(account, at) >= OWNER_LIMITS.perAccountAndDay) return { code: 'too-fast', rule: 'LT31' }
      }
      this.claim(client, account, at, claims)
      const held = this.#ids.get(client)
      if (held?.account === account) held.willWrite = true
    }
    return null
  }

  written(client: number, account: AccountId, at: number): void {
    const held = this.#ids.get(client)
    if (held) held.hasWritten = true
    else this.#ids.set(client, { account, at, closedFrom: null, hasWritten: true, holders: 0 })
  }

  /** Gives up the claims of a connection that is gone. */
  release(claims: Set<number>): void {
    for (const client of claims) {
      const held = this.#ids.get(client)
      if (!held) continue
      held.holders -= 1
      if (held.holders <= 0 && !held.hasWritten && held.closedFrom === null) this.#ids.delete(client)
    }
    claims.clear()
  }

  close(closed: readonly ClosedId[], account: AccountId, at: number): void {
    for (const { client, from } of closed) {
      const held = this.#ids.get(client)
      if (held) held.closedFrom = Math.min(held.closedFrom ?? from, from)
      else this.#ids.set(client, { account, at, closedFrom: from, hasWritten: false, holders: 0 })
    }
  }

  /** Whether an update writes behind a refused one. */
  isClosed(shape: UpdateShape): boolean {
    return shape.sections.some(({ client, end }) => {
      const closedFrom = this.#ids.get(client)?.closedFrom
      return closedFrom != null && end > closedFrom
    })
  }

  foreignIn(shape: UpdateShape, account: AccountId): number[] {
    return shape.sections.flatMap(({ client }) => (this.isForeign(client, account) ? [client] : []))
  }

  /** Client ids of an account that wrote, or are about to, in the last 24 hours. */
  #recent(account: AccountId, at: number): number {
    let count = 0
    for (const held of this.#ids.values()) {
      if (held.account === account && held.at > at - DAY_MS && (held.hasWritten || held.willWrite)) count += 1
    }
    return count
  }
}

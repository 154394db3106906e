import type { Instant } from '../../shared/time.ts'
import { waitBeforeTry } from './backoff.ts'
import type { RoomNeeds } from './needs.ts'

/** A connection that lasted this long was a good one: after the next break the first try comes soon again. */
const STEADY_MS = 5_000
/** A freeze makes a whole hall begin anew; the old text stays in sight meanwhile. */
const SPREAD_MS = 400

type Ears = {
  connect(): void
  /** The cookie is nobody's any more, or somebody else's. */
  signedOut(): void
  changed(): void
}

/**
 * When to connect again. A server that opens and closes at once is backed off like one that does not open. After a try on
 * which the room said nothing, the next one first asks who is signed in: a server that does not even answer that is not asked
 * for a socket, which halves what is sent to one that is away. Source: RULES.md LT43, LT75.
 */
export class Tries {
  private readonly needs: Pick<RoomNeeds, 'askWho' | 'chance' | 'now'>
  private readonly ears: Ears
  private attempt = 0
  private joinedAt: Instant | null = null
  private asksFirst = false
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(needs: Tries['needs'], ears: Ears) {
    this.needs = needs
    this.ears = ears
  }

  /** The server said what the room is. */
  joined(): void {
    this.joinedAt = this.needs.now()
  }

  /** A connection ended or did not begin. */
  broke(noSoonerThanMs: number): void {
    if (this.joinedAt !== null && this.needs.now() - this.joinedAt >= STEADY_MS) this.attempt = 0
    this.asksFirst = this.joinedAt === null
    this.joinedAt = null
    this.again(noSoonerThanMs + this.wait())
  }

  /** Tries soon, but not in the same moment as everybody else who is told the same. */
  soon(): void {
    this.again(this.needs.chance() * SPREAD_MS)
  }

  /** Tries at once. */
  now(): void {
    this.again(0)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.joinedAt = null
  }

  private wait(): number {
    return waitBeforeTry(this.attempt++, this.needs.chance)
  }

  private again(ms: number): void {
    clearTimeout(this.timer)
    const timer = setTimeout(async () => {
      const who = this.asksFirst ? await this.needs.askWho() : 'signed-in'
      if (timer !== this.timer) return
      if (who === 'unreachable') this.again(this.wait())
      else if (who === 'signed-in') this.ears.connect()
      else this.ears.signedOut()
    }, ms)
    this.timer = timer
    this.ears.changed()
  }
}

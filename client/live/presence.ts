import { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { PresenceUser } from '../../shared/live/room.ts'

/** Carets are painted at most this often: a hundred people move a hundred carets. */
export const PAINT_EVERY_MS = 100

type Change = { added: number[]; updated: number[]; removed: number[] }

class Gathered {
  readonly changed = new Set<number>()
  timer: ReturnType<typeof setTimeout> | undefined
}

/**
 * The presence of everyone in a text. It tells its listeners of changes of others at most every 100 ms, of one's own at once.
 * Keeping the pace here spares each of a page's editors its own timer.
 */
export class PacedAwareness extends Awareness {
  private readonly gathered = new Gathered()
  /** Names by account in the reader's language; the server's stamp, in the language of the papers, stands for all others. */
  names: ReadonlyMap<string, string> = new Map()

  override emit(name: string, args: unknown[]): void {
    // The base constructor says hello before the fields of this class exist.
    const gathered = this.gathered as Gathered | undefined
    const [change, origin] = args as [Change, unknown]
    if (name !== 'change' || origin === 'local' || gathered === undefined) {
      super.emit(name, args)
      return
    }
    for (const client of [...change.added, ...change.updated, ...change.removed]) gathered.changed.add(client)
    gathered.timer ??= setTimeout(() => {
      gathered.timer = undefined
      const updated = [...gathered.changed]
      gathered.changed.clear()
      super.emit('change', [{ added: [], updated, removed: [] } satisfies Change, 'paced'])
    }, PAINT_EVERY_MS)
  }

  override destroy(): void {
    clearTimeout(this.gathered.timer)
    super.destroy()
  }

  /** Forgets the clocks of people who are not shown: after a break the server says them again, unchanged. */
  forgetOthers(): void {
    for (const client of this.meta.keys())
      if (client !== this.clientID && !this.states.has(client)) this.meta.delete(client)
  }
}

const isUser = (value: unknown): value is PresenceUser =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'name' in value &&
  typeof value.name === 'string'

/** Who the server says is behind a connection; null before it said so. */
export function stampOf(awareness: Awareness, client: number): PresenceUser | null {
  const user: unknown = awareness.getStates().get(client)?.user
  return isUser(user) ? user : null
}

/** The name to show at somebody's caret, in the reader's language where it is known. */
export function nameOf(awareness: PacedAwareness, client: number): string {
  const stamp = stampOf(awareness, client)
  return stamp ? (awareness.names.get(stamp.id) ?? stamp.name) : ''
}

/** Notes which connections wrote lately, from what arrives and not from what they say of themselves. */
export class Typing {
  private readonly at = new Map<number, number>()
  private readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  mark(client: number): void {
    this.at.set(client, this.now())
  }

  /** Marks everyone whose words a transaction brought. */
  markAll(transaction: Y.Transaction): void {
    for (const [client, clock] of transaction.afterState)
      if (clock > (transaction.beforeState.get(client) ?? 0)) this.mark(client)
  }

  /** Connections that wrote within the last so many milliseconds. */
  within(ms: number): ReadonlySet<number> {
    const since = this.now() - ms
    return new Set([...this.at].filter(([, at]) => at >= since).map(([client]) => client))
  }
}

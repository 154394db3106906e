import type { Player } from './outcome.ts'
import type { ServerName } from './servers.ts'
import type { Column } from './table.ts'

export type Scenario = {
  readonly name: string
  /** What happens in it, as the heading of its table says it. */
  readonly title: string
  /** Who is measured beside Kenes. */
  readonly peers: readonly Exclude<ServerName, 'kenes'>[]
  readonly columns: readonly Column[]
  /** PostgreSQL and Redis must be installed. */
  readonly needsServices?: boolean
  readonly repetitions: number
  readonly seconds: number
  readonly times: number
  readonly play: Player
}

/** Of a freeze, at one server or two. */
export const FREEZE_COLUMNS: readonly Column[] = [
  { figure: 'freezes', heading: 'freezes', digits: 0 },
  { figure: 'refused', heading: 'later edits, refused', digits: 0 },
  { figure: 'p50', heading: 'freeze p50 ms', digits: 0 },
  { figure: 'p99', heading: 'freeze p99 ms', digits: 0 },
  { figure: 'longest', heading: 'freeze max ms', digits: 0 },
]

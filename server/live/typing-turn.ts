import type { AccountId } from '../../shared/ids.ts'
import type { Owner, PartAnswer, Turn, TurnPart, Verdict } from './log-messages.ts'
import { type LogRow, makeRow } from './log-rows.ts'
import type { LogDatabase } from './log-sql.ts'
import { appended, placeTaken } from './log-store.ts'
import type { Shadow, Shadows } from './shadow.ts'
import { MOST_STATE_BYTES } from './turn.ts'
import { type Ends, readTyped, type Typed } from './typed-on.ts'

/** What one text has to store of such a turn. */
type Typing = {
  readonly part: TurnPart
  readonly shadow: Shadow
  readonly updates: readonly Uint8Array[]
  readonly ends: Ends
  /** The text's size after it, as `Shadow` counts it. */
  readonly bytes: number
  readonly row: LogRow
}

const COMMITTED: Verdict = { kind: 'committed' }

/**
 * Decides and stores a turn in which all only type on, as nearly all turns of a sitting are, in one go; null when it is another, or
 * somebody else wrote meanwhile, and then nothing of it is done. Throws when the store fails; then what is in the log is found out by
 * reading it. Measured in a hall of a hundred who type: half of what the whole way costs. Source: RULES.md LT1, LT107.
 */
export function takeTyping(log: LogDatabase, shadows: Shadows, turn: Turn): readonly PartAnswer[] | null {
  if (!log.atOnce) return null
  const all: Typing[] = []
  for (const part of turn.parts) {
    const typing = typingOf(shadows.known(part.text), turn, part)
    if (!typing) return null
    all.push(typing)
  }
  const isStored = log.atOnce((run) => {
    for (const { part, shadow, row } of all) {
      if (run(...placeTaken(part.text, shadow, part.rev)) !== 1) return null
      run(...appended(row))
    }
    return true
  })
  return isStored && all.map(noted)
}

function typingOf(shadow: Shadow | undefined, turn: Turn, part: TurnPart): Typing | null {
  if (shadow?.seq !== part.seq) return null
  const updates: Uint8Array[] = []
  const typed: Typed[] = []
  let bytes = shadow.bytes
  for (const { bytes: update, account, refusal } of part.updates) {
    const words = refusal ? null : readTyped(update)
    if (!words || !mayTypeOn(shadow.owners.get(words.client), account)) return null
    updates.push(update)
    typed.push(words)
    bytes += update.length
  }
  const ends = bytes <= MOST_STATE_BYTES ? shadow.typedOn.after(typed) : null
  if (!ends) return null
  const { text, seq } = part
  const row = makeRow({ text, seq: seq + 1, batch: turn.batch, at: turn.at, claims: [], updates })
  return { part, shadow, updates, ends, bytes, row }
}

const mayTypeOn = (owner: Owner | undefined, account: AccountId): boolean =>
  owner?.account === account && owner.closedFrom === null

/** What is on the disk is noted in memory. */
function noted({ part, shadow, updates, ends, bytes, row }: Typing): PartAnswer {
  shadow.typedOn.note(updates, ends)
  shadow.seq = row.seq
  shadow.bytes = bytes
  shadow.reading = null
  return { text: part.text, kind: 'decided', seq: row.seq, verdicts: updates.map(() => COMMITTED), others: null }
}

import type { RefusalCode } from '../../shared/decision.ts'
import { CLOSE, type RoomStatus, type TextAccess } from '../../shared/live/room.ts'
import { SCHEMA_NUMBER } from '../../shared/text/schema.ts'
import type { Connection } from './connection.ts'
import type { Head, Refused } from './log-messages.ts'

/** Why a connection may not write now; null when it may. Source: RULES.md LT11, LT12, LT13, LT28. */
export function writeRefusal(connection: Pick<Connection, 'access' | 'epoch'>, head: Head): Refused | null {
  const { access, epoch } = connection
  if (head.state !== 'open') return { code: 'frozen', rule: 'LT13' }
  if (epoch !== head.epoch) return { code: 'old-schema', rule: 'LT28' }
  if (!access.visible) return { code: 'no-right', rule: 'LT12' }
  if (access.edit) return null
  return access.reason === 'frozen' ? { code: 'frozen', rule: 'LT13' } : { code: 'no-right', rule: 'LT11' }
}

/** How a socket that does not speak our messages is told of a refusal. Source: RULES.md LT26. */
export function closeCodeOf(code: RefusalCode): number {
  switch (code) {
    case 'frozen':
      return CLOSE.frozen
    case 'no-right':
    case 'forged':
      return CLOSE.noRight
    case 'too-large':
      return CLOSE.tooLarge
    case 'too-fast':
      return CLOSE.tooFast
    case 'old-schema':
      return CLOSE.oldSchema
    case 'signed-out':
      return CLOSE.signedOut
    case 'not-found':
      return CLOSE.gone
    default:
      return CLOSE.badFrame
  }
}

/** What a connection is told of its room. */
export function statusOf(
  access: Extract<TextAccess, { visible: true }>,
  head: Head,
  now: number,
  storeFailed: boolean,
): RoomStatus {
  const mayEdit = !storeFailed && head.state === 'open' && access.edit
  return {
    stage: access.stage,
    access: mayEdit ? 'edit' : 'read',
    reason: mayEdit ? null : storeFailed ? 'store' : head.state !== 'open' ? 'frozen' : (access.reason ?? 'no-right'),
    pen: access.pen,
    seq: head.seq,
    epoch: head.epoch,
    schema: SCHEMA_NUMBER,
    freezesAt: access.freezesAt,
    closed: access.closed,
    now,
  }
}

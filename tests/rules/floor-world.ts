import type { Floor, Motion, MotionKind, PointOfOrder, PutBy, Waiting } from '../../shared/floor/model.ts'
import type { FloorFacts, FloorPerson } from '../../shared/floor/rules.ts'
import type { AgendaPointId, FloorEntryId, MotionId, PointOfOrderId, VoteId } from '../../shared/ids.ts'
import { account, aSession } from './session-world.ts'

// A floor as its rules look at it, and who is on it.

export const entry = (name: string): Waiting => ({
  id: `e-${name}` as FloorEntryId,
  account: account(name),
  point: null,
  askedAt: 0,
})
export const id = (name: string) => entry(name).id
export const a09 = 'a09' as AgendaPointId

export const aFloor = (change: Partial<Floor> = {}): Floor => ({
  sitting: 2,
  listClosed: false,
  debateClosedOn: null,
  secondsEach: 180,
  guestsMayAsk: false,
  list: { waiting: [], speaking: null },
  pointsOfOrder: [],
  motions: [],
  business: 0,
  ...change,
})
export const facts = (floor: Partial<Floor> = {}, change: Partial<FloorFacts> = {}): FloorFacts => ({
  session: aSession(),
  floor: aFloor(floor),
  votes: { open: false, opened: 0 },
  ...change,
})
export const WHILE_VOTING = { votes: { open: true, opened: 1 } }
export const SUSPENDED = { session: aSession({ stage: 'suspended' }) }

export const seated = (name: string, change: Partial<FloorPerson> = {}): FloorPerson => ({
  account: account(name),
  seated: true,
  present: true,
  invited: false,
  ...change,
})
export const guest = (name: string): FloorPerson => ({
  account: account(name),
  seated: false,
  present: false,
  invited: true,
})

export const raised = (name: string, change: object = {}): PointOfOrder =>
  ({
    id: `p-${name}` as PointOfOrderId,
    account: account(name),
    point: null,
    conduct: false,
    at: 0,
    stage: 'waiting',
    ...change,
  }) as PointOfOrder
export const ruled = (name: string, change: object = {}): PointOfOrder =>
  raised(name, { stage: 'ruled', ruling: 'sustained', words: 'So.', business: 1, votesOpened: 0, ...change })
export const appealed = (name: string, put: PutBy | null = null): PointOfOrder =>
  ruled(name, { stage: 'appealed', appeal: { account: account('m05'), at: 0, put } })
export const putBy = (stage: PutBy['stage']): PutBy => ({ vote: 'v1' as VoteId, number: 1, stage })
export const motion = (kind: MotionKind, change: object = {}): Motion =>
  ({
    id: `m-${kind}` as MotionId,
    kind,
    account: account('m06'),
    point: null,
    words: '',
    at: 0,
    put: null,
    stage: 'waiting',
    ...change,
  }) as Motion

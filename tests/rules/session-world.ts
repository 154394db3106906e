import { expect } from 'vitest'
import type { SeatRole } from '../../shared/accounts/model.ts'
import type { Seat, StandingOrders } from '../../shared/councils/model.ts'
import { UNSAID } from '../../shared/councils/orders.ts'
import type {
  AccountId,
  AgendaPointId,
  CouncilId,
  RecommendationId,
  SeatId,
  SessionId,
  StandingOrdersId,
  TextId,
} from '../../shared/ids.ts'
import type { Recommendation } from '../../shared/recommendations/model.ts'
import type { AgendaPoint, AttendanceEvent, Session, SessionRole } from '../../shared/sessions/model.ts'
import { type Capacity, capacityIn } from '../../shared/sessions/rules.ts'

/** Names as ids: in a rule's test a person is called by a word. */
export const account = (name: string): AccountId => name as AccountId
export const council = (name: string): CouncilId => name as CouncilId
export const recommendation = (name: string): RecommendationId => name as RecommendationId

export const DAY = '2025-04-24'

export const aSession = (change: Partial<Session> = {}): Session => ({
  id: 's1' as SessionId,
  stage: 'open',
  title: { kk: '', ru: '', en: 'Joint session' },
  date: DAY,
  place: { kk: '', ru: '', en: 'Astana' },
  timezone: 'Asia/Almaty',
  hybrid: true,
  councils: [council('cc'), council('ec')],
  counting: 'one-pool',
  presiding: account('m01'),
  operator: null,
  amendmentDeadline: null,
  currentPoint: null,
  sitting: 2,
  ...change,
})

export const aSeat = (of: string, holder: string, role: SeatRole = 'member', change: Partial<Seat> = {}): Seat => ({
  id: `${of}-${holder}` as SeatId,
  council: council(of),
  holder: account(holder),
  role,
  from: '2023-01-20',
  until: null,
  ...change,
})

/** Two councils of three; m06 sits on both. */
export const SEATS: readonly Seat[] = [
  aSeat('cc', 'm01', 'chair'),
  aSeat('cc', 'm02', 'deputy'),
  aSeat('cc', 'm06'),
  aSeat('ec', 'm12', 'chair'),
  aSeat('ec', 'm13', 'deputy'),
  aSeat('ec', 'm06'),
]

type Circumstances = {
  readonly session?: Session
  readonly seats?: readonly Seat[]
  readonly invitedAs?: SessionRole
  readonly staff?: boolean
  readonly on?: string
}

/** In what capacity a person meets the session. */
export const as = (name: string, { session, seats, invitedAs, staff, on }: Circumstances = {}): Capacity =>
  capacityIn(
    session ?? aSession(),
    { id: account(name), role: staff ? 'secretariat' : 'person' },
    seats ?? SEATS,
    invitedAs ?? null,
    on ?? DAY,
  )

export const CHAIR = as('m01')
export const MEMBER = as('m06')
export const SECRETARY = as('s01', { staff: true })
export const DRAFTER = as('d01', { invitedAs: 'drafter' })
export const OBSERVER = as('o01', { invitedAs: 'observer' })
export const STRANGER = as('x01')
/** A session whose chair named somebody of the secretariat, who presses on the chair's word. */
export const OPERATED = aSession({ operator: account('s01') })
export const OPERATOR = as('s01', { staff: true, session: OPERATED })

export const aPoint = (change: Partial<AgendaPoint> = {}): AgendaPoint => ({
  id: 'a1' as AgendaPointId,
  number: '1',
  kind: 'debate',
  start: '09:00',
  minutes: 30,
  title: { kk: '', ru: '', en: 'Debate' },
  closed: false,
  released: false,
  ...change,
})

/** Who is checked in, all in the hall. */
export const here = (...names: string[]) => new Map(names.map((name) => [account(name), 'hall' as const]))

export const came = (name: string, change: Partial<AttendanceEvent> = {}): AttendanceEvent => ({
  number: 1,
  sitting: 2,
  account: account(name),
  event: 'came',
  mode: 'hall',
  at: 0,
  by: account('s01'),
  ...change,
})
export const left = (name: string, change: Partial<AttendanceEvent> = {}): AttendanceEvent =>
  came(name, { event: 'left', ...change })

export const aRecommendation = (change: Partial<Recommendation> = {}): Recommendation => ({
  id: recommendation('r01'),
  session: 's1' as SessionId,
  kind: 'recommendation',
  number: 1,
  stage: 'drafting',
  textId: 'r01' as TextId,
  point: null,
  closed: false,
  sourceLanguage: 'ru',
  pen: 'everyone-seated',
  fields: { addressees: [], deadline: null, priority: null, findings: [], standards: [], themes: [] },
  fieldsRev: 3,
  freezesAt: null,
  ...change,
})

/** Standing orders like the demo's; what a test is about is handed in. */
export const someOrders = (of: string, change: Partial<StandingOrders> = {}): StandingOrders => ({
  ...UNSAID,
  id: `${of}-orders-1` as StandingOrdersId,
  council: council(of),
  version: 1,
  quorum: { base: 'seats', fraction: { numerator: 2, denominator: 3 }, strict: false },
  majority: { base: 'for+against', fraction: { numerator: 1, denominator: 2 }, strict: true },
  tie: 'presiding-chair',
  manner: 'roll-call',
  otherManners: ['open'],
  recusal: { countsForQuorum: true, countsForMajority: false },
  adoption: 'at-once',
  languagesOfRecord: ['kk', 'ru', 'en'],
  leastState: 'checked',
  translationToFollow: true,
  ...change,
})

export const refused = (code: string, rule: string) => ({ ok: false, refusal: expect.objectContaining({ code, rule }) })
export const ALLOWED = { ok: true }

import type { OrdersContent, QuestionKind, QuestionRules, StandingOrders, WorkCalendar } from './model.ts'

const ORDINARY_WEEK: WorkCalendar = { weekend: [6, 7], holidays: [], movedWorkdays: [] }

/** What holds where a council has said nothing; also what versions stored before these rules were kept are read with. Source: RULES.md CO25. */
export const UNSAID = {
  mannerAskers: 'decision-of-council',
  device: 'not-said',
  advanceBallots: false,
  writtenProcedure: false,
  mayPropose: 'any-seated',
  reopening: { base: 'for+against', fraction: { numerator: 2, denominator: 3 }, strict: false },
  dissent: { allowed: true, workingDays: 3, annexedTo: 'minutes' },
  minutes: { workingDays: 5, signedBy: ['chair', 'secretary'] },
  calendar: ORDINARY_WEEK,
  byKind: {},
  verified: false,
} as const satisfies Partial<OrdersContent>

/** Standing orders as they were stored, with what they did not hold yet filled in. Source: RULES.md CO25. */
export const complete = (stored: StoredContent): OrdersContent => ({ ...UNSAID, ...stored })

/** Standing orders as any version of the house stored them. */
export type StoredContent = Omit<OrdersContent, keyof typeof UNSAID> & Partial<OrdersContent>

/** The standing orders as they hold for one kind of question. Source: RULES.md CO27. */
export const ordersFor = (orders: StandingOrders, kind: QuestionKind): StandingOrders => ({
  ...orders,
  ...rulesFor(orders, kind),
})

/** How one kind of question is decided. Source: RULES.md CO27. */
export const rulesFor = (orders: OrdersContent, kind: QuestionKind): QuestionRules => {
  const { quorum, majority, tie, manner, otherManners } = orders
  return { quorum, majority, tie, manner, otherManners, ...orders.byKind[kind] }
}

const half = { numerator: 1, denominator: 2 }
const twoThirds = { numerator: 2, denominator: 3 }

const COMMON = {
  ...UNSAID,
  tie: 'rejected',
  manner: 'roll-call',
  otherManners: ['open'],
  recusal: { countsForQuorum: true, countsForMajority: false },
  adoption: 'at-once',
  languagesOfRecord: ['kk', 'ru', 'en'],
  leastState: 'checked',
  translationToFollow: false,
} as const satisfies Partial<OrdersContent>

export const PROFILE_NAMES = ['simple', 'two-thirds', 'all-members', 'ga-committee', 'joint-session'] as const
export type ProfileName = (typeof PROFILE_NAMES)[number]

/** Standing orders that are ready to begin with; each is then changed as the council's own rules ask. */
export const PROFILES: Readonly<Record<ProfileName, OrdersContent>> = {
  /** More than half of the votes for and against. */
  simple: {
    ...COMMON,
    quorum: { base: 'seats', fraction: half, strict: true },
    majority: { base: 'for+against', fraction: half, strict: true },
  },
  /** Two thirds of the votes for and against. */
  'two-thirds': {
    ...COMMON,
    quorum: { base: 'seats', fraction: twoThirds, strict: false },
    majority: { base: 'for+against', fraction: twoThirds, strict: false },
    byKind: { procedure: { majority: { base: 'for+against', fraction: half, strict: true } } },
  },
  /** More than half of all members, whoever is there. */
  'all-members': {
    ...COMMON,
    quorum: { base: 'seats', fraction: half, strict: true },
    majority: { base: 'members', fraction: half, strict: true },
    byKind: { procedure: { majority: { base: 'for+against', fraction: half, strict: true } } },
  },
  /** After the rules of procedure of the General Assembly for its committees: rules 108, 123, 125, 127, 131. */
  'ga-committee': {
    ...COMMON,
    quorum: { base: 'members', fraction: half, strict: true },
    majority: { base: 'for+against', fraction: half, strict: true },
    manner: 'show-of-hands',
    otherManners: ['roll-call'],
    mannerAskers: 'any-member',
    dissent: { allowed: false, workingDays: 0, annexedTo: 'minutes' },
    byKind: { election: { manner: 'secret', otherManners: [] } },
  },
  /** Joint sessions: two thirds of seats present, the presiding chair decides a tie, roll call. */
  'joint-session': {
    ...COMMON,
    quorum: { base: 'seats', fraction: twoThirds, strict: false },
    majority: { base: 'for+against', fraction: half, strict: true },
    tie: 'presiding-chair',
    device: 'allowed',
    translationToFollow: true,
    byKind: { procedure: { manner: 'show-of-hands', otherManners: ['open', 'roll-call'] } },
  },
}

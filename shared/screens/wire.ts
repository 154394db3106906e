import { z } from 'zod'
import { AMENDMENT_KINDS, AMENDMENT_STAGES } from '../amendments/model.ts'
import { changes } from '../amendments/wire.ts'
import type { AmendmentId, CouncilId, RecommendationId, ScreenId, SessionId } from '../ids.ts'
import { RECOMMENDATION_KINDS, RECOMMENDATION_STAGES } from '../recommendations/model.ts'
import { SESSION_STAGES } from '../sessions/model.ts'
import { CHOICES, VOTE_MANNERS } from '../votes/model.ts'
import { outcome } from '../votes/wire.ts'
import { command, hash, id, instant, language, localDate, localised, query, requestId } from '../wire.ts'
import { MOST_SCREEN_LANGUAGES, SHOWN } from './model.ts'

const session = id<SessionId>()
const int = z.number().int()
const languages = z
  .array(language)
  .min(1)
  .max(MOST_SCREEN_LANGUAGES)
  .refine((all) => new Set(all).size === all.length)
/** What opens a link; it stands behind the # of its address and in no log. */
const secret = z.string().regex(/^[0-9a-z]{32}$/)

const council = z.object({
  id: id<CouncilId>(),
  name: localised,
  present: int,
  remote: int,
  base: int,
  needed: int,
  reached: z.boolean(),
})
const head = z.object({ number: int, hash })
const point = z.object({ number: z.string(), title: localised })
/** A text in the languages of the screen. */
const text = z.object({
  kind: z.enum(RECOMMENDATION_KINDS),
  number: int.nullable(),
  stage: z.enum(RECOMMENDATION_STAGES),
  /** The version and its hash once frozen; null while it is drafted live. */
  version: z.object({ number: int, hash }).nullable(),
  words: z.array(z.object({ language, title: z.string(), text: z.string() })),
})
/** Who has the floor, and how much of the time was used when this was answered; it stands still where not `running`. */
const speaker = z.object({
  name: localised,
  councils: z.array(localised),
  seconds: int,
  usedMs: int,
  running: z.boolean(),
})
const bar = z.object({ councils: z.array(council) })
const barWithFloor = bar.extend({ speaker: speaker.nullable() })

const said = z.array(z.object({ language, words: z.string() }))

/** What a text is called. */
const called = z.object({ kind: z.enum(RECOMMENDATION_KINDS), number: int.nullable() })
/** An amendment, with what it changes in the languages of the screen; where it changes nothing in those, in its own. */
const amendment = z.object({
  number: int.nullable(),
  kind: z.enum(AMENDMENT_KINDS),
  whole: z.boolean(),
  stage: z.enum(AMENDMENT_STAGES),
  accepted: z.boolean(),
  /** The text it is to; null: it proposes a new one. */
  to: called.extend({ title: localised }).nullable(),
  /** Moved: behind which it is to stand; null: first of all. */
  after: called.nullable(),
  movers: z.array(localised),
  reason: localised,
  changes,
})

const shown = z.discriminatedUnion('scene', [
  bar.extend({
    scene: z.literal('arrival'),
    /**
     * Where people check in on their phones; null before the session is open. `origin`: the address of the hall, null where the screen's
     * own is as good; `trust`: where a phone comes to trust the server's own certificate first.
     */
    checkIn: z.object({ path: z.string(), origin: z.string().nullable(), trust: z.string().nullable() }).nullable(),
    /** The entry that opened or resumed the session. */
    head: head.nullable(),
  }),
  barWithFloor.extend({ scene: z.literal('point'), point: point.nullable() }),
  z.object({ scene: z.literal('trial'), pressed: int, of: int }),
  z.object({ scene: z.literal('closed-point') }),
  barWithFloor.extend({ scene: z.literal('text'), point: point.nullable(), text }),
  barWithFloor.extend({ scene: z.literal('amendment'), amendment }),
  bar.extend({
    scene: z.literal('vote'),
    /** Null where it is not a text as a whole that is voted on; then `said` are the words of a part, in the screen's languages. */
    text: text.nullable(),
    said,
    amendment: amendment.nullable(),
    question: localised,
    stage: z.enum(['open', 'closed']),
    manner: z.enum(VOTE_MANNERS),
    /** Until when objections are waited for, where nobody votes. */
    until: instant.nullable(),
    carriedBy: localised,
    places: int,
    cast: int,
    /** Names in the order of the roll with what was recorded, in the manners that show it. */
    roll: z.array(z.object({ place: z.string(), name: localised, choice: z.enum(CHOICES).nullable() })),
    /** Roll call: the places whose names are called now and next. */
    turn: z.object({ now: z.string(), next: z.string().nullable() }).nullable(),
  }),
  z.object({
    scene: z.literal('outcome'),
    text: text.nullable(),
    said,
    amendment: amendment.extend({ next: int.nullable() }).nullable(),
    question: localised,
    /** Null of a vote that became void before it was closed. */
    outcome: outcome.nullable(),
    /** That it is void, and why. */
    void: localised.nullable(),
    councils: z.array(z.object({ id: id<CouncilId>(), name: localised })),
    head: head.nullable(),
  }),
  z.object({ scene: z.literal('ended'), head: head.nullable() }),
])

const screen = z.object({
  id: id<ScreenId>(),
  name: z.string(),
  languages,
  createdAt: instant,
  revokedAt: instant.nullable(),
  /** When it last opened its link or kept its line; null before the first time. */
  lastSeen: instant.nullable(),
})

export const screensWire = {
  links: query(
    'The links of the screens of a session, and what the desk put on them. Refuses: no-right, not-found.',
    z.object({ session }),
    z.object({
      screens: z.array(screen),
      /** Null: what follows from the point. */
      choice: z
        .object({
          shown: z.enum(SHOWN),
          recommendation: id<RecommendationId>().nullable(),
          amendment: id<AmendmentId>().nullable(),
        })
        .nullable(),
      may: z.object({ show: z.boolean() }),
    }),
  ),
  'create-link': command(
    'Makes a link for a screen of the hall; its secret is told once, here. Refuses: no-right, not-found.',
    z.object({ session, name: z.string().trim().min(1).max(80), languages, requestId }),
    z.object({ id: id<ScreenId>(), path: z.string() }),
  ),
  'revoke-link': command(
    'Ends a link: its screen goes dark within a second. Refuses: no-right, not-found, already-so.',
    z.object({ screen: id<ScreenId>(), requestId }),
    z.object({}),
  ),
  show: command(
    'Puts a text or a tabled amendment on the screens, or the way to check in, or what follows from the point. Refuses: no-right, not-found, session-not-open.',
    z.object({
      session,
      shown: z.enum(SHOWN),
      recommendation: id<RecommendationId>().nullable().default(null),
      amendment: id<AmendmentId>().nullable().default(null),
      requestId,
    }),
    z.object({}),
  ),
  enter: command(
    'A screen opens its link: its secret becomes a cookie of its own. Refuses: no-screen.',
    z.object({ session, secret }),
    z.object({ screen: id<ScreenId>(), languages }),
    { open: true },
  ),
  screen: query(
    'Exactly what a screen shows now; asked with its own cookie. Refuses: no-screen.',
    z.object({ session, screen: id<ScreenId>() }),
    z.object({
      languages,
      session: z.object({
        title: localised,
        date: localDate,
        place: localised,
        timezone: z.string(),
        stage: z.enum(SESSION_STAGES),
        sitting: int,
      }),
      shown,
    }),
    { open: true },
  ),
} as const

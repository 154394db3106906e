import { z } from 'zod'
import { LANGUAGE_STATES } from '../councils/model.ts'
import type {
  AccountId,
  AddresseeId,
  AgendaPointId,
  CouncilId,
  FindingId,
  RecommendationId,
  SessionId,
  StandardId,
  TextId,
  ThemeId,
  VersionId,
  VoteId,
} from '../ids.ts'
import { command, hash, id, instant, language, localDate, localised, query, requestId } from '../wire.ts'
import { PENS, PRIORITIES, RECOMMENDATION_KINDS, RECOMMENDATION_STAGES } from './model.ts'
import { setWire } from './set-wire.ts'

export const fields = z.object({
  addressees: z.array(z.object({ id: id<AddresseeId>(), role: z.enum(['lead', 'co']) })).max(30),
  deadline: localDate.nullable(),
  priority: z.enum(PRIORITIES).nullable(),
  findings: z.array(id<FindingId>()).max(50),
  standards: z.array(id<StandardId>()).max(50),
  themes: z.array(id<ThemeId>()).max(20),
})

/** Who wrote, with the councils of the session they sit in. */
const author = z.object({ account: id<AccountId>(), name: localised, councils: z.array(id<CouncilId>()) })

const recommendation = z.object({
  id: id<RecommendationId>(),
  session: id<SessionId>(),
  kind: z.enum(RECOMMENDATION_KINDS),
  point: id<AgendaPointId>().nullable(),
  /** Of a closed point: observers see nothing of it, and no device keeps it. */
  closed: z.boolean(),
  number: z.number().int().nullable(),
  stage: z.enum(RECOMMENDATION_STAGES),
  textId: id<TextId>(),
  title: localised,
  sourceLanguage: language,
  languages: z.object({ kk: z.enum(LANGUAGE_STATES), ru: z.enum(LANGUAGE_STATES), en: z.enum(LANGUAGE_STATES) }),
  pen: z.enum(PENS),
  freezesAt: instant.nullable(),
  /** The vote on this text that is open, closed or announced last; null before the first. */
  vote: z.object({ id: id<VoteId>(), stage: z.enum(['open', 'closed', 'announced', 'void']) }).nullable(),
  /** The frozen version, null while drafting. */
  version: z.object({ id: id<VersionId>(), number: z.number().int(), hash }).nullable(),
})

/** Runs, blocks and parts as canonical form 1 has them. */
const mark = z.union([
  z.object({ type: z.enum(['bold', 'italic']) }),
  z.object({ type: z.literal('link'), href: z.string() }),
])
export const blocks = z.array(
  z.object({
    level: z.number().int().optional(),
    content: z.array(z.object({ text: z.string(), marks: z.array(mark).optional() })),
  }),
)
const perLanguage = z.object({ kk: blocks, ru: blocks, en: blocks })
export const parts = z.object({ title: perLanguage, text: perLanguage, rationale: perLanguage, indicator: perLanguage })

export const recommendationsWire = {
  ...setWire,
  list: query(
    'The set of a session in its order, the preamble first. Refuses: not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({ recommendations: z.array(recommendation) }),
  ),
  recommendation: query(
    'One recommendation with its fields and what the asking account may do with it. Refuses: not-found.',
    z.object({ id: id<RecommendationId>() }),
    recommendation.extend({
      fields,
      fieldsRev: z.number().int(),
      may: z.object({
        edit: z.boolean(),
        freeze: z.boolean(),
        takeBackFreeze: z.boolean(),
        openVote: z.boolean(),
        adopt: z.boolean(),
        setPen: z.boolean(),
        moveToPoint: z.boolean(),
      }),
    }),
  ),
  coverage: query(
    'What each text of a session rests on, is addressed to and lacks, for the matrix of findings and recommendations. Refuses: not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({
      texts: z.array(
        recommendation
          .pick({ id: true, kind: true, number: true, stage: true, title: true, sourceLanguage: true, languages: true })
          .extend({
            fields: fields.pick({ findings: true, standards: true, addressees: true, deadline: true }),
          }),
      ),
    }),
  ),
  text: query(
    'The present text at or beyond the last committed edit. Refuses: not-found.',
    z.object({ id: id<RecommendationId>() }),
    z.object({
      id: id<RecommendationId>(),
      textId: id<TextId>(),
      seq: z.number().int(),
      stage: z.enum(RECOMMENDATION_STAGES),
      parts,
      plain: z.object({ title: localised, text: localised, rationale: localised, indicator: localised }),
    }),
  ),
  'since-suspension': query(
    'The words of a text as they were when the session was last suspended; null where it was not, or nothing changed since. Refuses: not-found.',
    z.object({ id: id<RecommendationId>() }),
    z.object({
      before: z
        .object({
          suspendedAt: instant,
          plain: z.object({ title: localised, text: localised, rationale: localised, indicator: localised }),
        })
        .nullable(),
    }),
  ),
  authors: query(
    'Whose the Yjs client ids of a text are; for its members alone. Refuses: not-found, no-right.',
    z.object({ id: id<RecommendationId>() }),
    z.object({ authors: z.array(author.extend({ clients: z.array(z.number().int()) })) }),
  ),
  contributions: query(
    'How many characters of the present texts of a session, or of one of them, are whose; for its members alone. Refuses: not-found, no-right.',
    z.object({ session: id<SessionId>(), recommendation: id<RecommendationId>().optional() }),
    z.object({
      texts: z.array(
        z.object({
          recommendation: id<RecommendationId>(),
          people: z.array(z.object({ account: id<AccountId>(), characters: z.number().int() })),
        }),
      ),
      people: z.array(author),
    }),
  ),
  addressees: query(
    'The bodies that recommendations are addressed to.',
    z.object({}),
    z.object({
      addressees: z.array(
        z.object({ id: id<AddresseeId>(), parent: id<AddresseeId>().nullable(), abbr: localised, name: localised }),
      ),
    }),
  ),
  'change-fields': command(
    'Changes the fields; `rev` is the one that was shown. Refuses: no-right, not-found, frozen, changed-meanwhile, malformed.',
    z.object({ id: id<RecommendationId>(), rev: z.number().int(), fields, requestId }),
    z.object({ rev: z.number().int() }),
  ),
  'set-pen': command(
    'Hands the pen of texts to others, all of them or none. Refuses: no-right, not-found, session-closed, frozen, already-so.',
    z.object({
      recommendations: z.array(id<RecommendationId>()).min(1).max(300),
      pen: z.enum(PENS),
      requestId,
    }),
    z.object({}),
  ),
  'move-to-point': command(
    'Moves a text to a point of the agenda. Refuses: no-right, not-found, session-closed, vote-running, already-so.',
    z.object({ recommendation: id<RecommendationId>(), point: id<AgendaPointId>().nullable(), requestId }),
    z.object({}),
  ),
} as const

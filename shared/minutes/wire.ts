import { z } from 'zod'
import { SIGNERS } from '../councils/model.ts'
import type { AccountId, CouncilId, SessionId } from '../ids.ts'
import { LANGUAGES, type Language } from '../language.ts'
import { command, HEAVY, hash, id, instant, language, localDate, localised, query, requestId } from '../wire.ts'
import { MINUTES_STAGES } from './rules.ts'
import { LONGEST_WORDING } from './wording.ts'

const session = id<SessionId>()
/** `vote:v1`, with `+` of what is added below it. */
const entry = z.string().regex(/^[a-z]+(:[A-Za-z0-9_-]{1,64}){0,2}\+?$/)
const fact = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,40}$/)
const piece = z.union([z.object({ words: z.string().max(LONGEST_WORDING) }), z.object({ fact })])
const inEach = <One extends z.ZodType>(one: One) =>
  z.object(Object.fromEntries(LANGUAGES.map((each) => [each, one])) as Record<Language, One>)
const may = z.boolean()

export const minutesWire = {
  minutes: query(
    'The minutes of a session: as the record and the secretariat have them now, or as they were closed. Who looks on reads approved ones. Refuses: not-found, no-right.',
    z.object({ session }),
    z.object({
      title: localised,
      place: localised,
      date: localDate,
      timezone: z.string(),
      stage: z.enum(MINUTES_STAGES),
      /** Of the words as they are answered here. */
      hash,
      closed: z.object({ hash, at: instant, by: localised }).nullable(),
      signatures: z.array(
        z.object({
          council: id<CouncilId>(),
          councilName: localised,
          signer: z.enum(SIGNERS),
          account: id<AccountId>(),
          name: localised,
          at: instant.nullable(),
        }),
      ),
      may: z.object({ word: may, close: may, reopen: may, sign: may }),
      entries: z.array(
        z.object({
          id: entry,
          kind: z.enum(['sitting', 'point', 'paragraph', 'note']),
          said: inEach(z.array(z.object({ words: z.string(), fact: fact.nullable() }))),
          /** What the secretariat words it with; null for everybody else, and of headings. */
          wording: z
            .object({
              /** Every fact there is, and those of the record’s own sentence, which stay in every wording. */
              facts: z.array(z.object({ name: fact, words: localised })),
              kept: inEach(z.array(fact)),
              states: inEach(
                z.object({
                  state: z.enum(['recorded', 'worded', 'stale', 'unfit']),
                  was: z.array(z.object({ fact, words: z.string() })),
                }),
              ),
              note: localised,
            })
            .nullable(),
        }),
      ),
      /** Of closed minutes: the entries that the record would say otherwise now. */
      differs: z.array(entry),
    }),
  ),
  word: command(
    'Puts an entry into the secretariat’s words in one language, or with null into those of the record; an entry’s own id with + is a paragraph below it. Refuses: not-found, no-right, minutes-closed, malformed, fact-missing, figure-typed, too-large.',
    z.object({ session, entry, language, pieces: z.array(piece).max(200).nullable(), requestId }),
    z.object({}),
  ),
  close: command(
    'Closes the minutes: every word of them is fixed and hashed; `hash` is what was shown. Refuses: not-found, no-right, minutes-closed, wrong-stage, changed-meanwhile.',
    z.object({ session, hash, requestId }),
    z.object({}),
  ),
  reopen: command(
    'Takes the closing back; signatures on it count no more. Refuses: not-found, no-right, already-so, minutes-signed.',
    z.object({ session, requestId }),
    z.object({}),
  ),
  sign: command(
    'Signs the minutes as they were closed, for every place one signs for. Refuses: not-found, no-right, wrong-stage, already-so, changed-meanwhile.',
    z.object({ session, hash, requestId }),
    z.object({}),
    HEAVY,
  ),
} as const

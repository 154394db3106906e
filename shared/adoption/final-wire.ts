import { z } from 'zod'
import type { AccountId, CouncilId, RecommendationId, SessionId, TextId, VersionId } from '../ids.ts'
import { RECOMMENDATION_KINDS } from '../recommendations/model.ts'
import { parts } from '../recommendations/wire.ts'
import { PARTS } from '../text/canonical.ts'
import { command, HEAVY, hash, id, instant, language, localDate, localised, query, requestId } from '../wire.ts'
import { CHANGE_CLASSES, FINAL_STAGES, MOST_FINAL_WORDS, SIGNATURE_KINDS } from './final.ts'

const int = z.number().int()
const recommendation = id<RecommendationId>()
const person = z.object({ account: id<AccountId>(), name: localised })
const said = z.string().max(MOST_FINAL_WORDS)
const one = z.object({ recommendation, requestId })
const shown = one.extend({ hash })
const nothing = z.object({})
const official = z.object({ number: z.string(), date: localDate })

const round = z.object({
  recommendation,
  session: id<SessionId>(),
  /** 0: the final text; from 1: corrigenda. */
  round: int,
  stage: z.enum(FINAL_STAGES),
  textId: id<TextId>(),
  base: id<VersionId>(),
  version: id<VersionId>().nullable(),
  hash: hash.nullable(),
  reason: z.string(),
  official: official.nullable(),
  begunBy: person,
  begunAt: instant,
  published: z.object({ by: person, at: instant }).nullable(),
  confirmations: z.array(person.extend({ council: id<CouncilId>(), at: instant })),
  signatures: z.array(
    person.extend({ council: id<CouncilId>(), kind: z.enum(SIGNATURE_KINDS), at: instant, reason: z.string() }),
  ),
})

const change = z.object({
  key: z.string(),
  part: z.enum(PARTS),
  language,
  before: z.string(),
  after: z.string(),
  around: z.object({ before: z.string(), after: z.string() }),
  /** It touches a figure or a negation: look twice. */
  weighty: z.boolean(),
  class: z.enum(CHANGE_CLASSES).nullable(),
})

/** What the final text or a corrigendum changed, as everybody sees it: personal data that was taken out is signs. */
const roundOfChanges = z.object({ round: int, official, reason: z.string(), changes: z.array(change) })

export const finalWire = {
  final: query(
    'The final text of an adopted one, with its corrigenda: the newest round with its texts, every change and its class, who confirmed and signed. Refuses: not-found.',
    z.object({ recommendation }),
    z.object({
      title: localised,
      number: int.nullable(),
      councils: z.array(z.object({ id: id<CouncilId>(), name: localised })),
      rounds: z.array(round),
      /** Of the newest round; null before the first. */
      texts: z.object({ base: parts, final: parts }).nullable(),
      changes: z.array(change),
      may: z.object({
        begin: z.boolean(),
        draft: z.boolean(),
        submit: z.boolean(),
        revise: z.boolean(),
        confirm: z.boolean(),
        sign: z.boolean(),
        number: z.boolean(),
        publish: z.boolean(),
      }),
    }),
  ),
  'begin-final': command(
    'Begins the final text of an adopted one as a copy, or a corrigendum to a published one, with its reason. Refuses: no-right, not-found, not-adopted, already-so, reason-missing.',
    one.extend({ reason: said.default('') }),
    z.object({ round: int, textId: id<TextId>() }),
  ),
  'class-change': command(
    'Says what a change of the copy is; null takes it back. Refuses: no-right, not-found, frozen, wrong-class, changed-meanwhile.',
    one.extend({ key: z.string().max(100), class: z.enum(CHANGE_CLASSES).nullable() }),
    nothing,
  ),
  'submit-final': command(
    'Gives the copy to the chairs: from then on its words stand, under a hash. Refuses: no-right, not-found, frozen, not-classed, nothing-changed.',
    one,
    z.object({ hash }),
  ),
  'revise-final': command(
    'Takes it back to be worked on; what was confirmed or signed counts no more. Refuses: no-right, not-found, wrong-stage.',
    one,
    nothing,
  ),
  'confirm-final': command(
    'A chair confirms for their council that nothing of substance was changed. Refuses: no-right, not-found, wrong-stage, wrong-text, already-so.',
    shown,
    nothing,
    HEAVY,
  ),
  'sign-final': command(
    'A chair signs, by recorded confirmation or by a signature file (at most 200 kB), or says why not, each with the password said again, or after another proof of the last two minutes. Refuses: step-up-needed, no-right, not-found, wrong-stage, wrong-text, already-so, reason-missing, wrong-password, too-many-tries, wrong-signature-file, too-large.',
    shown.extend({
      kind: z.enum(SIGNATURE_KINDS),
      password: z.string().max(500).optional(),
      reason: said.default(''),
      base64: z.base64().max(300_000).optional(),
    }),
    nothing,
  ),
  'number-final': command(
    'Gives the number and the day under which it is published, which no other text has. Refuses: no-right, not-found, wrong-stage, number-taken.',
    one.extend({ number: z.string().min(1).max(60), date: localDate }),
    nothing,
  ),
  'publish-final': command(
    'Publishes it; who does says that they looked and nobody can be recognised. Refuses: no-right, not-found, wrong-stage, signatures-missing, number-missing, not-looked-through.',
    shown.extend({ nobodyRecognised: z.boolean() }),
    nothing,
    HEAVY,
  ),
  renumber: command(
    'Numbers the adopted texts of a session one after another, once. Refuses: no-right, not-found, wrong-stage, already-so.',
    z.object({ session: id<SessionId>(), requestId }),
    z.object({ numbers: z.array(z.object({ recommendation, was: int, is: int })) }),
  ),
  finals: query(
    'How far the final texts of a session are: each adopted text with its newest round, number and day, and its number before they were numbered anew. Refuses: not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({
      texts: z.array(
        z.object({
          recommendation,
          kind: z.enum(RECOMMENDATION_KINDS),
          number: int.nullable(),
          numberBefore: int.nullable(),
          title: localised,
          /** The newest that the reader sees. */
          round: z.object({ round: int, stage: z.enum(FINAL_STAGES) }).nullable(),
          official: official.nullable(),
        }),
      ),
      isRenumbered: z.boolean(),
      mayRenumber: z.boolean(),
    }),
  ),
  published: query(
    'Published texts, for everybody: those whose words, titles or numbers have what is asked, newest first, at most 200. Refuses: too-fast.',
    z.object({ words: z.string().max(200).optional(), session: id<SessionId>().optional() }),
    z.object({
      texts: z.array(
        z.object({
          recommendation,
          session: id<SessionId>(),
          sessionTitle: localised,
          official,
          title: localised,
          corrigenda: int,
          hash,
        }),
      ),
    }),
    { open: true },
  ),
  'published-text': query(
    'A published text in three languages with its corrigenda, signatures and outcome, for everybody. Refuses: not-found, too-fast.',
    z.object({ recommendation }),
    z.object({
      recommendation,
      session: id<SessionId>(),
      sessionTitle: localised,
      timezone: z.string(),
      kind: z.string(),
      number: int.nullable(),
      /** While it was drafted and voted on, where it had another. */
      numberBefore: int.nullable(),
      official,
      title: localised,
      parts,
      hash,
      adopted: z.object({ hash, at: instant, outcome: localised }),
      councils: z.array(z.object({ id: id<CouncilId>(), name: localised })),
      signatures: z.array(round.shape.signatures.element.omit({ account: true })),
      corrigenda: z.array(roundOfChanges),
      head: z.object({ number: int, hash }),
    }),
    { open: true },
  ),
  check: query(
    'What the code on a print says: draft, adopted, final or superseded, what stands now, and, of what was adopted or published, what was changed since. Refuses: not-found, too-fast.',
    z.object({ code: z.string().regex(/^[0-9a-f]{16}$/) }),
    z.object({
      state: z.enum(['draft', 'adopted', 'final', 'superseded']),
      kind: z.string(),
      number: int.nullable(),
      sessionTitle: localised,
      date: localDate,
      hash,
      /** The published text that stands now; null while there is none. */
      now: z.object({ recommendation, title: localised, official, hash }).nullable(),
      /** Of a print of the adopted or of an earlier published text: the final text and the corrigenda that came after it. */
      difference: z.array(roundOfChanges),
    }),
    { open: true },
  ),
} as const

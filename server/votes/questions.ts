import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { Decides } from '../../shared/floor/model.ts'
import { type Hash, sha256Hex } from '../../shared/hash.ts'
import type {
  AccountId,
  AmendmentId,
  MotionId,
  PointOfOrderId,
  RecommendationId,
  SessionId,
  VersionId,
} from '../../shared/ids.ts'
import { eachLanguage, type Localised } from '../../shared/language.ts'
import { sayInEach } from '../../shared/messages/translate.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import type { Instant } from '../../shared/time.ts'
import type { Question, Vote } from '../../shared/votes/model.ts'
import { putPart, putSet, putText, questionContent } from '../../shared/votes/questions.ts'
import { putReopening } from '../../shared/votes/reopening.ts'
import type { Reader } from '../db/database.ts'
import { questionOnFloor } from '../floor/putting.ts'
import { type Kept, loadSet, recommendationFor } from '../recommendations/queries.ts'
import { type SessionFor, sessionFor } from '../sessions/queries.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import { isRedacted } from '../versions/redacting-queries.ts'
import { aboutAmendment, type PutAmendment, titleOfPut } from './amendments.ts'

/** What somebody wants to put. */
export type Asked =
  | { readonly kind: 'adopt-recommendation'; readonly recommendation: RecommendationId }
  | { readonly kind: 'keep-part'; readonly recommendation: RecommendationId; readonly words: Localised }
  | { readonly kind: 'adopt-amendment'; readonly amendment: AmendmentId }
  | { readonly kind: 'reopen'; readonly recommendation: RecommendationId }
  | { readonly kind: 'adopt-set'; readonly session: SessionId }
  | { readonly kind: 'procedure'; readonly session: SessionId; readonly words: Localised }
  | { readonly kind: 'motion'; readonly session: SessionId; readonly motion: MotionId }
  | { readonly kind: 'ruling'; readonly session: SessionId; readonly pointOfOrder: PointOfOrderId }

/** What a vote would be put on as things stand, and whether it may be. */
export type Put = SessionFor & {
  readonly question: Question
  readonly put: Decision<unknown>
  /** The one text it is about. */
  readonly recommendation: Kept | null
  readonly version: VersionId | null
  /** Of what would be put; null while it is not fixed. */
  readonly hash: Hash | null
  /** The hash the asker must have been shown: of the text, or of the set; null where nothing but the question is put. */
  readonly shown: Hash | null
  /** The amendment that is put, and what its vote binds. */
  readonly amendment?: PutAmendment
}

/** Finds what is asked, as the account meets it. Refuses: not-found. Source: RULES.md VO2, VO100–VO103. */
export async function questionFor(db: Reader, asked: Asked, account: AccountId, at: Instant): Promise<Decision<Put>> {
  const found = await putFor(db, asked, account, at)
  if (!found.ok || !found.facts.recommendation || asked.kind === 'reopen') return found
  const sound = await soundVersions(db, [found.facts.recommendation])
  return found.facts.put.ok && !sound.ok ? allow({ ...found.facts, put: sound }) : found
}

function putFor(db: Reader, asked: Asked, account: AccountId, at: Instant): Promise<Decision<Put>> {
  switch (asked.kind) {
    case 'adopt-recommendation':
    case 'keep-part':
    case 'reopen':
      return aboutText(db, asked, account, at)
    case 'adopt-amendment':
      return aboutAmendment(db, asked.amendment, account, at)
    case 'adopt-set':
      return aboutSet(db, asked, account, at)
    case 'procedure':
      return aboutProcedure(db, asked, account, at)
    case 'motion':
      return onFloor(db, asked.session, { on: 'motion', motion: asked.motion }, account, at)
    case 'ruling':
      return onFloor(db, asked.session, { on: 'ruling', pointOfOrder: asked.pointOfOrder }, account, at)
  }
}

async function aboutText(
  db: Reader,
  asked: Extract<Asked, { readonly recommendation: RecommendationId }>,
  account: AccountId,
  at: Instant,
): Promise<Decision<Put>> {
  const found = await recommendationFor(db, asked.recommendation, account, at)
  if (!found.ok) return found
  const { recommendation, session } = found.facts
  const { version } = recommendation
  const put = { ...found.facts, version: version?.id ?? null, shown: version?.hash ?? null }
  if (asked.kind === 'adopt-recommendation')
    return allow({ ...put, question: asked, put: putText(recommendation), hash: version?.hash ?? null })
  const bound = version && sha256Hex(questionContent(session.id, asked, version.hash))
  if (asked.kind === 'reopen') return allow({ ...put, question: asked, put: putReopening(recommendation), hash: bound })
  const content = version && (await loadVersion(db, version.id))
  const text = content ? plainParts(contentOf(content).parts).text : null
  return allow({
    ...put,
    question: asked,
    put: putPart(recommendation, asked.words, text),
    hash: bound,
  })
}

/** A version with a redacted passage says other words than its hash is of: neither it nor a change of it is put. Refuses: redacted-version. Source: RULES.md VE57. */
async function soundVersions(db: Reader, texts: readonly Pick<Kept, 'textId' | 'version'>[]): Promise<Decision> {
  for (const { textId: text, version } of texts)
    if (version && (await isRedacted(db, { id: version.id, text }))) return refuse('redacted-version', 'VE57')
  return allow()
}

async function aboutSet(
  db: Reader,
  { session }: Extract<Asked, { kind: 'adopt-set' }>,
  account: AccountId,
  at: Instant,
): Promise<Decision<Put>> {
  const found = await sessionFor(db, session, account, at)
  if (!found.ok) return found
  const set = await loadSet(db, session)
  const fixed = putSet(set)
  const texts = fixed.ok ? fixed.facts.map(({ recommendation }) => recommendation) : []
  const sound = await soundVersions(
    db,
    set.filter(({ id }) => texts.includes(id)),
  )
  const put = sound.ok ? fixed : sound
  const question: Question = { kind: 'adopt-set', texts: put.ok ? put.facts : [] }
  const hash = put.ok ? sha256Hex(questionContent(session, question, null)) : null
  return allow({ ...found.facts, question, put, recommendation: null, version: null, hash, shown: hash })
}

async function aboutProcedure(
  db: Reader,
  { session, words }: Extract<Asked, { kind: 'procedure' }>,
  account: AccountId,
  at: Instant,
): Promise<Decision<Put>> {
  const found = await sessionFor(db, session, account, at)
  if (!found.ok) return found
  const question: Question = { kind: 'procedure', words }
  const put = Object.values(words).some((one) => one.trim() !== '') ? allow() : refuse('malformed', 'VO103')
  const hash = sha256Hex(questionContent(session, question, null))
  return allow({ ...found.facts, question, put, recommendation: null, version: null, hash, shown: null })
}

/** A motion, or the ruling that was appealed from: nobody words it but its mover and the chair. Source: RULES.md VO134. */
async function onFloor(
  db: Reader,
  session: SessionId,
  decides: Decides,
  account: AccountId,
  at: Instant,
): Promise<Decision<Put>> {
  const found = await sessionFor(db, session, account, at)
  if (!found.ok) return found
  const asked = await questionOnFloor(db, found.facts.session, decides)
  if (!asked.ok) return asked
  const { words, under, put } = asked.facts
  const question: Question = { kind: 'procedure', words, decides, under }
  const hash = sha256Hex(questionContent(session, question, null))
  return allow({ ...found.facts, question, put, recommendation: null, version: null, hash, shown: null })
}

/** What a vote is about in a few words: the title as it stands in the version that is voted on, the set, or the question. */
export async function titleOf(
  db: Reader,
  { question, version: id }: Pick<Vote, 'question' | 'version'>,
): Promise<Localised> {
  if (question.kind === 'procedure') return question.words
  if (question.kind === 'adopt-set') return sayInEach('votes.questions.set')
  if (question.kind === 'adopt-amendment' && question.recommendation === null) return titleOfPut(db, question.amendment)
  const version = id && (await loadVersion(db, id))
  return version ? titleIn(version) : eachLanguage(() => '')
}

/** The title of a recommendation as it stands in the version of a hash. */
export async function titleOfVersion(db: Reader, recommendation: RecommendationId, hash: Hash): Promise<Localised> {
  const version = await db
    .selectFrom('versions')
    .select('content')
    .where('recommendation', '=', recommendation)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return version ? titleIn(version) : eachLanguage(() => '')
}

const titleIn = (version: { readonly content: string }): Localised => plainParts(contentOf(version).parts).title

import { effectOf, UNDECIDED } from '../../shared/amendments/model.ts'
import type { Choice } from '../../shared/amendments/plan-model.ts'
import { effectContent } from '../../shared/amendments/putting.ts'
import {
  baseText,
  changedParts,
  changedText,
  type Decisions,
  planText,
  type TextPlan,
} from '../../shared/amendments/text-plan.ts'
import { type Json, sameJson } from '../../shared/canonical-json.ts'
import { type Hash, sha256Hex } from '../../shared/hash.ts'
import type { AmendmentId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Fields } from '../../shared/recommendations/model.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import { emptyText, readParts } from '../../shared/text/ydoc.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'
import type { Reader } from '../db/database.ts'
import { type TextAt, textAt } from '../live/forking.ts'
import type { Kept } from '../recommendations/queries.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import type { KeptAmendment } from './queries.ts'

/** What an amendment comes to as text and amendment stand. */
export type Planned = {
  readonly texts: { readonly base: Parts; readonly present: Parts; readonly amendment: Parts; readonly amended: Parts }
  /** How it comes into the text; null where no text is written in. */
  readonly plan: TextPlan | null
  /** Clashes that nobody has decided. */
  readonly open: number
  /** The bytes that a vote binds, and their hash; null while a clash is open, or the text is not frozen and only its place changes. */
  readonly bound: { readonly content: string; readonly hash: Hash } | null
  /** Whether it says anything else than the present text, and in which languages. */
  readonly changes: boolean
  readonly languages: ReadonlySet<Language>
  /** The text and the amendment as they were read; null where there is none. */
  readonly text: TextAt | null
  readonly own: TextAt | null
}

/** The fields of a recommendation of which nobody has said any. */
export const NO_FIELDS: Fields = {
  addressees: [],
  deadline: null,
  priority: null,
  findings: [],
  standards: [],
  themes: [],
}

/** Reads text and amendment and puts them together. What is decided is held against what it was proposed to. Source: RULES.md AM1, AM31. */
export async function planned(db: Reader, amendment: KeptAmendment, kept: Kept | null): Promise<Planned> {
  const effect = effectOf(amendment)
  const own = amendment.text === null ? null : await textAt(db, amendment.text)
  if (effect === 'new') return asNew(amendment, own)
  if (!kept) throw new Error(`${amendment.id} amends nothing`)
  const text = await textAt(db, kept.textId)
  const base = amendment.base && (await loadVersion(db, amendment.base))
  const was = base ? contentOf(base).parts : readParts(text.doc)
  if (!own) return asWhole(amendment, kept, text, was)
  const decisions = await loadDecisions(db, amendment.id)
  const from = baseText(was)
  const amended = changedText(from, own.doc)
  const undecided = UNDECIDED.includes(amendment.stage) || amendment.stage === 'put'
  const present = undecided ? changedText(from, text.doc) : changedParts(from, was)
  const plan = planText(from, present, amended, decisions)
  const content = canonicalContent({ recommendation: kept.id, kind: kept.kind, fields: kept.fields, parts: plan.parts })
  return {
    texts: { base: was, present: present.parts, amendment: amended.parts, amended: plan.parts },
    plan,
    open: plan.open,
    bound: plan.open > 0 ? null : { content, hash: sha256Hex(content) },
    changes: !sameParts(plan.parts, present.parts) || plan.open > 0,
    languages: new Set(plan.fragments.map(({ language }) => language)),
    text,
    own,
  }
}

function asNew({ creates, fields }: KeptAmendment, own: TextAt | null): Planned {
  if (!own || !creates) throw new Error('a new recommendation without words')
  const parts = readParts(own.doc)
  const none = readParts(emptyText())
  const content = canonicalContent({
    recommendation: creates,
    kind: 'recommendation',
    fields: fields ?? NO_FIELDS,
    parts,
  })
  return {
    texts: { base: none, present: none, amendment: parts, amended: parts },
    plan: null,
    open: 0,
    bound: { content, hash: sha256Hex(content) },
    changes: hasWords(parts),
    languages: new Set(),
    text: null,
    own,
  }
}

function asWhole(amendment: KeptAmendment, kept: Kept, text: TextAt, base: Parts): Planned {
  const present = readParts(text.doc)
  const content = kept.version && effectContent(amendment, kept.version.hash)
  return {
    texts: { base, present, amendment: present, amended: present },
    plan: null,
    open: 0,
    bound: content ? { content, hash: sha256Hex(content) } : null,
    changes: true,
    languages: new Set(),
    text,
    own: null,
  }
}

export async function loadDecisions(db: Reader, amendment: AmendmentId): Promise<Decisions> {
  const rows = await db
    .selectFrom('amendment_decisions')
    .select(['clash', 'choice'])
    .where('amendment', '=', amendment)
    .execute()
  return new Map(rows.map(({ clash, choice }): [string, Choice] => [clash, choice]))
}

export const sameParts = (one: Parts, other: Parts): boolean =>
  sameJson(one as unknown as Json, other as unknown as Json)

/** Whether a text says anything but white space in its title or text. */
export const hasWords = ({ title, text }: Parts): boolean =>
  [title, text].some((part) =>
    Object.values(part).some((blocks) => blocks.some(({ content }) => content.some((run) => run.text.trim() !== ''))),
  )

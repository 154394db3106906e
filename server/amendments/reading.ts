import { changesBetween } from '../../shared/amendments/changes.ts'
import type { Passage } from '../../shared/amendments/consolidating.ts'
import { leavesNoRoom, overlapsOf, type Proposed, proposedBy } from '../../shared/amendments/falling.ts'
import { effectOf, UNDECIDED } from '../../shared/amendments/model.ts'
import { effectContent } from '../../shared/amendments/putting.ts'
import { baseText, type ChangedText, changedParts, planText, type TextPlan } from '../../shared/amendments/text-plan.ts'
import { type Hash, sha256Hex } from '../../shared/hash.ts'
import type { AmendmentId, TextId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Part, Parts } from '../../shared/text/canonical.ts'
import { emptyText, readParts } from '../../shared/text/ydoc.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'
import type { House } from '../house.ts'
import type { ReadsWords } from '../live/live-texts.ts'
import type { Kept } from '../recommendations/queries.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import { hasWords, loadDecisions, NO_FIELDS, sameParts } from './plans.ts'
import type { KeptAmendment } from './queries.ts'

/** An amendment with the text it is to. */
export type Amending = { readonly amendment: KeptAmendment; readonly kept: Kept | null }

/** What pages show of an amendment as text and amendment stand; what is written is put together anew in its act. */
export type Reading = {
  /** Everything that this depends on. */
  readonly key: string
  readonly texts: { readonly base: Parts; readonly present: Parts; readonly amendment: Parts; readonly amended: Parts }
  readonly open: number
  readonly clashes: TextPlan['clashes']
  readonly looks: TextPlan['looks']
  /** Made when somebody asks: no list shows it. */
  readonly hash: () => Hash | null
  readonly changes: boolean
  /** What it changes in the present text, and how many words. */
  readonly changed: ReturnType<typeof changesBetween>
  readonly distance: number
  /** Set where it waits to be voted on. */
  readonly proposed: Proposed | null
  /** The text that it is to, at one row of its log. */
  readonly at: string
}

/** Amendments as they were read last, until a log has a new row: a hall asks for the same list a hundred times. */
export type Readings = {
  of(all: readonly Amending[]): Promise<Reading[]>
  /** Whether the other leaves no room for the one. */
  isClashing(one: Reading, other: Reading): boolean
  /** The text with all of them in their places, in one language. */
  marked(reads: readonly Reading[], language: Language, mark: () => MarkedPart[]): MarkedPart[]
}

/** A part of a text with amendments in their places. */
export type MarkedPart = { readonly part: Part; readonly passages: readonly Passage[] }

/** So many are kept in memory. */
const MOST_KEPT = 500
const MOST_PAIRS = 20_000
const MOST_TEXTS = 200
/** Cut into words each takes more than a megabyte; those that share most words with their base, a twentieth of it. */
const MOST_CHANGED = 10
const MOST_OWN = 200
const MOST_MARKED = 200

/** How often passages of a text were redacted. */
type Redactions = { readonly text: string; readonly redactions: number }

/** What a reading depends on, and the text it is held against. */
type Key = { readonly key: string; readonly at: string; readonly ownAt: string }

export function createReadings({ db, live }: Pick<House, 'db'> & { readonly live: ReadsWords }): Readings {
  const known = new Map<AmendmentId, Reading>()
  const bases = new Map<string, ReturnType<typeof baseText>>()
  const pairs = new Map<string, boolean>()
  const overlaps = new Map<string, boolean>()

  /** By text and row: many amendments are held against one text, and stay as they are while somebody writes in it. */
  const texts = new Map<string, Parts>()
  /** What was done to those that are amended since a version. */
  const since = new Map<string, ChangedText>()
  /** What amendments changed in theirs. */
  const owns = new Map<string, ChangedText>()
  const same = new Map<string, boolean>()
  const marked = new Map<string, MarkedPart[]>()

  /** What was kept of a text in which a passage was redacted since may say it still. Source: RULES.md VE53. */
  const redactions = new Map<string, number>()
  function forgetRedacted(heads: readonly Redactions[]): void {
    const isOlder = heads.some((one) => (redactions.get(one.text) ?? one.redactions) !== one.redactions)
    if (isOlder) for (const kept of [known, bases, pairs, overlaps, texts, since, owns, same, marked]) kept.clear()
    for (const one of heads) redactions.set(one.text, one.redactions)
  }

  const partsOf = async (text: TextId, at: string): Promise<Parts> =>
    texts.get(at) ?? keep(texts, MOST_TEXTS, at, (await live.read(text)).parts)

  const ownOf = async ({ text }: KeptAmendment, at: string) => (text === null ? null : await partsOf(text, at))

  async function read({ amendment, kept }: Amending, own: Parts | null, { key, at, ownAt }: Key): Promise<Reading> {
    const present = kept ? await partsOf(kept.textId, at) : readParts(emptyText())
    const was = await baseOf(amendment)
    const undecided = UNDECIDED.includes(amendment.stage) || amendment.stage === 'put'
    const shown = { base: was ?? present, present: undecided ? present : (was ?? present) }
    const planned = await planOf(amendment, shown, own, { at, ownAt })
    const amended = planned?.parts ?? own ?? shown.present
    const open = planned?.open ?? 0
    let hash: Hash | null = null
    const changed = changesBetween(shown.present, amended)
    const isHeld = amendment.stage === 'tabled' && effectOf(amendment) === 'words'
    return {
      key,
      texts: { ...shown, amendment: own ?? present, amended },
      open,
      clashes: planned?.clashes ?? [],
      looks: planned?.looks ?? [],
      hash: () => {
        hash ??= open > 0 ? null : hashOf(amendment, kept, amended)
        return hash
      },
      changes: isChange(amendment, shown.present, amended, open),
      changed,
      distance: changed.reduce((sum, { words }) => sum + words, 0),
      proposed: isHeld ? proposedBy(shown.present, amended) : null,
      at,
    }
  }

  async function baseOf({ base }: KeptAmendment): Promise<Parts | null> {
    if (base === null) return null
    const found = bases.get(base)
    if (found) return found.parts
    const version = await loadVersion(db, base)
    return version ? keep(bases, MOST_KEPT, base, baseText(contentOf(version).parts)).parts : null
  }

  /** Null where the text says what it said when it was forked: the text as amended is the amendment's own. */
  async function planOf(
    { id, base }: KeptAmendment,
    shown: Pick<Reading['texts'], 'base' | 'present'>,
    own: Parts | null,
    { at, ownAt }: Pick<Key, 'at' | 'ownAt'>,
  ) {
    const from = base === null ? undefined : bases.get(base)
    if (!own || !from || isSame(shown, `${base} ${at}`)) return null
    const [presentKey, ownKey] = [`${base} ${at}`, `${base} ${ownAt}`]
    const present = since.get(presentKey) ?? keep(since, MOST_CHANGED, presentKey, changedParts(from, shown.present))
    const amendment = owns.get(ownKey) ?? keep(owns, MOST_OWN, ownKey, changedParts(from, own))
    return planText(from, present, amendment, await loadDecisions(db, id))
  }

  const isSame = ({ base, present }: Pick<Reading['texts'], 'base' | 'present'>, key: string): boolean =>
    base === present || (same.get(key) ?? keep(same, MOST_KEPT, key, sameParts(base, present)))

  return {
    async of(all) {
      const keys = await keysOf(db, all, forgetRedacted)
      const wanted = all.flatMap((one, index) => {
        const key = keys[index]
        const found = known.get(one.amendment.id)
        return key ? [{ one, key, found: found?.key === key.key ? found : null }] : []
      })
      // All at once: the log's thread reads one while another is on its way.
      const said = await Promise.all(
        wanted.map(({ one, key, found }) => (found ? null : ownOf(one.amendment, key.ownAt))),
      )
      const reads: Reading[] = []
      for (const [index, { one, key, found }] of wanted.entries())
        reads.push(found ?? keep(known, MOST_KEPT, one.amendment.id, await read(one, said[index] ?? null, key)))
      return reads
    },
    marked(reads, language, mark) {
      const key = [language, ...reads.map((read) => read.key)].join(' / ')
      return marked.get(key) ?? keep(marked, MOST_MARKED, key, mark())
    },
    isClashing(one, other) {
      const [own, its] = [one.proposed, other.proposed]
      if (!own || !its || one.at !== other.at) return false
      const key = one.key < other.key ? `${one.key} / ${other.key}` : `${other.key} / ${one.key}`
      // Found alike from either side; and as long as the paragraphs say the same, whatever else is written meanwhile.
      const isOut = () =>
        (one.key < other.key ? overlapsOf(own, its) : overlapsOf(its, own)).some((overlap) => {
          const said = sha256Hex(JSON.stringify(overlap))
          return overlaps.get(said) ?? keep(overlaps, MOST_PAIRS, said, leavesNoRoom(overlap))
        })
      return pairs.get(key) ?? keep(pairs, MOST_PAIRS, key, isOut())
    },
  }
}

/** Keeps the newest. */
function keep<Key, Value>(map: Map<Key, Value>, most: number, key: Key, value: Value): Value {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= most) break
    map.delete(oldest)
  }
  return value
}

function hashOf(amendment: KeptAmendment, kept: Kept | null, parts: Parts): Hash | null {
  switch (effectOf(amendment)) {
    case 'words':
      return kept && hashOfText({ recommendation: kept.id, kind: kept.kind, fields: kept.fields, parts })
    case 'new': {
      const { creates, fields } = amendment
      return (
        creates && hashOfText({ recommendation: creates, kind: 'recommendation', fields: fields ?? NO_FIELDS, parts })
      )
    }
    default:
      return kept?.version ? sha256Hex(effectContent(amendment, kept.version.hash)) : null
  }
}

const hashOfText = (content: Parameters<typeof canonicalContent>[0]): Hash => sha256Hex(canonicalContent(content))

function isChange(amendment: KeptAmendment, present: Parts, amended: Parts, open: number): boolean {
  const effect = effectOf(amendment)
  if (effect === 'new') return hasWords(amended)
  return effect !== 'words' || open > 0 || !sameParts(present, amended)
}

/** Everything that reading each depends on, asked once for all. */
async function keysOf(
  db: House['db'],
  all: readonly Amending[],
  hear: (heads: readonly Redactions[]) => void,
): Promise<Key[]> {
  if (all.length === 0) return []
  const texts = [...new Set(all.flatMap(({ amendment, kept }) => [amendment.text ?? [], kept?.textId ?? []].flat()))]
  const heads = await db.selectFrom('heads').select(['text', 'seq', 'redactions']).where('text', 'in', texts).execute()
  hear(heads)
  const seqs = new Map(heads.map(({ text, seq }) => [text, seq]))
  const ids = all.map(({ amendment }) => amendment.id)
  const rows = await db
    .selectFrom('amendment_decisions')
    .select((q) => ['amendment', q.fn.countAll().as('count'), q.fn.max('at').as('at')])
    .where('amendment', 'in', ids)
    .groupBy('amendment')
    .execute()
  const decided = new Map(rows.map(({ amendment, count, at }) => [amendment, `${count} ${at}`]))
  return all.map(({ amendment, kept }) => {
    const at = kept ? `${kept.textId} ${seqs.get(kept.textId)}` : ''
    const ownAt = amendment.text ? `${amendment.text} ${seqs.get(amendment.text)}` : ''
    const key = [
      amendment.id,
      ownAt,
      at,
      amendment.base,
      amendment.stage,
      amendment.after,
      kept?.fieldsRev,
      kept?.version?.id,
      decided.get(amendment.id),
      JSON.stringify(amendment.fields),
    ].join(' ')
    return { key, at, ownAt }
  })
}

import { eachLanguage, type Language } from '../language.ts'
import type { Fields, RecommendationKind } from '../recommendations/model.ts'
import { type Block, PARTS, type Part, type Parts } from '../text/canonical.ts'
import { addedCounts, type Difference, type DifferenceCounts, differenceOf, sameBlocks } from '../text/difference.ts'
import type { VersionContent } from './model.ts'

/** What stands otherwise in a field; ids of things are matched by id, whatever their order. */
export type FieldChange =
  | { readonly field: 'kind'; readonly was: RecommendationKind; readonly is: RecommendationKind }
  | { readonly field: 'deadline'; readonly was: Fields['deadline']; readonly is: Fields['deadline'] }
  | { readonly field: 'priority'; readonly was: Fields['priority']; readonly is: Fields['priority'] }
  | ListChange<'findings'>
  | ListChange<'standards'>
  | ListChange<'themes'>
  | (ListChange<'addressees'> & {
      /** Addressees of both versions with another part in it. */
      readonly changed: readonly {
        readonly was: Fields['addressees'][number]
        readonly is: Fields['addressees'][number]
      }[]
    })

type ListChange<Name extends 'addressees' | 'findings' | 'standards' | 'themes'> = {
  readonly field: Name
  readonly added: Fields[Name]
  readonly deleted: Fields[Name]
}

/** What differs in the words; null where a part says the same in a language. */
export type PartsComparison = {
  readonly parts: Readonly<Record<Part, Readonly<Record<Language, Difference | null>>>>
  readonly counts: DifferenceCounts
}

/** What differs between two versions. */
export type Comparison = PartsComparison & { readonly fields: readonly FieldChange[] }

/** What of a version is compared. */
export type Compared = Pick<VersionContent, 'kind' | 'fields' | 'parts'>

/** Compares two versions of a recommendation; `told` hears of each stretch of characters that is done. Source: RULES.md VE9. */
export const compareVersions = (
  before: Compared,
  after: Compared,
  told?: (characters: number) => void,
): Comparison => ({
  ...compareParts(before.parts, after.parts, told),
  fields: fieldChanges(before, after),
})

/** How much there is to compare, in characters. */
export const charactersIn = ({ parts }: Pick<Compared, 'parts'>): number =>
  PARTS.flatMap((part) => Object.values(parts[part])).reduce((sum, blocks) => sum + lengthOf(blocks), 0)

const lengthOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, { content }) => sum + content.reduce((length, { text }) => length + text.length, 0), 0)

/** Compares two texts in every part and language, such as the present text and the text as amended. Source: RULES.md VE9. */
export function compareParts(before: Parts, after: Parts, told?: (characters: number) => void): PartsComparison {
  const inPart = (part: Part) =>
    eachLanguage((language) => {
      const [was, is] = [before[part][language], after[part][language]]
      const found = sameBlocks(was, is) ? null : differenceOf(was, is, language)
      told?.(lengthOf(was) + lengthOf(is))
      return found
    })
  const parts = {
    title: inPart('title'),
    text: inPart('text'),
    rationale: inPart('rationale'),
    indicator: inPart('indicator'),
  }
  const differences = PARTS.flatMap((part) => Object.values(parts[part])).filter((one) => one !== null)
  return { parts, counts: addedCounts(differences.map(({ counts }) => counts)) }
}

/** What differs in the fields, in the order in which they are shown. */
export function fieldChanges(
  before: Pick<VersionContent, 'kind' | 'fields'>,
  after: Pick<VersionContent, 'kind' | 'fields'>,
): FieldChange[] {
  const [was, is] = [before.fields, after.fields]
  const changes: FieldChange[] = []
  if (before.kind !== after.kind) changes.push({ field: 'kind', was: before.kind, is: after.kind })
  changes.push(...addresseeChanges(was.addressees, is.addressees))
  if (was.deadline !== is.deadline) changes.push({ field: 'deadline', was: was.deadline, is: is.deadline })
  if (was.priority !== is.priority) changes.push({ field: 'priority', was: was.priority, is: is.priority })
  for (const change of [
    { field: 'findings' as const, ...listChange(was.findings, is.findings) },
    { field: 'standards' as const, ...listChange(was.standards, is.standards) },
    { field: 'themes' as const, ...listChange(was.themes, is.themes) },
  ])
    if (change.added.length > 0 || change.deleted.length > 0) changes.push(change)
  return changes
}

function addresseeChanges(was: Fields['addressees'], is: Fields['addressees']): FieldChange[] {
  const before = new Map(was.map((one) => [one.id, one]))
  const after = new Set(is.map(({ id }) => id))
  const added = is.filter(({ id }) => !before.has(id))
  const deleted = was.filter(({ id }) => !after.has(id))
  const changed = is.flatMap((one) => {
    const old = before.get(one.id)
    return old && old.role !== one.role ? [{ was: old, is: one }] : []
  })
  return added.length + deleted.length + changed.length === 0 ? [] : [{ field: 'addressees', added, deleted, changed }]
}

const listChange = <Id>(was: readonly Id[], is: readonly Id[]): { added: readonly Id[]; deleted: readonly Id[] } => ({
  added: is.filter((id) => !was.includes(id)),
  deleted: was.filter((id) => !is.includes(id)),
})

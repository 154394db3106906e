import type { Block } from '../text/canonical.ts'
import { type Edit, editsBetween, growth } from '../text/edits.ts'
import { blocksFromTokens, type Span, type Token } from '../text/tokens.ts'
import { Clashes, type Decided, decidedTogether, lookAt, type Passages } from './clashes.ts'
import { FormatMerge } from './formatting.ts'
import { type Group, groupsOf } from './groups.ts'
import { Judge } from './judging.ts'
import type { Clash, Look, MergedToken, Plan, Side } from './plan-model.ts'

/** A text with what was done to it since the base; worth keeping, since finding it takes longer than merging. */
export const sideOf = (base: readonly Token[], tokens: readonly Token[], blocks: readonly Block[]): Side => ({
  tokens,
  blocks,
  edits: tokens === base ? [] : editsBetween(base, tokens),
})

/**
 * The text as amended: what the amendment changed since the base, brought into the present text. Where both want something else of the
 * same words it is a clash, which keeps the present words until somebody decides. With the sides turned it is the amendment brought up
 * to the present text. Source: RULES.md AM1, AM9.
 */
export function merge(base: readonly Token[], present: Side, amendment: Side, decided: Decided = () => null): Plan {
  const made = new Clashes(base, decided)
  const words = mergeWords(base, present, amendment, made)
  const formats = mergeFormats(base, present, amendment, made)
  const clashes = [...words.clashes, ...formats.clashes]
  const change = { replacements: words.replacements, restyled: formats.restyled }
  return {
    tokens: () => written(present.tokens, change),
    blocks: blocksWith(present, change),
    clashes,
    looks: [...words.looks, ...formats.looks],
    open: clashes.filter(({ choice }) => choice === null).length,
  }
}

/** Tokens of the present text, `from`–`to`, and what is put in their place. */
type Replacement = { readonly from: number; readonly to: number; readonly put: readonly Token[] }

function mergeWords(base: readonly Token[], present: Side, amendment: Side, made: Clashes) {
  const judge = new Judge(base, present, amendment)
  const looks: Look[] = []
  /** What is put for each group, in their order: two may stand at one place. */
  const put = new Map<Group, Replacement[]>()
  const clashing = new Map<string, { readonly group: Group; readonly clash: Clash }>()
  for (const group of groupsOf(base, present, amendment)) {
    const judgement = judge.of(group)
    put.set(group, [])
    if (judgement.kind === 'agreed') continue
    if (judgement.kind === 'clean') {
      put.set(group, amending(group, amendment))
      if (judge.isNear(group)) looks.push(lookAt('near', base, group))
      continue
    }
    const said = passagesOf(group, present, amendment)
    const shown =
      judgement.kind === 'doubled'
        ? { ...said, present: present.tokens.slice(judgement.twin.newFrom, judgement.twin.newTo) }
        : said
    const clash = made.make(judgement.kind, group, shown)
    clashing.set(clash.key, { group, clash })
  }
  const groupOf = ({ key }: Clash) => clashing.get(key)?.group
  const clashes = decidedTogether(
    [...clashing.values()].map(({ clash }) => clash),
    (one, other) => {
      const [group, otherGroup] = [groupOf(one), groupOf(other)]
      return group !== undefined && otherGroup !== undefined && judge.isOneMove(group, otherGroup)
    },
  )
  for (const clash of clashes) {
    const group = clash.choice === 'amendment' ? groupOf(clash) : undefined
    if (group) put.set(group, [instead(group, passagesOf(group, present, amendment))])
  }
  return { replacements: [...put.values()].flat(), looks, clashes }
}

/** The amendment's edits as they are made in the present text. */
const amending = ({ amended, shift }: Group, { tokens }: Side): Replacement[] =>
  amended
    .flatMap((edit) => edit.hunks)
    .map(({ from, to, newFrom, newTo }) => ({
      from: from + shift.present,
      to: to + shift.present,
      put: tokens.slice(newFrom, newTo),
    }))

/** What each side says in the group's stretch of the base. */
const passagesOf = ({ from, to, shift, amended, meanwhile }: Group, present: Side, amendment: Side): Passages => ({
  present: present.tokens.slice(from + shift.present, to + shift.present + total(meanwhile)),
  amendment: amendment.tokens.slice(from + shift.amendment, to + shift.amendment + total(amended)),
})

const total = (edits: readonly Edit[]): number => edits.reduce((sum, edit) => sum + growth(edit), 0)

const instead = ({ from, shift }: Group, { present, amendment }: Passages): Replacement => ({
  from: from + shift.present,
  to: from + shift.present + present.length,
  put: amendment,
})

/** The words of the present text that look otherwise in the text as amended. */
function mergeFormats(base: readonly Token[], present: Side, amendment: Side, made: Clashes) {
  const formats = new FormatMerge(base, present, amendment)
  const restyled = new Map(formats.restyled)
  const clashes = formats.clashing.map((stretch) => {
    const clash = made.make('format', stretch, formats.passages(stretch))
    if (clash.choice === 'amendment') for (const [at, spans] of formats.asAmended(stretch)) restyled.set(at, spans)
    return clash
  })
  return { restyled, clashes, looks: formats.lost.map((at) => lookAt('format-lost', base, { from: at, to: at + 1 })) }
}

/** What is written otherwise in the present text. */
type Change = {
  readonly replacements: readonly Replacement[]
  readonly restyled: ReadonlyMap<number, readonly Span[]>
}

/** The blocks of the present text with the change made; those that it leaves alone are the same ones. */
function blocksWith({ tokens, blocks }: Side, change: Change): readonly Block[] {
  const touched = [...change.replacements.flatMap(({ from, to }) => [from, to]), ...change.restyled.keys()]
  if (touched.length === 0) return blocks
  // From the paragraph that stands before the change, which may take words in, to the end of the one behind it.
  const first = tokens[Math.max(0, Math.min(...touched) - 1)]?.paragraph ?? 0
  const last = tokens[Math.max(...touched)]?.paragraph ?? blocks.length - 1
  const start = tokens.findIndex(({ paragraph }) => paragraph >= first)
  const behind = tokens.findIndex(({ paragraph }) => paragraph > last)
  const end = behind < 0 ? tokens.length : behind
  const moved = {
    replacements: change.replacements.map((one) => ({ ...one, from: one.from - start, to: one.to - start })),
    restyled: new Map([...change.restyled].map(([at, spans]) => [at - start, spans])),
  }
  const isWhole = start <= 0 && end === tokens.length
  const stretch = isWhole ? written(tokens, change) : put(tokens.slice(start, end), moved)
  return [...blocks.slice(0, first), ...blocksFromTokens(stretch), ...blocks.slice(last + 1)]
}

/** The present text with the change made. */
function written(present: readonly Token[], change: Change): MergedToken[] {
  const tokens = put(present, change)
  return tokens.length > 0 ? tokens : emptied(present)
}

function put(present: readonly Token[], { replacements, restyled }: Change): MergedToken[] {
  const tokens: MergedToken[] = []
  let at = 0
  const keepUntil = (end: number) => {
    for (; at < end; at += 1) {
      const token = present[at]
      if (token) tokens.push({ ...token, spans: restyled.get(at) ?? token.spans, source: at })
    }
  }
  for (const { from, to, put } of replacements) {
    keepUntil(from)
    for (const token of put) tokens.push({ ...token, source: null })
    at = to
  }
  keepUntil(present.length)
  return tokens
}

/** A text of which each side took out what the other had left keeps one empty paragraph: an editor opens nothing else. */
const emptied = ([border]: readonly Token[]): MergedToken[] =>
  border ? [{ ...border, spans: border.spans.map((span) => ({ ...span, format: {} })), source: 0 }] : []

import { canonicalJson, type Json } from '../canonical-json.ts'
import { sha256Hex } from '../hash.ts'
import { blocksFromTokens, isBorder, type Token } from '../text/tokens.ts'
import type { Choice, Clash, ClashKind, Look, Place } from './plan-model.ts'

/** What was decided of a clash, by its key; null: nothing yet. */
export type Decided = (key: string) => Choice | null

/** A stretch of the base, in tokens. */
export type Stretch = { readonly from: number; readonly to: number }

/** What the two sides say in a stretch. */
export type Passages = { readonly present: readonly Token[]; readonly amendment: readonly Token[] }

/** Makes clashes, in the order in which they are found, each with what was decided of it. Source: RULES.md AM8. */
export class Clashes {
  readonly #base: readonly Token[]
  readonly #decided: Decided
  /** How often each content was met: clashes that say the same are told apart by their order. */
  readonly #met = new Map<string, number>()

  constructor(base: readonly Token[], decided: Decided) {
    this.#base = base
    this.#decided = decided
  }

  make(kind: ClashKind, stretch: Stretch, { present, amendment }: Passages): Clash {
    const was = this.#base.slice(stretch.from, stretch.to)
    const shown = {
      base: blocksFromTokens(was),
      present: blocksFromTokens(present),
      amendment: blocksFromTokens(amendment),
    }
    // A border at the beginning is not seen in blocks.
    const borders = [was, present, amendment].map(([first]) => first !== undefined && isBorder(first))
    const key = this.#keyOf(canonicalJson({ kind, borders, ...shown } as unknown as Json))
    const at = placeOf(this.#base, stretch)
    return { key, kind, at, ...shown, together: [], choice: this.#decided(key) }
  }

  #keyOf(content: string): string {
    const count = (this.#met.get(content) ?? 0) + 1
    this.#met.set(content, count)
    return sha256Hex(`${count} ${content}`)
  }
}

/**
 * Clashes of which one decision is asked: what is taken out at one place and put at another is lost, or there twice, if the places are
 * decided apart. Until all are decided alike, none is.
 */
export function decidedTogether(clashes: readonly Clash[], areOne: (one: Clash, other: Clash) => boolean): Clash[] {
  return clashes.map((clash) => {
    // Also over a third one: what is put at one place may have been taken out at two.
    const all = new Set([clash])
    for (const one of all) for (const other of clashes) if (other !== one && areOne(one, other)) all.add(other)
    const others = clashes.filter((other) => other !== clash && all.has(other))
    const isAlike = others.every((other) => other.choice === clash.choice)
    return { ...clash, together: others.map(({ key }) => key), choice: isAlike ? clash.choice : null }
  })
}

export const lookAt = (kind: Look['kind'], base: readonly Token[], stretch: Stretch): Look => ({
  kind,
  at: placeOf(base, stretch),
  base: blocksFromTokens(base.slice(stretch.from, stretch.to)),
})

const placeOf = (base: readonly Token[], { from, to }: Stretch): Place => ({
  from,
  to,
  paragraph: base[Math.min(from, base.length - 1)]?.paragraph ?? 0,
})

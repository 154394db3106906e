import { growth } from '../text/edits.ts'
import { isEdge } from '../text/hunks.ts'
import {
  eachCharacter,
  FORMAT_NAMES,
  type Format,
  isBorder,
  joinedSpans,
  type Span,
  sameLook,
  type Token,
} from '../text/tokens.ts'
import type { Passages, Stretch } from './clashes.ts'
import type { Side } from './plan-model.ts'

/** The same word in all three texts. */
type Kept = { readonly token: Token; readonly now: Token; readonly amended: Token }

/**
 * What becomes of the formats of the words that both sides kept, mark by mark and character by character. Stretches are counted in the
 * base, `restyled` in the present text. Source: RULES.md AM5, AM7.
 */
export class FormatMerge {
  readonly restyled = new Map<number, readonly Span[]>()
  /** Neighbours that clash are one clash; a border is one of its own. */
  readonly clashing: Stretch[] = []
  /** Words whose format one side changed and which the other took out. */
  readonly lost: number[] = []
  readonly #base: readonly Token[]
  readonly #present: Side
  readonly #amendment: Side
  /** Where each token of the base stands in a side; `GONE` if it was taken out. */
  readonly #inPresent: readonly number[]
  readonly #inAmendment: readonly number[]

  constructor(base: readonly Token[], present: Side, amendment: Side) {
    this.#base = base
    this.#present = present
    this.#amendment = amendment
    this.#inPresent = placesIn(present, base.length)
    this.#inAmendment = placesIn(amendment, base.length)
    for (let at = 0; at < base.length; at += 1) this.#compare(at)
  }

  /** The present text's words of a stretch as the amendment wants them. */
  asAmended({ from, to }: Stretch): [number, readonly Span[]][] {
    const words: [number, readonly Span[]][] = []
    for (let at = from; at < to; at += 1) {
      const kept = this.#keptAt(at)
      if (kept) words.push([this.#inPresent[at] ?? GONE, mergedSpans(kept).spans])
    }
    return words
  }

  /** What both sides say for a stretch whose words both kept. */
  passages({ from, to }: Stretch): Passages {
    const passage = ({ tokens }: Side, places: readonly number[]) =>
      tokens.slice(places[from], (places[to - 1] ?? GONE) + 1)
    return {
      present: passage(this.#present, this.#inPresent),
      amendment: passage(this.#amendment, this.#inAmendment),
    }
  }

  #keptAt(at: number): Kept | null {
    const token = this.#base[at]
    const now = this.#present.tokens[this.#inPresent[at] ?? GONE]
    const amended = this.#amendment.tokens[this.#inAmendment[at] ?? GONE]
    return token && now && amended ? { token, now, amended } : null
  }

  #compare(at: number): void {
    const kept = this.#keptAt(at)
    if (!kept) this.#noteLost(at)
    else if (this.#isBereft(at, kept)) this.#clash(at, kept.token)
    else if (!sameLook(kept.amended, kept.token)) {
      const { isClean, spans } = mergedSpans(kept)
      if (isClean) this.restyled.set(this.#inPresent[at] ?? GONE, spans)
      else this.#clash(at, kept.token)
    }
  }

  #noteLost(at: number): void {
    const token = this.#base[at]
    const left =
      this.#present.tokens[this.#inPresent[at] ?? GONE] ?? this.#amendment.tokens[this.#inAmendment[at] ?? GONE]
    if (token && left && !sameLook(left, token)) this.lost.push(at)
  }

  #clash(at: number, token: Token): void {
    const last = this.clashing.at(-1)
    if (last?.to === at && !isBorder(token)) this.clashing[this.clashing.length - 1] = { from: last.from, to: at + 1 }
    else this.clashing.push({ from: at, to: at + 1 })
  }

  /** Whether one side set a level on a paragraph of which the other left no word: it would be another paragraph's. */
  #isBereft(at: number, { token, now, amended }: Kept): boolean {
    if (!isBorder(token)) return false
    return (
      (!sameLook(amended, token) && isEmptied(this.#base, at, this.#inPresent)) ||
      (!sameLook(now, token) && isEmptied(this.#base, at, this.#inAmendment))
    )
  }
}

const GONE = -1

function placesIn({ edits }: Side, length: number): number[] {
  const places: number[] = []
  let shift = 0
  for (const hunk of edits.flatMap((edit) => edit.hunks)) {
    while (places.length < hunk.from) places.push(places.length + shift)
    while (places.length < hunk.to) places.push(GONE)
    shift += growth(hunk)
  }
  while (places.length < length) places.push(places.length + shift)
  return places
}

/** Whether nothing is left of the words of the paragraph that begins at `border`. */
function isEmptied(base: readonly Token[], border: number, places: readonly number[]): boolean {
  let words = 0
  for (let at = border + 1; !isEdge(base[at]); at += 1) {
    if (!base[at]?.isWord) continue
    if (places[at] !== GONE) return false
    words += 1
  }
  return words > 0
}

/** The present word with what the amendment changed in its format; not clean where both changed the same of the same character. */
function mergedSpans({ token, now, amended }: Kept): { isClean: boolean; spans: Span[] } {
  const before = eachCharacter(token)
  const wanted = eachCharacter(amended)
  let isClean = true
  const spans = eachCharacter(now).map((span, at) => {
    const [was, wants] = [before[at]?.format ?? {}, wanted[at]?.format ?? {}]
    isClean &&= FORMAT_NAMES.every((name) => !differs(name, was, span.format, wants))
    return { ...span, format: mergedFormat(was, span.format, wants) }
  })
  return { isClean, spans: joinedSpans(spans) }
}

const differs = (name: keyof Format, was: Format, now: Format, wants: Format): boolean =>
  wants[name] !== was[name] && now[name] !== was[name] && wants[name] !== now[name]

function mergedFormat(was: Format, now: Format, wants: Format): Format {
  const pick = <Name extends keyof Format>(name: Name): Format[Name] =>
    wants[name] === was[name] ? now[name] : wants[name]
  return { bold: pick('bold'), italic: pick('italic'), link: pick('link'), level: pick('level') }
}

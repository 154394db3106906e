import type { Edit } from '../text/edits.ts'
import { isBorder, sameLook, type Token } from '../text/tokens.ts'
import type { Group } from './groups.ts'
import { endsSentence, meet } from './meet.ts'
import { type Carry, carriesOf, destinationsOf, movesOf, passagesOf, shortMovesOf } from './moving.ts'
import type { ClashKind, Side } from './plan-model.ts'

/** What becomes of a group of edits: adopted, there already, or a clash; `twin`: the edit that says the same elsewhere. */
export type Judgement =
  | { readonly kind: 'clean' | 'agreed' }
  | { readonly kind: Exclude<ClashKind, 'format' | 'doubled'> }
  | { readonly kind: 'doubled'; readonly twin: Edit }

/** Judges groups of edits; what it must know of the whole texts is found out once. Source: RULES.md AM2, AM4, AM6, AM7. */
export class Judge {
  readonly #base: readonly Token[]
  readonly #present: Side
  readonly #amendment: Side
  /** Where each side put what it took out, moved far or carried over a border. */
  readonly #presentWays: ReadonlyMap<Edit, Edit>
  readonly #amendmentWays: ReadonlyMap<Edit, Edit>
  /** What the amendment moved far while the present text moved something far, too. */
  readonly #bothMoved: ReadonlySet<Edit>
  readonly #presentCarries: readonly Carry[]
  readonly #amendmentCarries: readonly Carry[]
  /** Which edit of the present text put a passage. */
  readonly #putMeanwhile: ReadonlyMap<string, Edit>

  constructor(base: readonly Token[], present: Side, amendment: Side) {
    this.#base = base
    this.#present = present
    this.#amendment = amendment
    const [presentMoves, amendmentMoves] = [movesOf(base, present), movesOf(base, amendment)]
    this.#bothMoved = new Set(presentMoves.size > 0 ? amendmentMoves.keys() : [])
    this.#presentCarries = carriesOf(base, present)
    this.#amendmentCarries = carriesOf(base, amendment)
    this.#presentWays = new Map([...waysOf(this.#presentCarries), ...shortMovesOf(base, present), ...presentMoves])
    this.#amendmentWays = new Map([
      ...waysOf(this.#amendmentCarries),
      ...shortMovesOf(base, amendment),
      ...amendmentMoves,
    ])
    this.#putMeanwhile = new Map(
      present.edits.flatMap((edit) =>
        passagesOf(present.tokens, edit.newFrom, edit.newTo).map((passage) => [passage, edit] as const),
      ),
    )
  }

  of(group: Group): Judgement {
    const twin = this.#twinOf(group)
    if (twin) return { kind: 'doubled', twin }
    if (this.#isMoved(group) || this.#isParted(group)) return { kind: 'moved' }
    if (group.meanwhile.length === 0) return { kind: 'clean' }
    return { kind: this.#saysSame(group) ? 'agreed' : 'text' }
  }

  /** Whether both sides changed one sentence: what each says is right may be wrong together. */
  isNear({ amended, neighbours }: Group): boolean {
    const touched = ({ from, to }: Edit) => [from, Math.max(from, to - 1)]
    return amended.some((edit) =>
      neighbours.some((other) =>
        touched(edit).some((at) => touched(other).some((place) => inOneSentence(this.#base, at, place))),
      ),
    )
  }

  /** Whether the amendment moved something from the one group to the other. */
  isOneMove(one: Group, other: Group): boolean {
    return [...this.#amendmentWays].some(
      ([source, target]) =>
        (one.amended.includes(source) && other.amended.includes(target)) ||
        (other.amended.includes(source) && one.amended.includes(target)),
    )
  }

  /** What the present text says elsewhere of what the amendment adds. */
  #twinOf({ amended, meanwhile }: Group): Edit | undefined {
    return amended
      .flatMap((edit) => passagesOf(this.#amendment.tokens, edit.newFrom, edit.newTo))
      .map((passage) => this.#putMeanwhile.get(passage))
      .find((edit) => edit !== undefined && !meanwhile.includes(edit))
  }

  /** Whether something was moved that the other side touched, or both sides moved something otherwise. */
  #isMoved({ amended, meanwhile }: Group): boolean {
    if (meanwhile.length > 0) {
      const wanted = destinationsOf(amended, this.#amendmentWays, this.#amendment)
      return wanted !== destinationsOf(meanwhile, this.#presentWays, this.#present)
    }
    return [...this.#amendmentWays].some(
      ([source, target]) =>
        (amended.includes(source) || amended.includes(target)) &&
        (this.#bothMoved.has(source) || this.#isTouched(source) || this.#isTouched(target)),
    )
  }

  /** Whether one side put something at the border over which the other carried words: nobody said which of them stands first. */
  #isParted({ amended }: Group): boolean {
    const isBetween =
      ({ from, to }: Carry) =>
      (edit: Edit) =>
        from <= edit.from && edit.to <= to
    return (
      this.#presentCarries.some((carry) => amended.some(isBetween(carry))) ||
      this.#amendmentCarries.some(
        (carry) =>
          (amended.includes(carry.source) || amended.includes(carry.target)) &&
          this.#present.edits.some(isBetween(carry)),
      )
    )
  }

  #isTouched(edit: Edit): boolean {
    const made = { edit, tokens: this.#amendment.tokens }
    return this.#present.edits.some((other) => meet(this.#base, made, { edit: other, tokens: this.#present.tokens }))
  }

  /** Whether both sides made the same of the group's stretch; formats of the words they kept are another matter. */
  #saysSame(group: Group): boolean {
    const theirs = applied(this.#base, group, group.meanwhile, this.#present)
    const ours = applied(this.#base, group, group.amended, this.#amendment)
    return (
      ours.length === theirs.length &&
      ours.every((token, at) => {
        const other = theirs[at]
        return other !== undefined && token.text === other.text && sameLook(token, other)
      })
    )
  }
}

const waysOf = (carries: readonly Carry[]) => carries.map(({ source, target }) => [source, target] as const)

/** The group's stretch of the base with one side's edits made. */
function applied(
  base: readonly Token[],
  { from, to }: Group,
  edits: readonly Edit[],
  { tokens }: Side,
): readonly Token[] {
  const said: Token[] = []
  let at = from
  for (const edit of edits) {
    said.push(...base.slice(at, edit.from), ...tokens.slice(edit.newFrom, edit.newTo))
    at = edit.to
  }
  return [...said, ...base.slice(at, to)]
}

/** Whether two tokens stand in one sentence: no border and no end of one stands between them. */
function inOneSentence(base: readonly Token[], one: number, other: number): boolean {
  const [from, to] = [Math.min(one, other), Math.max(one, other)]
  if (to >= base.length) return from >= base.length
  for (let at = from; at < to; at += 1) {
    const next = base[at + 1]
    if (endsSentence(base, at) || (next && isBorder(next))) return false
  }
  return true
}

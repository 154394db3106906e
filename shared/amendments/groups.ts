import { type Edit, growth } from '../text/edits.ts'
import { isWholeParagraphs } from '../text/hunks.ts'
import type { Token } from '../text/tokens.ts'
import { meet } from './meet.ts'
import type { Side } from './plan-model.ts'

/** Edits of both sides that meet each other, directly or through one another; `meanwhile` is empty where nobody else wrote. */
export type Group = {
  readonly amended: readonly Edit[]
  readonly meanwhile: readonly Edit[]
  /** The stretch of the base that they change. */
  readonly from: number
  readonly to: number
  /** By how much each side is longer than the base where the group begins, in tokens. */
  readonly shift: { readonly present: number; readonly amendment: number }
  /** The edits of the present text before and after the amendment's. */
  readonly neighbours: readonly Edit[]
}

/** The amendment's edits in order, each group with what it meets in the present text. Source: RULES.md AM2. */
export function groupsOf(base: readonly Token[], present: Side, amendment: Side): Group[] {
  const groups: Group[] = []
  const shift = { present: 0, amendment: 0 }
  let done = { amended: 0, meanwhile: 0 }
  while (done.amended < amendment.edits.length) {
    const first = skipEarlier(base, present, amendment, done, shift)
    const end = grown(base, present, amendment, first)
    const amended = amendment.edits.slice(first.amended, end.amended)
    const meanwhile = present.edits.slice(first.meanwhile, end.meanwhile)
    const all = [...amended, ...meanwhile]
    groups.push({
      amended,
      meanwhile,
      from: Math.min(...all.map((edit) => edit.from)),
      to: Math.max(...all.map((edit) => edit.to)),
      shift: { ...shift },
      neighbours: present.edits.slice(Math.max(0, first.meanwhile - 1), first.meanwhile + 1),
    })
    shift.present += total(meanwhile)
    shift.amendment += total(amended)
    done = end
  }
  return groups
}

/** Up to which edit of each side something is done with. */
type Reached = { readonly amended: number; readonly meanwhile: number }

const total = (edits: readonly Edit[]): number => edits.reduce((sum, edit) => sum + growth(edit), 0)

/** Passes the present text's edits that stand before the amendment's next one and do not meet it. */
function skipEarlier(
  base: readonly Token[],
  present: Side,
  amendment: Side,
  { amended, meanwhile }: Reached,
  shift: { present: number },
): Reached {
  const edit = amendment.edits[amended]
  let next = meanwhile
  for (let other = present.edits[next]; edit && other; other = present.edits[next]) {
    const goesBefore =
      other.to < edit.from ||
      (other.to === edit.from &&
        !(
          other.from === edit.to &&
          isWholeParagraphs(other, base, present.tokens) &&
          !isWholeParagraphs(edit, base, amendment.tokens)
        ))
    if (!goesBefore || meet(base, { edit, tokens: amendment.tokens }, { edit: other, tokens: present.tokens })) break
    shift.present += growth(other)
    next += 1
  }
  return { amended, meanwhile: next }
}

/** Takes edits in until nothing on either side meets the group. */
function grown(base: readonly Token[], present: Side, amendment: Side, first: Reached): Reached {
  let { amended, meanwhile } = { amended: first.amended + 1, meanwhile: first.meanwhile }
  const meets = (one: Edit | undefined, other: Edit | undefined): boolean =>
    one !== undefined &&
    other !== undefined &&
    meet(base, { edit: one, tokens: amendment.tokens }, { edit: other, tokens: present.tokens })
  /** The edit after the next one is looked at too: the next may be one that only the group's other edits hide. */
  const reach = (at: number, isHit: (at: number) => boolean): number =>
    isHit(at + 1) ? at + 2 : isHit(at) ? at + 1 : at
  for (;;) {
    const before = amended + meanwhile
    const ours = amendment.edits.slice(first.amended, amended)
    meanwhile = reach(meanwhile, (at) => ours.some((edit) => meets(edit, present.edits[at])))
    const theirs = present.edits.slice(first.meanwhile, meanwhile)
    amended = reach(amended, (at) => theirs.some((edit) => meets(amendment.edits[at], edit)))
    if (amended + meanwhile === before) return { amended, meanwhile }
  }
}

import type { Block, Run } from '../text/canonical.ts'
import { plainText } from '../text/canonical.ts'
import type { Rewording } from './model.ts'

/**
 * A text with words put in the place of others, which keep the marks of the first of them; null where the words do not stand there.
 * Without words to replace, the new ones are a paragraph at the end. Source: RULES.md AM25.
 */
export function reworded(
  blocks: readonly Block[],
  { from, to, occurrence = 1 }: Pick<Rewording, 'from' | 'to' | 'occurrence'>,
): Block[] | null {
  const added = to.normalize('NFC')
  if (from === '') return added.trim() === '' ? null : [...blocks.filter(hasWords), ...paragraphs(added)]
  const said = plainText(blocks)
  const place = placeOf(said, from.normalize('NFC'), occurrence)
  if (place === null) return null
  const end = place + from.normalize('NFC').length
  const at = added === '' && leavesSpace(said, place, end) ? place - 1 : place
  const before = cut(blocks, 0, at)
  const after = cut(blocks, end, Number.MAX_SAFE_INTEGER)
  const marks = cut(blocks, at, end)[0]?.content[0]?.marks
  const put = paragraphs(added).map(({ content }) => ({
    content: content.map((run) => (marks ? { ...run, marks } : run)),
  }))
  const whole = joinedAt(joinedAt(before, put), after)
  const emptied = added === '' ? before.length - 1 : -1
  return whole.filter((block, index) => index !== emptied || hasWords(block))
}

/** Words that are taken out would leave two spaces, or one before a sign. */
const leavesSpace = (text: string, from: number, to: number): boolean =>
  text.charAt(from - 1) === ' ' && /^(?:[\s.,;:!?»)]|$)/u.test(text.slice(to, to + 1))

const hasWords = ({ content }: Block): boolean => content.length > 0

const paragraphs = (words: string): Block[] =>
  words.split('\n').map((line) => ({ content: line === '' ? [] : [{ text: line }] }))

function placeOf(text: string, words: string, occurrence: number): number | null {
  let at = -1
  for (let left = occurrence; left > 0; left -= 1) {
    at = text.indexOf(words, at + 1)
    if (at < 0) return null
  }
  return at
}

/** The characters `from`–`to` of blocks, whose borders count as one. */
function cut(blocks: readonly Block[], from: number, to: number): Block[] {
  const kept: Block[] = []
  let start = 0
  for (const block of blocks) {
    const length = block.content.reduce((sum, run) => sum + run.text.length, 0)
    const end = start + length
    if (end >= from && start <= to) kept.push({ ...block, content: cutRuns(block.content, from - start, to - start) })
    start = end + 1
  }
  return kept
}

function cutRuns(runs: readonly Run[], from: number, to: number): Run[] {
  let start = 0
  return runs.flatMap((run) => {
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    start += run.text.length
    return text === '' ? [] : [{ ...run, text }]
  })
}

/** Two stretches whose border is inside a paragraph. */
function joinedAt(before: readonly Block[], after: readonly Block[]): Block[] {
  const [last, first] = [before.at(-1), after[0]]
  if (!last || !first) return [...before, ...after]
  return [...before.slice(0, -1), { ...last, content: joinedRuns(last.content, first.content) }, ...after.slice(1)]
}

function joinedRuns(before: readonly Run[], after: readonly Run[]): Run[] {
  const [last, first] = [before.at(-1), after[0]]
  if (!last || !first || JSON.stringify(last.marks) !== JSON.stringify(first.marks)) return [...before, ...after]
  return [...before.slice(0, -1), { ...last, text: last.text + first.text }, ...after.slice(1)]
}

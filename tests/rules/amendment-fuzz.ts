import fc from 'fast-check'
import { textSchema } from '../../shared/text/schema.ts'
import { DRAFTER, LiveText, MEMBER, type paragraphOf, place } from './amendment-world.ts'

const TYPING = [
  'replace',
  'replace',
  'replace',
  'add',
  'add',
  'delete',
  'delete',
  'split',
  'join',
  'new paragraph',
  'delete paragraph',
  'bold',
  'level',
] as const
const MOVING = ['move', 'move', 'paste all', 'italic'] as const

/** One act of writing; the numbers say where, and how many words. */
export type Step = {
  readonly act: (typeof TYPING)[number] | (typeof MOVING)[number]
  readonly paragraph: number
  readonly word: number
  readonly words: number
}
/** A base of so many words a paragraph, and what is written in the amendment, meanwhile in the text, and late. */
export type Story = {
  readonly paragraphs: readonly number[]
  readonly amendment: readonly Step[]
  readonly present: readonly Step[]
  readonly late: readonly Step[]
  /** Six words again and again, instead of words that occur once. */
  readonly repeats: boolean
}

export const stories = ({
  repeats = false,
  moves = false,
}: {
  repeats?: boolean
  moves?: boolean
} = {}): fc.Arbitrary<Story> => {
  const step = fc.record({
    act: fc.constantFrom<Step['act']>(...TYPING, ...(moves || repeats ? MOVING : [])),
    paragraph: fc.nat(999),
    word: fc.nat(999),
    words: fc.integer({ min: 1, max: 4 }),
  })
  return fc.record({
    paragraphs: fc.array(fc.integer({ min: 3, max: 14 }), { minLength: 1, maxLength: 4 }),
    amendment: fc.array(step, { minLength: 1, maxLength: 4 }),
    present: fc.array(step, { maxLength: 4 }),
    late: fc.array(step, { maxLength: 2 }),
    repeats: fc.constant(repeats),
  })
}

const FEW = ['да', 'нет', 'и', 'орган', '24', 'часов']
const fewAt = (index: number): string => FEW[index % FEW.length] ?? ''

function baseOf({ paragraphs, repeats }: Story): string[] {
  let count = 0
  return paragraphs.map((length) =>
    Array.from({ length }, (_, index) => {
      const end = index === length - 1 ? '.' : index % 5 === 4 ? '. ' : index % 3 === 2 ? ', ' : ' '
      const word = repeats ? fewAt(count * 7 + length * index) : `слово${count}`
      count += 1
      return word + end
    }).join(''),
  )
}

/** Does what the steps say, through the editor's binding; new words are the side's letter with a number. */
export function play(text: LiveText, steps: readonly Step[], side: string, repeats: boolean): void {
  let count = 0
  const fresh = ({ word, words }: Step) =>
    Array.from({ length: words }, () => {
      count += 1
      return repeats ? fewAt(word + count) : `${side}${count}`
    }).join(' ')
  for (const step of steps) playStep(text, step, fresh(step))
}

function playStep(text: LiveText, step: Step, fresh: string): void {
  const { page } = text
  const number = step.paragraph % page.childCount
  const { textContent } = page.child(number)
  const start = place(page, number).from + 1
  const words = [...textContent.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => ({
    from: start + found.index,
    to: start + found.index + found[0].length,
    text: found[0],
  }))
  const first = words[step.word % Math.max(1, words.length)]
  const last = words[Math.min(words.length - 1, (step.word % Math.max(1, words.length)) + step.words - 1)]
  switch (step.act) {
    case 'add':
      text.edit((t) =>
        first ? t.insert(first.to, textSchema.text(` ${fresh}`)) : t.insert(start, textSchema.text(fresh)),
      )
      return
    case 'join':
      if (number + 1 < page.childCount) text.joinNext(number)
      return
    case 'new paragraph':
      text.addParagraph(number + (step.word % 2), `${fresh}.`)
      return
    case 'delete paragraph':
      if (page.childCount > 1) text.removeParagraph(number)
      return
    case 'level':
      text.setLevel(number, step.word % 3)
      return
    case 'move':
      text.move(number, step.word % page.childCount)
      return
    case 'paste all':
      text.edit((t) => t.replaceWith(0, t.doc.content.size, page.children.map(pasted)))
      return
  }
  if (!first || !last) return
  switch (step.act) {
    case 'replace':
      text.edit((t) => t.replaceWith(first.from, last.to, textSchema.text(fresh)))
      return
    case 'delete':
      text.edit((t) => t.delete(first.from, last.to + (textContent[last.to - start] === ' ' ? 1 : 0)))
      return
    case 'split':
      text.splitAfter(first.text)
      return
    case 'bold':
      text.edit((t) => t.addMark(first.from, last.to, textSchema.mark('bold')))
      return
    case 'italic':
      text.mark(first.text, 'italic')
  }
}

const pasted = (paragraph: ReturnType<typeof paragraphOf>) => textSchema.nodeFromJSON(paragraph.toJSON())

/** The text that was forked, the amendment and the present text. */
export function told(story: Story): { base: LiveText; amendment: LiveText; present: LiveText } {
  const base = LiveText.seeded(baseOf(story))
  const [amendment, present] = [base.copy(MEMBER), base.copy(DRAFTER)]
  play(amendment, story.amendment, 'ф', story.repeats)
  play(present, story.present, 'м', story.repeats)
  return { base, amendment, present }
}

const bare = (words: string): string => words.replace(/[*_]/g, '').replace(/(^|¶)\d>/g, '$1')
const wordsOf = (words: string): string[] => bare(words).match(/[\p{L}\p{N}]+/gu) ?? []

type Words = { readonly base: string; readonly present: string; readonly amendment: string }

/**
 * What is wrong with a merged text, said without merging anything: a word that one side typed is lost or doubled, one that a side
 * deleted is back, one stands there that nobody wrote, or a side's words stand in another order. For texts whose words occur once.
 */
export function faults(sides: Words, merged: string, inOrder: boolean): string[] {
  const [base, present, amendment] = [sides.base, sides.present, sides.amendment].map((side) => new Set(wordsOf(side)))
  const result = wordsOf(merged)
  const found: string[] = []
  if (!base || !present || !amendment) return ['no texts']
  for (const word of new Set([...base, ...present, ...amendment])) {
    const wanted = base.has(word) ? present.has(word) && amendment.has(word) : true
    const count = result.filter((other) => other === word).length
    if (wanted && count === 0) found.push(`lost: ${word}`)
    if (count > 1) found.push(`doubled: ${word}`)
    if (!wanted && count > 0 && ![sides.present, sides.amendment].some((side) => isLeftover(word, sides.base, side)))
      found.push(`back: ${word}`)
  }
  for (const word of new Set(result))
    if (!base.has(word) && !present.has(word) && !amendment.has(word)) found.push(`nobody wrote: ${word}`)
  if (inOrder && !keepsOrder(sides.present, result)) found.push('order of the present text')
  if (inOrder && !keepsOrder(sides.amendment, result)) found.push('order of the amendment')
  return found
}

/**
 * Whether a word is what a side left of a paragraph that it wrote anew and joined to another one: of a passage with less than a third of its
 * words nobody can tell where it went (AM4).
 */
function isLeftover(word: string, base: string, side: string): boolean {
  const paragraphs = base.split('¶').map(wordsOf)
  const [was, now] = [paragraphs, side.split('¶').map(wordsOf)].map((all) => all.find((words) => words.includes(word)))
  if (!was || !now) return false
  const isJoined = paragraphs.some((words) => words !== was && words.some((one) => now.includes(one)))
  return isJoined && was.filter((one) => now.includes(one)).length * 3 < was.length
}

function keepsOrder(side: string, result: readonly string[]): boolean {
  const places = new Map(wordsOf(side).map((word, at) => [word, at]))
  const found = result.flatMap((word) => places.get(word) ?? [])
  return found.every((at, index) => index === 0 || at >= (found[index - 1] ?? 0))
}

/** Whether both sides put something else between two words that all texts keep, no border of a paragraph being involved. */
export function mustClash({ base, present, amendment }: Words): boolean {
  const split = (words: string): string[] => bare(words).match(/[\p{L}\p{N}]+|¶/gu) ?? []
  const [was, now, amended] = [split(base), split(present), split(amendment)]
  const kept = was.filter((word) => word !== '¶' && now.includes(word) && amended.includes(word))
  return kept.some((word, index) => {
    const before = kept[index - 1]
    if (before === undefined) return false
    const gaps = [was, now, amended].map((words) => words.slice(words.indexOf(before) + 1, words.indexOf(word)))
    if (gaps.some((gap) => gap.includes('¶'))) return false
    return new Set(gaps.map((gap) => gap.join(' '))).size === 3
  })
}

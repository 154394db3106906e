import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TrackedParagraph } from '../../shared/exports/model.ts'
import { type Amended, trackedText } from '../../shared/exports/tracked.ts'
import type { AmendmentId } from '../../shared/ids.ts'
import { blocksFromPlain, plainText } from '../../shared/text/canonical.ts'

const amended = (number: number, words: string): Amended => ({
  id: `am${number}` as AmendmentId,
  blocks: blocksFromPlain(words),
})
const tracked = (present: string, ...all: readonly Amended[]) => trackedText(blocksFromPlain(present), all, 'en')

/** The words once changes are accepted or rejected; of one amendment alone, or of all. */
function read(paragraphs: readonly TrackedParagraph[] | null, kept: 'added' | 'deleted'): string {
  const gone = kept === 'added' ? 'deleted' : 'added'
  const lines: string[] = []
  for (const { whole, border, runs } of paragraphs ?? []) {
    if (whole?.kind === gone) continue
    const words = runs.flatMap(({ kind, text }) => (kind === gone ? [] : [text])).join('')
    if (border?.kind === gone && lines.length > 0) lines[lines.length - 1] += words
    else lines.push(words)
  }
  return lines.join('\n')
}
const says = (paragraphs: readonly TrackedParagraph[] | null) =>
  paragraphs?.map(({ runs }) =>
    runs.map(({ kind, text }) => ({ same: text, added: `[+${text}]`, deleted: `[-${text}]` })[kind]).join(''),
  )

test('[EX7] one amendment stands in the text: accepted it is the text as amended, rejected the present one', () => {
  const result = tracked(
    'Within 24 hours.\nIn writing.',
    amended(1, 'Within 12 hours.\nIn writing.\nTo the prosecutor.'),
  )
  expect(says(result)).toEqual(['Within [-24][+12] hours.', 'In writing.', '[+To the prosecutor.]'])
  expect(read(result, 'added')).toBe('Within 12 hours.\nIn writing.\nTo the prosecutor.')
  expect(read(result, 'deleted')).toBe('Within 24 hours.\nIn writing.')
})

test('[EX7] several stand side by side, each by its own mover; of two to the same words the later is left out', () => {
  const present = 'Examine every person within 24 hours and inform the prosecutor.'
  const result = tracked(
    present,
    amended(1, 'Examine every person within 12 hours and inform the prosecutor.'),
    amended(2, 'Examine every person within 24 hours and inform the prosecutor and the Ombudsman.'),
    amended(3, 'Examine every person within 48 hours and inform the prosecutor.'),
  )
  expect(says(result)).toEqual([
    'Examine every person within [-24][+12] hours and inform the prosecutor[+ and the Ombudsman].',
  ])
  expect(result?.[0]?.runs.flatMap(({ by }) => by ?? [])).toEqual(['am1', 'am1', 'am2'])
  expect(read(result, 'deleted')).toBe(present)
})

test('[EX7] a paragraph that moves is taken out where it stood and put in where it stands', () => {
  const present = 'The first paragraph of all.\nThe second paragraph is here.\nThe third paragraph ends it.'
  const moved = 'The second paragraph is here.\nThe third paragraph ends it.\nThe first paragraph of all.'
  const result = tracked(present, amended(1, moved))
  expect(read(result, 'added')).toBe(moved)
  expect(read(result, 'deleted')).toBe(present)
})

test('[EX7] what changes nothing here is not tracked', () =>
  expect(tracked('As it is.', amended(1, 'As it is.'))).toBeNull())

const sentences = fc.array(
  fc.array(fc.constantFrom('every', 'person', 'is', 'examined', 'within', '24', 'hours', 'and', 'қайта', 'её'), {
    minLength: 1,
    maxLength: 9,
  }),
  { minLength: 1, maxLength: 5 },
)
const blocksIn = sentences.map((all) => blocksFromPlain(all.map((words) => words.join(' ')).join('\n')))

test('[EX7] whatever amendments say, all rejected is the present text, and one alone accepted is its own', () =>
  fc.assert(
    fc.property(blocksIn, fc.array(blocksIn, { minLength: 1, maxLength: 4 }), (present, all) => {
      const every = all.map((blocks, index): Amended => ({ id: `am${index}` as AmendmentId, blocks }))
      const [first] = every
      const result = trackedText(present, every, 'en')
      if (result) expect(read(result, 'deleted')).toBe(plainText(present))
      const alone = first ? trackedText(present, [first], 'en') : null
      if (alone && first) {
        expect(read(alone, 'deleted')).toBe(plainText(present))
        expect(read(alone, 'added')).toBe(plainText(first.blocks))
      }
    }),
    { numRuns: 400 },
  ))

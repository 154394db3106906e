import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consolidated, type Passage } from '../../shared/amendments/consolidating.ts'
import type { AmendmentId } from '../../shared/ids.ts'
import type { Block } from '../../shared/text/canonical.ts'

const paragraphs = (...lines: readonly string[]): Block[] => lines.map((text) => ({ content: [{ text }] }))
const moved = (id: string, ...lines: readonly string[]) => ({
  amendment: id as AmendmentId,
  blocks: paragraphs(...lines),
})

type Drawn = Passage['apart'][number]['paragraphs'][number] | Passage['paragraphs'][number]
/** `+am1 words+` and `-am1 words-` where an amendment is named, `+words+` where it stands under its own. */
const line = ({ segments }: Drawn): string =>
  segments
    .map((segment) => {
      const by = 'by' in segment && segment.by ? `${segment.by} ` : ''
      if (segment.kind === 'added') return `+${by}${segment.text}+`
      return segment.kind === 'deleted' ? `-${by}${segment.text}-` : segment.text
    })
    .join('')
const drawn = (passages: readonly Passage[]): string[] =>
  passages.flatMap((passage) => [
    ...passage.paragraphs.map((one) => `${one.by.join()}| ${line(one)}`),
    ...passage.apart.map(({ amendment, paragraphs: all }) => `  ${amendment}: ${all.map(line).join(' / ')}`),
  ])

const TEXT = ['Вести журнал.', 'Сообщать прокурору в течение 24 часов.', 'Отвечать письменно.'] as const
const [FIRST, SECOND, THIRD] = TEXT
const shown = (...all: readonly ReturnType<typeof moved>[]) => drawn(consolidated(paragraphs(...TEXT), all, 'ru'))

test('[AM40] a text without amendments is as it stands', () => {
  expect(shown()).toEqual([`| ${FIRST}`, `| ${SECOND}`, `| ${THIRD}`])
  expect(shown(moved('am1', ...TEXT))).toEqual([`| ${FIRST}`, `| ${SECOND}`, `| ${THIRD}`])
})

test('[AM40] amendments that leave each other alone are marked in one paragraph, each named', () => {
  expect(
    shown(
      moved('am1', FIRST, 'Сообщать прокурору в течение 12 часов.', THIRD),
      moved('am2', FIRST, 'Немедленно сообщать прокурору в течение 24 часов.', THIRD),
    ),
  ).toEqual([
    `| ${FIRST}`,
    'am1,am2| -am2 Сообщать-+am2 Немедленно сообщать+ прокурору в течение -am1 24-+am1 12+ часов.',
    `| ${THIRD}`,
  ])
})

test('[AM40] those that change the same words stand one after another under the paragraph', () => {
  expect(
    shown(
      moved('am1', FIRST, 'Сообщать прокурору в течение 12 часов.', THIRD),
      moved('am2', FIRST, 'Сообщать прокурору в течение трёх рабочих дней.', THIRD),
    ),
  ).toEqual([
    `| ${FIRST}`,
    `| ${SECOND}`,
    '  am1: Сообщать прокурору в течение -24-+12+ часов.',
    '  am2: Сообщать прокурору в течение -24 часов-+трёх рабочих дней+.',
    `| ${THIRD}`,
  ])
})

test('[AM40] one that changes the first and the last paragraph leaves those between in peace', () => {
  expect(
    shown(
      moved('am1', 'Вести единый журнал.', SECOND, 'Отвечать письменно и в срок.'),
      moved('am2', FIRST, 'Сообщать прокурору в течение 12 часов.', THIRD),
    ),
  ).toEqual([
    'am1| Вести+am1  единый+ журнал.',
    'am2| Сообщать прокурору в течение -am2 24-+am2 12+ часов.',
    'am1| Отвечать письменно+am1  и в срок+.',
  ])
})

test('[AM40] new paragraphs stand where they are put, paragraphs that go are struck in their place, a split stands once', () => {
  expect(shown(moved('am1', FIRST, 'Хранить его десять лет.', SECOND, THIRD), moved('am2', FIRST, THIRD))).toEqual([
    `| ${FIRST}`,
    'am1| +am1 Хранить его десять лет.+',
    `am2| -am2 ${SECOND}-`,
    `| ${THIRD}`,
  ])
  expect(shown(moved('am1', FIRST, 'Сообщать прокурору', 'в течение 24 часов.', THIRD)).join()).toMatch(
    /^\| Вести журнал\.,am1\| Сообщать прокурору.*,am1\| в течение 24 часов\.,\| Отвечать письменно\.$/,
  )
})

const someWords = fc.array(fc.constantFrom('act', 'book', 'court', 'day', 'each', 'fine'), {
  minLength: 1,
  maxLength: 6,
})
const someText = fc.array(
  someWords.map((words) => `${words.join(' ')}.`),
  { maxLength: 5 },
)

test('[AM40] whatever is moved, the present text is read off it whole', () =>
  fc.assert(
    fc.property(someText, fc.array(someText, { maxLength: 3 }), (text, others) => {
      const proposals = others.map((other, index) => moved(`am${index}`, ...other))
      const passages = consolidated(paragraphs(...text), proposals, 'en')
      const present = passages.flatMap((passage) =>
        passage.paragraphs
          .filter(({ kind }) => kind !== 'moved-to')
          .flatMap(({ segments }) => segments.filter(({ kind }) => kind !== 'added').map((one) => one.text)),
      )
      expect(present.join('')).toBe(text.join(''))
    }),
    { numRuns: 500 },
  ))

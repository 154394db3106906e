import { csvOf } from '../../../shared/comments/table.ts'
import { isAccepted } from '../../../shared/exports/became-outline.ts'
import type { Outline, OutlineText } from '../../../shared/exports/model.ts'
import { plainText } from '../../../shared/text/canonical.ts'
import { writeWorkbook } from '../../office/xlsx.ts'

/** The matrix in one language: a row a recommendation. Source: RULES.md EX8, RE44. */
export const outlineCsv = (outline: Outline): string => csvOf(matrixOf(outline))

/** A sheet in each language, and one of the votes. */
export const outlineXlsx = (outlines: readonly Outline[]): Uint8Array =>
  writeWorkbook(
    outlines.flatMap((outline) => [
      { title: `${outline.language} ${outline.words.recommendations}`, rows: matrixOf(outline) },
      { title: `${outline.language} ${outline.words.votes}`, rows: votesOf(outline) },
    ]),
  )

function matrixOf({ words, stamp, preamble, recommendations }: Outline): readonly (readonly string[])[] {
  const head = [
    words.number,
    words.kind,
    words.state,
    words.title,
    words.text,
    words.rationale,
    words.indicator,
    words.to,
    words.deadline,
    words.priority,
    words.findings,
    words.standards,
    words.earlier,
    words.themes,
    words.standing,
    words.followUp,
    'id',
  ]
  const rows = [...(preamble ? [preamble] : []), ...recommendations].map(rowOf)
  // Rows are sorted and cut in spreadsheets: a draft says so in each of them.
  return [stamp === null ? head : [...head, stamp], ...rows]
}

/** The columns that IMPACT OSS takes in: a row a recommendation that was adopted, with what its addressees answered. Source: RULES.md EX15. */
export const outlineImpact = ({ session, words, recommendations }: Outline): string =>
  csvOf([
    ['reference', 'title', 'description', 'accepted', 'response'],
    ...recommendations
      .filter(({ source }) => source.kind === 'adopted')
      .map((text) => [
        `${session.id}/${text.number ?? text.id}`,
        text.title,
        [
          partOf(text, 'text'),
          ...(['rationale', 'indicator'] as const).flatMap((part) => labelled(words[part], partOf(text, part))),
          ...labelled(words.to, text.addressees.map(({ name, role }) => `${name} (${role})`).join('; ')),
          ...labelled(words.deadline, text.deadline?.date ?? ''),
          ...labelled(words.standards, text.standards.join('; ')),
          ...labelled(words.earlier, text.earlier.join(' ')),
        ].join('\n\n'),
        ACCEPTED.get(isAccepted(text)) ?? '',
        text.followUp.flatMap(({ answer }) => answer ?? []).join('\n\n'),
      ]),
  ])

/** Its words for *accepted* and *noted*, which is whatever is not accepted in full. */
const ACCEPTED: ReadonlyMap<boolean | null, string> = new Map([
  [true, 'true'],
  [false, 'false'],
])

const labelled = (name: string, value: string): string[] => (value === '' ? [] : [`${name}: ${value}`])

const rowOf = (text: OutlineText): string[] => [
  text.number === null ? '¶' : String(text.number),
  text.name,
  text.state,
  text.title,
  partOf(text, 'text'),
  partOf(text, 'rationale'),
  partOf(text, 'indicator'),
  text.addressees.map(({ name, role }) => `${name} (${role})`).join('; '),
  text.deadline?.date ?? '',
  text.priority ?? '',
  text.findings.map(({ number, title }) => `${number} ${title}`).join('; '),
  text.standards.join('; '),
  text.earlier.join(' '),
  text.themes.join('; '),
  text.standing,
  text.followUp.map(({ sentence }) => sentence).join(' '),
  text.id,
]

function partOf({ parts }: OutlineText, wanted: string): string {
  const found = parts.find(({ part }) => part === wanted)
  return found ? (found.missing ?? plainText(found.blocks)) : ''
}

/** Every count of every vote. */
const votesOf = ({ words, votes }: Outline): readonly (readonly string[])[] => [
  [
    words.number,
    words.votes,
    words.state,
    words.scope,
    words.for,
    words.against,
    words.abstain,
    words.notVoting,
    'SHA-256',
  ],
  ...votes.flatMap((vote) =>
    vote.tallies.map((tally) => [
      String(vote.number),
      vote.question,
      vote.headline,
      `${tally.name} (${tally.note})`,
      String(tally.for),
      String(tally.against),
      String(tally.abstain),
      String(tally.notVoting),
      vote.hash,
    ]),
  ),
]

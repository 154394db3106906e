import type { OutlineMinutes } from '../../../shared/exports/minutes-outline.ts'
import type { Outline } from '../../../shared/exports/model.ts'
import { writeZip } from '../../office/zip.ts'
import { openBody } from './docx-body.ts'
import { docxParts } from './docx-parts.ts'
import { writeVote } from './docx-votes.ts'

const STYLE = { sitting: 'Heading1', point: 'Heading2', paragraph: 'BodyText', note: 'Note' } as const

/** The minutes as a Word file, with the votes and their rolls behind them. Source: RULES.md MI9. */
export function minutesDocx(outline: Outline, minutes: OutlineMinutes): Uint8Array {
  const { words, letterhead, session, votes, record } = outline
  const body = openBody(outline.language)
  body.columns(letterhead.map(({ language, names }) => ({ language, lines: names })))
  body.paragraph('Title', minutes.title)
  body.paragraph('Headline', session.title)
  body.paragraph('Subtitle', session.dated)
  for (const one of minutes.standing) body.paragraph('Standing', one)
  for (const { kind, words: said } of minutes.entries) body.paragraph(STYLE[kind], said)
  for (const { role, name, signed } of minutes.signatures) {
    body.paragraph('Signature', role)
    body.paragraph('BodyText', `______________________   ${name} (${signed})`)
  }
  if (votes.length > 0) {
    body.paragraph('Heading1', words.votesAnnex, { newPage: true })
    for (const one of votes) writeVote(body, words, one)
  }
  body.paragraph('Heading1', words.recordAnnex)
  body.paragraph('BodyText', record.words)
  body.paragraph('BodyText', record.check)
  return writeZip(docxParts({ ...outline, stamp: minutes.stamp }, body.close()))
}

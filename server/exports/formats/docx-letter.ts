import type { OutlineLetter } from '../../../shared/exports/letters.ts'
import { writeZip } from '../../office/zip.ts'
import { openBody } from './docx-body.ts'
import { openComments } from './docx-comments.ts'
import { docxParts } from './docx-parts.ts'
import { writeText } from './docx-texts.ts'

/** A covering letter and, from a new page on, the extract for its addressee. Source: RULES.md EX13. */
export function letterDocx(letter: OutlineLetter): Uint8Array {
  const { language, words, recommendations } = letter
  const body = openBody(language)
  body.columns(letter.letterhead.map(({ language: of, names }) => ({ language: of, lines: names })))
  body.paragraph('Subtitle', letter.numbered)
  body.paragraph('Addressee', letter.addressee.name)
  body.paragraph('Headline', letter.subject)
  for (const one of letter.paragraphs) body.paragraph('BodyText', one)
  body.table(
    [words.number, words.title, words.role, words.deadline],
    recommendations.map((one) => [
      String(one.number ?? ''),
      one.title,
      one.addressees.find(({ id }) => id === letter.addressee.id)?.role ?? '',
      one.deadline?.words ?? '',
    ]),
    [8, 52, 22, 18],
  )
  for (const { role, name } of letter.signatures) {
    body.paragraph('Signature', role)
    body.paragraph('BodyText', `______________________   ${name}`)
  }
  body.paragraph('Heading1', letter.extract, { newPage: true })
  body.paragraph('Standing', `${letter.session.title} · ${letter.session.dated}`)
  const comments = openComments()
  for (const one of recommendations) writeText(body, comments, words, one, 2)
  body.paragraph('Heading1', words.recordAnnex)
  body.paragraph('BodyText', letter.record.words)
  body.paragraph('BodyText', letter.record.check)
  return writeZip(docxParts(letter, body.close()))
}

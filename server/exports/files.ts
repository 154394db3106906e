import { annexWords } from '../../shared/exports/annexes.ts'
import { ARCHIVE, type Format, fileNameOf, filesOf, type Wanted } from '../../shared/exports/files.ts'
import { letterOf, lettersGoTo } from '../../shared/exports/letters.ts'
import type { Outline, SessionFacts } from '../../shared/exports/model.ts'
import { outlineOf } from '../../shared/exports/outline.ts'
import type { SessionId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { writeZip } from '../office/zip.ts'
import { outlineAkn } from './formats/akn.ts'
import { outlineDocx } from './formats/docx.ts'
import { letterDocx } from './formats/docx-letter.ts'
import { minutesDocx } from './formats/docx-minutes.ts'
import { outlineHtml } from './formats/html.ts'
import { outlineJson } from './formats/json.ts'
import type { PdfMaker } from './formats/pdf.ts'
import { outlineCsv, outlineImpact, outlineXlsx } from './formats/table.ts'
import { verifierPage } from './verifier.ts'

/** How far a file is: so many of all its parts are made. */
export type Progress = (done: number, total: number) => void

export type MadeFile = { readonly name: string; readonly bytes: Uint8Array }

/** Makes files of one session, one after another; `pdfMaker` is asked for when the first PDF is wanted. */
export function openFiles(facts: SessionFacts, pdfMaker: () => PdfMaker) {
  const outlines = new Map<Language, Outline>()
  const outline = (language: Language): Outline => {
    const known = outlines.get(language) ?? outlineOf(facts, language)
    outlines.set(language, known)
    return known
  }
  const outlinesOfAll = () => LANGUAGES.map(outline)
  const bytes = (words: string) => new TextEncoder().encode(words)

  function sessionFile(format: Exclude<Format, 'zip'>, language: Language): Uint8Array {
    switch (format) {
      case 'pdf':
        return pdfMaker().of(outline(language))
      case 'docx':
        return outlineDocx(outline(language))
      case 'akn':
        return bytes(outlineAkn(outline(language)))
      case 'html':
        return bytes(outlineHtml(outline(language)))
      case 'csv':
        return bytes(outlineCsv(outline(language)))
      case 'impact':
        return bytes(outlineImpact(outline(language)))
      case 'xlsx':
        return outlineXlsx(outlinesOfAll())
      case 'json':
        return bytes(outlineJson(outlinesOfAll()))
    }
  }

  function contentOf(wanted: Wanted): Uint8Array {
    if (wanted.paper === 'letter') {
      const letter = letterOf(facts, outline(wanted.language), wanted.addressee)
      if (!letter) throw new Error(`nothing adopted is addressed to ${wanted.addressee}`)
      return wanted.format === 'pdf' ? pdfMaker().letter(letter) : letterDocx(letter)
    }
    if (wanted.paper === 'minutes') {
      const whole = outline(wanted.language)
      const { minutes, language, votes } = whole
      if (!minutes) throw new Error('the minutes may not be read')
      const words = { ...whole.words, ...annexWords(language, { votes: votes.length > 0, opinions: false }) }
      const behind = { ...whole, words }
      return wanted.format === 'pdf' ? pdfMaker().minutes(behind, minutes) : minutesDocx(behind, minutes)
    }
    if (wanted.format === 'zip') throw new Error('an archive is made of the other files')
    return sessionFile(wanted.format, wanted.language ?? LANGUAGES[0])
  }

  const make = (wanted: Wanted): MadeFile => ({
    name: fileNameOf(facts.session.id, wanted),
    bytes: contentOf(wanted),
  })
  /** Every file but the archive. */
  const all = (progress: Progress): readonly MadeFile[] => {
    const wanted = filesOf(LANGUAGES, { addressees: lettersGoTo(facts), minutes: facts.minutes !== null })
    return wanted.map((one, index) => {
      const file = make(one)
      progress(index + 1, wanted.length)
      return file
    })
  }
  return {
    all,
    make: (wanted: Wanted, progress: Progress): MadeFile => {
      if (wanted.format === 'zip') return archiveOf(facts.session.id, all(progress))
      const file = make(wanted)
      progress(1, 1)
      return file
    },
  }
}

/** All files of a session in one, with the page that verifies a record book. */
export const archiveOf = (session: SessionId, files: readonly MadeFile[]): MadeFile => ({
  name: fileNameOf(session, ARCHIVE),
  bytes: writeZip([...files, ...verifierPage()].map(({ name, bytes }) => [name, bytes] as const)),
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openZip } from '../../server/office/zip.ts'
import { readXml } from '../../shared/text/xml.ts'

/** Runs a program over a file that is there only meanwhile; the answer is what it printed. */
function printed(program: string, args: (file: string) => readonly string[], bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'kenes-file-'))
  try {
    const file = join(folder, 'file.pdf')
    writeFileSync(file, bytes)
    const done = spawnSync(program, [...args(file)], { encoding: 'utf8', maxBuffer: 64 * 1_048_576 })
    if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`)
    return done.stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All words of a PDF, as a reader that takes them out has them: one line, soft breaks and page ends as spaces. */
export const pdfText = (bytes: Uint8Array): string =>
  printed('pdftotext', (file) => ['-layout', '-nopgbrk', file, '-'], bytes)

export const pdfInfo = (bytes: Uint8Array): string => printed('pdfinfo', (file) => [file], bytes)

export const oneLine = (words: string): string => words.replace(/\s+/g, ' ')

/** A part of an office file or archive as text. */
export function partOf(bytes: Uint8Array, name: string): string {
  const part = openZip(bytes)(name)
  if (!part) throw new Error(`there is no ${name}`)
  return new TextDecoder().decode(part)
}

/** The paragraphs of a Word file's body; `changes`: accepted, or rejected. */
export function docxParagraphs(bytes: Uint8Array, changes: 'accepted' | 'rejected' = 'accepted'): string[] {
  const paragraphs: string[] = []
  let words = ''
  const open: string[] = []
  let markGoes = false
  const goes = changes === 'accepted' ? 'w:del' : 'w:ins'
  readXml(partOf(bytes, 'word/document.xml'), {
    opens({ name }) {
      open.push(name)
      // A mark that goes joins the paragraph to the next one.
      if (name === goes && open.includes('w:pPr')) markGoes = true
      if (name === 'w:br') words += '\n'
    },
    closes(name) {
      open.pop()
      if (name !== 'w:p') return
      if (!markGoes) {
        paragraphs.push(words)
        words = ''
      }
      markGoes = false
    },
    words(text) {
      const at = open.at(-1)
      if ((at === 'w:t' || at === 'w:delText') && !open.includes(goes)) words += text
    },
  })
  return paragraphs
}

/** The words of XML without its tags. */
export function xmlText(xml: string): string {
  const words: string[] = []
  readXml(xml, { opens: () => undefined, closes: () => void words.push(' '), words: (text) => void words.push(text) })
  return oneLine(words.join(''))
}

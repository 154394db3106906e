import { Buffer } from 'node:buffer'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, inflateSync } from 'node:zlib'
import { openZip } from '../../server/office/zip.ts'
import { readXml } from '../../shared/text/xml.ts'

/** Runs a program over a file that is there only meanwhile; the answer is what it printed. */
function printed(program: string, args: (file: string) => readonly string[], bytes: Uint8Array): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'kenes-file-'))
  try {
    const file = join(folder, 'file.pdf')
    writeFileSync(file, bytes)
    const done = spawnSync(program, [...args(file)], { maxBuffer: 64 * 1_048_576 })
    if (done.status !== 0) throw new Error(`${program}: ${done.stderr.toString()}`)
    return done.stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All words of a PDF, as a reader that takes them out has them: one line, soft breaks and page ends as spaces. */
export const pdfText = (bytes: Uint8Array): string =>
  printed('pdftotext', (file) => ['-layout', '-nopgbrk', file, '-'], bytes).toString()

export const pdfInfo = (bytes: Uint8Array): string => printed('pdfinfo', (file) => [file], bytes).toString()

/** The first page of a PDF as dots of grey, as it is printed; `perMm`: how many dots a millimetre has. */
export function pdfPage(bytes: Uint8Array) {
  const perInch = 300
  const file = printed('pdftoppm', (name) => ['-f', '1', '-l', '1', '-gray', '-r', String(perInch), name], bytes)
  const [, width = '', height = ''] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 64).toString('latin1')) ?? []
  const dots = file.subarray(file.length - Number(width) * Number(height))
  return { width: Number(width), height: Number(height), perMm: perInch / 25.4, dots }
}

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

/** The dark modules of a QR code that is drawn as one path, row by row without its white border. */
export function squaresOfPath(path: string, size: number, border: number): boolean[] {
  const dark = new Array<boolean>(size * size).fill(false)
  for (const [, x, y, long] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let step = 0; step < Number(long); step += 1)
      dark[(Number(y) - border) * size + Number(x) - border + step] = true
  return dark
}

/** The same of a PNG in black and white, by the middle of each module. */
export function squaresOfPng(png: Uint8Array, size: number, border: number): boolean[] {
  const bytes = Buffer.from(png)
  expectPng(bytes)
  const width = bytes.readUInt32BE(16)
  const length = bytes.readUInt32BE(33)
  const dots = inflateSync(bytes.subarray(41, 41 + length))
  const scale = width / (size + 2 * border)
  const at = (module: number) => Math.floor((module + border + 0.5) * scale)
  return Array.from({ length: size * size }, (_, index) => {
    const x = at(index % size)
    const byte = dots[at(Math.floor(index / size)) * (1 + width / 8) + 1 + (x >> 3)] ?? 0
    return (byte & (0x80 >> (x & 7))) === 0
  })
}

/** One bit of grey a dot, one part of dots behind the head, each part with its right sum. */
function expectPng(bytes: Buffer): void {
  if (bytes.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('no PNG')
  if (bytes.subarray(24, 29).toString('hex') !== '0100000000') throw new Error('not one bit of grey')
  for (let place = 8; place < bytes.length; ) {
    const length = bytes.readUInt32BE(place)
    const named = bytes.subarray(place + 4, place + 8 + length)
    if (bytes.readUInt32BE(place + 8 + length) !== crc32(named)) throw new Error(`a wrong sum at ${place}`)
    place += 12 + length
  }
}

/** The words of XML without its tags. */
export function xmlText(xml: string): string {
  const words: string[] = []
  readXml(xml, { opens: () => undefined, closes: () => void words.push(' '), words: (text) => void words.push(text) })
  return oneLine(words.join(''))
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Outline } from '../../../shared/exports/model.ts'
import { SECOND_MS } from '../../../shared/time.ts'

/** The faces that pages are set in; each has the Kazakh letters. SIL Open Font License. */
const FACES = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold']

/**
 * What is tried, the best first: accessible, for archives, plain with its tags. A text with letters that no font has is still written
 * whole as the last one, and so is any on a machine whose compiler is older.
 */
const STANDARDS = ['ua-1', 'a-2b', '1.7'] as const

export type PdfMaker = {
  of(outline: Outline): Uint8Array
  /** Removes its folder. */
  close(): void
}

/** Makes PDFs; slow to begin and synchronous, so for a thread of its own. Source: RULES.md EX9. */
export function openPdfMaker(): PdfMaker {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif/package.json'))
  const template = readFileSync(join(import.meta.dirname, 'outline.typ'), 'utf8')
  // The compiler reads no file outside its folder: an empty one.
  const folder = mkdtempSync(join(tmpdir(), 'kenes-pdf-'))
  const compiler = NodeCompiler.create({
    workspace: folder,
    fontArgs: [{ fontPaths: FACES.map((face) => join(fonts, face)) }],
  })
  return {
    of(outline) {
      try {
        return written(compiler, template, outline)
      } finally {
        // What the compiler remembers of a large one is hundreds of megabytes.
        compiler.evictCache(0)
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function written(compiler: NodeCompiler, template: string, outline: Outline): Uint8Array {
  const inputs = { outline: JSON.stringify(outline) }
  const creationTimestamp = Math.floor(outline.madeAt / SECOND_MS)
  let fault: unknown
  for (const pdfStandard of STANDARDS) {
    try {
      return compiler.pdf(
        { mainFileContent: template, inputs },
        { pdfStandard: pdfStandard as never, creationTimestamp },
      )
    } catch (reason) {
      fault = reason
    }
  }
  throw new Error(`no PDF of ${outline.session.id}: ${String(fault).slice(0, 1_000)}`)
}

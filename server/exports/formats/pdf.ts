import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { OutlineLetter } from '../../../shared/exports/letters.ts'
import type { OutlineMinutes } from '../../../shared/exports/minutes-outline.ts'
import type { Outline, OutlineText } from '../../../shared/exports/model.ts'
import { SECOND_MS } from '../../../shared/time.ts'
import { qrSvg } from '../../office/qr.ts'

/** The faces that pages are set in; each has the Kazakh letters. SIL Open Font License. */
const FACES = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold']

/**
 * What is tried, the best first: accessible, for archives, plain with its tags. A text with letters that no font has is still written
 * whole as the last one, and so is any on a machine whose compiler is older.
 */
const STANDARDS = ['ua-1', 'a-2b', '1.7'] as const

/** What the minutes print of a session: its head, and votes with their rolls. */
const minutesHead = ({ language, session, letterhead, councils, madeAt, record, words, votes }: Outline) => ({
  language,
  session,
  letterhead,
  councils,
  madeAt,
  record,
  words,
  votes: votes.map(({ roll: _, ...vote }) => vote),
})

/** So many codes are kept in memory, each of four kilobytes. */
const MOST_CODES = 500

/** The pages that are laid out each in their own way; what all have is in sheet.typ. */
const PAGES = ['outline', 'letter', 'minutes'] as const
type Pages = (typeof PAGES)[number]
/** What stands on every page, whatever it is; the rest is for its own layout. */
type Data = Pick<Outline, 'madeAt' | 'session'> & Partial<Record<string, unknown>>

export type PdfMaker = {
  of(outline: Outline): Uint8Array
  letter(letter: OutlineLetter): Uint8Array
  minutes(outline: Outline, minutes: OutlineMinutes): Uint8Array
}

/** Makes PDFs; slow to begin and synchronous, so for a thread of its own. Source: RULES.md EX9. */
export function openPdfMaker(): PdfMaker {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif/package.json'))
  const read = (name: string) => readFileSync(join(import.meta.dirname, `${name}.typ`), 'utf8')
  const sheet = read('sheet')
  const templates = new Map(PAGES.map((pages) => [pages, `${sheet}\n${read(pages)}`]))
  const compiler = NodeCompiler.create({
    // It reads no file outside its folder: one that is nowhere.
    workspace: join(import.meta.dirname, 'nowhere'),
    fontArgs: [{ fontPaths: FACES.map((face) => join(fonts, face)) }],
  })
  /** The files of a session in its languages have the same codes, and each takes longer than the text beside it. */
  const codes = new Map<string, string>()
  const codeOf = (address: string): string => {
    const code = codes.get(address) ?? qrSvg(address, '')
    if (codes.size >= MOST_CODES) codes.clear()
    codes.set(address, code)
    return code
  }
  /** A text with its code as lines, where it leads anywhere. */
  const drawn = ({ check, ...text }: OutlineText) => ({
    ...text,
    check: check && { ...check, svg: check.address === null ? null : codeOf(check.address) },
  })
  const made = (pages: Pages, data: Data) => {
    try {
      return written(compiler, templates.get(pages) ?? '', data)
    } finally {
      // What the compiler remembers of a large one is hundreds of megabytes.
      compiler.evictCache(0)
    }
  }
  return {
    // The pages draw neither seats one by one nor changes inside a text.
    of: ({ votes, preamble, recommendations, ...outline }) =>
      made('outline', {
        ...outline,
        preamble: preamble && drawn(preamble),
        recommendations: recommendations.map(drawn),
        votes: votes.map(({ roll: _, ...vote }) => vote),
      }),
    minutes: (outline, minutes) => made('minutes', { ...minutesHead(outline), stamp: minutes.stamp, minutes }),
    letter: ({ recommendations, ...letter }) =>
      made('letter', { ...letter, recommendations: recommendations.map(drawn) }),
  }
}

function written(compiler: NodeCompiler, template: string, data: Data): Uint8Array {
  const inputs = { outline: JSON.stringify(data) }
  const creationTimestamp = Math.floor(data.madeAt / SECOND_MS)
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
  throw new Error(`no PDF of ${data.session.id}: ${String(fault).slice(0, 1_000)}`)
}

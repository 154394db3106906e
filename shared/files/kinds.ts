import { allow, type Decision, refuse } from '../decision.ts'

/** The kinds of files that are taken: what they are called, how they begin, and the part an office file must hold. */
export const FILE_KINDS = {
  pdf: { type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d], part: null },
  png: { type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47], part: null },
  jpg: { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff], part: null },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    begins: [0x50, 0x4b, 0x03, 0x04],
    part: 'word/document.xml',
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    begins: [0x50, 0x4b, 0x03, 0x04],
    part: 'xl/workbook.xml',
  },
} as const
export type FileKind = keyof typeof FILE_KINDS
export const FILE_KIND_NAMES = Object.keys(FILE_KINDS) as FileKind[]

/** The largest file; it is written in one turn of the store, while the hall types. */
export const MOST_FILE_BYTES = 10 * 1_048_576
export const LONGEST_FILE_NAME = 120

/** What a file says it is by the ending of its name; null: none of the kinds. */
export const kindNamed = (name: string): FileKind | null => {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  return FILE_KIND_NAMES.find((kind) => kind === (ending === 'jpeg' ? 'jpg' : ending)) ?? null
}

/** A name as it is kept and given back: without folders, without what turns or hides letters. Source: RULES.md FI2. */
export function keptName(said: string): string {
  const plain = said
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"\\/:*?<>|]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const [, stem = plain, ending = ''] = /^(.*?)(\.[A-Za-z]{1,5})?$/su.exec(plain) ?? []
  return `${[...stem].slice(0, LONGEST_FILE_NAME - ending.length).join('')}${ending}`
}

/**
 * Whether a file may be kept: what it begins with is what its name says. An office file is looked into by the caller, who says which parts it holds.
 * Refuses: too-large, wrong-file. Source: RULES.md FI1.
 */
export function takeFile(
  name: string,
  content: Uint8Array,
  holds: (part: string) => boolean,
): Decision<{ readonly kind: FileKind; readonly name: string }> {
  if (content.length > MOST_FILE_BYTES) return refuse('too-large', 'FI1')
  const kind = kindNamed(name)
  if (!kind) return refuse('wrong-file', 'FI1')
  const { begins, part } = FILE_KINDS[kind]
  if (!begins.every((byte, at) => content[at] === byte)) return refuse('wrong-file', 'FI1')
  if (part !== null && (!holds(part) || MACROS.some(holds))) return refuse('wrong-file', 'FI1')
  return allow({ kind, name: keptName(name) })
}

/** Parts that hold programs: nobody needs them in a report or an answer. */
const MACROS = ['word/vbaProject.bin', 'xl/vbaProject.bin']

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type JournalRecord, readJournal } from './journal.ts'

/** A copy of the store's file and the journal of everything after it; only a generation whose journal has its name is whole. */
export const BASE_FILE = 'base'
export const JOURNAL_FILE = 'journal'
export const UNFINISHED_JOURNAL_FILE = 'journal.part'

const NAME = /^generation-(\d{6})$/

export const generationName = (number: number): string => `generation-${String(number).padStart(6, '0')}`

/** Every generation of a folder, newest first, whole or not. */
export function generationNumbers(folder: string): number[] {
  return namesIn(folder)
    .flatMap((name) => {
      const found = NAME.exec(name)
      return found ? [Number(found[1])] : []
    })
    .sort((one, other) => other - one)
}

/** Whole generations, newest first. */
export const wholeGenerations = (folder: string): number[] =>
  generationNumbers(folder).filter((number) => existsSync(join(folder, generationName(number), JOURNAL_FILE)))

/** Whether a folder is one that a server backs up into. */
export const isBackupFolder = (folder: string): boolean => wholeGenerations(folder).length > 0

/** What a generation's journal says of itself. */
export type BaseFacts = { readonly size: number; readonly sha256: string }

/** The last whole record of a generation; null when not even its first one is whole. */
export function lastRecord(folder: string, number: number): JournalRecord | null {
  let last: JournalRecord | null = null
  for (const record of readJournal(join(folder, generationName(number), JOURNAL_FILE))) last = record
  return last
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

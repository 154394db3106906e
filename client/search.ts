import { isLanguage, type Language } from '../shared/language.ts'

/** A thread of the discussion that is to be shown; a language that is to stand beside its source. */
export const textSearch = ({ thread, beside }: Record<string, unknown>): { thread?: string; beside?: Language } => ({
  ...(typeof thread === 'string' ? { thread } : {}),
  ...(isLanguage(beside) ? { beside } : {}),
})

/** Which part of a page is shown. */
export const viewSearch = ({ view }: Record<string, unknown>): { view?: string } =>
  typeof view === 'string' ? { view } : {}

export const chosenSearch = (search: Record<string, unknown>): { recommendation?: string } =>
  typeof search.recommendation === 'string' ? { recommendation: search.recommendation } : {}

/** A version of standing orders; without it the newest. */
export const versionSearch = (search: Record<string, unknown>): { version?: number } =>
  Number.isInteger(search.version) && Number(search.version) > 0 ? { version: Number(search.version) } : {}

/** The one-time code as the server prints it; digits alone would be read as a number. */
export const codeSearch = (search: Record<string, unknown>): { code?: string } =>
  typeof search.code === 'string' || typeof search.code === 'number' ? { code: String(search.code) } : {}

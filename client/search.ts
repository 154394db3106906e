import { isOwnPath } from '../shared/accounts/own-path.ts'
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

/** The parts of a session's home that a phone shows one at a time. */
const HOME_VIEWS = ['now', 'texts', 'votes', 'agenda'] as const
type HomeView = (typeof HOME_VIEWS)[number]
export const homeSearch = (search: Record<string, unknown>): { view?: HomeView } => {
  const view = HOME_VIEWS.find((each) => each === search.view)
  return view ? { view } : {}
}

/** `back`: only an address of ours, a path that does not start another host. `email`: from a printed card or the demo's list. `ended`: one was signed in until now. */
export const signInSearch = (search: Record<string, unknown>): { back?: string; email?: string; ended?: boolean } => ({
  ...(typeof search.back === 'string' && isOwnPath(search.back) ? { back: search.back } : {}),
  ...(typeof search.email === 'string' ? { email: search.email } : {}),
  ...(search.ended === true ? { ended: true } : {}),
})

/** `screen`: once the link of a screen is opened; `theme`: its colours. */
export const screenSearch = (search: Record<string, unknown>): { screen?: string; theme?: 'dark' } => ({
  ...(typeof search.screen === 'string' ? { screen: search.screen } : {}),
  ...(search.theme === 'dark' ? { theme: 'dark' } : {}),
})

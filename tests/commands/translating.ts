import type * as Y from 'yjs'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { type Part, plainText } from '../../shared/text/canonical.ts'
import { wordsOf } from '../../shared/text/written.ts'
import { fragmentOf, readFragment } from '../../shared/text/ydoc.ts'
import { wordingHash, wordingOf } from '../../shared/translations/wording.ts'
import { joins, until } from '../live/people.ts'
import type { Person, World } from '../world.ts'

type Place = { readonly text: string; readonly language: Language; readonly part?: Part }

/** A pen at live texts: what it writes is saved when it answers. */
export async function pen(w: World) {
  const origin = await w.listen()
  const host = { url: `${origin.replace('http', 'ws')}/live`, origin }
  const at = async (person: Person, { text, language, part = 'text' }: Place, change: (words: Y.XmlText) => void) => {
    const page = joins(host, text, person.cookie, { ours: true })
    await until('the text is there', () => page.words() !== '')
    const [words] = wordsOf(fragmentOf(page.doc, part, language).get(0) as Y.XmlElement)
    if (!words) throw new Error('nothing is written there')
    change(words)
    await until('it is saved', () => page.saved() === page.sent() && page.saved() > 0)
    const said = plainText(readFragment(fragmentOf(page.doc, part, language)))
    page.leaves()
    return said
  }
  return {
    /** Writes at the end of the first paragraph. */
    adds: (person: Person, place: Place, added: string) =>
      at(person, place, (words) => words.insert(words.length, added)),
    /** Takes as many letters away from its end. */
    takes: (person: Person, place: Place, letters: number) =>
      at(person, place, (words) => words.delete(words.length - letters, letters)),
  }
}

/** What somebody is shown when they speak of a translation. */
export async function shown(person: Person, recommendation: string, language: Language) {
  const { parts } = await person.sees('recommendations', 'text', { id: recommendation })
  const { sourceLanguage } = await person.sees('recommendations', 'recommendation', { id: recommendation })
  return {
    recommendation,
    language,
    source: wordingHash(wordingOf(parts, sourceLanguage)),
    own: wordingHash(wordingOf(parts, language)),
  }
}

/** Checks a translation as it stands. */
export const checks = async (person: Person, recommendation: string, language: Language) =>
  person.does('translations', 'check', await shown(person, recommendation, language))

/** The states of a text's languages, as its page shows them. */
export async function states(person: Person, recommendation: string) {
  const { languages } = await person.sees('translations', 'text', { recommendation })
  return Object.fromEntries(LANGUAGES.map((one) => [one, languages.find(({ language }) => language === one)?.state]))
}

/** The states as lists have them. */
export const listedStates = async (person: Person, session: string, recommendation: string) =>
  (await person.sees('recommendations', 'list', { session })).recommendations.find(({ id }) => id === recommendation)
    ?.languages

import { eachLanguage, type Language, type Localised } from '../language.ts'
import { en } from './en.ts'
import { kk } from './kk.ts'
import { ru } from './ru.ts'
import { type MessageKey, Sentences, type Values } from './sentences.ts'

/** The three languages are complete by type, so nothing falls back and nothing is loaded. */
const LANGUAGES = { kk: new Sentences('kk', kk), ru: new Sentences('ru', ru), en: new Sentences('en', en) }

/** One message in one language; `count` among the values chooses the plural form. */
export const say = (language: Language, key: MessageKey, values?: Values): string =>
  LANGUAGES[language].say(key, values)

/** One message in every language; a value may differ per language, such as a council's name. */
export const sayInEach = (key: MessageKey, values: Record<string, string | number | Localised> = {}): Localised =>
  eachLanguage((language) =>
    say(
      language,
      key,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? value[language] : value]),
      ),
    ),
  )

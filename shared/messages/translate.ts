import i18next from 'i18next'
import { eachLanguage, type Language, type Localised } from '../language.ts'
import { en } from './en.ts'
import { kk } from './kk.ts'
import { ru } from './ru.ts'

/** A constant: the three languages are complete by type, so nothing falls back and nothing is loaded. */
const instance = i18next.createInstance({
  lng: 'en',
  fallbackLng: false,
  interpolation: { escapeValue: false },
  resources: { en: { translation: en }, kk: { translation: kk }, ru: { translation: ru } },
  initAsync: false,
})
instance.init()

type Values = Record<string, string | number>

type WithoutForm<Key extends string> = Key extends `${infer Base}_${'one' | 'few' | 'many' | 'other'}` ? Base : Key
type Paths<Words, Prefix extends string = ''> = {
  [Key in keyof Words & string]: Words[Key] extends string
    ? `${Prefix}${WithoutForm<Key>}`
    : Paths<Words[Key], `${Prefix}${Key}.`>
}[keyof Words & string]

/** The name of a message, such as `votes.sheet.open`; one that does not exist does not compile. */
export type MessageKey = Paths<typeof en>

/** Says a message in the reader's language; `count` among the values chooses the plural form. */
export type Say = (key: MessageKey, values?: Values) => string

/** One message in one language; `count` among the values chooses the plural form. */
export const say = (language: Language, key: MessageKey, values: Values = {}): string =>
  (instance.getFixedT(language) as (key: string, values: Values) => string)(key, values)

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

/** The three languages of the workspace. Adding one is a change of data and messages, not of rules. */
export const LANGUAGES = ['kk', 'ru', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** The same words in every language. */
export type Localised = Record<Language, string>

export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value)

/** Builds a value per language. */
export const eachLanguage = <T>(make: (language: Language) => T): Record<Language, T> => ({
  kk: make('kk'),
  ru: make('ru'),
  en: make('en'),
})

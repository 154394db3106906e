import { translations } from './ru/translations.ts'

/** What is said of translations in Russian, which comes with the parts of pages that speak of them. */
export const translationWords = { translations }

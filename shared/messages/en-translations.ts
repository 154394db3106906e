import { translations } from './en/translations.ts'

/** What is said of translations in English, which comes with the parts of pages that speak of them. */
export const translationWords = { translations }

import { translations } from './kk/translations.ts'

/** What is said of translations in Kazakh, which comes with the parts of pages that speak of them. */
export const translationWords = { translations }

import { LANGUAGES, type Language } from '../../shared/language.ts'
import { verifier as en } from '../../shared/messages/en/verifier.ts'
import { verifier as kk } from '../../shared/messages/kk/verifier.ts'
import { verifier as ru } from '../../shared/messages/ru/verifier.ts'
import { Sentences } from '../../shared/messages/sentences.ts'
import { drawPage, type Page } from './page.ts'
import { verifyFiles } from './verifying.ts'

/** The page that stands alone: it is opened from a disk and asks nothing of anybody. Source: RULES.md RB33. */
const SENTENCES = {
  kk: new Sentences('kk', { verifier: kk }),
  ru: new Sentences('ru', { verifier: ru }),
  en: new Sentences('en', { verifier: en }),
}

function open(language: Language): void {
  const { say } = SENTENCES[language]
  const page: Page = drawPage(language, say, { switchTo: open, check: (asked) => void verifyFiles(page, say, asked) })
}

const wished = navigator.languages.map((one) => one.slice(0, 2))
open(wished.flatMap((one) => LANGUAGES.find((language) => language === one) ?? [])[0] ?? 'ru')

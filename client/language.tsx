import { createInstance } from 'i18next'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { I18nextProvider, initReactI18next, useTranslation } from 'react-i18next'
import { isLanguage, type Language, type Localised } from '../shared/language.ts'
import type { Say } from '../shared/messages/translate.ts'

const REMEMBERED = 'kenes-language'

const instance = createInstance()

/** Loads the words of one language; each is a script of its own. */
async function wordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk.ts')).kk
    case 'ru':
      return (await import('../shared/messages/ru.ts')).ru
    case 'en':
      return (await import('../shared/messages/en.ts')).en
  }
}

async function load(language: Language): Promise<void> {
  if (!instance.hasResourceBundle(language, 'translation'))
    instance.addResourceBundle(language, 'translation', await wordsOf(language))
}

const remembered = (): string | null => {
  try {
    return localStorage.getItem(REMEMBERED)
  } catch {
    return null
  }
}

/** The language chosen before on this device, else the browser's first that we have, else Russian. */
export const firstLanguage = (): Language => {
  const wished = [remembered(), ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase())
  return wished.find(isLanguage) ?? 'ru'
}

/** Loads the first language; the page is drawn after it, so that no key is ever seen. */
export async function startLanguage(language = firstLanguage()): Promise<Language> {
  await instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    resources: { [language]: { translation: await wordsOf(language) } },
    react: { useSuspense: false },
  })
  document.documentElement.lang = language
  return language
}

type LanguageChoice = { readonly language: Language; readonly choose: (language: Language) => void }
const LanguageContext = createContext<LanguageChoice>({ language: 'ru', choose: () => undefined })

/** Gives the pages their words and the switch; switching keeps every page's state. */
export function LanguageProvider({ first, children }: { first: Language; children: ReactNode }) {
  const [language, setLanguage] = useState(first)
  const choose = useCallback((next: Language) => {
    void load(next).then(async () => {
      await instance.changeLanguage(next)
      try {
        localStorage.setItem(REMEMBERED, next)
      } catch {
        // Without storage the choice lasts as long as the page.
      }
      setLanguage(next)
    })
  }, [])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <I18nextProvider i18n={instance}>
      <LanguageContext value={{ language, choose }}>{children}</LanguageContext>
    </I18nextProvider>
  )
}

/** Speaks another language inside, such as that of a screen in the hall; the reader's own choice stays as it was. */
export function InLanguage({ language, children }: { language: Language; children: ReactNode }) {
  const [own, setOwn] = useState<typeof instance>()
  useEffect(() => {
    let wanted = true
    void load(language).then(() => {
      if (wanted) setOwn(instance.cloneInstance({ lng: language }))
    })
    return () => {
      wanted = false
    }
  }, [language])
  const choice = useMemo(() => ({ language, choose: () => undefined }), [language])
  if (own?.language !== language) return null
  return (
    <I18nextProvider i18n={own}>
      <LanguageContext value={choice}>{children}</LanguageContext>
    </I18nextProvider>
  )
}

/** The reader's language, the switch, and the reader's wording of a localised value. */
export function useLanguage() {
  const { language, choose } = useContext(LanguageContext)
  const inMine = useCallback((value: Localised) => value[language], [language])
  return { language, choose, inMine }
}

/** The words of the interface: `t('votes.open')`; an unknown key is a compile error. */
export const useWords = (): Say => useTranslation().t as unknown as Say

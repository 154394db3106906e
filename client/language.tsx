import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { isLanguage, type Language, type Localised } from '../shared/language.ts'
import { type Say, Sentences } from '../shared/messages/sentences.ts'

const REMEMBERED = 'kenes-language'

/** Loads the words of one language; each is a script of its own. */
async function wordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk-pages.ts')).pages
    case 'ru':
      return (await import('../shared/messages/ru-pages.ts')).pages
    case 'en':
      return (await import('../shared/messages/en-pages.ts')).pages
  }
}

/** The words that only few pages say, which a phone in the hall need not load. */
async function officeWordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk-office.ts')).office
    case 'ru':
      return (await import('../shared/messages/ru-office.ts')).office
    case 'en':
      return (await import('../shared/messages/en-office.ts')).office
  }
}

/** The words of amendments, which come with the pages that speak of them. */
async function amendmentWordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk-amendments.ts')).amendmentWords
    case 'ru':
      return (await import('../shared/messages/ru-amendments.ts')).amendmentWords
    case 'en':
      return (await import('../shared/messages/en-amendments.ts')).amendmentWords
  }
}

/** The words of the pages on which texts are discussed. */
async function discussionWordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk-discussion.ts')).discussion
    case 'ru':
      return (await import('../shared/messages/ru-discussion.ts')).discussion
    case 'en':
      return (await import('../shared/messages/en-discussion.ts')).discussion
  }
}

/** The words of the pages on which texts are compared or go round. */
async function comparisonWordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk-comparison.ts')).comparison
    case 'ru':
      return (await import('../shared/messages/ru-comparison.ts')).comparison
    case 'en':
      return (await import('../shared/messages/en-comparison.ts')).comparison
  }
}

/** The words of notes on what is written, which seldom are needed. */
async function writingWordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk-writing.ts')).writingWords
    case 'ru':
      return (await import('../shared/messages/ru-writing.ts')).writingWords
    case 'en':
      return (await import('../shared/messages/en-writing.ts')).writingWords
  }
}

/** The words of the parts of pages that speak of translations. */
async function translationWordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk-translations.ts')).translationWords
    case 'ru':
      return (await import('../shared/messages/ru-translations.ts')).translationWords
    case 'en':
      return (await import('../shared/messages/en-translations.ts')).translationWords
  }
}

/** What is said after a vote: by its members, and where something went wrong. */
async function afterVoteWordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk-after-vote.ts')).afterVote
    case 'ru':
      return (await import('../shared/messages/ru-after-vote.ts')).afterVote
    case 'en':
      return (await import('../shared/messages/en-after-vote.ts')).afterVote
  }
}

/** The words of final and published texts. */
async function finalWordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk-final.ts')).finalWords
    case 'ru':
      return (await import('../shared/messages/ru-final.ts')).finalWords
    case 'en':
      return (await import('../shared/messages/en-final.ts')).finalWords
  }
}

/** The words of the follow-up, which also addressees are told in. */
async function followUpWordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk-follow-up.ts')).followUpWords
    case 'ru':
      return (await import('../shared/messages/ru-follow-up.ts')).followUpWords
    case 'en':
      return (await import('../shared/messages/en-follow-up.ts')).followUpWords
  }
}

/** The words of the pages and fields of evidence. */
async function evidenceWordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk-evidence.ts')).evidenceWords
    case 'ru':
      return (await import('../shared/messages/ru-evidence.ts')).evidenceWords
    case 'en':
      return (await import('../shared/messages/en-evidence.ts')).evidenceWords
  }
}

/** The words of passwords, passkeys and proofs that it is oneself. */
async function securityWordsOf(language: Language): Promise<object> {
  switch (language) {
    case 'kk':
      return (await import('../shared/messages/kk-security.ts')).securityWords
    case 'ru':
      return (await import('../shared/messages/ru-security.ts')).securityWords
    case 'en':
      return (await import('../shared/messages/en-security.ts')).securityWords
  }
}

/** Words that are loaded later, each known by one of its messages. */
const OFFICE = { known: 'orders.title', wordsOf: officeWordsOf } as const
const AMENDMENTS = { known: 'amendments.title', wordsOf: amendmentWordsOf } as const
const DISCUSSION = { known: 'threads.title', wordsOf: discussionWordsOf } as const
const COMPARISON = { known: 'changes.title', wordsOf: comparisonWordsOf } as const
const WRITING = { known: 'writing.title', wordsOf: writingWordsOf } as const
const TRANSLATIONS = { known: 'translations.title', wordsOf: translationWordsOf } as const
const AFTER_VOTE = { known: 'opinions.title', wordsOf: afterVoteWordsOf } as const
const FINAL = { known: 'final.title', wordsOf: finalWordsOf } as const
const FOLLOW_UP = { known: 'followUp.title', wordsOf: followUpWordsOf } as const
const EVIDENCE = { known: 'evidence.title', wordsOf: evidenceWordsOf } as const
const SECURITY = { known: 'security.title', wordsOf: securityWordsOf } as const
const LATER = [
  OFFICE,
  AMENDMENTS,
  DISCUSSION,
  COMPARISON,
  WRITING,
  TRANSLATIONS,
  AFTER_VOTE,
  FINAL,
  FOLLOW_UP,
  EVIDENCE,
  SECURITY,
] as const
type Later = (typeof LATER)[number]

/** `more`: what the page has loaded beside its first words, so that nothing on it waits when the language is switched. */
async function load(language: Language, more: readonly Later[] = []): Promise<Sentences> {
  const [first, ...others] = await Promise.all([wordsOf(language), ...more.map((later) => later.wordsOf(language))])
  return others.reduce<Sentences>((sentences, words) => sentences.with(words), new Sentences(language, first ?? {}))
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
export async function startLanguage(language = firstLanguage()): Promise<Sentences> {
  document.documentElement.lang = language
  return load(language)
}

type LanguageChoice = {
  readonly sentences: Sentences
  readonly choose: (language: Language) => void
  /** The same language with more words. */
  readonly learn: (language: Language, words: object) => void
}
const LanguageContext = createContext<LanguageChoice | null>(null)

function useChoice(): LanguageChoice {
  const choice = useContext(LanguageContext)
  if (!choice) throw new Error('no language around this')
  return choice
}

/** Gives the pages their words and the switch; switching keeps every page's state. */
export function LanguageProvider({ first, children }: { first: Sentences; children: ReactNode }) {
  const [sentences, setSentences] = useState(first)
  const choose = useCallback(
    (next: Language) => {
      const more = LATER.filter(({ known }) => sentences.has(known))
      void load(next, more).then((chosen) => {
        try {
          localStorage.setItem(REMEMBERED, next)
        } catch {
          // Without storage the choice lasts as long as the page.
        }
        setSentences(chosen)
      })
    },
    [sentences],
  )
  useEffect(() => {
    document.documentElement.lang = sentences.language
  }, [sentences])
  const learn = useLearning(setSentences)
  const choice = useMemo(() => ({ sentences, choose, learn }), [sentences, choose, learn])
  return <LanguageContext value={choice}>{children}</LanguageContext>
}

/** Several parts of a page may learn words at once; what was chosen meanwhile is another language's. */
const useLearning = (setSentences: (next: (known: Sentences) => Sentences) => void) =>
  useCallback(
    (language: Language, words: object) =>
      setSentences((known) => (known.language === language ? known.with(words) : known)),
    [setSentences],
  )

/** Speaks another language inside, such as that of a screen in the hall; the reader's own choice stays as it was. */
export function InLanguage({ language, children }: { language: Language; children: ReactNode }) {
  const [sentences, setSentences] = useState<Sentences | null>(null)
  useEffect(() => {
    let wanted = true
    void load(language).then((own) => {
      if (wanted) setSentences(own)
    })
    return () => {
      wanted = false
    }
  }, [language])
  const learn = useCallback(
    (own: Language, words: object) => setSentences((known) => (known?.language === own ? known.with(words) : known)),
    [],
  )
  const choice = useMemo(() => sentences && { sentences, choose: () => undefined, learn }, [sentences, learn])
  if (sentences?.language !== language) return null
  return <LanguageContext value={choice}>{children}</LanguageContext>
}

type MoreWords = { readonly children: ReactNode }

/** Pages whose words are loaded with them, in each language that is chosen there; nothing is drawn before they are here. */
export const OfficeWords = ({ children }: MoreWords) => (useMore(OFFICE) ? children : null)

/** What speaks of amendments, with its words; nothing is drawn before they are here. */
export const AmendmentWords = ({ children }: MoreWords) => (useMore(AMENDMENTS) ? children : null)

/** What is said where texts are discussed, with its words. */
export const DiscussionWords = ({ children }: MoreWords) => (useMore(DISCUSSION) ? children : null)

/** What is said where texts are compared or go round, with its words. */
export const ComparisonWords = ({ children }: MoreWords) => (useMore(COMPARISON) ? children : null)

/** Notes on letters and pictures, with their words. */
export const WritingWords = ({ children }: MoreWords) => (useMore(WRITING) ? children : null)

/** What speaks of translations, with its words. */
export const TranslationWords = ({ children }: MoreWords) => (useMore(TRANSLATIONS) ? children : null)

/** What members say of a vote, with its words. */
export const AfterVoteWords = ({ children }: MoreWords) => (useMore(AFTER_VOTE) ? children : null)

/** What speaks of final and published texts, with its words; nothing is drawn before they are here. */
export const FinalWords = ({ children }: MoreWords) => (useMore(FINAL) ? children : null)
/** What became of adopted recommendations, with its words. */
export const FollowUpWords = ({ children }: MoreWords) => (useMore(FOLLOW_UP) ? children : null)

/** What speaks of evidence, with its words. */
export const EvidenceWords = ({ children }: MoreWords) => (useMore(EVIDENCE) ? children : null)

/** What is said of passwords, passkeys and proofs, with its words. */
export const SecurityWords = ({ children }: MoreWords) => (useMore(SECURITY) ? children : null)

/** Whether words that come later are here. */
function useMore({ known, wordsOf }: Later): boolean {
  const { sentences, learn } = useChoice()
  const { language } = sentences
  const [fault, setFault] = useState<unknown>(null)
  const isHere = sentences.has(known)
  useEffect(() => {
    if (isHere) return
    let wanted = true
    wordsOf(language).then(
      (words) => wanted && learn(language, words),
      (reason: unknown) => wanted && setFault(reason),
    )
    return () => {
      wanted = false
    }
  }, [isHere, language, wordsOf, learn])
  if (fault) throw fault
  return isHere
}

/** The reader's language, the switch, and the reader's wording of a localised value. */
export function useLanguage() {
  const { sentences, choose } = useChoice()
  const { language } = sentences
  const inMine = useCallback((value: Localised) => value[language], [language])
  return { language, choose, inMine }
}

/** The words of the interface: `t('votes.open')`; an unknown key is a compile error. */
export const useWords = (): Say => useChoice().sentences.say

/** All sentences of the reader's language, for names that come as data. */
export const useSentences = (): Sentences => useChoice().sentences

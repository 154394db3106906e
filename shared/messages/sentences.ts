import type { Language } from '../language.ts'
import type { en } from './en.ts'

/** What stands in a message's braces; `count` also chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>

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

type Words = { readonly [Key in string]: string | Words }

/** The messages of one language as sentences: `{{name}}` gives way to its value, `_one`, `_few`, `_many`, `_other` follow `count`. */
export class Sentences {
  readonly language: Language
  readonly #messages = new Map<string, string>()
  readonly #plurals: Intl.PluralRules

  constructor(language: Language, words: object) {
    this.language = language
    this.#plurals = new Intl.PluralRules(language)
    this.#learn('', words as Words)
  }

  /** Whether there is a message of this name, which is then one of those the compiler knows. */
  has(key: string): key is MessageKey {
    return this.#messages.has(key)
  }

  /** The same language with more words. */
  with(words: object): Sentences {
    const more = new Sentences(this.language, words)
    for (const [name, message] of this.#messages) more.#messages.set(name, message)
    return more
  }

  readonly say: Say = (key, values = {}) => {
    const message = this.#messageOf(key, values.count)
    return message.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
  }

  /** A language may have fewer forms than its rules name, as English words that do not change. */
  #messageOf(key: string, count: string | number | undefined): string {
    const form = typeof count === 'number' ? this.#plurals.select(count) : 'other'
    const message =
      this.#messages.get(`${key}_${form}`) ?? this.#messages.get(`${key}_other`) ?? this.#messages.get(key)
    return message ?? key
  }

  #learn(before: string, words: Words): void {
    for (const [name, value] of Object.entries(words)) {
      if (typeof value === 'string') this.#messages.set(before + name, value)
      else this.#learn(`${before}${name}.`, value)
    }
  }
}

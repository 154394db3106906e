import { LANGUAGES, type Language } from '../../shared/language.ts'
import type { MessageKey, Say } from '../../shared/messages/sentences.ts'

/** What was chosen and typed. */
export type Asked = { readonly book: File | null; readonly head: string; readonly texts: readonly File[] }

/** The page as whoever verifies writes on it. */
export type Page = {
  /** How far it is, or what is lacking. */
  waits(words: string): void
  shows(result: {
    readonly isGood: boolean
    readonly sentence: string
    readonly notes: readonly string[]
    readonly rows: readonly (readonly [name: string, value: string])[]
  }): void
}

type Acts = { readonly switchTo: (language: Language) => void; readonly check: (asked: Asked) => void }

const OWN_NAMES: Readonly<Record<Language, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' }

/** An element with what is in it. */
function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...inside)
  return made
}

/** Draws the page in a language; what was chosen before the language was switched is chosen anew. */
export function drawPage(language: Language, say: Say, { switchTo, check }: Acts): Page {
  document.documentElement.lang = language
  document.title = say('verifier.title')
  const book = fileField(say, 'book', 'verifier.book', false)
  const texts = fileField(say, 'texts', 'verifier.texts', true)
  const head = element('input', { type: 'text', id: 'head', autocomplete: 'off', spellcheck: 'false' })
  head.setAttribute('aria-describedby', 'head-hint')
  const form = element(
    'form',
    {},
    book.field,
    element(
      'div',
      { class: 'field' },
      element('label', { for: 'head' }, say('verifier.head')),
      head,
      element('span', { class: 'quiet', id: 'head-hint' }, say('verifier.headHint')),
    ),
    texts.field,
    element('div', {}, element('button', { type: 'submit' }, say('verifier.check'))),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    check({ book: book.input.files?.[0] ?? null, head: head.value, texts: [...(texts.input.files ?? [])] })
  })
  const result = element('div', { class: 'result', role: 'status', hidden: '' })
  document
    .querySelector('#page')
    ?.replaceChildren(
      languages(language, say, switchTo),
      element('h1', {}, say('verifier.title')),
      element('p', { class: 'quiet' }, say('verifier.intro')),
      form,
      result,
    )
  const put = (...inside: readonly Node[]) => {
    result.replaceChildren(...inside)
    result.hidden = false
  }
  return {
    waits: (words) => put(element('p', {}, words)),
    shows: ({ isGood, sentence, notes, rows }) =>
      put(
        element('p', { class: 'verdict', 'data-tone': isGood ? 'good' : 'bad' }, `${isGood ? '✓' : '✗'} ${sentence}`),
        ...notes.map((words) => element('p', {}, words)),
        element('dl', {}, ...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])),
      ),
  }
}

function languages(now: Language, say: Say, switchTo: Acts['switchTo']): HTMLElement {
  const buttons = LANGUAGES.map((language) => {
    const button = element(
      'button',
      { type: 'button', lang: language, 'aria-pressed': String(language === now) },
      OWN_NAMES[language],
    )
    button.addEventListener('click', () => switchTo(language))
    return button
  })
  return element('nav', { 'aria-label': say('verifier.language') }, ...buttons)
}

/** A field for files in the words of the page, which is the browser's own for keyboards and readers. Source: RULES.md AC71. */
function fileField(say: Say, id: string, label: MessageKey, multiple: boolean) {
  const input = element('input', { type: 'file', id, ...(multiple ? { multiple: '' } : {}) })
  const chosen = element('span', { class: 'quiet' }, say('verifier.nothing'))
  input.addEventListener('change', () => {
    const names = [...(input.files ?? [])].map(({ name }) => name)
    chosen.textContent = names.join(', ') || say('verifier.nothing')
  })
  const choice = element('div', { class: 'choice' }, element('strong', {}, say('verifier.choose')), chosen, input)
  return { input, field: element('div', { class: 'field' }, element('label', { for: id }, say(label)), choice) }
}

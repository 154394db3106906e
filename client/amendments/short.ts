import type { Language } from '../../shared/language.ts'
import type { AmendmentSummary } from './data.ts'

const MOST_LETTERS = 70

/** What an amendment changes first, in so few words that a list can name it by them: "24 hours → 12 hours". */
export function changeInShort({ changes }: Pick<AmendmentSummary, 'changes'>, reader: Language) {
  const change = changes.find(({ language }) => language === reader) ?? changes[0]
  const segments = change?.paragraphs.find((one) => one.segments.some(({ kind }) => kind !== 'same'))?.segments ?? []
  const first = segments.findIndex(({ kind }) => kind === 'added' || kind === 'deleted')
  if (!change || first < 0) return null
  const said = (kind: 'added' | 'deleted') =>
    shortened(
      segments
        .slice(first, first + 2)
        .filter((segment) => segment.kind === kind)
        .map(({ text }) => text)
        .join('')
        .trim(),
    )
  return { language: change.language, deleted: said('deleted'), added: said('added') }
}

function shortened(words: string): string {
  if (words.length <= MOST_LETTERS) return words
  const cut = words.slice(0, MOST_LETTERS)
  return `${cut.slice(0, Math.max(1, cut.lastIndexOf(' ')))} …`
}

import { mentionOf, piecesOf } from '../../shared/comments/threads.ts'
import type { Localised } from '../../shared/language.ts'
import { plainLetters } from '../../shared/text/plain-letters.ts'

/** A person as they are mentioned: the name stands in the field, the id in what is sent. */
export type Named = { readonly account: string; readonly name: string }

/** What stands in the field of a remark: mentions as `@Name`. */
export const shownWords = (words: string, nameOf: (account: string) => string): string =>
  piecesOf(words)
    .map((piece) => ('account' in piece ? `@${nameOf(piece.account)}` : piece.words))
    .join('')

/** What is sent of a field: `@Name` of somebody who may be mentioned becomes their id, longer names first. */
export function sentWords(field: string, people: readonly Named[]): string {
  const longestFirst = [...people].sort((a, b) => b.name.length - a.name.length)
  return longestFirst.reduce((words, { account, name }) => words.replaceAll(`@${name}`, mentionOf(account)), field)
}

/** What is typed of a name before the caret, from its @ on; null where none is being typed. */
export function typedName(field: string, caret: number): { readonly from: number; readonly letters: string } | null {
  const found = /(?:^|\s|[(«"„])@([^@\n]{0,40})$/u.exec(field.slice(0, caret))
  const letters = found?.[1]
  return letters === undefined || /\s{2}|[.,;:!?]\s/.test(letters)
    ? null
    : { from: caret - letters.length - 1, letters }
}

/** The people whose names, or one word of them, begin as was typed; at most `most`. */
export function peopleFor<Person extends Named>(
  letters: string,
  people: readonly Person[],
  most: number,
): readonly Person[] {
  const asked = plainLetters(letters)
  const fits = ({ name }: Person) => {
    const plain = plainLetters(name)
    return plain !== asked && (plain.startsWith(asked) || plain.split(/\s+/).some((word) => word.startsWith(asked)))
  }
  return people.filter(fits).slice(0, most)
}

/** Names by account, for words that name people who may not be mentioned any more. */
export const namesOf = (
  people: readonly { readonly account: string; readonly name: Localised }[],
): ReadonlyMap<string, Localised> => new Map(people.map(({ account, name }) => [account, name]))

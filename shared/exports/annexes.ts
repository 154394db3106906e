import type { Language } from '../language.ts'
import { say } from '../messages/translate.ts'
import type { OutlineWords } from './model.ts'

/** What may stand behind a paper, in its order. */
const ANNEXES = ['votesAnnex', 'opinionsAnnex', 'recordAnnex'] as const
type Annex = (typeof ANNEXES)[number]

/** The headings of a paper's annexes: those that it has are numbered without a gap, the record book last. Source: RULES.md EX19. */
export function annexWords(language: Language, has: { readonly votes: boolean; readonly opinions: boolean }) {
  const present: readonly Annex[] = [
    ...(has.votes ? ['votesAnnex' as const] : []),
    ...(has.opinions ? ['opinionsAnnex' as const] : []),
    'recordAnnex',
  ]
  const numbered = (annex: Annex) => say(language, `files.words.${annex}`, { number: present.indexOf(annex) + 1 })
  return Object.fromEntries(ANNEXES.map((annex) => [annex, numbered(annex)])) as Pick<OutlineWords, Annex>
}

import type { Block } from '../../shared/text/canonical.ts'
import type { Asked } from '../api.ts'
import type { NotAccepted } from '../live/not-accepted.ts'

type Said = Required<Pick<Asked<'amendments', 'start'>, 'wordings' | 'changes'>>

/**
 * What an amendment of words that did not go in begins with: each part whole, as their author has it; where that could not be put
 * together, the words by what stands before and after them. Source: RULES.md AM35.
 */
export function lateWords(words: readonly NotAccepted[]): Said {
  const wholes = new Map<string, Said['wordings'][number]>()
  for (const { part, language, whole } of words)
    if (whole) wholes.set(`${part} ${language}`, { part, language, blocks: onTheWire(whole) })
  const isWhole = ({ part, language }: NotAccepted) => wholes.has(`${part} ${language}`)
  return { wordings: [...wholes.values()], changes: words.filter((each) => !isWhole(each)).map(byItsPlace) }
}

function byItsPlace({ part, language, kind, before, words, after }: NotAccepted): Said['changes'][number] {
  const [without, within] = [before + after, before + words + after]
  return { part, language, ...(kind === 'added' ? { from: without, to: within } : { from: within, to: without }) }
}

const onTheWire = (blocks: readonly Block[]): Said['wordings'][number]['blocks'] =>
  blocks.map(({ content, ...block }) => ({
    ...block,
    content: content.map(({ text, marks }) => ({ text, ...(marks ? { marks: [...marks] } : {}) })),
  }))

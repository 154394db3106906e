import { createContext, useContext } from 'react'
import type * as Y from 'yjs'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'

/** A passage that is marked where it stands now, in letters of the part's plain words. */
export type PassageMark = {
  readonly id: string
  readonly from: number
  readonly to: number
  /** Other words stand there than when it was marked. */
  readonly changed: boolean
  readonly active: boolean
}

/** The words in which passages are looked for: of the live text, or of a fixed version. */
export type PassageSource = {
  readonly part: Part
  readonly language: Language
} & ({ readonly fragment: Y.XmlFragment } | { readonly plain: string })

/** What somebody selected, in letters of the plain words that the page shows. */
export type Selected = {
  readonly part: Part
  readonly language: Language
  readonly from: number
  readonly to: number
  readonly plain: string
}

/** What the text on the page knows of passages; which ones there are, and why, is said by who gives it. */
export type Passages = {
  /** Null while nothing is to be marked. */
  readonly marksIn: ((source: PassageSource) => readonly PassageMark[]) | null
  /** A mark was pressed; `focus`: by key, so that the focus goes with it. */
  readonly onOpen: (id: string, focus: boolean) => void
  /** Words were selected to be commented on; `fragment`: where they stand in the live text. Null where one may not. */
  readonly onComment: ((selected: Selected, fragment: Y.XmlFragment | null) => void) | null
  /** How often something was opened: each time it is to be seen. */
  readonly opened: number
}

const NO_PASSAGES: Passages = { marksIn: null, onOpen: () => undefined, onComment: null, opened: 0 }

export const PassagesContext = createContext<Passages>(NO_PASSAGES)
export const usePassages = (): Passages => useContext(PassagesContext)

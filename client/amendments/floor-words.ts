import type { Asked } from '../api.ts'
import type { Place } from './quoting.ts'

/** What is moved to a text in the hall; words that are put in, changed or taken out are told from what was quoted and typed. */
export const FLOOR_KINDS = ['words', 'separate-vote', 'take-out'] as const
export type FloorKind = (typeof FLOOR_KINDS)[number] | 'new-recommendation'

type FromFloor = Asked<'amendments', 'from-floor'>
export type Spoken = {
  readonly kind: FloorKind
  readonly language: FromFloor['language']
  readonly quoted: string
  /** Where the quoted words stand; null: nowhere, or nothing is quoted. */
  readonly at: Pick<Place, 'part' | 'occurrence'> | null
  readonly to: string
  readonly title: string
}

/** What is still to be said before it is tabled; null: nothing. */
export function missingIn(mover: string | null, { kind, quoted, at, to, title }: Spoken) {
  if (!mover) return 'needMover'
  if (kind === 'take-out') return null
  const [isQuoted, isTyped] = [quoted.trim() !== '', to.trim() !== '']
  if (kind === 'new-recommendation') return isTyped || title.trim() !== '' ? null : 'needWords'
  if (isQuoted && !at) return 'quoteMissing'
  if (kind === 'separate-vote') return isQuoted ? null : 'needWords'
  return isQuoted || isTyped ? null : 'needWords'
}

/** What is tabled of what was spoken. */
export function floorChanges(spoken: Spoken): Pick<FromFloor, 'kind' | 'whole' | 'changes'> {
  const { kind, language, quoted, at, to, title } = spoken
  const from = quoted.trim()
  if (kind === 'take-out') return { kind: 'delete', whole: true, changes: [] }
  if (kind === 'new-recommendation') {
    const said = [
      { part: 'title', language, from: '', to: title.trim() },
      { part: 'text', language, from: '', to: to.trim() },
    ] as const
    return { kind, changes: said.filter((one) => one.to !== '') }
  }
  const place = at ? { part: at.part, occurrence: at.occurrence } : ({ part: 'text' } as const)
  const put = kind === 'separate-vote' ? '' : to.trim()
  const does = kind === 'separate-vote' ? kind : from === '' ? 'add' : put === '' ? 'delete' : 'replace'
  return { kind: does, changes: [{ ...place, language, from, to: put }] }
}

import type { Language } from '../../shared/language.ts'
import { byName } from '../ui/names.ts'
import type { Place, VoteDetail } from './data.ts'

type Beside = VoteDetail['absent'][number]
export type RollRow =
  | {
      readonly kind: 'place'
      readonly key: string
      readonly name: Beside['name']
      readonly role: Beside['role']
      readonly place: Place
      readonly several: boolean
    }
  | { readonly kind: 'absent'; readonly key: string; readonly name: Beside['name']; readonly role: Beside['role'] }
  | {
      readonly kind: 'recused'
      readonly key: string
      readonly name: Beside['name']
      readonly role: Beside['role']
      readonly reason: string
    }

const ROLE_ORDER = { chair: 0, deputy: 1, member: 2 } as const

/** The rows of one council: its places, its recused and absent seats, the chair first, then by name. */
export function rowsOf(vote: VoteDetail, council: string, language: Language): readonly RollRow[] {
  const places = vote.roll.flatMap((place): RollRow[] =>
    place.seats
      .filter((seat) => seat.council === council)
      .map((seat) => ({
        kind: 'place',
        key: seat.seat,
        name: place.name,
        role: seat.role,
        place,
        several: new Set(place.seats.map((each) => each.council)).size > 1,
      })),
  )
  const recused = vote.recused
    .filter((seat) => seat.council === council)
    .map(
      (seat): RollRow => ({ kind: 'recused', key: seat.seat, name: seat.name, role: seat.role, reason: seat.reason }),
    )
  const absent = vote.absent
    .filter((seat) => seat.council === council)
    .map((seat): RollRow => ({ kind: 'absent', key: seat.seat, name: seat.name, role: seat.role }))
  const sortByName = byName<RollRow>(language, (row) => row.name)
  return [...places, ...recused, ...absent].sort((a, b) => ROLE_ORDER[a.role] - ROLE_ORDER[b.role] || sortByName(a, b))
}

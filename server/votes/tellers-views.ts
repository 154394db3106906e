import type { AccountId, PlaceId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { type Capacity, run } from '../../shared/sessions/rules.ts'
import { agreedCounts, lastOf } from '../../shared/votes/hands-rules.ts'
import { showsChoices } from '../../shared/votes/manners.ts'
import type { Vote } from '../../shared/votes/model.ts'
import { type SetAside, waitingTellers } from '../../shared/votes/tellers.ts'
import type { Reader } from '../db/database.ts'
import { loadCounts, loadEntered, loadSetAside } from './counts.ts'
import { readsCounts } from './hands-views.ts'
import { sealFor } from './sealed.ts'
import type { SealOf } from './seals.ts'
import { loadKeyings } from './sheets.ts'
import { loadEntries } from './tellers.ts'

type NameOf = (account: AccountId) => Localised

/** Who may be set aside, for who runs the session, and what was, with its numbers once those of the vote may be read. Source: RULES.md VO67, VO76. */
export async function viewTellers(db: Reader, vote: Vote, capacity: Capacity, seals: SealOf, name: NameOf) {
  const aside = await loadSetAside(db, vote.id)
  return {
    waiting: await waitingFor(db, vote, capacity, seals, name),
    aside: await Promise.all(aside.map((one) => shown(db, vote, capacity, one, name))),
  }
}

async function waitingFor(db: Reader, vote: Vote, capacity: Capacity, seals: SealOf, name: NameOf) {
  if (vote.stage !== 'open' || !run(capacity).ok) return []
  const seal = await sealFor(db, vote, seals)
  const entries = seal.ok && (await loadEntries(db, vote.id, seal.facts))
  return entries ? waitingTellers(entries).map((account) => ({ account, name: name(account) })) : []
}

async function shown(db: Reader, vote: Vote, capacity: Capacity, one: SetAside, name: NameOf) {
  const { number, teller, cuts, words, by, at } = one
  const agreed = agreedCounts(await loadCounts(db, vote.id)) !== null
  const hands = cuts.find(({ place }) => place === null)
  const entered = hands && agreed && readsCounts(vote, capacity) ? await loadEntered(db, vote.id) : []
  const counts = lastOf(
    entered.filter((each) => each.number <= (hands?.upto ?? 0)),
    teller,
  )
  // Before the close the other teller may still key a sheet of these; of a sealed vote that became void nothing was opened.
  const keyings = (vote.stage !== 'open' && showsChoices(vote) && (await loadKeyings(db, vote.id, null))) || []
  const choiceAt = (place: PlaceId, upto: number) =>
    keyings.findLast((each) => each.place === place && each.teller === teller && each.number <= upto)?.choice ?? null
  const nameAt = (place: PlaceId) => {
    const found = vote.roll.places.find(({ id }) => id === place)
    return found ? name(found.account) : { kk: place, ru: place, en: place }
  }
  return {
    number,
    teller: name(teller),
    by: name(by),
    at,
    words,
    counts: counts ? [...counts] : null,
    sheets: cuts.flatMap(({ place, upto }) =>
      place === null ? [] : [{ place, name: nameAt(place), choice: choiceAt(place, upto) }],
    ),
  }
}

import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, VoteId } from '../../shared/ids.ts'
import { wordOf } from '../../shared/sessions/rules.ts'
import { type Entries, setAside, standing } from '../../shared/votes/tellers.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { voteFor } from './acting.ts'
import { loadCounts, loadSetAside } from './counts.ts'
import { loadSheetPlaces } from './queries.ts'
import { sealFor } from './sealed.ts'
import type { Seal, SealOf } from './seals.ts'
import { loadKeyings } from './sheets.ts'

/** What a teller who is gone entered is set aside; the rows stay as they are. Refuses: wrong-ballot-secret. Source: RULES.md VO76. */
export async function setAsideTellerAct(
  act: Act,
  input: { vote: VoteId; teller: AccountId; words: string },
  seals: SealOf,
): Promise<Decision<Nothing>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, capacity } = found.facts
  const { teller, words } = input
  const seal = vote.stage === 'open' ? await sealFor(act.tx, vote, seals) : allow(null)
  if (!seal.ok) return seal
  const entries = await loadEntries(act.tx, vote.id, seal.facts)
  if (!entries) return refuse('wrong-ballot-secret', 'VO63')
  const may = setAside(vote, capacity, teller, entries)
  if (!may.ok) return may
  const number = (await loadSetAside(act.tx, vote.id)).length + 1
  await act.tx
    .insertInto('tellers_set_aside')
    .values({
      vote: vote.id,
      number,
      teller,
      cuts: JSON.stringify(may.facts),
      words,
      set_by: act.by,
      at: act.at,
    })
    .execute()
  await act.record({
    act: 'teller-set-aside',
    subject: vote.id,
    facts: { teller, places: may.facts.flatMap(({ place }) => (place === null ? [] : [place])) },
    onWordOf: wordOf(capacity),
    rows: [{ table: 'tellers_set_aside', key: { vote: vote.id, number } }],
  })
  act.tell(vote.session, `vote:${vote.id}`)
  return allow({})
}

/** What tellers entered in a vote and stands; null when a sealed choice cannot be opened. */
export async function loadEntries(db: Reader, vote: VoteId, seal: Seal | null): Promise<Entries | null> {
  const keyings = await loadKeyings(db, vote, seal)
  if (!keyings) return null
  const aside = await loadSetAside(db, vote)
  const ofSheet = (place: (typeof keyings)[number]['place']) => keyings.filter((one) => one.place === place)
  return {
    counts: await loadCounts(db, vote),
    sheets: (await loadSheetPlaces(db, vote)).map((place) => ({
      place,
      keyed: standing(ofSheet(place), aside, place),
    })),
  }
}

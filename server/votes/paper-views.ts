import type { PlaceId } from '../../shared/ids.ts'
import type { Capacity } from '../../shared/sessions/rules.ts'
import { showsChoices } from '../../shared/votes/manners.ts'
import type { Vote } from '../../shared/votes/model.ts'
import { keySheet, type SheetStanding, sheetStanding } from '../../shared/votes/paper-rules.ts'
import { seePreparation } from '../../shared/votes/rules.ts'
import { standing } from '../../shared/votes/tellers.ts'
import type { Reader } from '../db/database.ts'
import { loadSetAside } from './counts.ts'
import { loadSheetPlaces } from './queries.ts'
import { sealFor } from './sealed.ts'
import type { SealOf } from './seals.ts'
import { loadKeyings, loadScanned, loadWithdrawals } from './sheets.ts'

type SheetShown = { readonly standing: SheetStanding | null; readonly mayKey: boolean; readonly scan: boolean }

/** The paper sheets of a vote as its reader may see them, and whose ballots are being withdrawn. Source: RULES.md VO70–VO74. */
export async function viewSheets(db: Reader, vote: Vote, capacity: Capacity, seals: SealOf) {
  const sheets = await loadSheetPlaces(db, vote.id)
  const desk = seePreparation(capacity).ok
  const withdrawals = desk && vote.stage === 'open' ? await loadWithdrawals(db, vote.id) : []
  const seal = desk && !showsChoices(vote) && sheets.length > 0 ? await sealFor(db, vote, seals) : null
  const keyings = (desk && (await loadKeyings(db, vote.id, seal?.ok ? seal.facts : null))) || []
  const aside = await loadSetAside(db, vote.id)
  const scanned = await loadScanned(db, vote.id)
  const shown = (place: PlaceId): SheetShown => {
    const ofSheet = keyings.filter((one) => one.place === place)
    const keyed = standing(ofSheet, aside, place)
    return {
      standing: desk ? sheetStanding(keyed) : null,
      mayKey: keySheet(vote, capacity, { place, sheets }, keyed, vote.hash).ok,
      scan: scanned.includes(place),
    }
  }
  return {
    sheetOf: (place: PlaceId): SheetShown | null => (sheets.includes(place) ? shown(place) : null),
    /** Whether a first person has asked to withdraw the ballot of a place, and whether it was the reader. */
    withdrawalOf: (place: PlaceId): 'mine' | 'other' | null => {
      const asked = sheets.includes(place) ? undefined : withdrawals.find((one) => one.place === place)
      return asked ? (asked.by === capacity.account ? 'mine' : 'other') : null
    },
  }
}

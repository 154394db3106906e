import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, PlaceId, VoteId } from '../../shared/ids.ts'
import type { Choice, Vote } from '../../shared/votes/model.ts'
import {
  attachScan,
  handSheet,
  type Keying,
  keyedChoice,
  keySheet,
  type SheetStanding,
  sheetStanding,
  withdrawBallot,
} from '../../shared/votes/paper-rules.ts'
import { standing } from '../../shared/votes/tellers.ts'
import type { Act } from '../act.ts'
import { voteFor } from './acting.ts'
import { type BallotInput, giveBallot } from './ballots.ts'
import { loadSetAside } from './counts.ts'
import { loadCast, loadSheetPlaces } from './queries.ts'
import { sealFor } from './sealed.ts'
import type { Seal, SealOf } from './seals.ts'
import { loadKeyings, loadScanned, loadWithdrawals } from './sheets.ts'

const SALT_BYTES = 16

type PlaceInput = { vote: VoteId; place: PlaceId }

/** Hands a place its sheet; from here only the sheet is its ballot. Source: RULES.md VO70. */
export async function handSheetAct(act: Act, input: PlaceInput): Promise<Decision<Nothing>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, capacity } = found.facts
  const may = handSheet(vote, capacity, await atPlace(act, vote, input.place))
  if (!may.ok) return may
  await saveSheet(act, vote, input.place, null)
  return allow({})
}

/** Two people withdraw a ballot for a sheet: the first is noted, the second makes it so. Source: RULES.md VO71. */
export async function withdrawBallotAct(act: Act, input: PlaceInput): Promise<Decision<{ withdrawn: boolean }>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, capacity } = found.facts
  const { place } = input
  const asked = (await loadWithdrawals(act.tx, vote.id)).find((one) => one.place === place) ?? null
  const may = withdrawBallot(vote, capacity, await atPlace(act, vote, place), asked)
  if (!may.ok) return may
  if (asked && may.facts.second) {
    await saveSheet(act, vote, place, asked.by)
    return allow({ withdrawn: true })
  }
  const first = { asked_at: act.at, asked_by: act.by }
  await act.tx
    .insertInto('ballot_withdrawals')
    .values({ vote: vote.id, place, ...first })
    .onConflict((conflict) => conflict.columns(['vote', 'place']).doUpdateSet(first))
    .execute()
  await act.record({
    act: 'withdrawal-asked',
    subject: vote.id,
    facts: { place },
    rows: [{ table: 'ballot_withdrawals', key: { vote: vote.id, place } }],
  })
  act.tell(vote.session, `vote:${vote.id}`)
  return allow({ withdrawn: false })
}

const atPlace = async (act: Act, vote: Vote, place: PlaceId) => ({
  place,
  sheets: await loadSheetPlaces(act.tx, vote.id),
  cast: await loadCast(act.tx, vote),
})

/** A ballot that was cast stays in its table, and counts no more beside a sheet. */
async function saveSheet(act: Act, vote: Vote, place: PlaceId, withdrawnBy: AccountId | null): Promise<void> {
  await act.tx
    .insertInto('paper_sheets')
    .values({
      vote: vote.id,
      place,
      handed_at: act.at,
      handed_by: act.by,
      withdrawn_by: withdrawnBy,
      withdrawn_with: withdrawnBy === null ? null : act.by,
    })
    .execute()
  await act.record({
    act: 'sheet-handed',
    subject: vote.id,
    facts: withdrawnBy === null ? { place } : { place, withdrawnBy: [withdrawnBy, act.by] },
    rows: [{ table: 'paper_sheets', key: { vote: vote.id, place } }],
  })
  act.tell(vote.session, `vote:${vote.id}`)
}

type Keyed = { place: PlaceId; choice: Choice; standing: SheetStanding }

/** A teller keys a sheet; when both tellers agree it is the place's ballot. Source: RULES.md VO72. */
export async function keySheetAct(act: Act, input: BallotInput, seals: SealOf): Promise<Decision<Keyed>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, capacity } = found.facts
  const { place, choice } = input
  const seal = await sealFor(act.tx, vote, seals)
  if (!seal.ok) return seal
  const all = await loadKeyings(act.tx, vote.id, seal.facts)
  if (!all) return refuse('wrong-ballot-secret', 'VO63')
  const ofSheet = all.filter((one) => one.place === place)
  const before = standing(ofSheet, await loadSetAside(act.tx, vote.id), place)
  const sheets = await loadSheetPlaces(act.tx, vote.id)
  const may = keySheet(vote, capacity, { place, sheets }, before, input.hash)
  if (!may.ok) return may
  const keyed = [...before, { place, number: ofSheet.length + 1, teller: act.by, choice }]
  await saveKeying(act, vote, keyed, seal.facts)
  const agreed = keyedChoice(keyed)
  if (agreed) {
    const given = await giveBallot(act, vote, { place, choice: agreed }, 'paper', seals)
    if (!given.ok) return given
  } else act.tell(vote.session, `vote:${vote.id}`)
  return allow({ place, choice, standing: sheetStanding(keyed) })
}

async function saveKeying(act: Act, vote: Vote, keyed: readonly Keying[], seal: Seal | null): Promise<void> {
  const last = keyed.at(-1)
  if (!last) throw new Error('nothing was keyed')
  const { place, number, choice } = last
  await act.tx
    .insertInto('sheet_keyings')
    .values({
      vote: vote.id,
      place,
      number,
      teller: act.by,
      choice: seal ? null : choice,
      sealed: seal ? seal.seal(place, choice, act.random) : null,
      salt: Buffer.from(act.random(SALT_BYTES)).toString('hex'),
      at: act.at,
    })
    .execute()
  const compared = sheetStanding(keyed)
  // A choice stands in the book only when both have keyed: the second teller reads the book too. Source: RULES.md VO72.
  const choices = seal || compared === 'one' ? {} : { choices: keyed.slice(-2).map((one) => one.choice) }
  await act.record({
    act: 'sheet-keyed',
    subject: vote.id,
    facts: { place, standing: compared, ...choices },
    rows: [{ table: 'sheet_keyings', key: { vote: vote.id, place, number } }],
  })
}

/** Attaches the scan of a sheet. Source: RULES.md VO74. */
export async function attachScanAct(act: Act, input: PlaceInput & { base64: string }): Promise<Decision<Nothing>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, capacity } = found.facts
  const { place } = input
  const content = new Uint8Array(Buffer.from(input.base64, 'base64'))
  const hasSheet = (await loadSheetPlaces(act.tx, vote.id)).includes(place)
  const hasScan = (await loadScanned(act.tx, vote.id)).includes(place)
  const may = attachScan(vote, capacity, { hasSheet, hasScan }, content)
  if (!may.ok) return may
  const { type } = may.facts
  await act.tx
    .insertInto('sheet_scans')
    .values({ vote: vote.id, place, type, content, at: act.at, added_by: act.by })
    .execute()
  await act.record({
    act: 'scan-attached',
    subject: vote.id,
    facts: { place, type },
    rows: [{ table: 'sheet_scans', key: { vote: vote.id, place } }],
  })
  act.tell(vote.session, `vote:${vote.id}`)
  return allow({})
}

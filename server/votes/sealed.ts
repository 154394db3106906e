import type { Json } from '../../shared/canonical-json.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId, PlaceId, VoteId } from '../../shared/ids.ts'
import { padOf } from '../../shared/votes/manners.ts'
import type { Choice, Vote } from '../../shared/votes/model.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import type { AttestedTable } from '../record/attested.ts'
import type { Seal, SealOf } from './seals.ts'

/** A row that an entry of the record book attests. */
export type AttestedRow = {
  readonly table: AttestedTable
  readonly key: Readonly<Record<string, string | number>>
}

/**
 * The seal of a vote's ballots; null in the other manners.
 * Refuses: no-ballot-secret, wrong-ballot-secret. Source: RULES.md VO63.
 */
export async function sealFor(
  db: Reader,
  vote: Pick<Vote, 'id' | 'manner'>,
  seals: SealOf,
): Promise<Decision<Seal | null>> {
  if (vote.manner !== 'sealed') return allow(null)
  const seal = seals(vote.id)
  if (!seal) return refuse('no-ballot-secret', 'VO63')
  const row = await db.selectFrom('sealed_votes').select('key_check').where('vote', '=', vote.id).executeTakeFirst()
  return row?.key_check === seal.check ? allow(seal) : refuse('wrong-ballot-secret', 'VO63')
}

/** Fixes at the opening under which key the choices will be. Refuses: no-ballot-secret. */
export async function fixKey(
  act: Act,
  vote: Pick<Vote, 'id' | 'manner'>,
  seals: SealOf,
): Promise<Decision<readonly AttestedRow[]>> {
  if (vote.manner !== 'sealed') return allow([])
  const seal = seals(vote.id)
  if (!seal) return refuse('no-ballot-secret', 'VO63')
  await act.tx.insertInto('sealed_votes').values({ vote: vote.id, key_check: seal.check }).execute()
  return allow([{ table: 'sealed_votes', key: { vote: vote.id } }])
}

/**
 * At the close: every ballot that counts is opened and written plainly, or none is.
 * Refuses: no-ballot-secret, wrong-ballot-secret. Source: RULES.md VO64.
 */
export async function openBallots(
  act: Act,
  vote: Pick<Vote, 'id' | 'manner'>,
  seals: SealOf,
): Promise<Decision<readonly AttestedRow[]>> {
  const found = await sealFor(act.tx, vote, seals)
  if (!found.ok) return found
  const seal = found.facts
  if (!seal) return allow([])
  const rows: AttestedRow[] = []
  for (const { sealed, ...ballot } of await loadSealed(act.tx, vote.id)) {
    const choice = seal.open(ballot.place, sealed)
    if (choice === null) return refuse('wrong-ballot-secret', 'VO63')
    await act.tx
      .insertInto('ballots')
      .values({ ...ballot, choice })
      .execute()
    rows.push({ table: 'ballots', key: { vote: vote.id, place: ballot.place } })
  }
  const keyings = await act.tx
    .selectFrom('sheet_keyings')
    .select(['place', 'number', 'sealed'])
    .where('vote', '=', vote.id)
    .execute()
  for (const { place, number, sealed } of keyings) {
    const choice = sealed === null ? null : seal.open(place, sealed)
    if (choice === null) return refuse('wrong-ballot-secret', 'VO63')
    await act.tx
      .updateTable('sheet_keyings')
      .set({ choice })
      .where('vote', '=', vote.id)
      .where('place', '=', place)
      .where('number', '=', number)
      .execute()
    rows.push({ table: 'sheet_keyings', key: { vote: vote.id, place, number } })
  }
  return allow(rows)
}

/** The sealed ballots that count: those of a place that holds a sheet only from the sheet. */
export async function loadSealed(db: Reader, vote: VoteId) {
  const rows = await db
    .selectFrom('sealed_ballots')
    .leftJoin('paper_sheets', (join) =>
      join
        .onRef('paper_sheets.vote', '=', 'sealed_ballots.vote')
        .onRef('paper_sheets.place', '=', 'sealed_ballots.place'),
    )
    .selectAll('sealed_ballots')
    .select('paper_sheets.handed_at')
    .where('sealed_ballots.vote', '=', vote)
    .orderBy('sealed_ballots.place')
    .execute()
  return rows
    .filter(({ source, handed_at }) => source === 'paper' || handed_at === null)
    .map(({ handed_at: _, ...ballot }) => ballot)
}

type Veiled = { readonly vote: VoteId; readonly place: PlaceId; readonly choice: Choice }
type VeiledInput = Veiled & { readonly requestId?: string | undefined; readonly pad?: string | undefined }

/**
 * Runs an act that names a choice. In a sealed vote neither the stored request nor the stored answer says which, nor can it be guessed
 * from three; and the answer is as long whatever the choice. Refuses: no-ballot-secret, wrong-ballot-secret. Source: RULES.md VO62.
 */
export async function runVeiled<
  Input extends VeiledInput,
  Answer extends { readonly place: PlaceId; readonly choice: Choice },
>(
  house: House,
  account: AccountId,
  endpoint: string,
  asked: Input,
  command: (act: Act, input: Omit<Input, 'requestId' | 'pad'>) => Promise<Decision<Answer>>,
): Promise<Decision<Answer & { pad?: string }>> {
  const { requestId, pad: _, ...input } = asked
  const request = { by: account, endpoint, requestId }
  const vote = await house.db
    .selectFrom('votes')
    .select(['id', 'manner'])
    .where('id', '=', asked.vote)
    .executeTakeFirst()
  if (vote?.manner !== 'sealed')
    return house.acts.run({ ...request, input: input as unknown as Json }, (act) => command(act, input))
  const found = await sealFor(house.db, vote, house.seals)
  if (!found.ok) return found
  const seal = found.facts
  if (!seal) throw new Error('a sealed vote without a seal')
  const words = { ...input, choice: seal.veiled([requestId ?? '', asked.place, asked.choice].join(' ')) }
  const done = await house.acts.run({ ...request, input: words as unknown as Json }, async (act) => {
    const answer = await command(act, input)
    if (!answer.ok) return answer
    return allow({ ...answer.facts, choice: seal.seal(answer.facts.place, answer.facts.choice, act.random) as string })
  })
  if (!done.ok) return done
  const choice = seal.open(done.facts.place, done.facts.choice)
  return choice ? allow({ ...done.facts, choice, pad: padOf(choice) }) : refuse('wrong-ballot-secret', 'VO63')
}

import type { AmendmentStage } from '../../shared/amendments/model.ts'
import { effectOf } from '../../shared/amendments/model.ts'
import { revise, table } from '../../shared/amendments/rules.ts'
import { allow, type Decision, type Nothing } from '../../shared/decision.ts'
import type { AmendmentId } from '../../shared/ids.ts'
import type { Act } from '../act.ts'
import { holdTexts } from '../live/appending.ts'
import { setHead } from '../live/log-rows.ts'
import { planned } from './plans.ts'
import { amendedOf, amendmentFor, type KeptAmendment, proposersFor } from './queries.ts'

/** Tables a draft: nobody writes in it from then on. Refuses what `table` refuses. Source: RULES.md AM23. */
export async function tableAct(act: Act, input: { amendment: AmendmentId }): Promise<Decision<{ number: number }>> {
  const found = await amendmentFor(act.tx, input.amendment, act.by, act.at)
  if (!found.ok) return found
  const { amendment, recommendation, session, capacity } = found.facts
  const proposers = await proposersFor(act.tx, found.facts, { seats: moverSeats(found.facts.seats, amendment) })
  await holdTexts(act.tx, amendment.text, recommendation?.textId)
  const { changes, languages } = await planned(act.tx, amendment, recommendation)
  const may = table(amendment, session, capacity, {
    amended: amendedOf(recommendation),
    changes,
    languages,
    seated: new Set(found.facts.seats.map(({ holder }) => holder)),
    proposers,
  })
  if (!may.ok) return may
  return allow({ number: await tabled(act, amendment) })
}

const moverSeats = <Seat extends { readonly holder: unknown }>(
  seats: readonly Seat[],
  { mover }: KeptAmendment,
): Seat[] => seats.filter(({ holder }) => holder === mover)

/** Gives an amendment its number, once, and closes its own text. */
export async function tabled(act: Act, amendment: KeptAmendment): Promise<number> {
  const number = amendment.number ?? (await nextNumber(act, amendment))
  await act.tx
    .updateTable('amendments')
    .set({ stage: 'tabled', number, tabled_at: act.at })
    .where('id', '=', amendment.id)
    .execute()
  const own = amendment.text && (await fixText(act, amendment))
  await act.record({
    act: 'amendment-tabled',
    subject: amendment.id,
    facts: {
      number,
      recommendation: amendment.recommendation,
      effect: effectOf(amendment),
      mover: amendment.mover,
      typedBy: amendment.typedBy,
      sponsors: amendment.sponsors.flatMap(({ account, signedAt }) => (signedAt === null ? [] : [account])),
      ...(own && { text: amendment.text, seq: own }),
    },
  })
  tellOf(act, amendment)
  return number
}

async function nextNumber(act: Act, { session }: KeptAmendment): Promise<number> {
  const row = await act.tx
    .selectFrom('amendments')
    .select((q) => q.fn.max('number').as('number'))
    .where('session', '=', session)
    .executeTakeFirst()
  return Number(row?.number ?? 0) + 1
}

/** Closes an amendment's own text; the answer is its last row. */
export async function fixText(act: Act, { text }: Pick<KeptAmendment, 'text'>): Promise<number | null> {
  if (!text) return null
  const head = await setHead(act.tx, text, { state: 'closed', newEpoch: act.random })
  act.touchText(text)
  return head ? Number(head.seq) : null
}

/** Takes what is tabled back to be drafted on; whoever else signed signed other words. Refuses what `revise` refuses. Source: RULES.md AM23. */
export async function reviseAct(act: Act, input: { amendment: AmendmentId }): Promise<Decision<Nothing>> {
  const found = await amendmentFor(act.tx, input.amendment, act.by, act.at)
  if (!found.ok) return found
  const { amendment, session, capacity } = found.facts
  const may = revise(amendment, session, capacity)
  if (!may.ok) return may
  // As a draft it is nobody else's business again.
  await act.tx
    .updateTable('amendments')
    .set({ stage: 'draft', tabled_at: null })
    .where('id', '=', amendment.id)
    .execute()
  await act.tx
    .updateTable('amendment_sponsors')
    .set({ signed_at: null })
    .where('amendment', '=', amendment.id)
    .where('account', '!=', amendment.mover)
    .execute()
  if (amendment.text) {
    await setHead(act.tx, amendment.text, { state: 'open', newEpoch: act.random })
    act.touchText(amendment.text)
  }
  await act.record({ act: 'amendment-taken-back', subject: amendment.id, facts: { number: amendment.number } })
  tellOf(act, amendment)
  return allow({})
}

export const setAmendmentStage = (act: Act, id: AmendmentId, stage: AmendmentStage) =>
  act.tx.updateTable('amendments').set({ stage }).where('id', '=', id).execute()

/** News of an amendment: lists, its page, and where it is shown in place. */
export function tellOf(
  act: Act,
  { id, session, recommendation }: Pick<KeptAmendment, 'id' | 'session' | 'recommendation'>,
): void {
  act.tell(session, 'amendments', `amendment:${id}`, ...(recommendation ? [`recommendation:${recommendation}`] : []))
}

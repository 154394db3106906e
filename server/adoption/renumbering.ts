import { renumber } from '../../shared/adoption/final-rules.ts'
import { allow, type Decision } from '../../shared/decision.ts'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { loadSet } from '../recommendations/queries.ts'
import { sessionFor } from '../sessions/queries.ts'

type Renumbered = { readonly recommendation: RecommendationId; readonly was: number; readonly is: number }

/** Numbers the adopted texts of a closed session, once. Refuses what `renumber` refuses, not-found. Source: RULES.md AD32. */
export async function renumberAct(
  act: Act,
  input: { session: SessionId },
): Promise<Decision<{ numbers: Renumbered[] }>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const may = renumber(session, capacity, (await loadNumbers(act.tx, session.id)).length > 0)
  if (!may.ok) return may
  const numbers = numbersAnew(await loadSet(act.tx, session.id))
  // In two steps: for a moment two texts may not have one number.
  for (const sign of [-1, 1])
    for (const { recommendation, is } of numbers)
      await act.tx
        .updateTable('recommendations')
        .set({ number: sign * is })
        .where('id', '=', recommendation)
        .execute()
  for (const one of numbers)
    await act.tx
      .insertInto('final_numbers')
      .values({ ...one, session: session.id })
      .execute()
  await act.record({
    act: 'texts-renumbered',
    subject: session.id,
    facts: { numbers },
    rows: numbers.map(({ recommendation }) => ({ table: 'final_numbers' as const, key: { recommendation } })),
  })
  act.tell(session.id, 'recommendations', ...numbers.map(({ recommendation }) => `recommendation:${recommendation}`))
  return allow({ numbers })
}

/** Rejected and withdrawn texts stand behind the adopted ones, so that no number is used twice. Source: RULES.md AD32. */
function numbersAnew(set: Awaited<ReturnType<typeof loadSet>>): Renumbered[] {
  const numbered = set.flatMap(({ id, number, stage }) =>
    number === null ? [] : [{ recommendation: id, was: number, isAdopted: stage === 'adopted' }],
  )
  return [...numbered.filter((one) => one.isAdopted), ...numbered.filter((one) => !one.isAdopted)].map(
    ({ recommendation, was }, index) => ({ recommendation, was, is: index + 1 }),
  )
}

/** Old and new numbers of a session’s texts; none while they were not numbered anew. */
export const loadNumbers = (db: Reader, session: SessionId): Promise<Renumbered[]> =>
  db
    .selectFrom('final_numbers')
    .select(['recommendation', 'was', 'is'])
    .where('session', '=', session)
    .orderBy('is')
    .execute()

import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { isSecretariat } from '../../shared/sessions/rules.ts'
import type { Act } from '../act.ts'
import { loadSet } from '../recommendations/queries.ts'
import { sessionFor } from '../sessions/queries.ts'

type Renumbered = { readonly recommendation: RecommendationId; readonly was: number; readonly is: number }

/**
 * Numbers the adopted texts of a closed session one after another, once; rejected and withdrawn ones keep theirs behind them, so that no
 * number is used twice. Refuses: no-right, not-found, wrong-stage, already-so. Source: RULES.md AD32.
 */
export async function renumberAct(
  act: Act,
  input: { session: SessionId },
): Promise<Decision<{ numbers: Renumbered[] }>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  if (!isSecretariat(capacity)) return refuse('no-right', 'AD32')
  if (session.stage !== 'closed') return refuse('wrong-stage', 'AD32')
  const done = await act.tx
    .selectFrom('final_numbers')
    .select('recommendation')
    .where('session', '=', session.id)
    .executeTakeFirst()
  if (done) return refuse('already-so', 'AD32')
  const numbered = (await loadSet(act.tx, session.id)).flatMap(({ id, number, stage }) =>
    number === null ? [] : [{ recommendation: id, was: number, isAdopted: stage === 'adopted' }],
  )
  const order = [...numbered.filter((one) => one.isAdopted), ...numbered.filter((one) => !one.isAdopted)]
  const numbers = order.map(({ recommendation, was }, index) => ({ recommendation, was, is: index + 1 }))
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

import { allow } from '../../shared/decision.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { fromJson } from '../db/json.ts'
import type { House } from '../house.ts'
import { sessionFor } from '../sessions/queries.ts'

/** Findings, standards and themes that recommendations refer to. */
export async function viewReferences(house: House, account: AccountId, input: { session: SessionId }) {
  const { db } = house
  const found = await sessionFor(db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const findings = await db
    .selectFrom('findings')
    .selectAll()
    .where('session', '=', input.session)
    .orderBy('position')
    .execute()
  const standards = await db.selectFrom('standards').selectAll().orderBy('position').execute()
  const themes = await db.selectFrom('themes').selectAll().orderBy('position').execute()
  return allow({
    findings: findings.map(({ id, number, title, text }) => ({
      id,
      number,
      title: fromJson<Localised>(title),
      text: fromJson<Localised>(text),
    })),
    standards: standards.map(({ id, instrument, ref }) => ({ id, instrument, ref })),
    themes: themes.map(({ id, label }) => ({ id, label: fromJson<Localised>(label) })),
  })
}

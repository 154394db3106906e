import type { AccountId } from '../shared/ids.ts'
import { utcDay } from '../shared/time.ts'
import { askErasureAct, type Beyond, confirmErasureOf, endErasureAct } from './accounts/erasing.ts'
import { viewErasureReach, viewErasures } from './accounts/erasing-views.ts'
import type { Act } from './act.ts'
import { isSeated } from './councils/queries.ts'
import type { Reader } from './db/database.ts'
import { act, type Input, mine, query } from './http/handlers.ts'
import { isNamedInSession } from './sessions/queries.ts'
import { alsoSaid } from './versions/redacting-reach.ts'
import { countRolls, isOnOpenRoll } from './votes/queries.ts'

const beyond: Beyond = {
  holdsOf: async (db: Reader, account, at) => ({
    office: await isSeated(db, account, utcDay(at)),
    part: (await isNamedInSession(db, account)) || (await isOnOpenRoll(db, account)),
  }),
  rollsOf: countRolls,
  // Kept answers go with the person.
  alsoSaid: (db, names) => alsoSaid(db, names, { table: 'requests' }),
  letGo,
}

/** Where a person came from and how they meant to take part is no business of the councils once the sessions are closed. */
async function letGo({ tx, tell }: Act, account: AccountId): Promise<void> {
  await tx.updateTable('session_people').set({ organisation: null }).where('account', '=', account).execute()
  await tx.deleteFrom('intentions').where('account', '=', account).execute()
  for (const { id } of await tx.selectFrom('sessions').select('id').execute()) tell(id, 'everything')
}

/** The endpoints by which two people erase a person; part of the wiring, beside account-endpoints.ts. */
export const erasing = {
  erasures: query(viewErasures),
  'erasure-reach': query((house, account, input: Input<'accounts', 'erasure-reach'>) =>
    viewErasureReach(house, account, input, beyond),
  ),
  'ask-erasure': act((one: Act, input: Input<'accounts', 'ask-erasure'>) => askErasureAct(one, input, beyond)),
  'confirm-erasure': mine((house, asker, input: Input<'accounts', 'confirm-erasure'>) =>
    confirmErasureOf(house, asker.account, input, beyond),
  ),
  'refuse-erasure': act(endErasureAct('refused')),
  'withdraw-erasure': act(endErasureAct('withdrawn')),
}

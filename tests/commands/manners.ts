import { setOrders } from '../../server/councils/commands.ts'
import { loadOrders } from '../../server/councils/queries.ts'
import type { Manner, StandingOrders } from '../../shared/councils/model.ts'
import { allow } from '../../shared/decision.ts'
import type { AccountId, CouncilId, StandingOrdersId } from '../../shared/ids.ts'
import type { World } from '../world.ts'

/** The secretariat enters standing orders that differ in some things from those in force. */
export async function changesOrders(w: World, council: string, change: Partial<StandingOrders>): Promise<void> {
  const now = await loadOrders(w.app.house.db, council as CouncilId)
  const version = now.version + 1
  const orders = { ...now, ...change, version, id: `${council}-orders-${version}` as StandingOrdersId }
  await w.app.house.acts.run({ by: 's01' as AccountId, endpoint: 'tests/orders', input: {} }, async (act) =>
    allow(await setOrders(act, orders)),
  )
}

/** From now on the standing orders of these councils name these manners beside roll call. */
export async function allowsManners(w: World, manners: readonly Manner[], ...councils: string[]): Promise<void> {
  for (const council of councils.length > 0 ? councils : ['cc', 'ec'])
    await changesOrders(w, council, { manner: 'roll-call', otherManners: manners })
}

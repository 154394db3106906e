import { inForce } from '../../shared/councils/rules.ts'
import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import { utcDay } from '../../shared/time.ts'
import { loadAccount } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { loadCouncils, loadSeats } from './queries.ts'

/** Who is signed in, with the seats held today. Refuses: signed-out. */
export async function viewMe(house: House, id: AccountId) {
  const { db, settings } = house
  const account = await loadAccount(db, id)
  if (!account) return refuse('signed-out', 'AC1')
  const councils = await loadCouncils(db)
  const day = utcDay(house.clock.now())
  const seats = (await loadSeats(db))
    .filter((seat) => seat.holder === id && inForce(seat, day))
    .flatMap((seat) => {
      const council = councils.find((one) => one.id === seat.council)
      return council ? [{ id: seat.id, council: seat.council, councilName: council.name, role: seat.role }] : []
    })
  return allow({ ...account, seats, demo: settings.demo, insecure: settings.insecure })
}

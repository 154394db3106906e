import type { AccountId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import { ask, newRequestId, Refused, SOMEONE_ELSE_EVENT } from '../api.ts'
import { drawShare } from '../clock.tsx'
import type { RoomNeeds, Who } from './needs.ts'
import { deviceStorage } from './unsent.ts'

const page = newRequestId()

/** What the rooms of this browser need; the clock comes from the page. */
export const browserNeeds = (account: AccountId, now: () => Instant): Omit<RoomNeeds, 'text'> => ({
  account,
  page,
  address: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/live`,
  now,
  chance: drawShare,
  askWho: () => askWho(account),
  storage: deviceStorage(),
})

/** The page itself hears of the answer: signed out it goes to the door, as somebody else it begins anew. */
async function askWho(account: AccountId): Promise<Who> {
  try {
    const { id } = await ask('accounts', 'me', {})
    if (id === account) return 'signed-in'
    window.dispatchEvent(new Event(SOMEONE_ELSE_EVENT))
    return 'someone-else'
  } catch (error) {
    return error instanceof Refused && error.refusal.code === 'signed-out' ? 'signed-out' : 'unreachable'
  }
}

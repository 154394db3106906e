import type { AccountId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import { ask, Refused } from '../api.ts'
import { drawShare } from '../clock.tsx'
import type { RoomNeeds } from './needs.ts'
import { deviceStorage } from './unsent.ts'

/** What the rooms of this browser need; the clock comes from the page. */
export const browserNeeds = (account: AccountId, now: () => Instant): Omit<RoomNeeds, 'text'> => ({
  account,
  address: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/live`,
  now,
  chance: drawShare,
  askWho,
  storage: deviceStorage(),
})

async function askWho(): Promise<'signed-in' | 'signed-out' | 'unreachable'> {
  try {
    await ask('accounts', 'me', {})
    return 'signed-in'
  } catch (error) {
    return error instanceof Refused && error.refusal.code === 'signed-out' ? 'signed-out' : 'unreachable'
  }
}

import { createApp } from '../server/app.ts'
import { systemClock } from '../server/clock.ts'
import type { StoreAddress } from '../server/db/address.ts'
import { demoContent, type SessionContent } from '../server/demo/content.ts'
import { loadSession } from '../server/demo/load.ts'
import type { AccountId, CouncilId } from '../shared/ids.ts'
import { eachLanguage } from '../shared/language.ts'

/** The demo's session with as many more members, in both councils in turn: `h001` and so on, all in the hall. */
export function bigHall(more: number): SessionContent {
  const content = demoContent()
  const [first, second] = content.session.councils
  if (!first || !second) throw new Error('two councils')
  const councilOf = (index: number): CouncilId => (index % 2 === 0 ? first : second)
  const members = Array.from({ length: more }, (_, index) => {
    const id = `h${String(index + 1).padStart(3, '0')}`
    return {
      id: id as AccountId,
      name: eachLanguage(() => `Member ${id}`),
      councils: [councilOf(index)],
      role: 'member' as const,
    }
  })
  return {
    ...content,
    councils: content.councils.map((council) => ({
      ...council,
      seats: council.seats + members.filter(({ councils }) => councils.includes(council.id)).length,
    })),
    members: [...content.members, ...members],
  }
}

/** Fills a store with a session, before a server is started on it. */
export async function fill(store: StoreAddress, content: SessionContent): Promise<void> {
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
  const app = await createApp({
    store,
    redisUrl: null,
    pages: null,
    clock: systemClock,
    random,
    log: () => undefined,
    settings: {
      demo: true,
      insecure: false,
      https: false,
      publicUrl: null,
      trustProxy: false,
      metricsToken: null,
      provider: null,
      backupWithinDays: null,
    },
    mail: null,
  })
  await loadSession(app.house.acts, random, content)
  await app.close()
}

import type { SessionId } from '../../shared/ids.ts'
import type { PolicyStage } from '../../shared/policy.ts'
import { classes, confirms, signs, types } from '../commands/final.ts'
import { cast, SESSION, type World } from '../world.ts'
import { MADE_FINAL, session } from './places.ts'

/**
 * `quiet`; `raised`: the member has asked for the floor and raised a point of order, and the chair lets guests ask; `ruled`: on that
 * point; `appealed`: from the ruling; `unread`: those who look on may not read live texts. Then the steps of the final text of one that
 * was adopted: `copied`, with a change that is classed; `given` to the chairs; `confirmed` and `signed` by them; `published`.
 */
const STEPS = ['copied', 'given', 'confirmed', 'signed', 'published'] as const
export const MOMENTS = ['quiet', 'raised', 'ruled', 'appealed', 'unread', ...STEPS] as const
export type Moment = (typeof MOMENTS)[number]

/** What only some moments have. */
export type Raised = { readonly entry: string; readonly point: string; readonly change: string; readonly final: string }
const NONE: Raised = { entry: 'none', point: 'none', change: 'none', final: '0'.repeat(64) }

/** Goes on from the prepared sitting. */
export async function momentOf(w: World, moment: Moment): Promise<Raised> {
  if (moment === 'quiet') return NONE
  const [chair, member] = await w.people('m01', 'm03')
  if (moment === 'unread') {
    await chair.does('sessions', 'let-observers-read', { ...session, on: false })
    return NONE
  }
  const step = (STEPS as readonly Moment[]).indexOf(moment)
  if (step >= 0) return madeFinal(w, step)
  const own = { ...session, account: 'm03' }
  await chair.does('floor', 'set-list', { ...session, guestsMayAsk: true })
  const { entry } = await member.does('floor', 'ask', own)
  const { point } = await member.does('floor', 'raise-point', { ...own, conduct: true })
  if (moment === 'raised') return { ...NONE, entry, point }
  await chair.does('floor', 'rule', { ...session, point, ruling: 'sustained', words: 'So it is.' })
  if (moment === 'appealed') await member.does('floor', 'appeal', { ...own, point })
  return { ...NONE, entry, point }
}

/** Goes on with the final text as far as a step. */
async function madeFinal(w: World, step: number): Promise<Raised> {
  const secretary = await w.person('s01')
  const { textId } = await secretary.does('adoption', 'begin-final', MADE_FINAL)
  await types(w, textId, ' Always.')
  await classes(w, 'typographic', MADE_FINAL)
  const change = (await secretary.sees('adoption', 'final', MADE_FINAL)).changes[0]?.key ?? ''
  if (step === 0) return { ...NONE, change }
  const { hash } = await secretary.does('adoption', 'submit-final', MADE_FINAL)
  if (step > 1) await confirms(w, hash, MADE_FINAL)
  if (step > 2) await signs(w, hash, MADE_FINAL)
  if (step > 2)
    await secretary.does('adoption', 'number-final', { ...MADE_FINAL, number: '2026/7', date: '2026-05-02' })
  if (step > 3) await secretary.does('adoption', 'publish-final', { ...MADE_FINAL, hash, nobodyRecognised: true })
  return { ...NONE, change, final: hash }
}

/** Brings the sitting to its stage; *planned* is written into the row, for no act leads back there. */
export async function bringTo(w: World, stage: PolicyStage): Promise<void> {
  const chair = await w.person('m01')
  if (stage === 'voting') {
    const { version } = await chair.sees('recommendations', 'recommendation', { id: 'r02' })
    const hash = version?.hash ?? ''
    const { vote } = await chair.does('votes', 'open', { recommendation: 'r02', hash, manner: 'open' })
    await cast(w, { vote, hash }, { for: ['m05'] })
    await (await w.person('s03')).does('votes', 'hand-sheet', { vote, place: 'm06' })
  }
  if (stage === 'suspended') await chair.does('sessions', 'suspend', session)
  if (stage === 'closed') await chair.does('sessions', 'close', session)
  // An act first, so that nothing the server remembers of the open sitting is as far as the store.
  if (stage === 'planned') await chair.does('sessions', 'state-quorum', session)
  if (stage === 'planned')
    await w.app.house.db
      .updateTable('sessions')
      .set({ stage: 'planned' })
      .where('id', '=', SESSION as SessionId)
      .execute()
}

import { type Person, SESSION } from '../world.ts'

// What people do on the floor of the demo's session, by the calls of its pages.

export const session = { session: SESSION }
export const floorOf = (by: Person) => by.sees('floor', 'floor', session)
export const asks = (by: Person, account = by.id) => by.act('floor', 'ask', { ...session, account })
export const asked = async (by: Person, account = by.id) =>
  (await by.does('floor', 'ask', { ...session, account })).entry as string
export const call = (by: Person, entry: string, after: string | null = null, change = {}) =>
  by.act('floor', 'call', { ...session, entry, after, ...change })
export const raises = (by: Person, change = {}) =>
  by.act('floor', 'raise-point', { ...session, account: by.id, ...change })
export const raised = async (by: Person, change = {}) =>
  (await by.does('floor', 'raise-point', { ...session, account: by.id, ...change })).point as string
export const rules = (by: Person, point: string, change = {}) =>
  by.act('floor', 'rule', { ...session, point, ruling: 'not-sustained', words: 'The list goes on.', ...change })
export const appeals = (by: Person, point: string, account = by.id) =>
  by.act('floor', 'appeal', { ...session, point, account })
export const moves = (by: Person, kind: string, account = by.id) =>
  by.act('floor', 'raise-motion', { ...session, account, kind })
export const moved = async (by: Person, kind: string) =>
  (await by.does('floor', 'raise-motion', { ...session, account: by.id, kind })).motion as string
/** Puts a motion, or the ruling that was appealed from, to the vote; in the open manner, each by their own ballot. */
export const puts = (by: Person, motion: string) =>
  by.act('votes', 'open-question', { question: { kind: 'motion', ...session, motion }, manner: 'open' })
export const putsRuling = (by: Person, pointOfOrder: string) =>
  by.act('votes', 'open-question', { question: { kind: 'ruling', ...session, pointOfOrder }, manner: 'open' })
export const decides = (by: Person, motion: string, result: object = { how: 'no-objection' }) =>
  by.act('floor', 'decide-motion', { ...session, motion, result })
export const waitingOf = async (by: Person) => (await floorOf(by)).waiting.map(({ account }) => account as string)

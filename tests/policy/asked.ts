import type { PolicyRole } from '../../shared/policy.ts'
import { ROLES } from './house.ts'
import type { Standing } from './standing.ts'

/** What is asked of an endpoint: something that is possible for whoever may, at some stage. */
export type Input = (standing: Standing, role: PolicyRole) => Record<string, unknown>

export const draft = { recommendation: 'r01' }
export const NAME = { kk: 'Кеңес', ru: 'Совет', en: 'Council' }
export const CONTENT = { kind: 'comment', language: 'ru', words: 'Иначе.', proposed: null }
/** Whoever asks, as the account that an act is about. */
export const self = (role: PolicyRole) => ({ account: ROLES[role] ?? 'm01' })
/** Somebody else, with a seat and checked in. */
export const another = { account: 'm08' }

import { type Answer, useAsk } from '../api.ts'

export type Me = Answer<'accounts', 'me'>
export type Kept = Answer<'accounts', 'people'>['people'][number]

/** Who is signed in; a 401 leads to the sign-in page by itself. */
export const useMe = () => useAsk('accounts', 'me', {})

/** All accounts, for the secretariat and the administrator. */
export const usePeople = () => useAsk('accounts', 'people', {})

/** One's own sign-ins; news tell of a new one. Never asked on a timer: a page left open would stay signed in for ever. */
export const useSignIns = () => useAsk('accounts', 'sign-ins', {})

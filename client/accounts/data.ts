import { type Answer, useAsk } from '../api.ts'

export type Me = Answer<'accounts', 'me'>

/** Who is signed in; a 401 leads to the sign-in page by itself. */
export const useMe = () => useAsk('accounts', 'me', {})

import { useQuery } from '@tanstack/react-query'
import { type Answer, ask, keyOf, type Refused, useAsk } from '../api.ts'

const ASK_AGAIN_MS = 60_000

export type Me = Answer<'accounts', 'me'>
export type Kept = Answer<'accounts', 'people'>['people'][number]

/** Who is signed in; a 401 leads to the sign-in page by itself. */
export const useMe = () => useAsk('accounts', 'me', {})

/** All accounts, for the secretariat and the administrator. */
export const usePeople = () => useAsk('accounts', 'people', {})

/** One's own sign-ins. News tell of a new one at once; where there are none it is asked for again. */
export const useSignIns = () =>
  useQuery<Answer<'accounts', 'sign-ins'>, Refused>({
    queryKey: keyOf('accounts', 'sign-ins', {}),
    queryFn: () => ask('accounts', 'sign-ins', {}),
    refetchInterval: ASK_AGAIN_MS,
  })

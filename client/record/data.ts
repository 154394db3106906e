import { useInfiniteQuery } from '@tanstack/react-query'
import { useMe } from '../accounts/data.ts'
import { type Answer, ask, keyOf, type Refused } from '../api.ts'
import { useCurrentSession, useSession } from '../sessions/data.ts'

export type RecordEntry = Answer<'record', 'entries'>['entries'][number]

const PAGE = 100

/** The entries of the record book, newest first, a page at a time. */
export const useEntries = () =>
  useInfiniteQuery<
    Answer<'record', 'entries'>,
    Refused,
    { entries: RecordEntry[]; head: Answer<'record', 'head'> | undefined },
    readonly unknown[],
    number | null
  >({
    queryKey: keyOf('record', 'entries'),
    queryFn: ({ pageParam }) =>
      ask('record', 'entries', { limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null,
    getNextPageParam: (page) => {
      const last = page.entries.at(-1)
      return page.entries.length === PAGE && last && last.number > 1 ? last.number : undefined
    },
    select: ({ pages }) => ({ entries: pages.flatMap((page) => page.entries), head: pages[0]?.head }),
  })

/** Whether the book is open to who is signed in: to who takes part, not to who looks on. Source: RULES.md RB5. */
export function useMayReadRecord(): boolean {
  const me = useMe().data
  const session = useSession(useCurrentSession()).data
  if (!me) return false
  const role = session?.others.find((one) => one.account === me.id)?.role ?? 'observer'
  return me.role === 'secretariat' || me.seats.length > 0 || role !== 'observer'
}

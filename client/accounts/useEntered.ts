import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What a page does once somebody is in: it forgets what it knew of others and goes where they wanted. */
export function useEntered(): (to?: string) => void {
  const router = useRouter()
  const queries = useQueryClient()
  return useCallback(
    (to = '/') => {
      queries.clear()
      router.history.push(to)
    },
    [router, queries],
  )
}

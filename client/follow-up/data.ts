import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { type Answer, type Refusal, refusalOf, useAsk, whoseIs } from '../api.ts'

export type FollowUpTable = Answer<'follow-up', 'table'>
export type FollowUpRow = FollowUpTable['rows'][number]
export type FollowUpOne = Answer<'follow-up', 'one'>
export type AddresseeFacts = FollowUpOne['addressees'][number]
export type FollowUpDesk = Answer<'follow-up', 'desk'>
export type DispatchEntry = FollowUpDesk['dispatches'][number]
export type Office = FollowUpTable['addressees'][number]

export const useFollowUp = (session: SessionId) => useAsk('follow-up', 'table', { session })
export const useOne = (recommendation: RecommendationId) => useAsk('follow-up', 'one', { recommendation })
export const useDesk = (session: SessionId) => useAsk('follow-up', 'desk', { session })

export type EarlierLink = Answer<'follow-up', 'repeats'>['links'][number]

/** The earlier recommendations of one, and the later ones that go on from it. */
export const useRepeats = (recommendation: RecommendationId) => useAsk('follow-up', 'repeats', { recommendation })
/** Earlier recommendations that have the words; without words the first of all. */
export const useEarlierOnes = (recommendation: RecommendationId, words: string) =>
  useAsk('follow-up', 'earlier-ones', { recommendation, ...(words.trim() ? { words } : {}) })
export const usePublishedRepeats = (recommendation: RecommendationId) =>
  useAsk('follow-up', 'published-repeats', { recommendation })

/** Adds files one at a time; keeps the last refusal for the sentence under the field. */
export function useUpload() {
  const [adding, setAdding] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const queries = useQueryClient()
  const upload = async (path: string, to: Readonly<Record<string, string>>, file: File, headers = {}) => {
    setAdding(file.name)
    setRefusal(null)
    const account = whoseIs(queries)
    try {
      const response = await fetch(`${path}?${new URLSearchParams({ ...to, name: file.name })}`, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'x-language': document.documentElement.lang, ...(account && { 'x-account': account }), ...headers },
        body: file,
      })
      const body: unknown = await response.json()
      if (!response.ok) setRefusal(refusalOf(response.status, body))
      else await queries.invalidateQueries({ queryKey: ['follow-up'] })
      return response.ok
    } catch {
      setRefusal(refusalOf(0, { code: 'no-connection' }))
      return false
    } finally {
      setAdding(null)
    }
  }
  return { adding, refusal, upload }
}

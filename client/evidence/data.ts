import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { type Acted, type Answer, type Doing, type Refusal, refusalOf, useAsk, whoseIs } from '../api.ts'

export type Evidence = Answer<'evidence', 'evidence'>
export type Report = Evidence['reports'][number]
export type Finding = Evidence['findings'][number]
export type Annex = NonNullable<Finding['annexes']>[number]
export type Preview = Answer<'evidence', 'preview-import'>
export type CoveredText = Answer<'recommendations', 'coverage'>['texts'][number]

/** Reports, findings and earlier recommendations of a session. */
export const useEvidence = (session: SessionId) => useAsk('evidence', 'evidence', { session })

/** What each text of a session rests on and lacks. */
export const useCoverage = (session: SessionId) => useAsk('recommendations', 'coverage', { session })

type Place = { readonly report: string } | { readonly annex: string }

/** The address of a file, to be saved. */
export const fileAddress = (place: Place): string => `/api/evidence/file?${new URLSearchParams(place)}`

/** As lists show it, in thousands of bytes. */
export const sizeOf = (bytes: number): number => Math.max(1, Math.round(bytes / 1_000))

const NO_ANSWER: Refusal = { code: 'no-connection', rule: null, message: '', requestId: '' }
/** Ten mebibytes over the wireless of a hall. */
const SENT_WITHIN_MS = 120_000

async function send(place: Place, file: File, as: string | undefined): Promise<Acted<unknown>> {
  try {
    const response = await fetch(`/api/evidence/upload?${new URLSearchParams({ ...place, name: file.name })}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'content-type': 'application/octet-stream',
        'accept-language': document.documentElement.lang,
        ...(as === undefined ? {} : { 'x-account': as }),
      },
      body: file,
      signal: AbortSignal.timeout(SENT_WITHIN_MS),
    })
    const body: unknown = await response.json()
    return response.ok ? { ok: true, value: body } : { ok: false, refusal: refusalOf(response.status, body) }
  } catch {
    return { ok: false, refusal: NO_ANSWER }
  }
}

/** Sends the bytes of a file to a report or an annex; answers whether they are kept. */
export function useUpload(): Doing & { readonly run: (place: Place, file: File) => Promise<boolean> } {
  const queries = useQueryClient()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const run = async (place: Place, file: File) => {
    setPending(true)
    setRefusal(null)
    const sent = await send(place, file, whoseIs(queries))
    setPending(false)
    if (!sent.ok) setRefusal(sent.refusal)
    await queries.invalidateQueries({ queryKey: ['evidence'] })
    return sent.ok
  }
  return { run, pending, refusal, clear: () => setRefusal(null) }
}

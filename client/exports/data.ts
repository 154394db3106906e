import { useQuery } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { type Answer, ask, keyOf, type Refusal, type Refused, refusalOf, useAsk } from '../api.ts'
import { saveBlob } from '../ui/files.ts'

export type Files = Answer<'exports', 'files'>
export type FileEntry = Files['files'][number]

/** The files of a session, and what is in them. */
export const useFiles = (session: SessionId) => useAsk('exports', 'files', { session })

const LOOK_MS = 400

/** How far the file is that is being made for this account; asked while one is. */
export const useProgress = (session: SessionId) =>
  useQuery<Answer<'exports', 'progress'>, Refused>({
    queryKey: keyOf('exports', 'progress', { session }),
    queryFn: () => ask('exports', 'progress', { session }),
    refetchInterval: LOOK_MS,
  }).data?.running ?? null

/** Downloads one file at a time: asks for it, waits until it is made, hands it to the browser. */
export function useDownload(session: SessionId) {
  const [making, setMaking] = useState<FileEntry | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const running = useRef<AbortController | null>(null)
  const download = useCallback(
    async (file: FileEntry) => {
      if (running.current) return
      const going = new AbortController()
      running.current = going
      setMaking(file)
      setSaved(null)
      setRefusal(null)
      const got = await fetched(session, file, going.signal)
      running.current = null
      setMaking(null)
      if (got === 'stopped') return
      if (!(got instanceof Blob)) return setRefusal(got)
      saveBlob(got, file.name)
      setSaved(file.name)
    },
    [session],
  )
  return { making, saved, refusal, download, stop: () => running.current?.abort() }
}

async function fetched(session: SessionId, { paper, format, language, addressee }: FileEntry, signal: AbortSignal) {
  const search = new URLSearchParams({
    session,
    format,
    ...(language && { language }),
    ...(addressee && { addressee }),
    ...(paper === 'minutes' && { paper }),
  })
  try {
    const response = await fetch(`/api/exports/file?${search}`, {
      credentials: 'same-origin',
      headers: { 'x-language': document.documentElement.lang },
      signal,
    })
    return response.ok ? await response.blob() : refusalOf(response.status, await response.json())
  } catch {
    if (signal.aborted) return 'stopped' as const
    return refusalOf(0, { code: 'no-connection' })
  }
}

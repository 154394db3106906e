import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { type Answer, act, askAgain, useAsk } from '../api.ts'
import { listen } from '../news.tsx'

export type ScreenAnswer = Answer<'screens', 'screen'>
export type Shown = ScreenAnswer['shown']
export type SceneOf<Name extends Shown['scene']> = Extract<Shown, { scene: Name }>
export type CouncilShown = SceneOf<'text'>['councils'][number]
export type TextShown = SceneOf<'text'>['text']
/** An amendment under discussion, or voted on. */
export type AmendmentShown = SceneOf<'amendment'>['amendment']
export type SpeakerShown = NonNullable<SceneOf<'text'>['speaker']>
export type Link = Answer<'screens', 'links'>['screens'][number]

const GATHER_MS = 10
/** Words that are being typed are asked for at most so often. */
const WORDS_MS = 500
/** A line that is dead without having broken shows at the latest after this. */
const LOOK_AGAIN_MS = 15 * SECOND_MS

/** What changes nothing that a screen shows. */
const IGNORED = ['connected', 'record']

type Opening = { readonly screen: string | null; readonly gone: boolean }

/** Opens the link in the address once; from then on the address names the screen and the secret is gone from it. */
export function useOpening(session: SessionId, known: string | undefined, onOpened: (screen: string) => void): Opening {
  const [secret] = useState(() => location.hash.slice(1))
  const [opening, setOpening] = useState<Opening>({ screen: known ?? null, gone: !secret && !known })
  useEffect(() => {
    if (!secret) return
    let wanted = true
    const enter = async () => {
      const entered = await act('screens', 'enter', { session, secret }, { keepTrying: () => wanted })
      if (!wanted) return
      if (!entered.ok) return setOpening({ screen: null, gone: true })
      setOpening({ screen: entered.value.screen, gone: false })
      onOpened(entered.value.screen)
    }
    void enter()
    return () => {
      wanted = false
    }
  }, [secret, session, onOpened])
  return opening
}

/** What the screen shows now, kept up to date by its own line. `lost`: the line or the last question failed; `at`: when it was answered. */
export function useScreen(session: SessionId, screen: string | null) {
  const queries = useQueryClient()
  const [broken, setBroken] = useState(false)
  const asked = useAsk('screens', 'screen', screen ? { session, screen } : null)
  const gone = asked.error?.refusal.code === 'no-screen'
  const listens = screen !== null && !gone
  useEffect(() => {
    if (!screen || !listens) return
    const again = () =>
      void askAgain(queries, ({ queryKey: [domain, name] }) => domain === 'screens' && name === 'screen')
    let timer: ReturnType<typeof setTimeout> | undefined
    let soon = Number.POSITIVE_INFINITY
    const within = (ms: number) => {
      if (timer !== undefined && ms >= soon) return
      clearTimeout(timer)
      soon = ms
      timer = setTimeout(() => {
        timer = undefined
        again()
      }, ms)
    }
    const stop = listen({ session, screen }, (told) => {
      if ('state' in told) {
        setBroken(told.state === 'lost')
        return again()
      }
      const topics = told.topics.filter((topic) => !IGNORED.includes(topic))
      if (topics.length > 0) within(topics.every((topic) => topic.startsWith('text:')) ? WORDS_MS : GATHER_MS)
    })
    const looking = setInterval(again, LOOK_AGAIN_MS)
    return () => {
      clearTimeout(timer)
      clearInterval(looking)
      stop()
    }
  }, [session, screen, listens, queries])
  return { answer: asked.data, gone, lost: broken || asked.isError, at: asked.dataUpdatedAt }
}

/** The links of a session, for who keeps them. */
export const useLinks = (session: SessionId | null) => useAsk('screens', 'links', session ? { session } : null)

import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import CloudOff from 'lucide-react/icons/cloud-off'
import { useCallback, useEffect, useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { formatTime } from '../../shared/messages/format.ts'
import { InLanguage, useLanguage, useWords } from '../language.tsx'
import { type ScreenAnswer, useOpening, useScreen } from '../screens/data.ts'
import { Scene } from '../screens/Scene.tsx'
import css from '../screens/Screen.module.css'
import { InsecureLine } from '../ui/InsecureLine.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'

/** B or Space blanks the screen and shows it again, F fills the monitor and leaves it. */
function useKeys(): boolean {
  const [blank, setBlank] = useState(false)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
      if (event.code === 'KeyB' || event.code === 'Space') {
        event.preventDefault()
        setBlank((is) => !is)
      } else if (event.code === 'KeyF') {
        const done = document.fullscreenElement
          ? document.exitFullscreen()
          : document.documentElement.requestFullscreen()
        done.catch(() => undefined)
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return blank
}

function Screen({ answer, lost, at }: { answer: ScreenAnswer; lost: boolean; at: number }) {
  const t = useWords()
  const { language } = useLanguage()
  const blank = useKeys()
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <main className={css.screen} data-screen="projector" data-blank={blank || undefined}>
      <TabName />
      {blank ? (
        <p className="visually-hidden" role="status">
          {t('screens.page.blank')}
        </p>
      ) : (
        <>
          {lost ? (
            <p className={css.lost} role="status">
              <CloudOff size="1em" aria-hidden />
              {t('screens.page.lost', { time: formatTime(at, answer.session.timezone) })}
            </p>
          ) : null}
          <Scene answer={answer} at={at} />
          <InsecureLine className={css.insecure} />
        </>
      )}
    </main>
  )
}

function TabName() {
  const t = useWords()
  useEffect(() => {
    document.title = `${t('screens.page.screen')} · Kenes`
  }, [t])
  return null
}

/** A link that opens nothing (any more): dark, with one sentence. */
function Gone() {
  const t = useWords()
  return (
    <main className={css.gone}>
      <PageTitle>{t('screens.page.gone')}</PageTitle>
      <p>{t('screens.page.goneText')}</p>
      <InsecureLine />
    </main>
  )
}

/** A screen of the hall, by its own link: follows the chair, shows what those who look on may see, and has no menus. */
export function ScreenPage() {
  const t = useWords()
  const { session } = useParams({ from: '/screen/$session' })
  const { screen: known } = useSearch({ from: '/screen/$session' })
  const navigate = useNavigate({ from: '/screen/$session' })
  const named = useCallback(
    (screen: string) => void navigate({ search: (before) => ({ ...before, screen }), hash: '', replace: true }),
    [navigate],
  )
  const opening = useOpening(session as SessionId, known, named)
  const { answer, gone, lost, at } = useScreen(session as SessionId, opening.screen)
  const [language] = answer?.languages ?? []
  if (opening.gone || gone)
    return language ? (
      <InLanguage language={language}>
        <Gone />
      </InLanguage>
    ) : (
      <Gone />
    )
  if (!answer || !language)
    return (
      <main className={css.gone}>
        <PageTitle>{t('screens.page.opening')}</PageTitle>
        <InsecureLine />
      </main>
    )
  return (
    <InLanguage language={language}>
      <Screen answer={answer} lost={lost} at={at} />
    </InLanguage>
  )
}

import { useMantineColorScheme } from '@mantine/core'
import { Link, type LinkProps } from '@tanstack/react-router'
import ChevronDown from 'lucide-react/icons/chevron-down'
import LogOut from 'lucide-react/icons/log-out'
import { lazy, Suspense, useCallback, useEffect, useId, useRef, useState } from 'react'
import { act, type Refusal, SIGNED_OUT_EVENT } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { stopCounting, unsent } from '../live/unsent.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './AccountMenu.module.css'
import type { Me } from './data.ts'

/** Rarely needed, so not on the first path. */
const loadDialog = () => import('./SignOutDialog.tsx').then((file) => ({ default: file.SignOutDialog }))
const SignOutDialog = lazy(loadDialog)
/** It is needed above all when the network is gone, so it is fetched while it is there. */
const FETCH_DIALOG_AFTER_MS = 2_000

const SCHEMES = ['auto', 'light', 'dark'] as const

const keepQuiet = (event: Event): void => event.stopImmediatePropagation()

type Place = { readonly key: string; readonly label: string; readonly to: LinkProps }
type Props = { readonly me: Me; readonly presides: boolean; readonly places: readonly Place[] }

/** Who one is here: presiding, a seat in a council, secretariat, or neither. */
function useStanding(me: Me, presides: boolean): string {
  const t = useWords()
  const { inMine } = useLanguage()
  if (presides) return t('accounts.presides')
  if (me.seats.length > 0) return me.seats.map((seat) => inMine(seat.councilName)).join(' · ')
  return t(`accounts.roles.${me.role}`)
}

/** One's name, where one may go, colours and signing out; the browser's own popover, so that it costs the phone no script. */
export function AccountMenu({ me, presides, places }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const standing = useStanding(me, presides)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const panelId = useId()
  const panel = useRef<HTMLDivElement>(null)
  const [waiting, setWaiting] = useState(0)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => void loadDialog().catch(() => undefined), FETCH_DIALOG_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  // The whole page begins anew: nothing of this account stays in memory for the next one at this device.
  const signOut = useCallback(
    async (before?: () => Promise<void>) => {
      setRefusal(null)
      // Whoever goes by themselves is not told that they are out.
      window.addEventListener(SIGNED_OUT_EVENT, keepQuiet, { capture: true })
      const acted = await act('accounts', 'sign-out', {}, { as: me.id })
      // Not signed out at the server is not signed out: the next one at this device would be this account.
      if (!acted.ok && acted.refusal.code !== 'signed-out') {
        window.removeEventListener(SIGNED_OUT_EVENT, keepQuiet, { capture: true })
        setRefusal(acted.refusal)
        return false
      }
      await before?.()
      stopCounting()
      location.assign('/sign-in')
      return true
    },
    [me.id],
  )
  const askToSignOut = () => {
    setRefusal(null)
    const count = unsent(me.id)
    if (count === 0) return void signOut()
    panel.current?.hidePopover()
    setWaiting(count)
  }
  return (
    <>
      <button type="button" className={css.target} popoverTarget={panelId}>
        <PersonAvatar account={me.id} name={me.name} />
        <span className={css.who}>
          <span className={css.name}>{inMine(me.name)}</span>
          <span className={css.standing}>{standing}</span>
          <span className="visually-hidden">. {t('accounts.menu')}</span>
        </span>
        <ChevronDown size={16} aria-hidden className={css.chevron} />
      </button>
      <div ref={panel} id={panelId} popover="auto" className={css.panel}>
        <p className={css.head}>
          <span className={css.name}>{inMine(me.name)}</span>
          <span className={css.standing}>{standing}</span>
        </p>
        <nav className={css.part} aria-label={t('accounts.menu')}>
          {places.map((place) => (
            <Link key={place.key} {...place.to} className={css.row} onClick={() => panel.current?.hidePopover()}>
              {place.label}
            </Link>
          ))}
        </nav>
        <fieldset className={css.part}>
          <legend className={css.label}>{t('common.scheme.label')}</legend>
          {SCHEMES.map((scheme) => (
            <label key={scheme} className={css.row}>
              <input
                type="radio"
                name="colour-scheme"
                checked={colorScheme === scheme}
                onChange={() => setColorScheme(scheme)}
              />
              {t(`common.scheme.${scheme}`)}
            </label>
          ))}
        </fieldset>
        <div className={css.part}>
          {refusal && waiting === 0 ? <RefusalNote refusal={refusal} /> : null}
          <button type="button" className={css.row} onClick={askToSignOut}>
            <LogOut size={16} aria-hidden />
            {t('accounts.signOut')}
          </button>
        </div>
      </div>
      {waiting > 0 ? (
        <Suspense>
          <SignOutDialog
            account={me.id}
            waiting={waiting}
            refusal={refusal}
            onSignOut={signOut}
            onClose={() => setWaiting(0)}
          />
        </Suspense>
      ) : null}
    </>
  )
}

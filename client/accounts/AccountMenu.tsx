import { Menu, useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, type LinkProps, useNavigate } from '@tanstack/react-router'
import Check from 'lucide-react/icons/check'
import ChevronDown from 'lucide-react/icons/chevron-down'
import LogOut from 'lucide-react/icons/log-out'
import { act } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import css from './AccountMenu.module.css'
import type { Me } from './data.ts'

const SCHEMES = ['auto', 'light', 'dark'] as const

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

/** One's name, where one may go, colours and signing out. */
export function AccountMenu({ me, presides, places }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const standing = useStanding(me, presides)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const signOut = async () => {
    await act('accounts', 'sign-out', {})
    queries.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Menu width={280} position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" className={css.target}>
          <PersonAvatar account={me.id} name={me.name} />
          <span className={css.who}>
            <span className={css.name}>{inMine(me.name)}</span>
            <span className={css.standing}>{standing}</span>
            <span className="visually-hidden">. {t('accounts.menu')}</span>
          </span>
          <ChevronDown size={16} aria-hidden className={css.chevron} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={css.head}>
          <span className={css.name}>{inMine(me.name)}</span>
          <span className={css.standing}>{standing}</span>
        </div>
        <Menu.Divider />
        {places.map((place) => (
          <Menu.Item key={place.key} renderRoot={(props) => <Link {...place.to} {...props} />}>
            {place.label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('common.scheme.label')}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            closeMenuOnClick={false}
            onClick={() => setColorScheme(scheme)}
            rightSection={colorScheme === scheme ? <Check size={16} aria-hidden /> : null}
          >
            {t(`common.scheme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={() => void signOut()}>
          {t('accounts.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

import { Menu } from '@mantine/core'
import Ban from 'lucide-react/icons/ban'
import Ellipsis from 'lucide-react/icons/ellipsis'
import IdCard from 'lucide-react/icons/id-card'
import { useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { type Said, useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { CardDialog, type Person } from './CardDialog.tsx'
import css from './SeatActs.module.css'

type Props = {
  readonly session: SessionId
  readonly person: Person
  readonly devicesOff: boolean
  /** Cards are the secretariat's; a session's own secretary switches devices only. */
  readonly mayGiveCard: boolean
  /** Where a refusal is said: a row has no room for it. */
  readonly said: Said
}

/** At the desk of the hall: a one-time sign-in, and the devices of a seat off or on. */
export function SeatActs({ session, person, devicesOff, mayGiveCard, said }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const name = inMine(person.name)
  const off = useAct('accounts', 'switch-off-devices')
  const on = useAct('accounts', 'switch-on-devices', said)
  const [open, setOpen] = useState<'card' | 'devices' | null>(null)
  const input = { session, account: person.id }
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <button type="button" className={css.target} aria-label={t('people.more', { name })}>
            <Ellipsis size={18} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayGiveCard && !devicesOff ? (
            <Menu.Item leftSection={<IdCard size={16} aria-hidden />} onClick={() => setOpen('card')}>
              {t('people.card')}
            </Menu.Item>
          ) : null}
          {devicesOff ? (
            <Menu.Item onClick={() => void on.run(input)}>{t('people.devices.on')}</Menu.Item>
          ) : (
            <Menu.Item leftSection={<Ban size={16} aria-hidden />} onClick={() => setOpen('devices')}>
              {t('people.devices.off')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'card' ? <CardDialog person={person} onClose={() => setOpen(null)} /> : null}
      {open === 'devices' ? (
        <ConfirmDialog
          opened
          danger
          title={t('people.devices.off')}
          effect={t('people.devices.effect', { name })}
          verb={t('people.devices.off')}
          act={off}
          onConfirm={() => void off.run(input).then((done) => done?.ok && setOpen(null))}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  )
}

import Check from 'lucide-react/icons/check'
import Laptop from 'lucide-react/icons/laptop'
import type { KeyboardEvent, ReactNode } from 'react'
import { useLanguage, useWords } from '../language.tsx'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { RowButton } from '../ui/RowButton.tsx'
import css from './AttendanceRow.module.css'
import type { Seat } from './data.ts'

export type Noting = { readonly event: 'came' | 'left'; readonly mode: 'hall' | 'remote' }
type Props = {
  readonly seat: Seat
  /** Other councils this person sits on. */
  readonly also: string
  readonly busy: boolean
  readonly onNote: (noting: Noting) => void
  /** What else may be done for this person, such as a new sign-in. */
  readonly acts?: ReactNode
  /** What must be known of this person before a vote, such as devices that are off. */
  readonly notice?: string | null
}

/** One person in the attendance list: came (hall or on-line), left; by buttons, or by one key on the row. */
export function AttendanceRow({ seat, also, busy, onNote, acts, notice }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const name = inMine(seat.name)
  const inHall = seat.present && seat.mode !== 'remote'
  const remote = seat.present && seat.mode === 'remote'
  const keys: Readonly<Record<string, Noting>> = {
    [t('sessions.keyHall')]: { event: 'came', mode: 'hall' },
    [t('sessions.keyRemote')]: { event: 'came', mode: 'remote' },
    [t('sessions.keyLeft')]: { event: 'left', mode: seat.mode ?? 'hall' },
  }
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    // Keys of a menu or a dialog that a button of the row opened are no keys of the row.
    if (!(event.target instanceof Element) || event.target.closest('li, dialog') !== event.currentTarget) return
    const noting = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key.toLowerCase()]
    if (!noting || (noting.event === 'came') === seat.present) return
    event.preventDefault()
    onNote(noting)
  }
  return (
    <li className={css.row} onKeyDown={onKey}>
      <PersonAvatar account={seat.account} name={seat.name} />
      <span className={css.who}>
        {name}
        <span className={css.role}>
          {seat.role === 'member' ? null : `${t(`sessions.${seat.role}`)} `}
          {also ? t('sessions.alsoIn', { council: also }) : null}
        </span>
        {notice ? <span className={css.notice}>{notice}</span> : null}
      </span>
      <span className={css.state} data-present={seat.present || undefined}>
        {inHall ? <Check size={15} aria-hidden /> : remote ? <Laptop size={15} aria-hidden /> : null}
        {t(inHall ? 'sessions.inHall' : remote ? 'sessions.remote' : 'sessions.absent')}
      </span>
      <span className={css.buttons}>
        {seat.present ? (
          <RowButton of={name} busy={busy} onPress={() => onNote({ event: 'left', mode: seat.mode ?? 'hall' })}>
            {t('sessions.left')}
          </RowButton>
        ) : (
          <>
            <RowButton main of={name} busy={busy} onPress={() => onNote({ event: 'came', mode: 'hall' })}>
              {t('sessions.cameHall')}
            </RowButton>
            <RowButton of={name} busy={busy} onPress={() => onNote({ event: 'came', mode: 'remote' })}>
              {t('sessions.cameRemote')}
            </RowButton>
          </>
        )}
        {acts}
      </span>
    </li>
  )
}

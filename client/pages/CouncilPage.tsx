import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import Pencil from 'lucide-react/icons/pencil'
import UserPlus from 'lucide-react/icons/user-plus'
import { useState } from 'react'
import type { CouncilId } from '../../shared/ids.ts'
import { ChangeDialog } from '../councils/CouncilDialog.tsx'
import css from '../councils/Councils.module.css'
import { type CouncilDetail, type HeldSeat, useCouncil } from '../councils/data.ts'
import { CorrectSeatDialog, EndSeatDialog, GiveSeatDialog, RemoveSeatDialog } from '../councils/SeatDialogs.tsx'
import { SeatHistoryDialog } from '../councils/SeatHistoryDialog.tsx'
import { useTerm } from '../councils/useTerm.ts'
import { useLanguage, useWords } from '../language.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { Loaded } from '../ui/Waiting.tsx'

const SEAT_ACTS = ['history', 'correct', 'end', 'remove'] as const
type SeatAct = (typeof SEAT_ACTS)[number]
type Asked = 'change' | 'give' | { readonly act: SeatAct; readonly seat: HeldSeat }

type RowProps = { readonly seat: HeldSeat; readonly keep: boolean; readonly onAct: (act: SeatAct) => void }

function SeatRow({ seat, keep, onAct }: RowProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const termOf = useTerm()
  const acts = SEAT_ACTS.filter((act) => act === 'history' || (keep && !(act === 'remove' && seat.tookPart)))
  const contact = [seat.contact?.email, seat.contact?.phone, seat.contact?.organisation].filter(Boolean).join(' · ')
  return (
    <li className={css.row}>
      <PersonAvatar account={seat.holder} name={seat.name} />
      <div className={css.who}>
        <span className={css.name}>
          {inMine(seat.name)}
          {seat.role === 'member' ? null : <span className={css.role}> · {t(`councils.roles.${seat.role}`)}</span>}
        </span>
        <span className="quiet">
          {termOf(seat.from, seat.until)}
          {seat.term === 'now' ? null : ` · ${t(`councils.terms.${seat.term}`)}`}
        </span>
        {contact ? <span className={`quiet ${css.contact}`}>{contact}</span> : null}
      </div>
      <div className={css.rowActs}>
        {acts.map((act) => (
          <Button
            key={act}
            variant="subtle"
            size="compact-sm"
            aria-label={`${t(`councils.${act}`)}: ${inMine(seat.name)}`}
            onClick={() => onAct(act)}
          >
            {t(`councils.${act}`)}
          </Button>
        ))}
      </div>
    </li>
  )
}

const ORDER = { chair: 0, deputy: 1, member: 2 } as const

function Council({ council }: { council: CouncilDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  const { keep } = council.may
  const sorted = [...council.places].sort((a, b) => ORDER[a.role] - ORDER[b.role])
  const current = sorted.filter(({ term }) => term !== 'past')
  const former = council.places.filter(({ term }) => term === 'past')
  const rows = (seats: readonly HeldSeat[]) => (
    <ul>
      {seats.map((seat) => (
        <SeatRow key={seat.id} seat={seat} keep={keep} onAct={(act) => setAsked({ act, seat })} />
      ))}
    </ul>
  )
  // The seat as it is now, not as it was when its button was pressed.
  const about = typeof asked === 'object' && asked ? council.places.find(({ id }) => id === asked.seat.id) : undefined
  return (
    <Page title={inMine(council.name)} above={<Link to="/councils">{t('councils.back')}</Link>}>
      <p className={css.facts}>
        <span className="tabular">{t('councils.held', { held: council.held, seats: council.seats })}</span>
        <span>{council.chair ? t('councils.chairIs', { name: inMine(council.chair) }) : t('councils.noChair')}</span>
        <span>
          {t('councils.fields.secretary')}:{' '}
          {council.secretary ? inMine(council.secretary.name) : t('councils.fields.nobody')}
        </span>
        <Link to="/councils/$council/standing-orders" params={{ council: council.id }}>
          {t('sessions.ordersLink', { version: council.ordersVersion })}
        </Link>
      </p>
      {keep ? (
        <div className={css.acts}>
          <Button
            variant="filled"
            size="md"
            leftSection={<UserPlus size={18} aria-hidden />}
            onClick={() => setAsked('give')}
          >
            {t('councils.give')}
          </Button>
          <Button
            variant="default"
            size="md"
            leftSection={<Pencil size={18} aria-hidden />}
            onClick={() => setAsked('change')}
          >
            {t('councils.change')}
          </Button>
        </div>
      ) : (
        <p className="quiet">{t('councils.readOnly')}</p>
      )}
      <section aria-labelledby="seats-title">
        <SectionTitle id="seats-title" aside={current.length}>
          {t('councils.seatsTitle')}
        </SectionTitle>
      </section>
      {current.length === 0 ? (
        <EmptyState title={t('councils.noSeats')}>{t('councils.noSeatsText')}</EmptyState>
      ) : (
        <div className={`sheet ${css.seats}`}>{rows(current)}</div>
      )}
      {former.length > 0 ? (
        <details className={`sheet ${css.former}`}>
          <summary>
            {t('councils.former')} ({former.length})
          </summary>
          {rows(former)}
        </details>
      ) : null}
      {asked === 'change' ? <ChangeDialog council={council} onClose={close} /> : null}
      {asked === 'give' ? <GiveSeatDialog council={council} onClose={close} /> : null}
      {about && typeof asked === 'object' ? (
        <SeatDialog act={asked?.act ?? 'history'} council={council} seat={about} onClose={close} />
      ) : null}
    </Page>
  )
}

type SeatDialogProps = {
  readonly act: SeatAct
  readonly council: CouncilDetail
  readonly seat: HeldSeat
  readonly onClose: () => void
}

function SeatDialog({ act, ...rest }: SeatDialogProps) {
  switch (act) {
    case 'history':
      return <SeatHistoryDialog seat={rest.seat} onClose={rest.onClose} />
    case 'correct':
      return <CorrectSeatDialog {...rest} />
    case 'end':
      return <EndSeatDialog {...rest} />
    case 'remove':
      return <RemoveSeatDialog {...rest} />
  }
}

/** One council: its seats with terms and roles; the secretariat gives, ends and corrects them. */
export function CouncilPage() {
  const { council: id } = useParams({ from: '/frame/office/councils/$council' })
  const council = useCouncil(id as CouncilId)
  return <Loaded from={council}>{(loaded) => <Council council={loaded} />}</Loaded>
}

import { NativeSelect, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { SEAT_ROLES, type SeatRole } from '../../shared/accounts/model.ts'
import type { AccountId } from '../../shared/ids.ts'
import { plainLetters } from '../../shared/text/plain-letters.ts'
import { utcDay } from '../../shared/time.ts'
import { useAct } from '../api.ts'
import { useNow } from '../clock.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { byName } from '../ui/names.ts'
import css from './Councils.module.css'
import { type CouncilDetail, type HeldSeat, useCandidates } from './data.ts'
import { useGuarded } from './useGuarded.ts'

type Entered = { holder: string; role: SeatRole; from: string; until: string }
type FieldsProps = {
  readonly value: Entered
  readonly missing: boolean
  /** A seat that took part keeps its person. */
  readonly fixed?: boolean
  readonly onChange: (value: Entered) => void
}

function SeatFields({ value, missing, fixed = false, onChange }: FieldsProps) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const people = useCandidates(true).data?.accounts ?? []
  const change = (part: Partial<Entered>) => onChange({ ...value, ...part })
  return (
    <>
      <Select
        label={t('councils.fields.holder')}
        size="md"
        data-autofocus
        openOnFocus={false}
        searchable
        // The sheet lies above everything that is not in it.
        comboboxProps={{ withinPortal: false }}
        disabled={fixed}
        value={value.holder || null}
        error={missing && value.holder === '' ? t('councils.fields.holderMissing') : null}
        onChange={(holder) => change({ holder: holder ?? '' })}
        data={[...people].sort(byName(language, (one) => one.name)).map((one) => ({
          value: one.id as string,
          label: `${inMine(one.name)}, ${one.email}`,
        }))}
        filter={({ options, search }) =>
          options.filter((one) => 'label' in one && plainLetters(one.label).includes(plainLetters(search.trim())))
        }
      />
      <NativeSelect
        label={t('councils.fields.role')}
        size="md"
        value={value.role}
        onChange={(event) => change({ role: SEAT_ROLES.find((one) => one === event.currentTarget.value) ?? 'member' })}
        data={SEAT_ROLES.map((role) => ({ value: role, label: t(`councils.roles.${role}`) }))}
      />
      <div className={css.term}>
        <TextInput
          type="date"
          label={t('councils.fields.from')}
          size="md"
          value={value.from}
          error={missing && value.from === '' ? t('councils.fields.dateMissing') : null}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('councils.fields.until')}
          size="md"
          value={value.until}
          onChange={(event) => change({ until: event.currentTarget.value })}
        />
      </div>
      <p className="quiet">{t('councils.fields.untilHint')}</p>
    </>
  )
}

const asInput = (entered: Entered) => ({
  holder: entered.holder as AccountId,
  role: entered.role,
  from: entered.from,
  until: entered.until === '' ? null : entered.until,
})

type DialogProps = { readonly council: CouncilDetail; readonly onClose: () => void }

/** Gives a person a seat. */
export function GiveSeatDialog({ council, onClose }: DialogProps) {
  const t = useWords()
  const today = utcDay(useNow())
  const [value, setValue] = useState<Entered>({ holder: '', role: 'member', from: today, until: '' })
  const [missing, setMissing] = useState(false)
  const give = useAct('councils', 'give-seat')
  const rev = useGuarded(council.rev, give.refusal)
  const confirm = async () => {
    if (value.holder === '' || value.from === '') return setMissing(true)
    const done = await give.run({ council: council.id, rev, ...asInput(value) })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('councils.give')}
      effect={t('councils.giveEffect')}
      verb={t('councils.give')}
      act={give}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <SeatFields value={value} missing={missing} onChange={setValue} />
    </ConfirmDialog>
  )
}

type SeatProps = DialogProps & { readonly seat: HeldSeat }

/** Ends a seat on a day. */
export function EndSeatDialog({ council, seat, onClose }: SeatProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const today = utcDay(useNow())
  const [until, setUntil] = useState(seat.until ?? today)
  const [missing, setMissing] = useState(false)
  const end = useAct('councils', 'end-seat')
  const rev = useGuarded(council.rev, end.refusal)
  const confirm = async () => {
    if (until === '') return setMissing(true)
    const done = await end.run({ seat: seat.id, rev, until })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('councils.end')}
      effect={t('councils.endEffect', { name: inMine(seat.name) })}
      verb={t('councils.end')}
      danger
      act={end}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label={t('councils.fields.until')}
        size="md"
        value={until}
        error={missing && until === '' ? t('councils.fields.dateMissing') : null}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}

/** Corrects what was entered of a seat. */
export function CorrectSeatDialog({ council, seat, onClose }: SeatProps) {
  const t = useWords()
  const [value, setValue] = useState<Entered>({
    holder: seat.holder,
    role: seat.role,
    from: seat.from,
    until: seat.until ?? '',
  })
  const [missing, setMissing] = useState(false)
  const correct = useAct('councils', 'correct-seat')
  const rev = useGuarded(council.rev, correct.refusal)
  const confirm = async () => {
    if (value.holder === '' || value.from === '') return setMissing(true)
    const done = await correct.run({ seat: seat.id, rev, ...asInput(value) })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('councils.correctTitle')}
      effect={t('councils.correctEffect')}
      verb={t('councils.correct')}
      act={correct}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {seat.tookPart ? <p className="quiet">{t('councils.usedHint')}</p> : null}
      <SeatFields value={value} missing={missing} fixed={seat.tookPart} onChange={setValue} />
    </ConfirmDialog>
  )
}

/** Takes a seat that was entered by mistake off the list. */
export function RemoveSeatDialog({ council, seat, onClose }: SeatProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const remove = useAct('councils', 'remove-seat')
  const rev = useGuarded(council.rev, remove.refusal)
  const confirm = async () => {
    const done = await remove.run({ seat: seat.id, rev })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('councils.removeTitle')}
      effect={t('councils.removeEffect', { name: inMine(seat.name) })}
      verb={t('councils.remove')}
      danger
      act={remove}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  )
}

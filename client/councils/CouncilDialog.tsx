import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { PROFILE_NAMES, type ProfileName } from '../../shared/councils/orders.ts'
import type { AccountId, CouncilId } from '../../shared/ids.ts'
import { eachLanguage, LANGUAGES, type Localised } from '../../shared/language.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { byName } from '../ui/names.ts'
import { type CouncilDetail, useCandidates } from './data.ts'
import { useGuarded } from './useGuarded.ts'

const isNumber = (words: string) => /^\d{1,4}$/.test(words) && Number(words) >= 1 && Number(words) <= 1_000

type FieldsProps = {
  readonly name: Localised
  readonly seats: string
  readonly missing: boolean
  readonly onName: (name: Localised) => void
  readonly onSeats: (seats: string) => void
}

function Fields({ name, seats, missing, onName, onSeats }: FieldsProps) {
  const t = useWords()
  return (
    <>
      {LANGUAGES.map((language) => (
        <TextInput
          key={language}
          data-autofocus
          label={t('councils.fields.name', { language: t(`common.languages.${language}`) })}
          lang={language}
          size="md"
          maxLength={200}
          value={name[language]}
          error={missing && name[language].trim() === '' ? t('councils.fields.nameMissing') : null}
          onChange={(event) => onName({ ...name, [language]: event.currentTarget.value })}
        />
      ))}
      <TextInput
        type="number"
        inputMode="numeric"
        label={t('councils.fields.seats')}
        size="md"
        value={seats}
        error={missing && !isNumber(seats) ? t('councils.fields.seatsMissing') : null}
        onChange={(event) => onSeats(event.currentTarget.value)}
      />
    </>
  )
}

const isWhole = (name: Localised) => LANGUAGES.every((language) => name[language].trim() !== '')

type FoundProps = { readonly onFounded: (council: CouncilId) => void; readonly onClose: () => void }

/** Founds a council. */
export function FoundDialog({ onFounded, onClose }: FoundProps) {
  const t = useWords()
  const [name, setName] = useState<Localised>(eachLanguage(() => ''))
  const [seats, setSeats] = useState('')
  const [profile, setProfile] = useState<ProfileName>('simple')
  const [missing, setMissing] = useState(false)
  const found = useAct('councils', 'found')
  const confirm = async () => {
    if (!isWhole(name) || !isNumber(seats)) return setMissing(true)
    const done = await found.run({ name, seats: Number(seats), profile })
    if (done?.ok) onFounded(done.value.council)
  }
  return (
    <ConfirmDialog
      opened
      title={t('councils.found')}
      effect={t('councils.foundEffect')}
      verb={t('councils.found')}
      act={found}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Fields name={name} seats={seats} missing={missing} onName={setName} onSeats={setSeats} />
      <NativeSelect
        label={t('councils.fields.profile')}
        description={t('councils.fields.profileHint')}
        size="md"
        value={profile}
        onChange={(event) => setProfile(PROFILE_NAMES.find((one) => one === event.currentTarget.value) ?? 'simple')}
        data={PROFILE_NAMES.map((value) => ({ value, label: t(`orders.profiles.${value}`) }))}
      />
    </ConfirmDialog>
  )
}

/** Changes a council's name, number of seats and secretary. */
export function ChangeDialog({ council, onClose }: { council: CouncilDetail; onClose: () => void }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const [name, setName] = useState(council.name)
  const [seats, setSeats] = useState(String(council.seats))
  const [secretary, setSecretary] = useState<string>(council.secretary?.account ?? '')
  const [missing, setMissing] = useState(false)
  const people = useCandidates(true).data?.accounts ?? []
  const change = useAct('councils', 'change')
  const rev = useGuarded(council.rev, change.refusal)
  const confirm = async () => {
    if (!isWhole(name) || !isNumber(seats)) return setMissing(true)
    const who = secretary === '' ? null : (secretary as AccountId)
    const done = await change.run({ id: council.id, rev, name, seats: Number(seats), secretary: who })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('councils.changeTitle')}
      effect={t('councils.changeEffect')}
      verb={t('councils.save')}
      act={change}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Fields name={name} seats={seats} missing={missing} onName={setName} onSeats={setSeats} />
      <NativeSelect
        label={t('councils.fields.secretary')}
        description={t('councils.fields.secretaryHint')}
        size="md"
        value={secretary}
        onChange={(event) => setSecretary(event.currentTarget.value)}
        data={[
          { value: '', label: t('councils.fields.nobody') },
          ...[...people]
            .sort(byName(language, (one) => one.name))
            .map((one) => ({ value: one.id as string, label: inMine(one.name) })),
        ]}
      />
    </ConfirmDialog>
  )
}

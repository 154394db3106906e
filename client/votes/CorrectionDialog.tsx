import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { PlaceId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { byName } from '../ui/names.ts'
import type { Choice, Place, VoteDetail } from './data.ts'
import { ReasonWords } from './GroundFields.tsx'
import { useReason } from './useReason.ts'

const CHOICES = ['for', 'against', 'abstain'] as const satisfies readonly Choice[]
const KINDS = ['choice', 'place'] as const

/** Proposes that a ballot somebody keyed be corrected; own ballots on devices are not in the list. */
export function CorrectionDialog({ vote, onClose }: { vote: VoteDetail; onClose: () => void }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const act = useAct('votes', 'propose-correction')
  const sorted = [...vote.roll].sort(byName<Place>(language, (place) => place.name))
  const keyed = sorted.filter((place) => place.choice && place.source !== 'device')
  const free = sorted.filter((place) => !place.choice)
  const [placeId, setPlaceId] = useState<string>(keyed[0]?.place ?? '')
  const [kind, setKind] = useState<(typeof KINDS)[number]>('choice')
  const [choice, setChoice] = useState<Choice | null>(null)
  const [to, setTo] = useState<string>(free[0]?.place ?? '')
  const reason = useReason()
  const place = keyed.find((each) => each.place === placeId)
  const others = CHOICES.filter((each) => each !== place?.choice)
  const right = choice && choice !== place?.choice ? choice : others[0]
  const named = (places: readonly Place[]) =>
    places.map((each) => ({
      value: each.place,
      label: each.choice ? `${inMine(each.name)}: ${t(`votes.recorded.${each.choice}`)}` : inMine(each.name),
    }))
  const confirm = async () => {
    if (!place || !right) return
    const done = await act.run({
      vote: vote.id,
      place: place.place,
      right: kind === 'choice' ? { choice: right } : { to: to as PlaceId },
      words: reason.words,
    })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('remedies.corrections.dialog')}
      effect={t(keyed.length > 0 ? 'remedies.corrections.effect' : 'remedies.corrections.none')}
      verb={t('remedies.corrections.verb')}
      act={act}
      onConfirm={() => reason.with(confirm)}
      onClose={onClose}
    >
      <NativeSelect
        label={t('remedies.corrections.whose')}
        size="md"
        value={placeId}
        data={named(keyed)}
        onChange={(event) => setPlaceId(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('remedies.corrections.what')}
        size="md"
        value={kind}
        data={KINDS.map((each) => ({ value: each, label: t(`remedies.corrections.kinds.${each}`) }))}
        onChange={(event) => setKind(event.currentTarget.value === 'place' ? 'place' : 'choice')}
      />
      {kind === 'choice' ? (
        <NativeSelect
          label={t('remedies.corrections.right')}
          size="md"
          value={right ?? ''}
          data={others.map((each) => ({ value: each, label: t(`votes.recorded.${each}`) }))}
          onChange={(event) => setChoice(CHOICES.find((each) => each === event.currentTarget.value) ?? null)}
        />
      ) : (
        <NativeSelect
          label={t('remedies.corrections.rightPlace')}
          size="md"
          value={to}
          data={named(free)}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      )}
      <ReasonWords label={t('remedies.words')} {...reason.field} />
    </ConfirmDialog>
  )
}

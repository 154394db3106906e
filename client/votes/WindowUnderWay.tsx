import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { PlaceId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { VoteDetail } from './data.ts'
import css from './ObjectBox.module.css'
import { WindowLeft } from './WindowLeft.tsx'

type Props = {
  readonly vote: VoteDetail
  readonly window: NonNullable<VoteDetail['window']>
  /** Whether the reader notes who spoke up in the hall. */
  readonly notes: boolean
}

/** The time for objections on the desk; the secretary notes one that was spoken. */
export function WindowUnderWay({ vote, window, notes }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const object = useAct('votes', 'object')
  const [place, setPlace] = useState('')
  return (
    <div className={css.box}>
      <WindowLeft until={window.until} />
      {notes ? (
        <form
          className={css.box}
          onSubmit={(event) => {
            event.preventDefault()
            if (place) void object.run({ vote: vote.id, place: place as PlaceId })
          }}
        >
          <NativeSelect
            label={t('votes.window.spoken')}
            size="md"
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
            data={[
              { value: '', label: '—' },
              ...vote.roll.map((one) => ({ value: one.place as string, label: inMine(one.name) })),
            ]}
          />
          {object.refusal ? <RefusalNote refusal={object.refusal} /> : null}
          <Button type="submit" variant="default" size="md" disabled={place === ''} loading={object.pending}>
            {t('votes.window.note')}
          </Button>
        </form>
      ) : null}
    </div>
  )
}

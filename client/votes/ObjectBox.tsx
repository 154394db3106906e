import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { VoteDetail } from './data.ts'
import css from './ObjectBox.module.css'
import { useSettled } from './useSettled.ts'
import { WindowLeft } from './WindowLeft.tsx'

/** A hand already moving when the sheet appears needs this long to stop. */
const SETTLED_MS = 700

type Props = { readonly vote: VoteDetail; readonly window: NonNullable<VoteDetail['window']> }

/** What one does where nobody votes: nothing, or object; one press and one confirmation. */
export function ObjectBox({ vote, window }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const object = useAct('votes', 'object')
  const [sure, setSure] = useState(false)
  const settled = useSettled(String(sure), SETTLED_MS)
  const [own] = vote.mine
  if (window.objection)
    return <p className={css.words}>{t('votes.window.objected', { name: inMine(window.objection.name) })}</p>
  if (vote.stage !== 'open') return null
  return (
    <div className={css.box}>
      <WindowLeft until={window.until} />
      {object.refusal ? <RefusalNote refusal={object.refusal} /> : null}
      {own && sure ? (
        <>
          <p className={css.words}>{t('votes.window.sure')}</p>
          <Button
            color="red"
            variant="filled"
            size="lg"
            loading={object.pending}
            onClick={settled(() => void object.run({ vote: vote.id, place: own.place }))}
          >
            {t('votes.window.object')}
          </Button>
          <Button variant="subtle" size="lg" onClick={() => setSure(false)}>
            {t('common.cancel')}
          </Button>
        </>
      ) : null}
      {own && !sure ? (
        <>
          <p className={css.words}>{t('votes.window.silence')}</p>
          <Button color="red" variant="outline" size="lg" onClick={settled(() => setSure(true))}>
            {t('votes.window.object')}
          </Button>
        </>
      ) : null}
    </div>
  )
}

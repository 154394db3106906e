import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { PENS, type Pen } from '../../../shared/recommendations/model.ts'
import { useAct } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import type { SetEntry } from '../home/SetList.tsx'
import css from './PenSelect.module.css'
import type { Chosen } from './useDesk.ts'

type Props = { readonly chosen: Chosen; readonly set: readonly SetEntry[] }

/** Who may write in the chosen text, and handing it to others: for this text or for all that are drafted. */
export function PenSelect({ chosen, set }: Props) {
  const t = useWords()
  const give = useAct('recommendations', 'set-pen')
  const [pen, setPen] = useState<Pen>(chosen.pen)
  const drafted = set.filter((each) => each.stage === 'drafting')
  const others = drafted.filter((each) => each.pen !== pen)
  if (!chosen.may.setPen) return null
  return (
    <section className={`sheet ${css.pen}`} aria-labelledby="desk-pen">
      <h2 id="desk-pen">{t('sessions.course.pen')}</h2>
      <NativeSelect
        label={t('sessions.course.penLabel')}
        size="md"
        value={pen}
        onChange={(event) => setPen(PENS.find((one) => one === event.currentTarget.value) ?? chosen.pen)}
        data={PENS.map((one) => ({ value: one, label: t(`sessions.course.pens.${one}`) }))}
      />
      <div className={css.acts}>
        <Button
          variant={pen === chosen.pen ? 'default' : 'filled'}
          disabled={pen === chosen.pen}
          loading={give.pending}
          onClick={() => void give.run({ recommendations: [chosen.id], pen })}
        >
          {t('sessions.course.penThis')}
        </Button>
        <Button
          variant="default"
          disabled={others.length === 0 || give.pending}
          onClick={() => void give.run({ recommendations: others.map(({ id }) => id), pen })}
        >
          {t('sessions.course.penAll')}
        </Button>
      </div>
      {give.refusal ? <RefusalNote refusal={give.refusal} /> : null}
    </section>
  )
}

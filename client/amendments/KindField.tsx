import { NativeSelect } from '@mantine/core'
import type { AmendmentKind } from '../../shared/amendments/model.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { AmendmentDetail } from './data.ts'

const CHOSEN = ['replace', 'add', 'delete', 'move', 'editorial'] as const satisfies readonly AmendmentKind[]

/** What a draft is for, as its mover says. Source: RULES.md AM22. */
export function KindField({ amendment }: { amendment: AmendmentDetail }) {
  const t = useWords()
  const { run, refusal } = useAct('amendments', 'arrange')
  return (
    <div>
      <NativeSelect
        label={t('amendments.page.kind')}
        size="md"
        value={amendment.kind}
        onChange={(event) => {
          const kind = CHOSEN.find((each) => each === event.currentTarget.value)
          if (kind) void run({ amendment: amendment.id, kind })
        }}
        data={CHOSEN.map((kind) => ({ value: kind, label: t(`amendments.kinds.${kind}`) }))}
      />
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </div>
  )
}

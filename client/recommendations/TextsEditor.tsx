import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import FileUp from 'lucide-react/icons/file-up'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import css from '../sessions/plan/Plan.module.css'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { MoveButtons } from '../ui/MoveButtons.tsx'
import { RecordWords, useRecordWords } from '../ui/RecordWords.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { StateBadge, shownState } from '../ui/StateBadge.tsx'
import { useFocusOn } from '../ui/useFocusOn.ts'
import { Loaded } from '../ui/Waiting.tsx'
import { AddText } from './AddText.tsx'
import { type RecommendationSummary, useCalled, useRecommendations } from './data.ts'

/** The set as the secretariat keeps it: import, add, withdraw, and the order in which texts are taken. */
export function TextsEditor({ session, mayWithdraw }: Omit<Props, 'set'>) {
  const set = useRecommendations(session)
  return (
    <Loaded from={set}>
      {({ recommendations }) => <Editor session={session} mayWithdraw={mayWithdraw} set={recommendations} />}
    </Loaded>
  )
}

type Props = {
  readonly session: SessionId
  readonly mayWithdraw: boolean
  readonly set: readonly RecommendationSummary[]
}

function Editor({ session, mayWithdraw, set }: Props) {
  const t = useWords()
  const called = useCalled()
  const inRecord = useRecordWords()
  const shown = set.map(({ id }) => id)
  const [wanted, setWanted] = useState<readonly RecommendationId[] | null>(null)
  const order = useAct('recommendations', 'order')
  const withdraw = useAct('recommendations', 'withdraw')
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<RecommendationSummary | null>(null)
  const [list, focusOn] = useFocusOn<HTMLOListElement>()
  // What came since stands at the end of the order that is being made.
  const ids = wanted
    ? [...wanted.filter((id) => shown.includes(id)), ...shown.filter((id) => !wanted.includes(id))]
    : shown
  const rows = ids.flatMap((id) => set.find((each) => each.id === id) ?? [])
  const isFree = (place: number) => rows[place] !== undefined && rows[place].kind !== 'preamble'
  const move = (from: number, by: -1 | 1) => {
    const id = ids[from]
    if (!id) return
    const next = ids.filter((each) => each !== id)
    next.splice(from + by, 0, id)
    setWanted(next)
    focusOn(`[data-text="${id}"] [data-by="${by}"]`)
  }
  const save = async () => {
    const done = await order.run({ session, shown, order: [...ids] })
    if (done?.ok) setWanted(null)
  }
  return (
    <div className={css.points}>
      <div className={css.buttons}>
        <Button
          variant="default"
          size="md"
          leftSection={<FileUp size={18} aria-hidden />}
          renderRoot={(props) => <Link to="/sessions/$session/import" params={{ session }} {...props} />}
        >
          {t('planning.set.import')}
        </Button>
        <Button
          variant="default"
          size="md"
          leftSection={<Plus size={18} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t('planning.set.add')}
        </Button>
        <span className="quiet">{t('planning.set.count', { count: set.filter(({ number }) => number).length })}</span>
      </div>
      <ol className={css.rows} ref={list}>
        {rows.map((each, at) => {
          const what = called(each)
          return (
            <li key={each.id} data-text={each.id}>
              <span className={css.grow}>
                <strong>{each.number ?? '¶'}</strong>{' '}
                <Link
                  to="/sessions/$session/recommendations/$recommendation"
                  params={{ session, recommendation: each.id }}
                >
                  <RecordWords value={each.title} source={each.sourceLanguage} />
                </Link>
              </span>
              <StateBadge state={shownState(each)} plain />
              {each.stage === 'drafting' && mayWithdraw ? (
                <Button
                  variant="subtle"
                  size="compact-md"
                  aria-label={t('planning.set.withdrawNamed', { what })}
                  onClick={() => setLeaving(each)}
                >
                  {t('planning.set.withdraw')}
                </Button>
              ) : null}
              {each.kind === 'preamble' ? null : (
                <MoveButtons
                  labels={{ up: t('planning.set.up', { what }), down: t('planning.set.down', { what }) }}
                  mayMove={(by) => isFree(at + by)}
                  onMove={(by) => move(at, by)}
                />
              )}
            </li>
          )
        })}
      </ol>
      {order.refusal ? <RefusalNote refusal={order.refusal} /> : null}
      {wanted ? (
        <div className={css.buttons}>
          <Button variant="filled" size="md" loading={order.pending} onClick={() => void save()}>
            {t('planning.set.saveOrder')}
          </Button>
          <Button variant="default" size="md" onClick={() => setWanted(null)}>
            {t('common.cancel')}
          </Button>
        </div>
      ) : null}
      {adding ? <AddText session={session} onAdded={() => setAdding(false)} onClose={() => setAdding(false)} /> : null}
      {leaving ? (
        <ConfirmDialog
          opened
          danger
          title={t('planning.set.withdrawTitle')}
          effect={t('planning.set.withdrawEffect', { title: inRecord(leaving.title, leaving.sourceLanguage).words })}
          verb={t('planning.set.withdraw')}
          act={withdraw}
          onConfirm={() => void withdraw.run({ id: leaving.id }).then((done) => done?.ok && setLeaving(null))}
          onClose={() => setLeaving(null)}
        />
      ) : null}
    </div>
  )
}

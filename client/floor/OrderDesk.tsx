import { Button, TextInput } from '@mantine/core'
import Scale from 'lucide-react/icons/scale'
import Zap from 'lucide-react/icons/zap'
import { type ReactNode, useState } from 'react'
import type { VoteId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { CountsFields, NO_COUNTS } from './CountsFields.tsx'
import { isPut, type PointOfOrder, shownMotions, useFloor, waitingMotions, waitingPoints } from './data.ts'
import { MotionsDesk } from './MotionsDesk.tsx'
import css from './OrderDesk.module.css'
import { OrderNotice, RulingWords } from './OrderNotice.tsx'
import { PutToVote } from './PutToVote.tsx'

type Props = {
  readonly session: SessionDetail
  /** The vote by which a motion or a ruling is put, with its next act. */
  readonly underWay: (vote: VoteId) => ReactNode
}

/** What goes before everything else on the desk: points of order with their ruling, appeals with their result, motions. */
export function OrderDesk({ session, underWay }: Props) {
  const t = useWords()
  const here = useFloor(session.id)
  if (!here || session.stage !== 'open') return null
  const { floor } = here
  const points = waitingPoints(floor)
  const motions = shownMotions(floor, session)
  if (points.length === 0) {
    const notice = <OrderNotice floor={floor} />
    if (motions.length === 0) return notice
    return (
      <>
        {notice}
        <section className={`sheet ${css.desk}`} data-quiet={waitingMotions(floor).length === 0 || undefined}>
          <MotionsDesk floor={floor} session={session} underWay={underWay} />
        </section>
      </>
    )
  }
  return (
    <section className={`sheet ${css.desk}`} data-first aria-labelledby="order-title">
      <h2 id="order-title" className={css.title}>
        <Zap size={20} aria-hidden />
        {t(points[0]?.stage === 'appealed' ? 'floor.desk.appealFirst' : 'floor.desk.orderFirst')}
      </h2>
      <p className="quiet">{t('floor.order.waitsLong')}</p>
      {points.map((point) => (
        <div key={point.id} className={css.point}>
          <PointHead point={point} />
          {point.stage === 'appealed' ? (
            <AppealForm
              point={point}
              session={session}
              may={floor.may.actForOthers}
              runs={floor.may.run.ok}
              underWay={underWay}
            />
          ) : (
            <RulingForm point={point} session={session} may={floor.may.run.ok} />
          )}
        </div>
      ))}
      {motions.length > 0 ? <MotionsDesk floor={floor} session={session} underWay={underWay} /> : null}
    </section>
  )
}

function PointHead({ point }: { point: PointOfOrder }) {
  const t = useWords()
  const { inMine } = useLanguage()
  return (
    <div>
      <p>
        <strong>{inMine(point.name)}</strong>
        {point.conduct ? <span className="quiet"> · {t('floor.order.conduct')}</span> : null}
        {point.mode === 'remote' ? <span className="quiet"> · {t('floor.remote')}</span> : null}
      </p>
      <RulingWords point={point} />
    </div>
  )
}

type FormProps = { readonly point: PointOfOrder; readonly session: SessionDetail; readonly may: boolean }

const RULINGS = ['sustained', 'not-sustained'] as const

/** One sentence and one press; neither ruling stands ready beforehand. */
function RulingForm({ point, session, may }: FormProps) {
  const t = useWords()
  const rule = useAct('floor', 'rule')
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  if (!may) return <p>{t('floor.order.waits')}</p>
  const record = (ruling: (typeof RULINGS)[number]) => {
    if (words.trim() === '') return setMissing(true)
    void rule.run({ session: session.id, point: point.id, ruling, words: words.trim() })
  }
  return (
    <div className={css.form}>
      <TextInput
        label={t('floor.order.words')}
        size="md"
        maxLength={500}
        value={words}
        error={missing && words.trim() === '' ? t('floor.order.wordsMissing') : null}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {rule.refusal ? <RefusalNote refusal={rule.refusal} /> : null}
      <div>
        <div className={css.buttons}>
          {RULINGS.map((ruling) => (
            <Button
              key={ruling}
              variant="default"
              size="md"
              className={css.button}
              loading={rule.pending}
              onClick={() => record(ruling)}
            >
              {t('floor.order.ruled', { ruling: t(`floor.order.${ruling}`).toLowerCase() })}
            </Button>
          ))}
        </div>
        <p className={css.effect}>{t('floor.order.recordEffect')}</p>
      </div>
    </div>
  )
}

/** The ruling is put to the vote; or hands were counted, and the secretary enters how they came out. */
function AppealForm({
  point,
  session,
  may,
  runs,
  underWay,
}: FormProps & Pick<Props, 'underWay'> & { readonly runs: boolean }) {
  const t = useWords()
  const { appeal } = point
  if (appeal?.put && isPut(appeal)) return underWay(appeal.put.vote)
  return (
    <div className={css.form}>
      <p>
        <Scale size={16} aria-hidden /> <strong>{t('floor.order.appealWaits')}</strong> {t('floor.order.appealRule')}
      </p>
      {runs ? (
        <PutToVote
          question={{ kind: 'ruling', session: session.id, pointOfOrder: point.id }}
          title={t('floor.order.appealWaits')}
          effect={t('floor.order.putEffect')}
        />
      ) : null}
      {may ? <HandsForm point={point} session={session} /> : <p className="quiet">{t('floor.order.settleNeeded')}</p>}
    </div>
  )
}

function HandsForm({ point, session }: Omit<FormProps, 'may'>) {
  const t = useWords()
  const settle = useAct('floor', 'settle-appeal')
  const [counts, setCounts] = useState(NO_COUNTS)
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        void settle.run({ session: session.id, point: point.id, ...counts })
      }}
    >
      <p className="quiet">{t('floor.order.hands')}</p>
      <CountsFields
        value={counts}
        onChange={setCounts}
        labels={{ for: t('floor.order.forRuling'), against: t('floor.order.againstRuling') }}
      />
      {settle.refusal ? <RefusalNote refusal={settle.refusal} /> : null}
      <Button type="submit" variant="default" size="md" className={css.button} loading={settle.pending}>
        {t('floor.order.settle')}
      </Button>
    </form>
  )
}

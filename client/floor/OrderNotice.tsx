import Scale from 'lucide-react/icons/scale'
import Zap from 'lucide-react/icons/zap'
import { useLanguage, useWords } from '../language.tsx'
import { Notice } from '../ui/Notice.tsx'
import { type FloorView, type PointOfOrder, waitingPoints } from './data.ts'
import css from './OrderNotice.module.css'
import { PutLine } from './PutLine.tsx'

/** What is waited for, or how the newest point of order came out; nothing when the list goes on. */
export function OrderNotice({ floor }: { floor: FloorView }) {
  const waiting = waitingPoints(floor)
  const newest = floor.pointsOfOrder.findLast(({ stage }) => stage === 'ruled' || stage === 'settled')
  const shown = waiting.length > 0 ? waiting : newest && isFresh(floor, newest) ? [newest] : []
  if (shown.length === 0) return null
  return (
    <div className={css.notices} role="status">
      {shown.map((point) => (
        <OneNotice key={point.id} point={point} />
      ))}
    </div>
  )
}

/** A ruling is shown while it may be appealed from; the result of an appeal until somebody speaks again. */
const isFresh = (floor: FloorView, point: PointOfOrder): boolean =>
  point.id === floor.may.appealable || (point.stage === 'settled' && floor.speaking === null)

function OneNotice({ point }: { point: PointOfOrder }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { appeal } = point
  const open = point.stage === 'waiting' || point.stage === 'appealed'
  return (
    <Notice
      tone={open ? 'stale' : undefined}
      icon={appeal ? <Scale size={18} aria-hidden /> : <Zap size={18} aria-hidden />}
    >
      <p>
        <strong>{t('floor.order.by', { name: inMine(point.name) })}</strong>
        {point.conduct ? <span> · {t('floor.order.conduct')}</span> : null}
        {point.mode === 'remote' ? <span> · {t('floor.remote')}</span> : null}
      </p>
      <RulingWords point={point} />
      {open ? <p>{t(appeal ? 'floor.order.appealWaits' : 'floor.order.waits')}</p> : null}
    </Notice>
  )
}

/** The ruling with its sentence, and how an appeal from it came out. */
export function RulingWords({ point }: { point: PointOfOrder }) {
  const t = useWords()
  const { inMine } = useLanguage()
  if (!point.ruling) return null
  const { appeal } = point
  return (
    <>
      <p>
        {t('floor.order.ruled', { ruling: t(`floor.order.${point.ruling}`).toLowerCase() })}. {point.words}
      </p>
      {appeal ? <p>{t('floor.order.appealed', { name: inMine(appeal.name) })}</p> : null}
      {appeal && appeal.overturned !== null ? (
        <p>
          <strong>{t(appeal.overturned ? 'floor.order.overturned' : 'floor.order.stands')}</strong>
          {appeal.counts ? `: ${t('floor.counts.line', appeal.counts)}` : null}
        </p>
      ) : null}
      {appeal?.put ? (
        <p>
          <PutLine put={appeal.put} decided={appeal.overturned !== null && appeal.counts === null} />
        </p>
      ) : null}
    </>
  )
}

import CircleCheck from 'lucide-react/icons/circle-check'
import CircleX from 'lucide-react/icons/circle-x'
import { useWords } from '../language.tsx'
import css from './Gauge.module.css'

type Props = {
  readonly title: string
  /** Seats present, those on-line included. */
  readonly present: number
  readonly remote: number
  /** Seats the quorum is counted of. */
  readonly base: number
  readonly needed: number
  readonly reached: boolean
}

/** A council's quorum, a mark a seat: present full, remote striped, absent outlined, a line after the seat that makes it. */
export function Gauge({ title, present, remote, base, needed, reached }: Props) {
  const t = useWords()
  const kind = (index: number) => (index >= present ? 'absent' : index >= present - remote ? 'remote' : 'hall')
  const places = Array.from({ length: base }, (_, place) => place)
  return (
    <div>
      <div className={css.head}>
        <span>{title}</span>
        <span className={css.word} data-reached={reached || undefined}>
          {reached ? <CircleCheck size={14} aria-hidden /> : <CircleX size={14} aria-hidden />}
          {reached ? t('sessions.quorumReachedShort') : t('sessions.quorumMissingShort')}
        </span>
      </div>
      <div className={css.marks} aria-hidden="true">
        {places.map((place) => (
          <span
            key={place}
            className={css.mark}
            data-kind={kind(place)}
            data-last={place + 1 === needed || undefined}
          />
        ))}
      </div>
      <p className={css.numbers}>
        {t('sessions.quorumNumbers', { present, base, needed })}
        {remote > 0 ? `, ${t('sessions.remoteCount', { count: remote })}` : null}
      </p>
    </div>
  )
}

import css from './Marks.module.css'

type Props = {
  readonly count: number
  /** Of the seat at a place: in the hall or done, on-line, or not (yet). */
  readonly kindOf: (at: number) => 'hall' | 'remote' | 'absent'
  /** A line stands after so many. */
  readonly needed?: number
  readonly tall?: boolean
}

/** A mark a seat: full, striped or outlined, so that a number is seen from the last row. The words beside it say it too. */
export function Marks({ count, kindOf, needed, tall = false }: Props) {
  return (
    <div className={css.marks} data-tall={tall || undefined} aria-hidden="true">
      {Array.from({ length: count }, (_, at) => at).map((at) => (
        <span key={at} className={css.mark} data-kind={kindOf(at)} data-last={at + 1 === needed || undefined} />
      ))}
    </div>
  )
}

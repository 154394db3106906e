import { type OrdersLine, orderChanges } from '../../../shared/councils/orders-words.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { unbroken } from '../../ui/unbroken.ts'
import css from './OrdersWords.module.css'

/** Standing orders as sentences. */
export function OrdersWords({ lines }: { lines: readonly OrdersLine[] }) {
  const { inMine } = useLanguage()
  return (
    <ul className={css.lines}>
      {lines.map(({ key, words }) => (
        <li key={key}>{unbroken(inMine(words))}</li>
      ))}
    </ul>
  )
}

/** What differs between two versions: the old sentence struck, the new one underlined. */
export function OrdersChanges({ before, after }: { before: readonly OrdersLine[]; after: readonly OrdersLine[] }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const changes = orderChanges(before, after)
  if (changes.length === 0) return <p className="quiet">{t('orders.same')}</p>
  return (
    <ul className={css.changes}>
      {changes.map((one) => (
        <li key={one.key}>
          {one.before ? (
            <del>
              <span className="visually-hidden">{t('orders.was')}: </span>
              {inMine(one.before)}
            </del>
          ) : null}
          {one.after ? (
            <ins>
              <span className="visually-hidden">{t('orders.becomes')}: </span>
              {inMine(one.after)}
            </ins>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

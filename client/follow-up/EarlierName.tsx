import type { EarlierSaid, RepeatWay } from '../../shared/follow-up/model.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { useLanguage, useWords } from '../language.tsx'

/** How an earlier recommendation is cited: whose it is, its number and day, and, where it is linked, in which way. */
export function EarlierName({ way, said }: { readonly way?: RepeatWay; readonly said: EarlierSaid }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const { source, number, date } = said
  const cited = [inMine(source), number].filter((each) => each !== '').join(', ')
  return (
    <span>
      <strong>
        {way
          ? t('followUp.repeats.said', { way: t(`followUp.repeats.ways.${way}`), source: inMine(source), number })
          : cited}
      </strong>
      {date ? <span className="quiet"> ({formatDate(language, date)})</span> : null}
    </span>
  )
}

import { Button } from '@mantine/core'
import type { SessionId } from '../../shared/ids.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { useAct, useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './Desk.module.css'

/** Puts the table of an earlier session as point 1 on the agenda of this one, while it is planned. */
export function EarlierTables({ session }: { session: SessionId }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const earlier = useAsk('follow-up', 'earlier', { session }).data
  const place = useAct('follow-up', 'place-table')
  if (!earlier?.may || earlier.sessions.length === 0) return null
  return (
    <section aria-labelledby="earlier-title">
      <h2 id="earlier-title">{t('followUp.place.title')}</h2>
      <ul className={`sheet ${css.rows}`}>
        {earlier.sessions.map(({ id, title, date, placed }) => (
          <li key={id}>
            <div className={css.row}>
              <p>
                {inMine(title)} <span className="quiet">{formatDate(language, date)}</span>
              </p>
              {placed ? (
                <p>{t('followUp.place.placed')}</p>
              ) : (
                <Button size="md" loading={place.pending} onClick={() => void place.run({ session, earlier: id })}>
                  {t('followUp.place.verb')}
                  <span className="visually-hidden">: {inMine(title)}</span>
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {place.refusal ? <RefusalNote refusal={place.refusal} /> : null}
    </section>
  )
}

import Laptop from 'lucide-react/icons/laptop'
import type { KeyboardEvent, ReactNode } from 'react'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { Notice } from '../ui/Notice.tsx'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { type FloorView, placeOf, type Speaker } from './data.ts'
import css from './SpeakersList.module.css'

type Props = {
  readonly floor: FloorView
  readonly session: SessionDetail
  readonly account?: string
  /** What may be done with one who waits. */
  readonly acts?: (speaker: Speaker, place: number) => ReactNode
  readonly onKey?: (event: KeyboardEvent, speaker: Speaker, place: number) => void
}

/** Who waits for the floor, in order; who listens from elsewhere is marked. */
export function SpeakersList({ floor, session, account, acts, onKey }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const closed = floor.debateClosed ? t('floor.debateClosed') : floor.listOpen ? null : t('floor.listClosed')
  return (
    <>
      {closed ? <Notice tone="stale">{closed}</Notice> : null}
      {floor.waiting.length === 0 ? (
        <p className="quiet">{t('floor.listEmpty')}</p>
      ) : (
        <ol aria-label={t('floor.list')}>
          {floor.waiting.map((speaker, place) => (
            <li
              key={speaker.id}
              className={css.row}
              data-own={speaker.account === account || undefined}
              onKeyDown={onKey ? (event) => onKey(event, speaker, place) : undefined}
            >
              <span className={css.number}>{place + 1}</span>
              <PersonAvatar account={speaker.account} name={speaker.name} size={28} />
              <span className={css.who}>
                {inMine(speaker.name)}
                {speaker.account === account ? <span className="quiet"> {t('floor.you')}</span> : null}
                <span className={css.place}>
                  {speaker.mode === 'remote' ? (
                    <span className={css.remote}>
                      <Laptop size={13} aria-hidden /> {t('floor.remote')} ·{' '}
                    </span>
                  ) : null}
                  {placeOf(session, speaker.account, inMine)}
                </span>
              </span>
              {acts ? <span className={css.acts}>{acts(speaker, place)}</span> : null}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

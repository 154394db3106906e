import { Button, SegmentedControl } from '@mantine/core'
import type { Manner } from '../../../shared/councils/model.ts'
import { useAct } from '../../api.ts'
import { useLanguage, useWords } from '../../language.tsx'
import type { SessionDetail } from '../../sessions/data.ts'
import { byName } from '../../ui/names.ts'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import css from './PreparedRoll.module.css'
import type { Prepared } from './useDesk.ts'

type Props = {
  readonly session: SessionDetail
  readonly prepared: Prepared
  readonly manner: Manner | undefined
  readonly onManner: (manner: Manner) => void
}

/** The roll as it would be if the vote opened now: entitled, recused, absent, and connected but not checked in. */
export function PreparedRoll({ session, prepared, manner, onManner }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const note = useAct('sessions', 'note-attendance')
  const councilName = (id: string) => {
    const council = session.councils.find((each) => each.id === id)
    return council ? inMine(council.name) : id
  }
  const once = <T extends { readonly account: string }>(seats: readonly T[]) => [
    ...new Map(seats.map((seat) => [seat.account, seat])).values(),
  ]
  const near = once(prepared.absent.filter((seat) => seat.connected))
  const away = once(prepared.absent.filter((seat) => !seat.connected))
  const entitled = [...prepared.entitled].sort(byName<Prepared['entitled'][number]>(language, (each) => each.name))
  const usual = prepared.manners[0]
  const shown = manner ?? usual
  return (
    <div className={css.prepared}>
      <div className={css.sentences}>
        <p className={css.count}>
          <strong>{prepared.entitled.length}</strong> {t('votes.desk.entitled').toLowerCase()}
        </p>
        <p>{inMine(prepared.quorumSentence)}</p>
        <p>{inMine(prepared.carriedBy)}</p>
      </div>
      {session.may.run && prepared.manners.length > 1 && shown ? (
        <div className={css.manner}>
          <span className={css.label}>{t('votes.desk.manner')}</span>
          <SegmentedControl
            aria-label={t('votes.desk.manner')}
            size="sm"
            value={shown}
            onChange={(value) => {
              const found = prepared.manners.find((each) => each === value)
              if (found) onManner(found)
            }}
            data={prepared.manners.map((each) => ({ value: each, label: t(`votes.manners.${each}`) }))}
          />
        </div>
      ) : null}
      {shown ? <p className="quiet">{t(`votes.mannerLong.${shown}`)}</p> : null}
      {near.length > 0 ? (
        <section className={css.near}>
          <h3>
            {t('votes.desk.connectedNotIn')} <span className="tabular">{near.length}</span>
          </h3>
          <p>{t('votes.desk.connectedNotInText')}</p>
          <ul>
            {near.map((seat) => (
              <li key={seat.account} className={css.person}>
                <span>
                  {inMine(seat.name)} <span className="quiet">{councilName(seat.council)}</span>
                </span>
                {session.may.noteAttendance ? (
                  <span className={css.buttons}>
                    {(['hall', 'remote'] as const).map((mode) => (
                      <Button
                        key={mode}
                        size="sm"
                        variant="default"
                        onClick={() =>
                          void note.run({ session: session.id, account: seat.account, event: 'came', mode })
                        }
                      >
                        {t(mode === 'hall' ? 'votes.desk.checkInHall' : 'votes.desk.checkInRemote')}
                        <span className="visually-hidden">: {inMine(seat.name)}</span>
                      </Button>
                    ))}
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
          {note.refusal ? <RefusalNote refusal={note.refusal} /> : null}
        </section>
      ) : null}
      {prepared.recused.length > 0 ? (
        <section>
          <h3>{t('votes.desk.recused')}</h3>
          <ul className={css.list}>
            {once(prepared.recused).map((seat) => (
              <li key={seat.account}>
                {inMine(seat.name)}: {seat.reason}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <details className={css.more} open>
        <summary>
          {t('votes.desk.entitled')} <span className="tabular">{entitled.length}</span>
        </summary>
        <ul className={css.names}>
          {entitled.map((each) => (
            <li key={each.account}>
              {inMine(each.name)}
              {each.mode === 'remote' ? <span className="quiet"> {t('sessions.remote')}</span> : null}
            </li>
          ))}
        </ul>
      </details>
      {away.length > 0 ? (
        <details className={css.more}>
          <summary>
            {t('votes.desk.absent')} <span className="tabular">{away.length}</span>
          </summary>
          <ul className={css.names}>
            {away.map((seat) => (
              <li key={seat.account}>{inMine(seat.name)}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}

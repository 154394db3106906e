import { TextInput } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import Search from 'lucide-react/icons/search'
import { useState } from 'react'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { plainLetters } from '../../shared/text/plain-letters.ts'
import { useMe } from '../accounts/data.ts'
import { SeatActs } from '../accounts/SeatActs.tsx'
import { useAct, useAsk, useSaid } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { AttendanceLog } from '../sessions/AttendanceLog.tsx'
import { AttendanceRow, type Noting } from '../sessions/AttendanceRow.tsx'
import { type Seat, type SessionDetail, useSession } from '../sessions/data.ts'
import { PaperList } from '../sessions/PaperList.tsx'
import { Gauge } from '../ui/Gauge.tsx'
import { byName } from '../ui/names.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './AttendancePage.module.css'

function Attendance({ session }: { session: SessionDetail }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const refused = useSaid()
  const [refusal] = refused
  const note = useAct('sessions', 'note-attendance', refused)
  const me = useMe()
  const devices = useAsk('accounts', 'devices-off', session.may.noteAttendance ? { session: session.id } : null)
  const isOff = (seat: Seat) => devices.data?.accounts.includes(seat.account as AccountId) ?? false
  const [sought, setSought] = useState('')
  const [said, setSaid] = useState('')
  const matches = (seat: Seat) => plainLetters(inMine(seat.name)).includes(plainLetters(sought.trim()))
  const noteFor = (seat: Seat) => async (noting: Noting) => {
    const done = await note.run({ session: session.id, account: seat.account, ...noting })
    const what =
      noting.event === 'left' ? 'sessions.logLeft' : noting.mode === 'remote' ? 'sessions.remote' : 'sessions.inHall'
    if (done?.ok) setSaid(t('sessions.noted', { name: inMine(seat.name), what: t(what) }))
  }
  const found = session.seats.some(matches)
  return (
    <div className={css.page}>
      <div className={css.main}>
        <PageTitle>{t('sessions.attendance')}</PageTitle>
        <p className={css.intro}>{t('sessions.attendanceIntro')}</p>
        {session.may.noteAttendance ? (
          <>
            <TextInput
              label={t('sessions.searchPerson')}
              size="lg"
              leftSection={<Search size={18} aria-hidden />}
              value={sought}
              onChange={(event) => setSought(event.currentTarget.value)}
            />
            <p className="quiet">{t('sessions.keysHint')}</p>
            <PaperList session={session} onNoted={setSaid} />
          </>
        ) : (
          <p className="quiet">{t('sessions.attendanceNoRight')}</p>
        )}
        <p className="visually-hidden" role="status">
          {said}
        </p>
        {refusal ? (
          <div className={css.refused}>
            <RefusalNote refusal={refusal} />
          </div>
        ) : null}
        {found ? null : <p>{t('sessions.searchNothing')}</p>}
        {session.councils.map((council) => {
          const seats = session.seats.filter((seat) => seat.council === council.id)
          const quorum = session.quorum.find((each) => each.council === council.id)
          const rows = seats.filter(matches).sort(byName<Seat>(language, (seat) => seat.name))
          const also = (seat: Seat) =>
            session.councils
              .filter(
                (other) =>
                  other.id !== council.id &&
                  session.seats.some((each) => each.council === other.id && each.account === seat.account),
              )
              .map((other) => inMine(other.name))
              .join(', ')
          return (
            <section key={council.id} className={`sheet ${css.council}`}>
              <h2 className="visually-hidden">{inMine(council.name)}</h2>
              <div className={css.gauge}>
                {quorum ? (
                  <Gauge
                    title={inMine(council.name)}
                    remote={seats.filter((seat) => seat.present && seat.mode === 'remote').length}
                    {...quorum}
                  />
                ) : null}
              </div>
              <ul>
                {rows.map((seat) =>
                  session.may.noteAttendance ? (
                    <AttendanceRow
                      key={seat.id}
                      seat={seat}
                      also={also(seat)}
                      busy={note.pending}
                      onNote={(noting) => void noteFor(seat)(noting)}
                      notice={isOff(seat) ? t('people.devices.isOff') : null}
                      acts={
                        <SeatActs
                          session={session.id as SessionId}
                          person={{ id: seat.account as AccountId, name: seat.name }}
                          devicesOff={isOff(seat)}
                          mayGiveCard={me.data?.role === 'secretariat'}
                          said={refused}
                        />
                      }
                    />
                  ) : (
                    <li key={seat.id} className={css.read}>
                      <span>{inMine(seat.name)}</span>
                      <span>
                        {t(
                          !seat.present
                            ? 'sessions.absent'
                            : seat.mode === 'remote'
                              ? 'sessions.remote'
                              : 'sessions.inHall',
                        )}
                      </span>
                    </li>
                  ),
                )}
              </ul>
            </section>
          )
        })}
      </div>
      <aside>
        <AttendanceLog session={session} />
      </aside>
    </div>
  )
}

/** Attendance: the secretary notes who came and who left; quorum and log beside it. */
export function AttendancePage() {
  const { session: id } = useParams({ from: '/frame/sessions/$session/attendance' })
  const session = useSession(id as SessionId)
  return <Loaded from={session}>{(loaded) => <Attendance session={loaded} />}</Loaded>
}

import { useCallback, useEffect } from 'react'
import type { Me } from '../accounts/data.ts'
import { useLanguage } from '../language.tsx'
import { usePeople } from '../live/people.ts'
import { RoomNotice } from '../live/RoomNotice.tsx'
import type { LiveRoom } from '../live/room.ts'
import { StatusLine } from '../live/StatusLine.tsx'
import type { RoomView } from '../live/view.ts'
import type { SessionDetail } from '../sessions/data.ts'
import { InTopSlot } from '../ui/TopSlot.tsx'
import type { VersionDetail } from '../versions/data.ts'
import { People } from './People.tsx'
import css from './RoomParts.module.css'

/** Who is in a text now; the carets there bear these names. */
export function InText({
  me,
  room,
  view,
  session,
}: {
  me: Me
  room: LiveRoom
  view: RoomView
  session: SessionDetail
}) {
  const { inMine } = useLanguage()
  const people = usePeople(room, view, { account: me.id, name: inMine(me.name) })
  const { awareness } = view
  useEffect(() => {
    if (awareness)
      awareness.names = new Map([...session.seats, ...session.others].map((one) => [one.account, inMine(one.name)]))
  }, [awareness, session, inMine])
  return <People people={people} session={session} />
}

type NoticesProps = {
  readonly room: LiveRoom
  readonly view: RoomView
  readonly session: SessionDetail
  /** The frozen version that is shown. */
  readonly version: Pick<VersionDetail, 'createdAt'> | null
}

/** What the top bar and the head of the paper say of the room: saved or not, frozen, read only. */
export function Notices({ room, view, session, version }: NoticesProps) {
  const showTray = useCallback(() => {
    const tray = document.getElementById('not-accepted-tray')
    tray?.scrollIntoView({ block: 'start' })
    tray?.focus({ preventScroll: true })
  }, [])
  return (
    <>
      <InTopSlot>
        <StatusLine line={view.line} timezone={session.timezone} />
      </InTopSlot>
      <div className={css.notice}>
        <RoomNotice
          room={room}
          view={view}
          timezone={session.timezone}
          frozenAt={version?.createdAt ?? null}
          onShowNotAccepted={showTray}
        />
      </div>
    </>
  )
}

import { useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { Clock } from '../clock.tsx'
import type { LiveRoom } from './room.ts'
import { enterRoom, leaveRoom } from './rooms.ts'
import type { RoomView } from './view.ts'
import { browserNeeds } from './wiring.ts'

const nothing = () => () => undefined

/** The room of the text in focus, entered while the page shows it; null for the first moment. */
export function useRoom(account: AccountId, text: TextId): { room: LiveRoom; view: RoomView } | null {
  const now = useContext(Clock)
  const [room, setRoom] = useState<LiveRoom | null>(null)
  useEffect(() => {
    const entered = enterRoom({ ...browserNeeds(account, now), text })
    setRoom(entered)
    return () => {
      leaveRoom(entered)
      setRoom(null)
    }
  }, [account, text, now])
  const view = useSyncExternalStore(room?.subscribe ?? nothing, room?.read ?? noView)
  return room && view && room.needs.text === text && room.needs.account === account ? { room, view } : null
}

const noView = (): null => null

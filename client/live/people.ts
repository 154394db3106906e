import { useEffect, useState } from 'react'
import { stampOf } from './presence.ts'
import type { LiveRoom } from './room.ts'
import type { RoomView } from './view.ts'

/** Somebody in the text, once a person however many devices they use. */
export type Present = { readonly account: string; readonly name: string; readonly typing: boolean }

/** Who counts as typing: wrote within this time. */
const TYPING_MS = 5_000
const LOOK_EVERY_MS = 1_000

/** The people in the text now, oneself included, writers first. */
export function usePeople(room: LiveRoom, view: RoomView, self: { account: string; name: string }): readonly Present[] {
  const [people, setPeople] = useState<readonly Present[]>([])
  const { awareness } = view
  const { account, name } = self
  useEffect(() => {
    if (!awareness) return setPeople([])
    const look = () =>
      setPeople((before) => {
        const next = peopleOf(room, awareness, { account, name })
        return JSON.stringify(next) === JSON.stringify(before) ? before : next
      })
    look()
    awareness.on('change', look)
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => {
      awareness.off('change', look)
      clearInterval(timer)
    }
  }, [room, awareness, account, name])
  return people
}

function peopleOf(
  room: LiveRoom,
  awareness: NonNullable<RoomView['awareness']>,
  self: { account: string; name: string },
): Present[] {
  const typing = room.typing(TYPING_MS)
  const found = new Map<string, Present>()
  for (const client of awareness.getStates().keys()) {
    const user = stampOf(awareness, client)
    const who = client === awareness.clientID ? self : user && { account: user.id, name: user.name }
    if (!who) continue
    const already = found.get(who.account)
    found.set(who.account, { ...who, typing: typing.has(client) || already?.typing === true })
  }
  return [...found.values()].sort((a, b) => Number(b.typing) - Number(a.typing) || a.name.localeCompare(b.name))
}

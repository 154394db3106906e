import type { TextId } from '../../shared/ids.ts'
import { leftBehind } from './memory.ts'
import type { RoomNeeds } from './needs.ts'
import { LiveRoom } from './room.ts'
import { unsentChanged, watchUnsent } from './unsent.ts'

type Open = { readonly room: LiveRoom; readonly forget: () => void; holders: number }

/** A page that is drawn anew (or a reader who steps back) finds the room still open. */
const STAY_MS = 1_500

const open = new Map<TextId, Open>()

/** Enters the room of a text, or joins whoever of this page is in it. */
export function enterRoom(needs: RoomNeeds): LiveRoom {
  const there = open.get(needs.text)
  if (there && there.room.needs.account === needs.account && there.room.read().line.kind !== 'ended') {
    there.holders += 1
    there.room.setPresent(true)
    return there.room
  }
  if (there) void close(there)
  const room = new LiveRoom(needs)
  const { account, text } = needs
  const forgetCount = watchUnsent(text, {
    account,
    unsent: () => room.unsent(),
    isLosable: () => room.losesNotAccepted,
    wake: () => room.wake(),
    doubt: () => room.doubt(),
    signedOut: () => room.signedOut(),
    leave: () => room.leave(),
  })
  const stop = room.subscribe(unsentChanged)
  const forget = () => {
    stop()
    forgetCount()
  }
  open.set(text, { room, forget, holders: 1 })
  return room
}

/** Leaves a room; it stays connected, unseen by others, until its last change is decided. */
export function leaveRoom(room: LiveRoom): void {
  const there = open.get(room.needs.text)
  if (!there || there.room !== room) return
  there.holders -= 1
  if (there.holders > 0) return
  room.setPresent(false)
  const mayClose = () => {
    if (there.holders > 0) return stop()
    if (room.losesNotAccepted || (room.unsent() > 0 && room.read().line.kind !== 'ended')) return
    stop()
    void close(there)
  }
  const stop = room.subscribe(mayClose)
  setTimeout(mayClose, STAY_MS)
}

/** Sends what earlier pages left on this device, text by text, without showing it. */
export function sendLeftBehind(needs: Omit<RoomNeeds, 'text'>): void {
  for (const text of leftBehind(needs.storage, needs.account).keys())
    if (open.get(text)?.room.needs.account !== needs.account) leaveRoom(enterRoom({ ...needs, text }))
}

async function close(there: Open): Promise<void> {
  if (open.get(there.room.needs.text) === there) open.delete(there.room.needs.text)
  there.forget()
  await there.room.leave()
}

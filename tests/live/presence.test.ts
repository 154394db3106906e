import * as decoding from 'lib0/decoding'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TextId } from '../../shared/ids.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { type Host, startHost } from './host.ts'
import { joined, until, type Wire, wire } from './people.ts'
import { presenceMessage as presence, presenceText } from './updates.ts'

const TEXT = 'r01' as TextId
type Shown = { client: number; clock: number; state: Record<string, unknown> | null }

const frames = (socket: Wire): Shown[][] =>
  socket.ofType(MESSAGE.awareness).map((outer) => {
    const decoder = decoding.createDecoder(decoding.readVarUint8Array(outer))
    return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
      client: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      state: JSON.parse(decoding.readVarString(decoder)),
    }))
  })
const shown = (socket: Wire, client: number): Shown | undefined =>
  frames(socket)
    .flat()
    .findLast((state) => state.client === client)

describe('who is here', () => {
  let host: Host
  beforeEach(async () => {
    host = await startHost()
    await host.seed(TEXT)
  })
  afterEach(() => host.stop())

  test('[LT5] a person appears under their own name and colour, whatever their browser says', async () => {
    const watcher = await wire(host, TEXT, 'm01')
    const forger = await wire(host, TEXT, 'm02')
    forger.send(
      presence([7, 1, { user: { id: 'm09', name: 'The Commissioner', color: '#ff0000' }, cursor: { at: 1 } }]),
    )
    await until('the watcher sees somebody', () => shown(watcher, 7) !== undefined)
    expect(shown(watcher, 7)?.state).toEqual({
      user: { id: 'm02', name: 'Name of m02', council: 'cc', color: '#123456' },
      cursor: { at: 1 },
    })
    expect(host.rooms.present().map(({ account }) => account)).toEqual(['m01', 'm02'])
  })

  test('[LT5] one connection is one person: five hundred states in a frame show one', async () => {
    const watcher = await wire(host, TEXT, 'm01')
    const forger = await wire(host, TEXT, 'm02')
    forger.send(
      presence(
        ...Array.from({ length: 500 }, (_, id): [number, number, unknown] => [id + 1, 1, { user: { name: 'x' } }]),
      ),
    )
    await until('the watcher sees somebody', () => shown(watcher, 1) !== undefined)
    forger.send(presence([1, 2, { cursor: 'moved' }], [2, 2, {}]))
    await until('the watcher sees the move', () => shown(watcher, 1)?.clock === 2)
    expect(
      new Set(
        frames(watcher)
          .flat()
          .map(({ client }) => client),
      ),
    ).toEqual(new Set([1]))
  })

  test('[LT3] [LT5] a client id that somebody showed first cannot be written under by another', async () => {
    const watcher = await wire(host, TEXT, 'm03')
    const first = await wire(host, TEXT, 'm01')
    first.send(presence([7, 1, { cursor: 'mine' }]))
    await until('the first is seen', () => shown(watcher, 7) !== undefined)
    const second = await wire(host, TEXT, 'm02')
    second.send(presence([7, 9, { cursor: 'taken' }]))
    second.send(presence([8, 1, { cursor: 'own' }]))
    await until('the second is seen under an id of its own', () => shown(watcher, 8) !== undefined)
    expect(shown(watcher, 7)?.state).toMatchObject({ cursor: 'mine', user: { id: 'm01' } })
    first.socket.close()
    await until('the first is gone', () => shown(watcher, 7)?.state === null)
    first.socket.terminate()
  })

  test('[LT19] many moves in a moment are shown as few, the last one always; echoes of others are dropped', async () => {
    const watcher = await wire(host, TEXT, 'm01')
    const mover = await wire(host, TEXT, 'm02')
    const echoer = await wire(host, TEXT, 'm03')
    echoer.send(presence([8, 1, { cursor: 0 }]))
    for (let clock = 1; clock <= 200; clock += 1) {
      mover.send(presence([7, clock, { cursor: clock }]))
      echoer.send(presence([7, clock + 1_000, { cursor: 'echo' }]))
    }
    await until('the last move is shown', () => shown(watcher, 7)?.clock === 200)
    expect(frames(watcher).length).toBeLessThan(20)
    expect(JSON.stringify(frames(watcher))).not.toContain('echo')
  })

  test('[LT52] what another tab of the same person sends back takes nothing from the first, also after the first has gone', async () => {
    const watcher = await wire(host, TEXT, 'm01')
    const first = await wire(host, TEXT, 'm02')
    const other = await wire(host, TEXT, 'm02')
    first.send(presence([7, 1, { cursor: 'first' }]))
    await until('both see it', () => [watcher, other].every((socket) => shown(socket, 7) !== undefined))
    const echo = shown(other, 7)
    other.send(presence([7, 1, echo?.state]))
    first.send(presence([7, 2, { cursor: 'moved' }]))
    await until('the move is seen', () => shown(watcher, 7)?.clock === 2)
    other.send(presence([7, 1, echo?.state], [7, 2, null], [7, 1, { cursor: 'older' }]))
    other.send(presence([8, 1, { cursor: 'second' }]))
    await until('the other tab is seen under an id of its own', () => shown(watcher, 8) !== undefined)
    expect(shown(watcher, 7)).toMatchObject({ clock: 2, state: { cursor: 'moved' } })
    first.socket.close()
    await until('the first is gone', () => shown(watcher, 7)?.state === null)
    const third = await wire(host, TEXT, 'm02')
    third.send(presence([7, 9, echo?.state]))
    third.send(presence([9, 1, { cursor: 'third' }]))
    await until('the third is seen under an id of its own', () => shown(watcher, 9) !== undefined)
    expect(shown(watcher, 7)?.state).toBeNull()
  })

  test('[LT52] one whose old connection is still open is seen at once when it comes again', async () => {
    const watcher = await wire(host, TEXT, 'm01')
    const old = await wire(host, TEXT, 'm02')
    old.send(presence([7, 3, { cursor: 'old' }]))
    await until('it is seen', () => shown(watcher, 7) !== undefined)
    const again = await wire(host, TEXT, 'm02')
    again.send(presence([7, 4, { cursor: 'again' }]))
    await until('it is seen again', () => shown(watcher, 7)?.state?.cursor === 'again')
    old.socket.close()
    again.send(presence([7, 5, { cursor: 'still' }]))
    await until('it is still seen', () => shown(watcher, 7)?.state?.cursor === 'still')
  })

  test('[LT5] a `user` that is written twice, escaped or odd is never shown', async () => {
    const watcher = await wire(host, TEXT, 'm01')
    const odd = [
      '{"user":{"name":"x"},"user":{"name":"y"},"n":1}',
      '{"\\u0075ser":{"name":"x"},"n":2}',
      '{"__proto__":{"user":{"name":"x"}},"n":3}',
      '[{"user":{"name":"x"}}]',
      '"user"',
      '{"user":{"name":"x"}',
      '{"n":7,"user":{"name":"x"}}trailing',
    ]
    for (const [index, json] of odd.entries()) {
      const forger = await wire(host, TEXT, `m1${index}`)
      forger.send(presenceText(index + 20, 1, json))
    }
    await until('all are seen', () => odd.every((_, index) => shown(watcher, index + 20) !== undefined))
    for (const index of odd.keys()) {
      const { state } = shown(watcher, index + 20) ?? {}
      expect(state?.user).toMatchObject({ id: `m1${index}`, name: `Name of m1${index}` })
    }
  })

  test('[LT16] a presence frame that ends too early costs its own connection, whatever is cut off', async () => {
    const good = presence([7, 1, { cursor: 'x'.repeat(200) }], [8, 1, { cursor: 'x' }])
    for (const size of [3, 4, 5, 100, good.length - 1]) {
      const socket = await wire(host, TEXT, 'm02')
      socket.send(good.subarray(0, size))
      await until('it is closed', () => socket.closed() === 4400)
    }
  })

  test('[LT37] a state above 2 KiB is passed over and the one before stays', async () => {
    const watcher = await wire(host, TEXT, 'm01')
    const mover = await wire(host, TEXT, 'm02')
    mover.send(presence([7, 1, { cursor: 'small' }]))
    mover.send(presence([7, 2, { cursor: 'x'.repeat(3_000) }]))
    mover.send(new Uint8Array([MESSAGE.queryAwareness]))
    await until('the watcher sees somebody', () => shown(watcher, 7) !== undefined)
    expect(shown(watcher, 7)?.state?.cursor).toBe('small')
    expect(mover.closed()).toBeNull()
  })

  test('[LT5] one who comes back with the same client id is seen at once', async () => {
    const watcher = await joined(host, TEXT, 'm01')
    const traveller = await joined(host, TEXT, 'm02')
    const id = traveller.doc.clientID
    traveller.provider.awareness.setLocalStateField('cursor', 1)
    await until('the traveller is seen', () => watcher.provider.awareness.getStates().has(id))
    traveller.provider.disconnect()
    await until('the traveller is gone', () => !watcher.provider.awareness.getStates().has(id))
    traveller.provider.connect()
    await until('the traveller is seen again', () => watcher.provider.awareness.getStates().has(id), 5_000)
    watcher.leaves()
    traveller.leaves()
  })

  test('[LT29] a connection on which nothing happens hears its own presence', async () => {
    const quiet = await wire(host, TEXT, 'm01')
    quiet.send(presence([7, 5, { cursor: 1 }]))
    await until('it is known', () => frames(quiet).flat().length > 0)
    const before = frames(quiet).length
    host.passes(11_000)
    await until('it hears something', () => frames(quiet).length > before)
    expect(shown(quiet, 7)).toMatchObject({ clock: 5, state: { user: { id: 'm01' } } })
  })

  test('[LT40] those who do not see people get nobody else, and others see them', async () => {
    host.rights.set('o01', 'watch')
    const observer = await wire(host, TEXT, 'o01')
    const member = await wire(host, TEXT, 'm01')
    member.send(presence([7, 1, { cursor: 1 }]))
    observer.send(presence([8, 1, { cursor: 1 }]))
    await until('the member sees the observer', () => shown(member, 8) !== undefined)
    observer.send(new Uint8Array([MESSAGE.queryAwareness]))
    const late = await wire(host, TEXT, 'o01')
    host.passes(11_000)
    await until('the observer hears itself', () => shown(observer, 8) !== undefined)
    expect([...frames(observer), ...frames(late)].flat().some(({ client }) => client === 7)).toBe(false)
  })

  test('[LT39] who wrote in the last seconds is typing', async () => {
    const writer = await joined(host, TEXT, 'm01')
    writer.types('x')
    await until('m01 is typing', () => host.rooms.present().some(({ account, typing }) => account === 'm01' && typing))
    host.passes(3_001)
    expect(host.rooms.present()).toEqual([{ text: TEXT, account: 'm01', typing: false }])
    writer.leaves()
    await until('nobody is here', () => host.rooms.present().length === 0)
  })
})

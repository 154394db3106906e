import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { LiveRoom } from '../../client/live/room.ts'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { fragmentOf } from '../../shared/text/ydoc.ts'
import { type Host, startHost } from './host.ts'
import { joins, savedOn, until, upgradeStatus, wire, wordsOf } from './people.ts'
import { author, NOTHING_NEW, stepTwoMessage, updateMessage } from './updates.ts'

let host: Host
const rooms: LiveRoom[] = []
beforeAll(async () => {
  host = await startHost()
})
afterAll(async () => {
  await Promise.all(rooms.map((room) => room.leave()))
  await host.stop()
})

/** The words of the first English paragraph. */
function runOf(doc: Y.Doc): Y.XmlText | null {
  const paragraph = fragmentOf(doc, 'text', 'en').get(0)
  const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  return run instanceof Y.XmlText ? run : null
}

/** A member's page in a text, on the real room of this product; the network can be taken away. */
function page(text: TextId, name: string) {
  const sockets = new Set<WebSocket>()
  const sent: Uint8Array[] = []
  let down = false
  class Socket extends WebSocket {
    constructor(address: string | URL) {
      // Port 9 of one's own machine answers nobody.
      super(down ? 'ws://127.0.0.1:9/' : address, { headers: { cookie: name, origin: host.origin } })
      sockets.add(this)
    }
    override send(data: Uint8Array): void {
      sent.push(data)
      super.send(data)
    }
  }
  const room = new LiveRoom({
    account: name as AccountId,
    text,
    page: 'page-1',
    address: host.url,
    now: host.needs.now,
    chance: () => 0,
    askWho: async () => (host.signedOut.has(name) ? 'signed-out' : 'signed-in'),
    storage: null,
    socket: Socket as unknown as typeof globalThis.WebSocket,
  })
  rooms.push(room)
  const doc = (): Y.Doc => {
    const { doc } = room.read()
    if (!doc) throw new Error('nothing shown yet')
    return doc
  }
  return {
    room,
    sent,
    line: () => room.read().line.kind,
    words: () => (room.read().doc ? wordsOf(doc()) : ''),
    doc,
    types: (words: string, attributes: Record<string, unknown> = {}) => {
      const run = runOf(doc())
      run?.insert(run.length, words, attributes)
    },
    loses: () => {
      down = true
      for (const socket of sockets) socket.terminate()
    },
    findsAgain: () => {
      down = false
    },
  }
}

/** A room of one's own making, for servers that misbehave. */
function lonely(address: string, askWho: () => Promise<'signed-in' | 'unreachable'>, sockets: string[]): LiveRoom {
  class Socket extends WebSocket {
    constructor(url: string | URL) {
      super(url)
      sockets.push(String(url))
    }
  }
  const room = new LiveRoom({
    account: 'm1' as AccountId,
    text: 'device-lonely' as TextId,
    page: 'page-1',
    address,
    now: () => performance.now(),
    chance: () => 0.5,
    askWho,
    storage: null,
    socket: Socket as unknown as typeof globalThis.WebSocket,
  })
  rooms.push(room)
  return room
}

describe('what a member’s device says and keeps', () => {
  test('[LT47] it says saved only when the server has decided every change', async () => {
    const text = await host.seed('device-saved', 'One.')
    const member = page(text, 'm1')
    await until('joined', () => member.line() === 'saved')
    member.types(' Two.')
    // Here nothing is kept on a disk, and the line does not say that it is.
    expect(member.line()).toBe('in-this-page')
    expect(member.room.unsent()).toBe(1)
    await until('saved', () => member.line() === 'saved')
    expect(member.room.unsent()).toBe(0)
  })

  test('[LT47] words typed without a network wait, are counted, and arrive when it is back', async () => {
    const text = await host.seed('device-offline', 'One.')
    const member = page(text, 'm2')
    const other = joins(host, text, 'm3')
    await until('joined', () => member.line() === 'saved' && other.words() === 'One.')
    member.loses()
    await until('noticed', () => member.line() === 'offline')
    member.types(' a')
    member.types('b')
    other.types(' Two.')
    expect(member.room.read().line).toEqual({ kind: 'offline', waiting: 2 })
    member.findsAgain()
    await until(
      'all together',
      () => member.line() === 'saved' && other.words().includes('ab') && member.words() === other.words(),
    )
    expect(member.room.read().notAccepted).toEqual([])
    other.leaves()
  })

  test('[LT42] what was typed before a freeze and came after it is kept with its place, and the device begins anew', async () => {
    const text = await host.seed('device-frozen', 'Within a day.')
    const member = page(text, 'm4')
    await until('joined', () => member.line() === 'saved')
    const before = member.room.read().doc
    member.loses()
    await until('noticed', () => member.line() === 'offline')
    member.types(' Or two.')
    host.rights.set('m4', 'read')
    await host.act(text, { state: 'closed', newEpoch: true })
    await host.rooms.accessChanged(text)
    member.findsAgain()
    await until('kept', () => member.room.read().notAccepted.length > 0)
    expect(member.room.read().notAccepted).toMatchObject([
      { part: 'text', language: 'en', kind: 'added', before: 'Within a day.', words: ' Or two.' },
    ])
    await until('anew', () => member.words() === 'Within a day.')
    expect(member.room.read().doc).not.toBe(before)
    expect(member.room.read().editable).toBe(false)
    expect(member.room.unsent()).toBe(0)
  })

  test('[LT42] one refused change costs that change only: the device joins anew and goes on writing', async () => {
    const text = await host.seed('device-refused', 'One.')
    const member = page(text, 'm5')
    const other = joins(host, text, 'm6')
    await until('joined', () => member.line() === 'saved' && other.words() === 'One.')
    member.types(' bad', { link: { href: 'javascript:alert(1)' } })
    await until('kept', () => member.room.read().notAccepted.length === 1)
    await until('anew', () => member.words() === 'One.' && member.room.read().editable)
    member.types(' Good.')
    await until('arrived', () => other.words() === 'One. Good.')
    await until('saved', () => member.line() === 'saved')
    other.leaves()
  })

  test('[LT45] while one may only read nothing is sent, whatever the Y.Doc says', async () => {
    const text = await host.seed('device-reads', 'One.')
    host.rights.set('m7', 'read')
    const reader = page(text, 'm7')
    await until('joined', () => reader.line() === 'read-only' && reader.words() === 'One.')
    reader.types(' Two.')
    const updates = reader.sent.filter((message) => message[0] === MESSAGE.sync && message[1] !== 0)
    expect(updates.map((message) => [...message])).toEqual([[0, 1, 2, 0, 0]])
  })

  test('[LT92] [LT47] a page takes away nothing by itself: where two set the same mark at once, who reads has nothing that waits, nor who may write', async () => {
    const text = await host.seed('device-marks', 'One.')
    host.rights.set('m17', 'read')
    const [reader, writer] = [page(text, 'm17'), page(text, 'm18')]
    await until('joined', () => reader.words() === 'One.' && writer.line() === 'saved')
    const start = Y.encodeStateAsUpdate(writer.doc())
    for (const [client, name] of [
      [2, 'm2'],
      [3, 'm3'],
    ] as const) {
      const { doc, does } = author(client, start)
      const bold = does(() => runOf(doc)?.format(0, 4, { bold: {} }))
      const line = await wire(host, text, name, '?v=1')
      line.send(stepTwoMessage(NOTHING_NEW))
      line.send(updateMessage(bold))
      await until('saved', () => savedOn(line) === 2)
      line.socket.terminate()
    }
    for (const { room, doc } of [reader, writer]) {
      await until('bold', () => Y.getState(doc().store, 3) > 0)
      expect(room.unsent()).toBe(0)
      expect(Y.snapshot(doc()).ds.clients.size).toBe(0)
    }
    expect(await host.rows(text)).toHaveLength(3)
  })

  test('[LT46] only one’s own presence is sent', async () => {
    const text = await host.seed('device-presence', 'One.')
    const member = page(text, 'm8')
    const other = page(text, 'm9')
    await until('both joined', () => member.line() === 'saved' && other.line() === 'saved')
    other.room.read().awareness?.setLocalStateField('cursor', { at: 1 })
    await until('seen', () =>
      [...(member.room.read().awareness?.getStates().values() ?? [])].some((state) => state.cursor),
    )
    const said = member.sent.filter((message) => message[0] === MESSAGE.awareness)
    expect(said.length).toBeGreaterThan(0)
    // Type, length, then the number of people spoken for.
    for (const message of said) expect(message[2]).toBe(1)
  })

  test('[LT43] a device that is signed out stops trying, keeps its words and goes on after the next sign-in', async () => {
    const text = await host.seed('device-out', 'One.')
    const member = page(text, 'm10')
    await until('joined', () => member.line() === 'saved')
    host.signedOut.add('m10')
    host.rooms.signedOut('m10' as AccountId)
    await until('told', () => member.line() === 'ended')
    expect(member.room.read().line).toMatchObject({ ending: 'signed-out' })
    host.signedOut.delete('m10')
    member.room.tryNow()
    await until('back', () => member.line() === 'saved')
  })

  test('[LT70] a page that names another account than its cookie’s gets no socket', async () => {
    const text = await host.seed('device-named', 'One.')
    const headers = { cookie: 'm11', origin: host.origin }
    expect(await upgradeStatus(`${host.url}/${text}?v=1&account=m12`, headers)).toBe(401)
    expect(await upgradeStatus(`${host.url}/${text}?v=1&account=m11`, headers)).toBe(101)
    expect(await upgradeStatus(`${host.url}/${text}?v=1`, headers)).toBe(101)
  })

  test('[LT75] a server that opens and closes at once is tried less and less often', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    const opened: number[] = []
    server.on('connection', (socket) => {
      opened.push(performance.now())
      socket.close(1013)
    })
    const { port } = server.address() as AddressInfo
    const room = lonely(`ws://127.0.0.1:${port}`, async () => 'signed-in', [])
    await until('five tries', () => opened.length === 5)
    await room.leave()
    server.close()
    const waits = opened.slice(1).map((at, index) => at - (opened[index] ?? 0))
    // 0.3, 0.5, 0.9, 1.6 s: half of a bound that doubles, over the shortest wait.
    for (const [index, least] of [290, 490, 890, 1_590].entries()) expect(waits[index]).toBeGreaterThan(least)
  })

  test('[LT75] a server that is away is asked who one is, and not for a socket until it answers', async () => {
    const sockets: string[] = []
    let asked = 0
    let isBack = false
    const askWho = async () => {
      asked += 1
      return isBack ? ('signed-in' as const) : ('unreachable' as const)
    }
    // Port 9 of one's own machine answers nobody.
    const room = lonely('ws://127.0.0.1:9', askWho, sockets)
    await until('asked', () => asked === 3)
    expect(sockets).toHaveLength(1)
    isBack = true
    room.wake()
    await until('tried', () => sockets.length === 2, 200)
    await room.leave()
  })

  test('[LT43] what ended for good is not tried again by itself', async () => {
    const text = await host.seed('device-gone', 'One.')
    const member = page(text, 'm13')
    await until('joined', () => member.line() === 'saved')
    host.rights.set('m13', 'nothing')
    await host.rooms.accessChanged(text)
    await until('told', () => member.line() === 'ended')
    const sent = member.sent.length
    member.room.wake()
    member.room.doubt()
    expect(member.line()).toBe('ended')
    expect(member.sent.length).toBe(sent)
  })

  test('[LT47] [LT12] a right to write that is given on an open line is used on it: what is typed then arrives', async () => {
    const text = await host.seed('device-given', 'One.')
    host.rights.set('m15', 'read')
    const member = page(text, 'm15')
    await until('joined', () => member.room.read().status?.access === 'read' && member.words() === 'One.')
    host.rights.set('m15', 'edit')
    await host.act(text, {})
    await host.rooms.accessChanged(text)
    await until('it may write', () => member.room.read().editable)
    member.types(' Two.')
    member.types(' Three.')
    await until('saved', () => member.line() === 'saved' && member.room.unsent() === 0)
    const other = joins(host, text, 'm3')
    await until('there', () => other.words() === 'One. Two. Three.')
    other.leaves()
  })

  test('[LT78] rooms that were left leave no socket, timer or listener', async () => {
    const text = await host.seed('device-left', 'One.')
    const resources = () => process.getActiveResourcesInfo().filter((kind) => /Timeout|TCP/.test(kind)).length
    const before = resources()
    const listeners = process.listenerCount('exit')
    for (let round = 0; round < 20; round++) {
      const member = page(text, 'm14')
      await until('joined', () => member.line() === 'saved')
      member.types('.')
      const { doc } = member.room.read()
      member.room.doubt()
      await member.room.leave()
      expect(doc?.isDestroyed).toBe(true)
    }
    expect(process.listenerCount('exit')).toBe(listeners)
    await until('nothing is left', () => resources() <= before)
  })
})

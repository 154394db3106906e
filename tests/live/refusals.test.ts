import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { TextId } from '../../shared/ids.ts'
import { readRefused } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { type Host, startHost } from './host.ts'
import { joined, joins, savedOn, until, type Wire, wire, wordsOf } from './people.ts'
import { answersStepOne, author, NOTHING_NEW, stepTwoMessage, updateMessage } from './updates.ts'

const TEXT = 'r01' as TextId

describe('what is not taken', () => {
  let host: Host
  let seed: Uint8Array
  beforeEach(async () => {
    host = await startHost()
    await host.seed(TEXT, 'Repair the bridges.')
    seed = (await host.rooms.read(TEXT)).state
  })
  afterEach(() => host.stop())

  const ours = async (name: string): Promise<Wire> => answersStepOne(await wire(host, TEXT, name, '?v=1'))
  const saved = savedOn
  const refused = (socket: Wire) => socket.ofType(MESSAGE.refused).map(readRefused)
  const text = async () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, (await host.rooms.read(TEXT)).state)
    return wordsOf(doc)
  }

  test('[LT2] [LT27] an update that cannot be read is refused by its number, and the next one is saved', async () => {
    const socket = await ours('m01')
    const writer = author(101, seed)
    socket.send(updateMessage(new Uint8Array([1, 1, 101, 0, 4])))
    socket.send(updateMessage(writer.types(' At once.')))
    await until('both are decided', () => saved(socket) === 3)
    expect(refused(socket)).toEqual([{ n: 2, code: 'malformed', rule: 'LT2' }])
    expect(await text()).toBe('Repair the bridges. At once.')
  })

  test('[LT3] nobody writes or deletes by a struct under the client id of somebody else', async () => {
    const victim = await ours('m01')
    const writer = author(101, seed)
    victim.send(updateMessage(writer.types(' By May.')))
    await until('the words are saved', () => saved(victim) === 2)
    const forger = await ours('m02')
    const garbage = encoding.createEncoder()
    for (const number of [1, 1, 101, Y.getState(writer.doc.store, 101), 0, 500, 0])
      encoding.writeVarUint(garbage, number)
    forger.send(updateMessage(encoding.toUint8Array(garbage)))
    forger.send(updateMessage(author(101, Y.encodeStateAsUpdate(writer.doc)).types('forged')))
    await until('both are refused', () => refused(forger).length === 2)
    expect(refused(forger).map(({ code, rule }) => `${code} ${rule}`)).toEqual(['forged LT3', 'forged LT3'])
    victim.send(updateMessage(writer.types(' In Almaty.')))
    await until('the owner still writes', () => saved(victim) === 3)
    expect(await text()).toBe('Repair the bridges. By May. In Almaty.')
  })

  test('[LT3] [LT26] a stock client that forges is closed 4403 and does not come back', async () => {
    const victim = await joined(host, TEXT, 'm01')
    victim.types('!')
    await until('the words are in the log', async () => (await text()).endsWith('!'))
    const forger = await joined(host, TEXT, 'm02')
    const own = forger.doc.clientID
    forger.doc.clientID = victim.doc.clientID
    forger.types('forged')
    await until('the forger is closed', () => forger.closed() !== null)
    expect(forger.closed()?.code).toBe(4403)
    expect(forger.provider.shouldConnect).toBe(false)
    expect(await text()).not.toContain('forged')
    forger.doc.clientID = own
    victim.leaves()
    forger.leaves()
  })

  test('[LT4] an update that breaks the Y.Doc leaves no trace, and the others in its turn are taken', async () => {
    const reader = await joined(host, TEXT, 'm09')
    const good = await ours('m01')
    const bad = await ours('m02')
    const writer = author(101, seed)
    const breaker = author(202, seed)
    const update = breaker.types('x')
    const broken = update.slice()
    for (let i = 0; i < 30; i += 1) good.send(updateMessage(writer.types(String(i % 10))))
    for (const position of broken.keys()) {
      const copy = broken.slice()
      copy[position] = (copy[position] ?? 0) ^ 1
      bad.send(updateMessage(copy))
    }
    await until('all are decided', () => {
      // Some of them are gaps now, which are given up when their time is over.
      host.passes(50)
      return saved(good) === 31 && saved(bad) === 1 + broken.length
    })
    await until('the reader has it', () => reader.words().includes('012345678901234567890123456789'))
    expect(reader.words()).toBe(await text())
    const { seq } = await host.head(TEXT)
    expect((await host.rooms.read(TEXT, seq)).parts).toEqual((await host.rooms.read(TEXT)).parts)
    reader.leaves()
  })

  test('[LT13] what is refused takes no place in the order, and the next words stand right behind the last', async () => {
    const socket = await ours('m01')
    const writer = author(101, seed)
    socket.send(updateMessage(writer.types(' By May.')))
    await until('the words are saved', () => saved(socket) === 2)
    const before = await host.head(TEXT)
    const forger = await ours('m02')
    forger.send(updateMessage(author(101, Y.encodeStateAsUpdate(writer.doc)).types('forged')))
    await until('it is refused', () => refused(forger).length === 1)
    expect(await host.head(TEXT)).toEqual(before)
    writer.types(' In')
    socket.send(updateMessage(writer.types(' Almaty.')))
    await until(
      'it is asked for',
      () => socket.ofType(MESSAGE.sync).filter((decoder) => decoder.arr[1] === 0).length === 2,
    )
    expect(await host.head(TEXT)).toEqual(before)
    socket.send(stepTwoMessage(Y.encodeStateAsUpdate(writer.doc)))
    await until('all is saved', () => saved(socket) === 4)
    const rows = await host.rows(TEXT)
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
    expect(await host.head(TEXT)).toEqual({ ...before, seq: rows.length })
  })

  test('[LT16] two messages in one frame are taken neither whole nor by half', async () => {
    const before = await text()
    const socket = await wire(host, TEXT, 'm03', '?v=1')
    const first = updateMessage(author(404, seed).types('half'))
    socket.send(Uint8Array.from([...first, ...first]))
    await until('it is closed', () => socket.closed() !== null)
    expect(socket.closed()).toBe(4400)
    expect(await text()).toBe(before)
  })

  test('[LT16] thousands of random and damaged frames cost only their own connection', async () => {
    const writer = await joined(host, TEXT, 'm01')
    const random = seeded(41)
    const sound = updateMessage(author(303, seed).types('words'))
    let sockets = 0
    for (let round = 0; round < 40; round += 1) {
      const socket = await wire(host, TEXT, 'm03', round % 2 ? '?v=1' : '')
      sockets += 1
      for (let i = 0; i < 100 && socket.closed() === null; i += 1) {
        const frame = i % 2 ? sound.slice() : Uint8Array.from({ length: 1 + (random() % 60) }, () => random() % 256)
        if (i % 2) frame[random() % frame.length] = random() % 256
        else frame[0] = random() % 4
        socket.send(frame)
      }
      writer.types(`${round % 10}`)
      socket.socket.close()
    }
    await until('the writer is not disturbed', async () => (await text()).includes('0123456789'.repeat(4)))
    expect(sockets).toBe(40)
    expect(writer.closed()).toBeNull()
    writer.leaves()
  })

  test('[LT20] a link that is not https or mailto is refused, whoever makes it', async () => {
    const socket = await ours('m01')
    const writer = author(101, seed)
    const linked = (href: string) =>
      writer.does(() => {
        const paragraph = writer.doc.getXmlFragment('text:en').get(0)
        if (paragraph instanceof Y.XmlElement) (paragraph.get(0) as Y.XmlText).format(0, 6, { link: { href } })
      })
    socket.send(updateMessage(linked('https://example.org/bridges')))
    socket.send(updateMessage(linked('javascript:alert(1)')))
    await until('both are decided', () => saved(socket) === 3)
    expect(refused(socket)).toEqual([{ n: 3, code: 'malformed', rule: 'LT30' }])
    expect(JSON.stringify((await host.rooms.read(TEXT)).parts)).not.toContain('javascript')
  })

  test('[LT30] words outside a paragraph and a paragraph in a paragraph are refused', async () => {
    const socket = await ours('m01')
    const strays = [
      author(101, seed).does(() => undefined),
      ...[201, 202].map((id) => {
        const stray = author(id, seed)
        const root = stray.doc.getXmlFragment('text:en')
        return stray.does(() => {
          const first = root.get(0)
          if (id === 201) root.insert(0, [new Y.XmlText('stray')])
          else if (first instanceof Y.XmlElement) first.insert(0, [new Y.XmlElement('paragraph')])
        })
      }),
    ].slice(1)
    for (const update of strays) socket.send(updateMessage(update))
    await until('both are refused', () => refused(socket).length === 2)
    expect(refused(socket).map(({ rule }) => rule)).toEqual(['LT30', 'LT30'])
    expect(await text()).toBe('Repair the bridges.')
  })

  test('[LT10] a message above 1 MiB closes 4413', async () => {
    const socket = await ours('m01')
    socket.send(new Uint8Array(1024 * 1024 + 200))
    await until('the socket is closed', () => socket.closed() !== null)
    expect(socket.closed()).toBe(4413)
  })

  test('[LT21] after a refusal the same client id is closed for ever, also after a restart', async () => {
    const socket = await ours('m01')
    const writer = author(101, seed)
    socket.send(updateMessage(writer.types(' One.')))
    await until('the first words are saved', () => saved(socket) === 2)
    host.rights.set('m01', 'read')
    await host.act(TEXT, {})
    await host.rooms.accessChanged(TEXT)
    socket.send(updateMessage(writer.types(' Two.')))
    await until('the second are refused', () => refused(socket).length === 1)
    host.rights.set('m01', 'edit')
    await host.act(TEXT, {})
    await host.rooms.accessChanged(TEXT)
    socket.send(updateMessage(writer.types(' Three.')))
    await until('the third are refused', () => refused(socket).length === 2)
    expect(refused(socket).map(({ code, rule }) => `${code} ${rule}`)).toEqual(['no-right LT11', 'gap LT21'])
    const { store } = host
    await host.stop()
    host = await startHost(store)
    const again = await wire(host, TEXT, 'm01', '?v=1')
    again.send(stepTwoMessage(Y.encodeStateAsUpdate(writer.doc)))
    await until('it is refused again', () => refused(again).length === 1)
    expect(refused(again)[0]?.rule).toBe('LT21')
    const anew = author(102, seed)
    again.send(updateMessage(anew.types(' Four.')))
    await until('a new client id writes', () => saved(again) === 2)
    expect(await text()).not.toMatch(/Two|Three/)
  })

  test('[LT22] a gap before the first step 2 is counted and closed by that step 2', async () => {
    const writer = author(101, seed)
    writer.types('1')
    const second = writer.types('2')
    const socket = await wire(host, TEXT, 'm01', '?v=1')
    socket.send(updateMessage(second))
    socket.send(stepTwoMessage(Y.encodeStateAsUpdate(writer.doc)))
    await until('both are decided', () => saved(socket) === 2)
    expect(refused(socket)).toEqual([])
    expect(await text()).toBe('Repair the bridges.12')
  })

  test('[LT22] a gap after it makes the server ask again, and only what that does not close is refused', async () => {
    const writer = author(101, seed)
    const socket = await ours('m01')
    writer.types('1')
    socket.send(updateMessage(writer.types('2')))
    await until(
      'the server asks again',
      () => socket.ofType(MESSAGE.sync).filter((decoder) => decoder.arr[1] === 0).length === 2,
    )
    expect(saved(socket)).toBe(1)
    socket.send(stepTwoMessage(Y.encodeStateAsUpdate(writer.doc)))
    await until('all are decided', () => saved(socket) === 3)
    expect(refused(socket)).toEqual([])
    writer.types('3')
    socket.send(updateMessage(writer.types('4')))
    await until(
      'it asks a third time',
      () => socket.ofType(MESSAGE.sync).filter((decoder) => decoder.arr[1] === 0).length === 3,
    )
    socket.send(stepTwoMessage(NOTHING_NEW))
    await until('the gap is refused', () => refused(socket).length === 1)
    expect(refused(socket)).toEqual([{ n: 4, code: 'gap', rule: 'LT22' }])
    expect(await text()).toBe('Repair the bridges.12')
  })

  test('[LT22] [LT26] a stock client with a gap that nothing closes is closed 4400 after ten seconds', async () => {
    const writer = author(101, seed)
    const socket = answersStepOne(await wire(host, TEXT, 'm01'))
    writer.types('1')
    socket.send(updateMessage(writer.types('2')))
    await until(
      'the server asks again',
      () => socket.ofType(MESSAGE.sync).filter((decoder) => decoder.arr[1] === 0).length === 2,
    )
    host.passes(10_000)
    await until('the socket is closed', () => socket.closed() !== null)
    expect(socket.closed()).toBe(4400)
  })

  test('[LT22] a stock client that typed while it was away is not cut off', async () => {
    const person = await joined(host, TEXT, 'm01')
    person.types('1')
    person.provider.disconnect()
    person.types('2')
    person.provider.connect()
    person.types('3')
    await until('its words are there', async () => (await text()) === 'Repair the bridges.123')
    expect(person.provider.shouldConnect).toBe(true)
    person.leaves()
  })

  test('[LT23] [LT18] an update that adds nothing is saved but not logged; one that only deletes is logged', async () => {
    host.rights.set('m02', 'read')
    const reader = await wire(host, TEXT, 'm02', '?v=1')
    reader.send(stepTwoMessage(seed))
    await until('nothing new is saved for a reader', () => saved(reader) === 1)
    expect((await host.head(TEXT)).seq).toBe(1)
    const socket = await ours('m01')
    const writer = author(101, seed)
    const deletion = writer.does(() => {
      const paragraph = writer.doc.getXmlFragment('text:en').get(0)
      if (paragraph instanceof Y.XmlElement) (paragraph.get(0) as Y.XmlText).delete(6, 4)
    })
    socket.send(updateMessage(deletion))
    socket.send(updateMessage(deletion))
    await until('both are saved', () => saved(socket) === 3)
    expect((await host.head(TEXT)).seq).toBe(2)
    expect(await text()).toBe('Repair bridges.')
  })

  test('[LT24] of a partly known update only the unknown part is logged and shown', async () => {
    const socket = await ours('m01')
    const watcher = await wire(host, TEXT, 'm02')
    const reader = await joined(host, TEXT, 'm03')
    const writer = author(101, seed)
    socket.send(updateMessage(writer.types('one ')))
    await until('the first words are saved', () => saved(socket) === 2)
    writer.types('two')
    socket.send(updateMessage(Y.encodeStateAsUpdate(writer.doc)))
    await until('the rest is saved', () => saved(socket) === 3)
    await until('a reader has it', () => reader.words() === 'Repair the bridges.one two')
    const row = (await host.rows(TEXT))[2]
    expect(row?.updates).toHaveProperty('length', expect.closeTo(20, -1.2))
    expect(watcher.closed()).toBeNull()
    reader.leaves()
  })

  test('[LT31] an account has 200 new client ids in a text a day', async () => {
    const socket = await ours('m01')
    for (let id = 1; id <= 201; id += 1) socket.send(updateMessage(author(id).types('x')))
    await until('all are decided', () => saved(socket) === 202)
    expect(refused(socket)).toEqual([{ n: 202, code: 'too-fast', rule: 'LT31' }])
    const other = await ours('m02')
    other.send(updateMessage(author(901).types('y')))
    await until('others are not concerned', () => saved(other) === 2)
    host.passes(25 * 3_600_000)
    const later = await ours('m01')
    later.send(updateMessage(author(902).types('z')))
    await until('the next day it goes on', () => saved(later) === 2)
    expect(refused(later)).toEqual([])
  })

  test('[LT31] ids beyond the limit are not kept: nobody uses up those of the others', async () => {
    const socket = await ours('m01')
    host.rights.set('m04', 'watch')
    const watcher = await ours('m04')
    // 64 ids in a frame, each with one struct; 84 frames are more ids than a text may know.
    const frame = (first: number) => {
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, 64)
      for (let id = first; id < first + 64; id += 1) {
        for (const number of [1, id, 0, 0, 1]) encoding.writeVarUint(encoder, number)
      }
      encoding.writeVarUint(encoder, 0)
      return updateMessage(encoding.toUint8Array(encoder))
    }
    for (let k = 0; k < 84; k += 1) socket.send(frame(1_000_000 + 64 * k))
    for (let k = 0; k < 84; k += 1) watcher.send(frame(2_000_000 + 64 * k))
    await until('all are decided', () => saved(socket) === 85 && saved(watcher) === 85)
    expect(refused(socket).at(-1)).toEqual({ n: 85, code: 'too-fast', rule: 'LT31' })
    expect(refused(watcher).at(-1)).toEqual({ n: 85, code: 'too-fast', rule: 'LT31' })
    const kept = await host.db.selectFrom('client_ids').selectAll().where('text', '=', TEXT).execute()
    expect(kept.length).toBeLessThanOrEqual(401)
    const other = await ours('m02')
    other.send(updateMessage(author(901).types('y')))
    await until('others go on', () => saved(other) === 2)
    expect(refused(other)).toEqual([])
  })

  test('[LT26] each refusal has its close code for clients that do not speak our messages', async () => {
    const cases: [number, (socket: Wire) => void][] = [
      [4400, (socket) => socket.send(new Uint8Array([0, 7, 0]))],
      [4400, (socket) => socket.send(new Uint8Array([16, 1]))],
      [4400, (socket) => socket.send(updateMessage(new Uint8Array([1, 1, 1, 1])))],
      [4400, (socket) => socket.socket.send('words')],
    ]
    for (const [code, does] of cases) {
      const socket = answersStepOne(await wire(host, TEXT, 'm01'))
      does(socket)
      await until('the socket is closed', () => socket.closed() !== null)
      expect(socket.closed()).toBe(code)
    }
  })

  test('[LT2] an empty frame and a frame of an unknown kind close only their sender', async () => {
    const other = joins(host, TEXT, 'm05')
    const socket = await wire(host, TEXT, 'm01')
    socket.send(new Uint8Array())
    await until('the socket is closed', () => socket.closed() !== null)
    await until('the other one is there', () => other.provider.synced)
    other.leaves()
  })
})

/** A small generator with a seed, so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 8
  }
}

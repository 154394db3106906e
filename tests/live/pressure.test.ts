import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { TextId } from '../../shared/ids.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { type Host, startHost } from './host.ts'
import { joined, joins, type Person, savedOn, until, wire, wordsOf } from './people.ts'
import { answersStepOne, author, NOTHING_NEW, stepOneMessage, stepTwoMessage, updateMessage } from './updates.ts'

const TEXT = 'r01' as TextId

describe('under pressure', () => {
  let host: Host
  beforeEach(async () => {
    host = await startHost()
    await host.seed(TEXT, 'Start.')
  })
  afterEach(() => host.stop())

  test('[LT14] one who does not read delays nobody, is skipped, and gets the whole text when it reads again', async () => {
    const writer = await joined(host, TEXT, 'm01', { ours: true })
    const other = await joined(host, TEXT, 'm02')
    const slow = await joined(host, TEXT, 'm03')
    const socket = slow.provider.ws as unknown as { pause(): void; resume(): void }
    socket.pause()
    // Words that come and go: much to send, little to keep.
    const root = writer.doc.getXmlFragment('text:ru')
    for (let k = 0; k < 120; k += 1) {
      writer.doc.transact(() => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText('x'.repeat(200_000))])
        root.insert(0, [paragraph])
      })
      writer.doc.transact(() => root.delete(0, 1))
      if (k % 10 === 9) await until('it is saved', () => writer.saved() === writer.sent())
    }
    writer.types(' End.')
    await until('the others have it', () => other.words() === 'Start. End.')
    expect(slow.words()).toBe('Start.')
    socket.resume()
    await until('the slow one has it too', () => slow.words() === 'Start. End.')
    expect(slow.closed()).toBeNull()
    for (const person of [writer, other, slow]) person.leaves()
  })

  test('[LT15] one who asks for a large text again and again, and goes away, delays nobody and ends nothing', async () => {
    const large = await host.seed('r02', 'x'.repeat(100_000))
    const stuck = await wire(host, large, 'm03')
    stuck.socket.pause()
    for (let k = 0; k < 20_000; k += 1) stuck.send(stepOneMessage(new Y.Doc()))
    await until('all of it has left', () => stuck.socket.bufferedAmount === 0)
    const others = Array.from({ length: 20 }, (_, index) => joins(host, large, `m${10 + index}`))
    await until('all have it', () => others.every((other) => wordsOf(other.doc).length === 100_000), 5_000)
    stuck.socket.terminate()
    await until('it is gone', () => host.rooms.present().length === 20)
    const late = await joined(host, large, 'm02')
    expect(late.words()).toHaveLength(100_000)
    for (const person of [...others, late]) person.leaves()
  })

  test('[LT14] one that takes no byte for ten seconds is closed', async () => {
    const writer = await joined(host, TEXT, 'm01', { ours: true })
    const stuck = await wire(host, TEXT, 'm03')
    stuck.send(stepOneMessage(new Y.Doc()))
    await until('it has the text', () => stuck.got.length > 2)
    stuck.socket.pause()
    const root = writer.doc.getXmlFragment('text:ru')
    for (let k = 0; k < 100; k += 1) {
      writer.doc.transact(() => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText('x'.repeat(200_000))])
        root.insert(0, [paragraph])
      })
      writer.doc.transact(() => root.delete(0, 1))
    }
    await until('it is saved', () => writer.saved() === writer.sent())
    await until('it is given up', () => {
      host.passes(20)
      return host.rooms.present().every(({ account }) => account !== 'm03')
    })
    expect(writer.closed()).toBeNull()
    writer.leaves()
    stuck.socket.terminate()
  })

  test('[LT15] a hundred who come at once to a large text all have it', async () => {
    const writer = await joined(host, TEXT, 'm01', { ours: true })
    writer.types('large '.repeat(100_000))
    await until('it is saved', () => writer.saved() === writer.sent())
    const people = Array.from({ length: 100 }, (_, index) => joins(host, TEXT, `p${index}`))
    writer.types('end')
    const isWhole = ({ doc }: Person) =>
      doc.getXmlFragment('text:en').toString().length === '<paragraph>Start.end</paragraph>'.length + 600_000
    let arrived = 0
    await until('all have it', () => {
      while (people[arrived]?.provider.synced && people.slice(arrived, arrived + 1).every(isWhole)) arrived += 1
      return arrived === people.length
    })
    for (const person of [writer, ...people]) person.leaves()
  })

  test('[LT32] above 5,000 frames a second a socket is read later; for ten seconds on end it is closed 4429', async () => {
    // A clock that stands still: a second is over when the test says so, however slow the machine is.
    let now = Date.UTC(2026, 3, 24)
    const still = await startHost(undefined, { now: () => now })
    await still.seed(TEXT, 'Start.')
    const flood = answersStepOne(await wire(still, TEXT, 'm01', '?v=1'))
    const other = await joined(still, TEXT, 'm02', { ours: true })
    const nothing = updateMessage(NOTHING_NEW)
    const decided = () => savedOn(flood)
    const floods = (frames: number) => {
      for (let k = 0; k < frames; k += 1) flood.send(nothing)
    }
    floods(6_000)
    await until('this second has had enough', () => decided() > 5_000)
    now += 1_000
    await until('what came too fast is read in the next second', () => decided() === 6_001)
    expect(flood.closed()).toBeNull()
    now += 2_000
    for (let second = 0; second < 12 && flood.closed() === null; second += 1) {
      const before = decided()
      floods(6_000)
      await until('this second has had enough', () => decided() > before + 5_000 || flood.closed() !== null)
      now += 1_000
    }
    await until('it is closed', () => flood.closed() !== null)
    expect(flood.closed()).toBe(4429)
    other.types(' Others write.')
    await until('others are not concerned', () => other.sent() > 0 && other.saved() === other.sent())
    other.leaves()
    await still.stop()
  })

  test('[LT6] while the store fails nothing is shown, saved or refused; when it is back all that was written arrives', async () => {
    const member = await joined(host, TEXT, 'm01', { ours: true })
    const stock = await joined(host, TEXT, 'm02')
    await until('both are in', () => host.rooms.present().length === 2)
    await until(
      'what the member sent at joining is decided',
      () => member.sent() > 0 && member.saved() === member.sent(),
    )
    const giveBack = await host.holdStore()
    const before = member.saved()
    member.types(' During.')
    await until('the member is told', () => member.rooms.at(-1)?.reason === 'store')
    await until('the stock client is closed', () => stock.closed() !== null)
    expect(stock.closed()?.code).toBe(1013)
    expect(host.rooms.isWritable).toBe(false)
    expect(member.refused).toEqual([])
    expect(member.saved()).toBe(before)
    member.types(' Later.')
    await giveBack()
    await until('the store is back', () => host.rooms.isWritable)
    const words = async () => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, (await host.rooms.read(TEXT)).state)
      return wordsOf(doc)
    }
    await until('all is in the log', async () => (await words()) === 'Start. During. Later.')
    await until('all see it', () => stock.words() === 'Start. During. Later.')
    expect(member.rooms.at(-1)).toMatchObject({ access: 'edit', reason: null })
    member.leaves()
    stock.leaves()
  })

  test('[LT10] a text never grows above 4 MiB', async () => {
    const socket = answersStepOne(await wire(host, TEXT, 'm01', '?v=1'))
    const writer = author(101)
    for (let k = 0; k < 6; k += 1) socket.send(updateMessage(writer.types('x'.repeat(800_000))))
    const decided = () => savedOn(socket)
    const refused = () => socket.ofType(MESSAGE.refused).length
    await until('all are decided', () => decided() === 7)
    expect(refused()).toBe(1)
    const { state } = await host.rooms.read(TEXT)
    expect(state.length).toBeGreaterThan(3_900_000)
    expect(state.length).toBeLessThan(4 * 1024 * 1024)
    socket.send(stepTwoMessage(NOTHING_NEW))
    await until('it goes on', () => decided() === 8)
  })
})

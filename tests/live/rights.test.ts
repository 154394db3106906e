import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeRow } from '../../server/live/log-rows.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { SCHEMA_NUMBER } from '../../shared/text/schema.ts'
import { newFolder } from '../stores.ts'
import { type Host, startHost } from './host.ts'
import { joined, joins, type Person, until, upgradeStatus, wire, wordsOf } from './people.ts'
import { author } from './updates.ts'

const TEXT = 'r01' as TextId

describe('who may open and write a text', () => {
  let host: Host
  const people: Person[] = []
  const comes = async (name: string, options = {}): Promise<Person> => {
    const person = await joined(host, TEXT, name, options)
    people.push(person)
    return person
  }
  const text = async () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, (await host.rooms.read(TEXT)).state)
    return wordsOf(doc)
  }
  const changes = async (name: string, right: 'edit' | 'read' | 'nothing') => {
    host.rights.set(name, right)
    await host.act(TEXT, {})
    await host.rooms.accessChanged(TEXT)
  }
  beforeEach(async () => {
    host = await startHost()
    await host.seed(TEXT, 'Repair the bridges.')
  })
  afterEach(async () => {
    for (const person of people.splice(0)) person.leaves()
    await host.stop()
  })

  test('[LT25] a socket opens only with an allowed Origin (403), signed in (401), to a visible text (404)', async () => {
    const { origin, url } = host
    host.rights.set('m02', 'nothing')
    expect(await upgradeStatus(`${url}/${TEXT}`, { cookie: 'm01' })).toBe(403)
    expect(await upgradeStatus(`${url}/${TEXT}`, { cookie: 'm01', origin: 'https://elsewhere.example' })).toBe(403)
    expect(await upgradeStatus(`${url}/${TEXT}`, { origin })).toBe(401)
    expect(await upgradeStatus(`${url}/${TEXT}`, { cookie: 'm02', origin })).toBe(404)
    expect(await upgradeStatus(`${url}/..%2f`, { cookie: 'm01', origin })).toBe(404)
    expect(await upgradeStatus(`${host.origin}/other`, { cookie: 'm01', origin })).toBe(404)
    expect(await upgradeStatus(`${host.origin}//`, { cookie: 'm01', origin })).toBe(404)
    expect(await upgradeStatus(`${url}/${TEXT}`, { cookie: 'm01', origin })).toBe(101)
  })

  test('[LT9] the room says its schema number, and a page with an older one is closed 4409', async () => {
    const member = await comes('m01', { ours: true })
    expect(member.rooms[0]).toMatchObject({
      stage: 'drafting',
      access: 'edit',
      reason: null,
      schema: SCHEMA_NUMBER,
      seq: 1,
    })
    const old = joins(host, TEXT, 'm02', { ours: true, params: { schema: String(SCHEMA_NUMBER - 1) } })
    people.push(old)
    await until('the old page is closed', () => old.closed() !== null)
    expect(old.closed()?.code).toBe(4409)
  })

  test('[LT11] whoever may only read cannot write by any kind of message', async () => {
    host.rights.set('m01', 'read')
    const reader = await comes('m01', { ours: true })
    expect(reader.rooms[0]).toMatchObject({ access: 'read', reason: 'no-right' })
    reader.types(' by update')
    await until('it is refused', () => reader.refused.length === 1)
    const doc = new Y.Doc()
    doc.getXmlFragment('text:en').insert(0, [new Y.XmlElement('paragraph')])
    const stepTwo = joins(host, TEXT, 'm01', { doc })
    people.push(stepTwo)
    await until('a step 2 with words closes', () => stepTwo.closed() !== null)
    expect(stepTwo.closed()?.code).toBe(4403)
    expect((await host.head(TEXT)).seq).toBe(1)
  })

  test('[LT12] a right that is taken away holds before the act is answered, on connections that are open', async () => {
    const member = await comes('m01', { ours: true })
    const stock = await comes('m02')
    member.types('1')
    await until('the words are in the log', async () => (await text()).endsWith('1'))
    await changes('m01', 'read')
    await until('the member is told', () => member.rooms.at(-1)?.access === 'read')
    member.types('2')
    await until('it is refused', () => member.refused.length === 1)
    await changes('m02', 'read')
    stock.types('3')
    await until('the stock client is closed', () => stock.closed() !== null)
    expect(stock.closed()?.code).toBe(4403)
    await changes('m01', 'nothing')
    await until('the member is closed', () => member.closed() !== null)
    expect(member.closed()?.code).toBe(4404)
    expect(await text()).toBe('Repair the bridges.1')
  })

  test('[LT12] a right that changes between two looks is found by the append itself', async () => {
    const member = await comes('m01', { ours: true })
    host.rights.set('m01', 'read')
    await host.act(TEXT, {})
    member.types(' never')
    await until('it is refused though nobody told the room', () => member.refused.length === 1)
    expect(await text()).toBe('Repair the bridges.')
  })

  test('[LT13] a freeze is exact: what is in the text at its row is what everybody was shown, and nothing comes after', async () => {
    const names = ['m01', 'm02', 'm03', 'm04', 'm05']
    const writers = await Promise.all(names.map((name) => comes(name, { ours: true })))
    const watcher = await comes('m09')
    const tokens = new Map<Person, { token: string; n: number }[]>(writers.map((writer) => [writer, []]))
    let isTyping = true
    const typing = writers.map(async (writer, index) => {
      for (let k = 0; isTyping; k += 1) {
        const token = `<${names[index]}-${k}>`
        writer.types(token)
        tokens.get(writer)?.push({ token, n: writer.sent() })
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    })
    await until('much is written', async () => (await host.head(TEXT)).seq > 30)
    const head = await host.act(TEXT, { state: 'freezing', newEpoch: true })
    const seq = head?.seq ?? 0
    const frozen = await host.rooms.read(TEXT, seq)
    await host.rooms.accessChanged(TEXT)
    await until('all are told', () => writers.every((writer) => writer.rooms.at(-1)?.reason === 'frozen'))
    isTyping = false
    await Promise.all(typing)
    await until('all is decided', () => writers.every((writer) => writer.saved() === writer.sent()))
    expect(await host.head(TEXT)).toMatchObject({ seq, state: 'freezing' })
    const hash = (parts: unknown) => sha256Hex(JSON.stringify(parts))
    expect(hash((await host.rooms.read(TEXT)).parts)).toBe(hash(frozen.parts))
    const doc = new Y.Doc()
    Y.applyUpdate(doc, frozen.state)
    const words = wordsOf(doc)
    await until('the watcher saw exactly that', () => watcher.words() === words)
    for (const writer of writers) {
      const refused = new Set(writer.refused.map(({ n }) => n))
      for (const { token, n } of tokens.get(writer) ?? []) expect(words.includes(token)).toBe(!refused.has(n))
    }
    const late = await comes('m06', { ours: true })
    late.types(' too late')
    await until('it is refused', () => late.refused.length === 1)
    expect(late.refused[0]).toMatchObject({ code: 'frozen', rule: 'LT13' })
    watcher.types(' too late')
    await until('a stock client is closed', () => watcher.closed() !== null)
    expect(watcher.closed()?.code).toBe(4423)
    expect((await host.head(TEXT)).seq).toBe(seq)
  })

  test('[LT28] after a new epoch nothing is taken from those who still have the old text', async () => {
    const member = await comes('m01', { ours: true })
    const before = member.rooms[0]?.epoch ?? ''
    await host.act(TEXT, { newEpoch: true })
    await host.rooms.accessChanged(TEXT)
    await until('the member is told', () => member.rooms.at(-1)?.epoch !== before)
    member.types(' old')
    await until('it is refused', () => member.refused.length === 1)
    expect(member.refused[0]).toMatchObject({ code: 'old-schema', rule: 'LT28' })
    const stale = joins(host, TEXT, 'm02', { ours: true, params: { epoch: before } })
    people.push(stale)
    await until('a copy of the old epoch is closed', () => stale.closed() !== null)
    expect(stale.closed()?.code).toBe(4409)
    const anew = await comes('m01', { ours: true })
    anew.types(' new')
    await until('a new start writes', () => anew.saved() === 2)
    expect(await text()).toBe('Repair the bridges. new')
  })

  test('[LT33] signing out closes the connections of that sign-in, or of the account, with 4401', async () => {
    const first = await comes('m01')
    const other = await comes('m02')
    host.rooms.signedOut('m01' as never, 'another sign-in')
    host.rooms.signedOut('m01' as never, 'sign-in of m01')
    await until('it is closed', () => first.closed() !== null)
    expect(first.closed()?.code).toBe(4401)
    host.rooms.signedOut('m02' as never)
    await until('the other too', () => other.closed() !== null)
    expect(other.closed()?.code).toBe(4401)
  })

  test('[LT33] a sign-out while a socket is opening closes it', async () => {
    let asked = 0
    const { store } = host
    await host.stop()
    host = await startHost(store, {
      authenticate: async (cookie) => {
        asked += 1
        return cookie && asked === 1 ? { account: cookie as never, signInHash: 'x' } : null
      },
    })
    const socket = await wire(host, TEXT, 'm01')
    await until('it is closed', () => socket.closed() !== null)
    expect(socket.closed()).toBe(4401)
  })

  test('[LT36] on SQLite, while an act has its turn the log writes nothing, and goes on after it', async () => {
    await host.stop()
    host = await startHost(newFolder())
    await host.seed(TEXT, 'Start.')
    const member = await comes('m01', { ours: true })
    const { promise: written, resolve: finish } = Promise.withResolvers<void>()
    let hasTurn = false
    const act = host.rooms.turn(() => {
      hasTurn = true
      return written
    })
    await until('the act has its turn', () => hasTurn)
    member.types('1')
    const other = host.rooms.turn(async () => (await host.head(TEXT)).seq)
    await until('the words have come', () => host.rooms.present().length === 1)
    expect((await host.head(TEXT)).seq).toBe(1)
    finish()
    await act
    await until('they are saved', () => member.saved() === member.sent())
    expect(await other).toBeGreaterThanOrEqual(1)
    expect((await host.head(TEXT)).seq).toBe(2)
  })

  test('[LT41] a row that an act appends is shown to everybody in the text', async () => {
    const member = await comes('m01', { ours: true })
    const { seq, rev } = await host.head(TEXT)
    const house = author(77, (await host.rooms.read(TEXT)).state)
    const update = house.types(' By the house.')
    await host.rooms.turn(async () => {
      const row = makeRow({
        text: TEXT,
        seq: seq + 1,
        batch: 'act',
        at: 1,
        claims: [[77, 'house' as AccountId]],
        updates: [update],
      })
      await host.db.insertInto('text_log').values(row).execute()
      await host.db
        .insertInto('client_ids')
        .values({ text: TEXT, client_id: 77, account: 'house', at: 1, closed_from: null })
        .execute()
      await host.db.updateTable('heads').set({ seq: row.seq }).where('text', '=', TEXT).where('rev', '=', rev).execute()
    })
    member.types('!')
    await until('the member sees it, and what they wrote at the same time is kept', async () => {
      const words = member.words()
      return words.includes(' By the house.') && words.includes('!') && words === (await text())
    })
    expect(member.refused).toEqual([])
  })

  test('[LT39] a reading is at or beyond the last row, or exactly at the one asked for', async () => {
    const member = await comes('m01', { ours: true })
    member.types('1')
    await until('it is saved', () => member.saved() === member.sent())
    member.types('2')
    await until('it is saved too', () => member.saved() === member.sent())
    const now = await host.rooms.read(TEXT)
    expect(now.seq).toBe(3)
    const before = await host.rooms.read(TEXT, 2)
    expect(before.parts.text.en[0]?.content[0]?.text).toBe('Repair the bridges.1')
    await expect(host.rooms.read(TEXT, 4)).rejects.toThrow()
    await expect(host.rooms.read('unknown' as TextId)).rejects.toThrow()
  })
})

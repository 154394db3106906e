import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { StoreAddress } from '../../server/db/address.ts'
import { checkRow, replayRows } from '../../server/live/log-rows.ts'
import { openLiveTexts } from '../../server/live/rooms.ts'
import type { TextId } from '../../shared/ids.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import { newFolder, newStore } from '../stores.ts'
import { type Host, startHost } from './host.ts'
import { joined, joins, type Person, until, wordsOf } from './people.ts'

const TEXT = 'r01' as TextId

async function serverProcess(store: StoreAddress): Promise<{ child: ChildProcess; url: string; origin: string }> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./kill-child.ts', import.meta.url)), JSON.stringify(store)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let out = ''
  child.stdout?.on('data', (data) => {
    out += data
  })
  await until('the server is up', () => out.includes('\n'))
  const port = Number(out)
  return { child, url: `ws://127.0.0.1:${port}/live`, origin: `http://127.0.0.1:${port}` }
}

const textOf = async (host: Host, text: TextId = TEXT): Promise<string> => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, (await host.rooms.read(text)).state)
  return wordsOf(doc)
}

describe('what is saved stays', () => {
  test('[LT1] after kill -9 while five people type everything that was called saved or shown is there', async () => {
    const store = await newStore()
    const server = await serverProcess(store)
    const people = await Promise.all(
      ['m01', 'm02', 'm03', 'm04', 'm05'].map((name) => joined(server, TEXT, name, { ours: true })),
    )
    const watcher = await joined(server, TEXT, 'm09')
    const tokens = new Map<Person, { token: string; n: number }[]>(people.map((person) => [person, []]))
    let isTyping = true
    const typing = people.map(async (person, index) => {
      for (let k = 0; isTyping; k += 1) {
        const token = `<${index}-${k}>`
        person.types(token)
        tokens.get(person)?.push({ token, n: person.sent() })
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    })
    await until('each has saved much', () => people.every((person) => person.saved() > 40))
    server.child.kill('SIGKILL')
    await until('it is dead', () => server.child.exitCode !== null || server.child.signalCode !== null)
    isTyping = false
    await Promise.all(typing)
    const saved = people.map((person) => person.saved())
    const shown = watcher.words()
    const host = await startHost(store)
    const words = await textOf(host)
    people.forEach((person, index) => {
      for (const { token, n } of tokens.get(person) ?? []) if (n <= (saved[index] ?? 0)) expect(words).toContain(token)
    })
    for (const token of shown.match(/<\d-\d+>/g) ?? []) expect(words).toContain(token)
    for (const person of [...people, watcher]) person.leaves()
    await host.stop()
  })

  test('[LT38] SIGTERM commits what came, closes with 1012 and ends within ten seconds', async () => {
    const store = await newStore()
    const server = await serverProcess(store)
    const person = await joined(server, TEXT, 'm01', { ours: true })
    for (let k = 0; k < 50; k += 1) person.types(`<${k}>`)
    await until('some are saved', () => person.saved() > 10)
    // The provider comes back at once, to a server that is gone.
    const codes: number[] = []
    person.provider.on('connection-close', (event) => void codes.push(event?.code ?? 0))
    server.child.kill('SIGTERM')
    await until('it ends', () => server.child.exitCode !== null, 10_000)
    expect(server.child.exitCode).toBe(0)
    await until('the member heard', () => codes.length > 0)
    expect(codes[0]).toBe(1012)
    const saved = person.saved()
    person.leaves()
    const host = await startHost(store)
    const words = await textOf(host)
    for (let k = 0; k < saved - 1; k += 1) expect(words).toContain(`<${k}>`)
    await host.stop()
  })

  test('[LT8] a restart neither seeds again nor doubles words, also for one who stayed with the old Y.Doc', async () => {
    const host = await startHost()
    await host.seed(TEXT, 'Repair the bridges.')
    const person = await joined(host, TEXT, 'm01')
    person.types(' At once.')
    await until('it is in the log', async () => (await textOf(host)).endsWith('once.'))
    person.provider.disconnect()
    await host.stop()
    const again = await startHost(host.store)
    const back = await joined(again, TEXT, 'm01', { doc: person.doc })
    const other = await joined(again, TEXT, 'm02')
    expect(other.words()).toBe('Repair the bridges. At once.')
    await until('both agree', () => back.words() === other.words())
    await expect(again.seed(TEXT, 'Repair the bridges.')).rejects.toThrow()
    expect(await textOf(again)).toBe('Repair the bridges. At once.')
    for (const someone of [person, back, other]) someone.leaves()
    await again.stop()
  })

  test('[LT35] the same log gives the same bytes, and what the server had in memory says the same', async () => {
    const host = await startHost()
    await host.seed(TEXT, 'Repair the bridges.')
    const people = await Promise.all(['m01', 'm02', 'm03'].map((name) => joined(host, TEXT, name, { ours: true })))
    for (let k = 0; k < 30; k += 1) {
      for (const person of people) {
        person.types(`${k} `)
        if (k % 4 === 3) {
          const paragraph = person.doc.getXmlFragment('text:en').get(0)
          if (paragraph instanceof Y.XmlElement) (paragraph.get(0) as Y.XmlText).delete(k, 3)
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await until('all is saved', () => people.every((person) => person.saved() === person.sent()))
    const rows = await host.rows(TEXT)
    const [first, second] = [replayRows(rows), replayRows(rows)]
    expect(Y.encodeStateAsUpdate(first)).toEqual(Y.encodeStateAsUpdate(second))
    const exact = await host.rooms.read(TEXT, rows.length)
    expect(exact.state).toEqual(Y.encodeStateAsUpdate(first))
    expect((await host.rooms.read(TEXT)).parts).toEqual(readParts(first))
    await until('everybody has it', () => people.every((person) => person.words() === wordsOf(first)))
    for (const person of people) person.leaves()
    await host.stop()
  })

  test('[LT17] a snapshot only makes loading fast: no row is deleted, and without it or with a broken one the text is the same', async () => {
    const host = await startHost()
    await host.seed(TEXT, 'Start.')
    const person = await joined(host, TEXT, 'm01', { ours: true })
    for (let k = 0; k < 2_300; k += 1) person.types(`${k % 10}`)
    await until('all is saved', () => person.saved() === person.sent())
    const snapshot = () => host.db.selectFrom('snapshots').select('seq').where('text', '=', TEXT).executeTakeFirst()
    await until('a snapshot is made', async () => (await snapshot()) !== undefined)
    const late = await joined(host, TEXT, 'm02')
    expect(late.words()).toBe(person.words())
    const rows = await host.rows(TEXT)
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
    person.leaves()
    late.leaves()
    await host.stop()
    const again = await startHost(host.store)
    expect(await textOf(again)).toBe(person.words())
    await again.db
      .updateTable('snapshots')
      .set({ state: new Uint8Array([255, 0, 255]) })
      .execute()
    await again.stop()
    const third = await startHost(host.store)
    expect(await textOf(third)).toBe(person.words())
    // One that can be read and is another text: its sum tells.
    const other = new Y.Doc()
    other.getXmlFragment('text:en').insert(0, [new Y.XmlElement('paragraph')])
    const state = Y.encodeStateAsUpdate(other)
    await third.db.updateTable('snapshots').set({ state }).execute()
    await third.stop()
    const fourth = await startHost(host.store)
    const comer = await joined(fourth, TEXT, 'm03')
    expect(comer.words()).toBe(person.words())
    expect(await textOf(fourth)).toBe(person.words())
    comer.leaves()
    await fourth.stop()
  })

  test('[LT34] a damaged row closes its text with a reason, and the other texts go on', async () => {
    const host = await startHost()
    await host.seed(TEXT, 'Sound.')
    await host.seed('r02', 'Damaged.')
    await host.stop()
    const again = await startHost(host.store)
    await again.db.updateTable('text_log').set({ batch: 'another' }).where('text', '=', 'r02').execute()
    expect((await again.rows('r02')).map(checkRow)).toEqual([false])
    const other = await joined(again, TEXT, 'm01', { ours: true })
    const member = joins(again, 'r02', 'm02')
    await until('the damaged text is closed', () => member.closed() !== null)
    expect(member.closed()).toMatchObject({ code: 1013, reason: expect.stringContaining('damaged') })
    other.types(' Still.')
    await until('the other one is written', () => other.saved() === other.sent())
    await expect(again.rooms.read('r02' as TextId)).rejects.toThrow('r02')
    expect(again.rooms.isWritable).toBe(true)
    other.leaves()
    member.leaves()
    await again.stop()
  })

  test('[LT34] [LT13] damage that a turn comes upon closes the text, whose head stays where its log ends', async () => {
    const host = await startHost()
    await host.seed(TEXT, 'Sound.')
    const member = await joined(host, TEXT, 'm01')
    const before = await host.head(TEXT)
    await host.db.updateTable('text_log').set({ batch: 'another' }).execute()
    // What does not fit makes the log be read again.
    member.doc.getXmlFragment('text:en').insert(0, [new Y.XmlText('stray')])
    await until('the text is closed', () => member.closed() !== null)
    expect(member.closed()).toMatchObject({ code: 1013, reason: expect.stringContaining('damaged') })
    expect(await host.head(TEXT)).toEqual(before)
    expect(host.rooms.isWritable).toBe(true)
    member.leaves()
    await host.stop()
  })

  test('[LT7] many who come while a text loads, leave and come again all get the whole text', async () => {
    const host = await startHost()
    await host.seed(TEXT, 'Whole text.')
    for (let round = 0; round < 3; round += 1) {
      const people = Array.from({ length: 20 }, (_, index) => joins(host, TEXT, `m${index}`))
      await until('all have it', () => people.every((person) => person.provider.synced))
      expect(people.every((person) => person.words().startsWith('Whole text.'))).toBe(true)
      people[0]?.types(`${round}`)
      await until('it is in the log', async () => (await textOf(host)).endsWith(`${round}`))
      for (const person of people) person.leaves()
      await until('all are gone', () => host.rooms.present().length === 0)
      host.passes(11_000)
    }
    expect(await textOf(host)).toBe('Whole text.012')
    await host.stop()
  })

  test('[LT1] the log opens only with WAL and synchronous=FULL, and says so when it cannot', async () => {
    const host = await startHost(newFolder())
    expect((await sql`PRAGMA journal_mode`.execute(host.db)).rows).toEqual([{ journal_mode: 'wal' }])
    await expect(openLiveTexts(host.needs, { kind: 'sqlite', file: '/nowhere/kenes.sqlite' })).rejects.toThrow()
    await host.stop()
  })
})

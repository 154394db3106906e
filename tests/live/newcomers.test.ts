import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { TextId } from '../../shared/ids.ts'
import { fragmentOf } from '../../shared/text/ydoc.ts'
import { type Host, startHost } from './host.ts'
import { joins, savedOn, until, type Wire, wire } from './people.ts'
import { author, NOTHING_NEW, stepTwoMessage, updateMessage } from './updates.ts'

let host: Host
beforeAll(async () => {
  host = await startHost()
})
afterAll(() => host.stop())

const runIn = (doc: Y.Doc): Y.XmlText => {
  const paragraph = fragmentOf(doc, 'text', 'en').get(0)
  const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(run instanceof Y.XmlText)) throw new TypeError('no words')
  return run
}

/** A line that sends what it is given, as a page that tidies nothing up. */
async function line(text: TextId, name: string): Promise<Wire> {
  const opened = await wire(host, text, name, '?v=1')
  opened.send(stepTwoMessage(NOTHING_NEW))
  return opened
}

async function saves(through: Wire, update: Uint8Array): Promise<void> {
  const before = savedOn(through)
  through.send(updateMessage(update))
  await until('saved', () => savedOn(through) > before)
}

/**
 * Two set the same mark at once, and one of them takes theirs back: the words stay marked by the other. `undone` is whose.
 * The lines stay open, so that the text does, too; the answer ends them.
 */
async function markedTwice(text: TextId, undone: 2 | 3): Promise<() => void> {
  await host.seed(text, 'Isolation is a last resort.')
  const lines = [await line(text, 'm2'), await line(text, 'm3')]
  const start = (await host.rooms.read(text)).state
  const marks = [2, 3].map((client) => {
    const { doc, does } = author(client, start)
    const bold = does(() => runIn(doc).format(0, 9, { bold: {} }))
    const without = author(client + 10, Y.mergeUpdates([start, bold]))
    // The two items of the mark, and nothing else: as an editor's undo does.
    const undo = without.does(() => deleteItems(without.doc, client))
    return { bold, undo }
  })
  for (const [index, through] of lines.entries()) await saves(through, marks[index]?.bold ?? NOTHING_NEW)
  await saves(lines[0] as Wire, marks[undone - 2]?.undo ?? NOTHING_NEW)
  return () => {
    for (const { socket } of lines) socket.terminate()
  }
}

function deleteItems(doc: Y.Doc, client: number): void {
  doc.transact((transaction) => {
    for (const item of doc.store.clients.get(client) ?? []) if (item instanceof Y.Item) item.delete(transaction)
  })
}

const isBold = async (text: TextId): Promise<boolean> => {
  const [first] = (await host.rooms.read(text)).parts.text.en
  return first?.content[0]?.text === 'Isolation' && first.content[0].marks?.[0]?.type === 'bold'
}

describe('who comes late', () => {
  test.each([2, 3] as const)(
    '[LT105] a stock client that comes takes no mark away, though it stood there twice before the one of %i was taken back',
    async (undone) => {
      const text = `late-${undone}` as TextId
      const leave = await markedTwice(text, undone)
      expect(await isBold(text)).toBe(true)
      const rows = (await host.rows(text)).length
      const late = joins(host, text, 'm4')
      await until('the late one has it', () => late.provider.synced && late.words() !== '')
      // What it tidied up would stand before these words in the log.
      late.types(' Here.')
      await until('its words are in the log', async () => (await host.rows(text)).length > rows)
      expect(await isBold(text)).toBe(true)
      expect(runIn(late.doc).toDelta()[0]).toEqual({ insert: 'Isolation', attributes: { bold: {} } })
      expect(Y.snapshot(late.doc).ds.clients.size).toBe(1)
      late.leaves()
      leave()
    },
  )

  test('[LT105] nor one who comes first to a text that was closed', async () => {
    const text = 'late-cold' as TextId
    const leave = await markedTwice(text, 3)
    leave()
    const again = await startHost(host.store)
    const late = joins(again, text, 'm4')
    await until('the late one has it', () => late.provider.synced && late.words() !== '')
    expect(runIn(late.doc).toDelta()[0]).toEqual({ insert: 'Isolation', attributes: { bold: {} } })
    expect(Y.snapshot(late.doc).ds.clients.size).toBe(1)
    late.leaves()
    await again.stop()
  })
})

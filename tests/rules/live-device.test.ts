import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { waitBeforeTry } from '../../client/live/backoff.ts'
import { afterClose } from '../../client/live/closing.ts'
import { copyName } from '../../client/live/copy.ts'
import { ChangeCount } from '../../client/live/count.ts'
import { holdsMore, type Lacking, lackingWords } from '../../client/live/lacking.ts'
import { lineOf } from '../../client/live/line.ts'
import { leftBehind, remember, takeOver } from '../../client/live/memory.ts'
import { Tray } from '../../client/live/not-accepted.ts'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { eachLanguage } from '../../shared/language.ts'
import { blocksFromPlain, type Parts } from '../../shared/text/canonical.ts'
import { fragmentOf, seedUpdate } from '../../shared/text/ydoc.ts'

const words = (ru: string) => ({ ...eachLanguage(() => blocksFromPlain('')), ru: blocksFromPlain(ru) })
const parts = (ru: string): Parts => ({ title: words(''), text: words(ru), rationale: words(''), indicator: words('') })

/** The server's text and a device that has it. */
function pair(ru: string) {
  const server = new Y.Doc()
  Y.applyUpdate(server, seedUpdate(parts(ru), 1))
  const device = new Y.Doc()
  Y.applyUpdate(device, Y.encodeStateAsUpdate(server))
  return { server, device }
}
function text(doc: Y.Doc): Y.XmlText {
  const paragraph = fragmentOf(doc, 'text', 'ru').get(0)
  const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(run instanceof Y.XmlText)) throw new Error('no words')
  return run
}

describe('what the server lacks', () => {
  test('[LT42] words that were never let in are found with their place, word for word', () => {
    const { server, device } = pair('в течение 24 часов.')
    text(device).insert(13, ' рабочих')
    expect(lackingWords(device, server)).toEqual([
      { part: 'text', language: 'ru', kind: 'added', before: 'в течение 24 ', words: ' рабочих', after: 'часов.' },
    ])
  })

  test('[LT42] words that only the device deleted are found in what the council’s text still says', () => {
    const { server, device } = pair('в течение 24 часов.')
    text(device).delete(10, 3)
    expect(lackingWords(device, server)).toEqual([
      { part: 'text', language: 'ru', kind: 'deleted', before: 'в течение ', words: '24 ', after: 'часов.' },
    ])
  })

  test('[LT42] what others wrote meanwhile is neither', () => {
    const { server, device } = pair('в течение 24 часов.')
    text(server).insert(0, 'Направлять ')
    text(server).delete(24, 3)
    expect(lackingWords(device, server)).toEqual([])
    expect(holdsMore(device, Y.encodeStateVector(server))).toBe(false)
  })

  test('[LT42] words typed and taken back leave nothing, a space alone neither', () => {
    const { server, device } = pair('часов')
    text(device).insert(5, ' и')
    text(device).delete(6, 1)
    expect(lackingWords(device, server)).toEqual([])
    expect(holdsMore(device, Y.encodeStateVector(server))).toBe(true)
  })

  test('[LT42] a text begun from new ids lacks only the paragraphs that do not stand there', () => {
    const { device } = pair('раз\nдва')
    const begun = new Y.Doc()
    Y.applyUpdate(begun, seedUpdate(parts('раз'), 2))
    expect(lackingWords(device, begun).map((entry) => entry.words)).toEqual(['два'])
  })
})

describe('changes that wait', () => {
  test('[LT47] a change waits until the frame that carries it is decided', () => {
    const count = new ChangeCount(0)
    count.sentNothing()
    count.sentOne()
    count.sentOne()
    expect(count.waiting).toBe(2)
    expect(count.decided(2)).toBe(false)
    expect(count.waiting).toBe(1)
    expect(count.decided(3)).toBe(true)
    expect(count.waiting).toBe(0)
  })

  test('[LT47] after a break everything undecided waits again and the next step 2 carries it', () => {
    const count = new ChangeCount(4)
    expect(count.copyRead()).toBe(true)
    count.sentAll()
    count.sentOne()
    count.broken()
    count.keep()
    expect(count.notSent).toBe(6)
    count.sentAll()
    expect(count.decided(1)).toBe(true)
  })

  test('[LT47] what an earlier page left is not called saved while the copy it lies in was not read', () => {
    const count = new ChangeCount(3)
    count.sentAll()
    count.sentOne()
    expect(count.decided(2)).toBe(false)
    count.broken()
    expect([count.waiting, count.notSent]).toEqual([3, 0])
    count.copyRead()
    expect(count.notSent).toBe(3)
    count.sentAll()
    expect(count.decided(1)).toBe(true)
  })
})

describe('words that were not accepted, where nothing is kept', () => {
  const entry = (words: string): Lacking => ({
    part: 'text',
    language: 'ru',
    kind: 'added',
    before: '',
    words,
    after: '',
  })

  test('[LT42] [LT45] each has an id of its own, the same is not there twice, and closing the page is asked about', async () => {
    const tray = new Tray('m1' as AccountId, 'r1' as TextId)
    expect(tray.isLosable).toBe(false)
    expect(await tray.add([entry('one'), entry('two')], 'frozen', 1)).toBe(false)
    expect(tray.isLosable).toBe(true)
    const [one, two] = tray.words
    await tray.remove([one?.id ?? 0])
    expect(tray.words).toEqual([two])
    await tray.add([entry('three'), entry('two')], 'frozen', 2)
    expect(tray.words.map(({ words }) => words)).toEqual(['two', 'three'])
    expect(new Set(tray.words.map(({ id }) => id)).size).toBe(2)
    await tray.remove(tray.words.map(({ id }) => id))
    expect(tray.isLosable).toBe(false)
  })
})

describe('the connection line', () => {
  const facts = {
    ending: null,
    connected: true,
    synced: true,
    first: false,
    waiting: 0,
    overdue: false,
    kept: true,
    savedAt: 5,
    frozenAt: null,
    status: null,
  }
  const status = {
    stage: 'drafting',
    access: 'edit',
    reason: null,
    pen: 'everyone-seated',
    seq: 1,
    epoch: 'e',
    schema: 1,
    freezesAt: null,
    closed: false,
    now: 0,
  } as const

  test('[LT47] it says saved only when nothing waits', () => {
    expect(lineOf({ ...facts, status })).toEqual({ kind: 'saved', at: 5 })
    expect(lineOf({ ...facts, status, waiting: 1 })).toEqual({ kind: 'on-this-device', waiting: 0 })
    expect(lineOf({ ...facts, status, synced: false })).toEqual({ kind: 'joining', waiting: 0 })
  })

  test('[LT47] without a connection it says how many changes wait', () => {
    expect(lineOf({ ...facts, status, connected: false, waiting: 12 })).toEqual({ kind: 'offline', waiting: 12 })
  })

  test('[LT71] what is on its way is counted when it is overdue, what the server cannot save at once', () => {
    expect(lineOf({ ...facts, status, waiting: 4, overdue: true })).toEqual({ kind: 'on-this-device', waiting: 4 })
    expect(lineOf({ ...facts, status: null, waiting: 4 })).toEqual({ kind: 'joining', waiting: 4 })
    expect(lineOf({ ...facts, ending: 'signed-out', waiting: 4 })).toMatchObject({ kind: 'ended', waiting: 4 })
  })

  test('[LT72] what no disk keeps is not said to be on this device', () => {
    expect(lineOf({ ...facts, status, waiting: 4, kept: false }).kind).toBe('in-this-page')
  })

  test('[LT47] a frozen text and a failing store are said in their own words', () => {
    const read = { ...status, access: 'read' } as const
    expect(lineOf({ ...facts, status: { ...read, reason: 'frozen' }, frozenAt: 9 })).toEqual({
      kind: 'frozen',
      at: 9,
      waiting: 0,
    })
    expect(lineOf({ ...facts, waiting: 3, status: { ...read, reason: 'store' } })).toEqual({
      kind: 'store',
      waiting: 3,
    })
  })
})

test('[LT43] tries to connect again are spread between 0.2 and 3 seconds', () => {
  expect(waitBeforeTry(0, () => 0)).toBe(200)
  expect(waitBeforeTry(9, () => 0.999_999)).toBeCloseTo(3_000, 1)
})

test('[LT43] a close that will not change is not tried again; words it concerns go to the tray first', () => {
  expect(afterClose(4401, true, false)).toEqual({ next: 'end', ending: 'signed-out' })
  expect(afterClose(4403, true, false)).toEqual({ next: 'begin-anew', reason: 'no-right' })
  expect(afterClose(4403, false, true)).toEqual({ next: 'end', ending: 'no-right' })
  expect(afterClose(4409, false, true)).toEqual({ next: 'end', ending: 'old-page' })
  expect(afterClose(4423, true, false)).toEqual({ next: 'begin-anew', reason: 'frozen' })
  expect(afterClose(4429, true, false)).toEqual({ next: 'try', noSoonerThanMs: 3_000 })
  for (const code of [null, 1006, 1012, 1013])
    expect(afterClose(code, true, false)).toEqual({ next: 'try', noSoonerThanMs: 0 })
})

describe('the copy on the device', () => {
  test('[LT44] another account, text or epoch is another copy', () => {
    const name = (account: string, text: string, epoch: string) => copyName(account as AccountId, text as TextId, epoch)
    const names = [name('m01', 'r01', 'a'), name('m02', 'r01', 'a'), name('m01', 'r02', 'a'), name('m01', 'r01', 'b')]
    expect(new Set(names).size).toBe(4)
    expect(name('m01', 'r01', 'a')).toBe('kenes/m01/r01/a')
  })
})

describe('what two pages of one account note', () => {
  const account = 'm01' as AccountId
  const text = 'r01' as TextId
  const noted = (waiting: number) => ({ epoch: 'e', mayEdit: true, waiting })

  /** A browser's storage, as far as the notes use it. */
  function storage(): Storage {
    const held = new Map<string, string>()
    return {
      get length() {
        return held.size
      },
      key: (at) => [...held.keys()][at] ?? null,
      getItem: (key) => held.get(key) ?? null,
      setItem: (key, value) => void held.set(key, value),
      removeItem: (key) => void held.delete(key),
      clear: () => held.clear(),
    }
  }

  test('[LT73] what one page has saved is not said of the other’s changes', () => {
    const device = storage()
    remember(device, account, text, 'a', noted(3))
    remember(device, account, text, 'b', noted(1))
    expect(leftBehind(device, account).get(text)).toBe(4)
    remember(device, account, text, 'b', noted(0))
    expect(leftBehind(device, account).get(text)).toBe(3)
    expect(leftBehind(device, 'm02' as AccountId).size).toBe(0)
  })

  test('[LT73] a new page answers for all that wait, and once they are saved none are left', () => {
    const device = storage()
    remember(device, account, text, 'a', noted(3))
    remember(device, account, text, 'b', noted(1))
    expect(takeOver(device, account, text, 'c')).toEqual(noted(4))
    remember(device, account, text, 'c', noted(0))
    expect(leftBehind(device, account).size).toBe(0)
    expect(takeOver(device, account, text, 'd')).toEqual(noted(0))
  })

  test('[LT73] notes that cannot be read count as none', () => {
    const device = storage()
    device.setItem('kenes/m01/r01', '{"epoch":"e","mayEdit":true,"waiting":"many"}')
    expect(takeOver(device, account, text, 'a')).toBe(null)
    expect(takeOver(null, account, text, 'a')).toBe(null)
  })
})

import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { briefly } from '../../client/amendments/briefly.ts'
import { lateWords } from '../../client/amendments/late-words.ts'
import { passageOf, placeOf } from '../../client/amendments/passage.ts'
import { authorsText } from '../../client/live/authors-text.ts'
import { lackingWords } from '../../client/live/lacking.ts'
import type { NotAccepted } from '../../client/live/not-accepted.ts'
import { reworded } from '../../shared/amendments/wording.ts'
import type { TextId } from '../../shared/ids.ts'
import { eachLanguage } from '../../shared/language.ts'
import { blocksFromPlain, type Parts, plainText } from '../../shared/text/canonical.ts'
import type { ParagraphDifference } from '../../shared/text/difference.ts'
import { fragmentOf, readParts, seedUpdate } from '../../shared/text/ydoc.ts'

const words = (ru: string) => ({ ...eachLanguage(() => blocksFromPlain('')), ru: blocksFromPlain(ru) })
const parts = (ru: string): Parts => ({ title: words(''), text: words(ru), rationale: words(''), indicator: words('') })
const seeded = (ru: string, client: number): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdate(parts(ru), client))
  return doc
}
function pair(ru: string) {
  const server = seeded(ru, 1)
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
const IN_TEXT = { part: 'text', language: 'ru' } as const

describe('[AM25] a passage that is selected', () => {
  const plain = 'не более 14 дней; письменно, не более 14 дней.\nне более 14 дней'
  test('is quoted without the spaces round it, and by which of several alike it is', () => {
    const second = plain.indexOf('не более', 5)
    const passage = passageOf({ ...IN_TEXT, from: second - 1, to: second + 16, plain })
    expect(passage).toEqual({ ...IN_TEXT, words: 'не более 14 дней', occurrence: 2 })
    expect(placeOf(plain, passage)).toBe(second)
    expect(
      plainText(reworded(blocksFromPlain(plain), { from: passage.words, to: 'завтра', occurrence: 2 }) ?? []),
    ).toBe('не более 14 дней; письменно, завтра.\nне более 14 дней')
  })
  test('goes over paragraphs, and is nowhere once it is gone', () => {
    const from = plain.indexOf('дней.')
    const passage = passageOf({ ...IN_TEXT, from, to: plain.length, plain })
    expect(passage).toMatchObject({ words: 'дней.\nне более 14 дней', occurrence: 1 })
    expect(placeOf('дней. не более 14 дней', passage)).toBeNull()
  })
})

describe('[AM35] what a part would say with its author’s words', () => {
  test('is the council’s text with all that stands on the device alone', () => {
    const { server, device } = pair('в течение 24 часов.')
    text(device).insert(13, 'рабочих ')
    text(device).delete(10, 2)
    text(server).insert(0, 'Направлять ')
    expect(plainText(authorsText(device, server)(IN_TEXT) ?? [])).toBe('Направлять в течение  рабочих часов.')
    expect(plainText(readParts(server).text.ru)).toBe('Направлять в течение 24 часов.')
  })
  test('is not put together with a text that was begun from other ids: it would say everything twice', () => {
    const device = seeded('в течение 24 часов.', 1)
    const server = seeded('в течение 24 часов.', 2)
    expect(authorsText(device, server)(IN_TEXT)).toBeNull()
  })

  const kept = (device: Y.Doc, server: Y.Doc, isWhole: boolean): NotAccepted[] =>
    lackingWords(device, server).map((one, id) => ({
      ...one,
      id,
      text: 'r05' as TextId,
      at: 1,
      reason: 'frozen',
      ...(isWhole ? { whole: authorsText(device, server)(one) ?? undefined } : {}),
    }))

  test('begins the amendment whole, once a part, and without it by what stands round each word', () => {
    const { server, device } = pair('в течение 24 часов.')
    text(device).insert(19, ' И письменно.')
    text(device).insert(13, 'рабочих ')
    const whole = lateWords(kept(device, server, true))
    expect(whole.changes).toEqual([])
    expect(whole.wordings.map(({ blocks }) => blocks)).toEqual([
      [{ content: [{ text: 'в течение 24 рабочих часов. И письменно.' }] }],
    ])
    const placed = lateWords(kept(device, server, false))
    expect(placed.wordings).toEqual([])
    expect(placed.changes).toHaveLength(2)
  })

  test('[AM35] words that stood alone are placed by their neighbours so that the text says what their author wrote', () => {
    const added = pair('в течение 24 часов.')
    text(added.device).insert(13, 'рабочих ')
    const [change] = lateWords(kept(added.device, added.server, false)).changes
    expect(change && plainText(reworded(readParts(added.server).text.ru, change) ?? [])).toBe(
      'в течение 24 рабочих часов.',
    )
    const deleted = pair('в течение 24 часов.')
    text(deleted.device).delete(10, 3)
    const [out] = lateWords(kept(deleted.device, deleted.server, false)).changes
    expect(out && plainText(reworded(readParts(deleted.server).text.ru, out) ?? [])).toBe('в течение часов.')
  })
})

describe('[VE5] a list shows what is round the changes', () => {
  const far = 'слово '.repeat(40)
  const change = { kind: 'added', text: 'новое', marks: [] } as const
  const same = (text: string) => ({ kind: 'same', text, marks: [] }) as const
  const drawn = (segments: ParagraphDifference['segments']) =>
    briefly<ParagraphDifference>({ kind: 'same', level: 0, segments }).segments.map(({ text }) => text)
  test('and leaves out what is far from them, whole words only', () => {
    const [before, own, behind] = drawn([same(far), change, same(far)])
    expect(before).toMatch(/^…(слово )+$/)
    expect(own).toBe('новое')
    expect(behind).toMatch(/^(слово ?)+…$/)
    expect(drawn([change, same(far), change])[1]).toMatch(/^(слово ?)+ … (слово )+$/)
  })
  test('but nothing of a short text, and nothing of a paragraph without changes', () => {
    expect(drawn([same('в течение '), change, same(' часов')])).toEqual(['в течение ', 'новое', ' часов'])
    expect(drawn([same(far)])).toEqual([far])
  })
})

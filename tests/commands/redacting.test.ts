import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { verifyStore } from '../../server/exports/verify.ts'
import { decodeUpdates, encodeUpdates, replayRows, rowSum } from '../../server/live/log-rows.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import { joins, until } from '../live/people.ts'
import { freezes, must, opensVote, type Person } from '../world.ts'
import { adopts, publishes } from './final.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { asks, comes, device, holdsWords, isSaved, type Page, placeOf, spelled, typesSlowly } from './redacting.ts'
import { actsOn, lastRecorded, refuses } from './store.ts'

const NAME = 'Zubaira Qoshtanova'
const SIGNS = '█'.repeat(NAME.length)

inTheHall()

let url: string
let second: Person
beforeEach(async () => {
  second = await w.person('s02')
  url = await w.listen()
})

const words = async (person = member) => (await person.sees('recommendations', 'text', { id: 'r01' })).plain.text.en
const cut = async (name: string) => (await secretary.does('versions', 'cut', { recommendation: 'r01', name })).version
const confirm = (person: Person, redaction: string, more = {}) =>
  person.act('versions', 'confirm-redaction', { redaction, ...more })
const listed = async (person = secretary) =>
  (await person.sees('versions', 'redactions', { recommendation: 'r01' })).redactions
const written = async () => {
  const asked = { session: '2025-04-joint', recommendation: 'r01' }
  return (await member.sees('recommendations', 'contributions', asked)).texts[0]
}
const report = () => verifyStore(w.app.house.db, null)
const rows = () => w.app.house.db.selectFrom('text_log').selectAll().where('text', '=', 'r01').orderBy('seq').execute()

async function writes(said: string, person = member): Promise<Page> {
  const page = await comes(url, person)
  await typesSlowly(page, said)
  return page
}

test('[AD20] [VE53] [VE56] the final text of what was redacted before holds none of its words; once adopted, only a corrigendum helps', async () => {
  const page = await writes(` Said ${NAME} here.`)
  page.leaves()
  must(await confirm(chair, await asks(secretary, NAME)))
  await adopts(w, { recommendation: 'r01' })
  await secretary.does('adoption', 'begin-final', { recommendation: 'r01' })
  const { texts } = await secretary.sees('adoption', 'final', { recommendation: 'r01' })
  expect(JSON.stringify(texts)).toContain(SIGNS)
  await publishes(w, '2025/1', { recommendation: 'r01' })
  expect(await holdsWords(w, 'Qoshtanova')).toBe(false)
  const place = await placeOf(secretary, 'Said')
  const asked = { ...place, said: 'Said', reason: 'person-named', words: '' }
  expect((await secretary.act('versions', 'ask-redaction', asked)).ok).toBe(false)
  expect((await report()).findings).toEqual([])
})

describe('[VE53] what two people redacted', () => {
  test('stands in no row, state, snapshot or version any more, though it was typed letter by letter', async () => {
    const page = await writes(` Said ${NAME} here.`)
    const before = await words()
    const first = await cut('With the name')
    const kept = await rows()
    page.leaves()
    const redaction = await asks(secretary, NAME)
    const done = must(await confirm(chair, redaction))
    expect(done.rows).toBeGreaterThanOrEqual(NAME.length)
    expect(done.versions).toEqual([1])
    expect(await words()).toBe(before.replace(NAME, SIGNS))
    for (const part of [NAME, 'Zubaira', 'Qoshtanova']) {
      expect(await holdsWords(w, part)).toBe(false)
      expect(await spelled(w)).not.toContain(part)
    }
    const version = await member.sees('versions', 'version', { id: first.id })
    expect(version.hash).toBe(first.hash)
    expect(version.plain.text.en).toBe(before.replace(NAME, SIGNS))
    // Rows keep all but their bytes and their sum.
    const now = await rows()
    const rest = (all: typeof now) => all.map(({ updates: _, sum: __, ...row }) => row)
    expect(rest(now)).toEqual(rest(kept))
    const replayed = replayRows(now)
    expect(readParts(replayed).text.en).toEqual(
      (await member.sees('recommendations', 'text', { id: 'r01' })).parts.text.en,
    )
    const then = replayRows(kept)
    expect(Y.encodeStateVector(replayed)).toEqual(Y.encodeStateVector(then))
    expect((await report()).findings).toEqual([])
  })

  test('is gone from what was deleted too: misspelt, cut in two by a key, moved to another paragraph, in one update', async () => {
    const page = await writes(' Zubaira Qosht')
    const fragment = page.doc.getXmlFragment('text:en')
    const run = () => {
      const paragraph = fragment.get(0)
      const first = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (!(first instanceof Y.XmlText)) throw new Error('no words')
      return first
    }
    page.types('xq')
    await isSaved(page)
    run().delete(run().length - 2, 2)
    page.types('anova')
    await isSaved(page)
    // The key that begins a paragraph takes the second half away and writes it anew.
    const half = new Y.XmlElement('paragraph')
    half.insert(0, [new Y.XmlText('Qoshtanova')])
    page.doc.transact(() => {
      run().delete(run().length - 10, 10)
      fragment.insert(1, [half])
    })
    await isSaved(page)
    page.doc.transact(() => {
      fragment.delete(1)
      run().insert(run().length, 'Qoshtanova')
    })
    await isSaved(page)
    page.doc.transact(() => {
      const moved = new Y.XmlElement('paragraph')
      moved.insert(0, [new Y.XmlText(`And ${NAME}`)])
      fragment.insert(1, [moved])
      fragment.delete(1)
    })
    await isSaved(page)
    page.leaves()
    must(await confirm(second, await asks(secretary, NAME)))
    expect(await words()).toContain(SIGNS)
    for (const part of [NAME, 'Zubaira', 'Qoshtanova', 'Qosht', 'xq']) expect(await spelled(w)).not.toContain(part)
    expect((await report()).findings).toEqual([])
  })

  test('leaves everybody their words: writers, marks, and what is typed elsewhere at that moment', async () => {
    const page = await writes(` Said ${NAME} here.`)
    const other = await comes(url, await w.person('m12'))
    const fragment = other.doc.getXmlFragment('text:en')
    const paragraph = new Y.XmlElement('paragraph')
    const run = new Y.XmlText()
    paragraph.insert(0, [run])
    fragment.insert(fragment.length, [paragraph])
    await isSaved(other)
    const redaction = await asks(secretary, NAME)
    const credits = await written()
    let typed = ''
    const confirming = confirm(chair, redaction)
    for (let at = 0; at < 20; at += 1) {
      run.insert(run.length, String(at % 10))
      typed += String(at % 10)
      await new Promise((resolve) => setImmediate(resolve))
    }
    must(await confirming)
    await until('what was on its way is decided', () => other.closed() !== null || other.saved() === other.sent())
    // What the server called saved is in the text; the rest is still on its author's device.
    const there = /\n(\d*)$/.exec(await words())?.[1] ?? ''
    expect(typed.startsWith(there)).toBe(true)
    expect(run.toString()).toBe(typed)
    const now = await written()
    const of = (all: typeof now) => all?.people.find((one) => one.account === 'm03')?.characters
    expect(of(now)).toBeGreaterThan(NAME.length)
    expect(of(now)).toBe(of(credits))
    expect((await report()).findings).toEqual([])
    page.leaves()
    other.leaves()
  })

  test('is everywhere in the text, also in another language, in a link, with another ending and composed otherwise', async () => {
    const page = await writes(` Said ${NAME} here, and ${NAME}’s son.`)
    page.doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph')
      const run = new Y.XmlText()
      paragraph.insert(0, [run])
      page.doc.getXmlFragment('rationale:ru').insert(0, [paragraph])
      run.insert(0, `Сказала ${NAME}.`)
      run.format(8, NAME.length, { bold: {} })
      run.insert(0, 'Здесь. ', { link: { href: `https://example.org/${encodeURIComponent(NAME)}` } })
    })
    await isSaved(page)
    const composed = page.doc.getXmlFragment('title:kk')
    page.doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(`${NAME.replace('Z', 'Z\u0307')} and Zoë, ${NAME}`.normalize('NFD'))])
      composed.insert(0, [paragraph])
    })
    await isSaved(page)
    page.leaves()
    const redaction = await asks(secretary, NAME)
    const reach = await second.sees('versions', 'redaction-reach', { redaction })
    expect(reach.places.map(({ part, language }) => `${part}:${language}`)).toEqual([
      'title:kk',
      'text:en',
      'text:en',
      'rationale:ru',
    ])
    must(await confirm(second, redaction))
    const { parts, plain } = await member.sees('recommendations', 'text', { id: 'r01' })
    expect(plain.text.en).toContain(`Said ${SIGNS} here, and ${SIGNS}’s son.`)
    expect(parts.rationale.ru[0]?.content).toEqual([
      { text: 'Здесь. ', marks: [{ type: 'link', href: 'https://redacted.invalid/' }] },
      { text: 'Сказала ' },
      { text: SIGNS, marks: [{ type: 'bold' }] },
      { text: '.' },
    ])
    expect(await holdsWords(w, 'Zubaira')).toBe(false)
  })

  test('is redacted in every version that says it when it was marked in one, and is in the text no more', async () => {
    const page = await writes(` Said ${NAME} here.`)
    const first = await cut('With the name')
    const place = await placeOf(secretary, NAME)
    const paragraph = page.doc.getXmlFragment('text:en').get(0)
    const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (!(run instanceof Y.XmlText)) throw new Error('no words')
    run.delete(run.length - ` Said ${NAME} here.`.length, ` Said ${NAME} here.`.length)
    await isSaved(page)
    page.leaves()
    const without = await cut('Without')
    const asked = { ...place, version: first.id, said: NAME, reason: 'child', words: '' }
    const { redaction } = await secretary.does('versions', 'ask-redaction', asked)
    const before = await words()
    expect(must(await confirm(chair, redaction)).versions).toEqual([1])
    expect(await words()).toBe(before)
    expect(await holdsWords(w, 'Zubaira')).toBe(false)
    expect((await member.sees('versions', 'version', { id: without.id })).plain.text.en).toBe(before)
    expect((await report()).findings).toEqual([])
  })

  test('does not come back with a version that is brought back, nor with one cut from what was read before', async () => {
    const page = await writes(` Said ${NAME} here.`)
    const first = await cut('With the name')
    page.types(' More.')
    await isSaved(page)
    page.leaves()
    const redaction = await asks(secretary, NAME)
    const [confirmed, ...others] = await Promise.all([
      confirm(chair, redaction),
      member.act('versions', 'restore', { version: first.id }),
      secretary.act('versions', 'cut', { recommendation: 'r01', name: 'Meanwhile' }),
      second.act('versions', 'circulate', { session: '2025-04-joint', commentsUntil: null, toObservers: false }),
    ])
    must(confirmed)
    expect(others.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(await holdsWords(w, 'Zubaira')).toBe(false)
    await member.act('versions', 'restore', { version: first.id })
    expect(await words()).toContain(SIGNS)
    expect((await report()).findings).toEqual([])
  })

  test('goes from amendments too, which propose what they proposed before and do not bring it back', async () => {
    const page = await writes(` Said ${NAME} here.`)
    page.leaves()
    const asked = { session: '2025-04-joint', recommendation: 'r01', kind: 'replace', language: 'en' }
    const changes = [{ part: 'text', language: 'en', from: 'Said', to: `Told ${NAME}, and said` }]
    const { amendment } = await member.does('amendments', 'start', { ...asked, changes })
    await member.does('amendments', 'table', { amendment })
    expect(await spelled(w, amendment)).toContain(NAME)
    const redaction = await asks(secretary, NAME)
    expect((await second.sees('versions', 'redaction-reach', { redaction })).amendments).toBe(1)
    await member.sees('amendments', 'amendment', { id: amendment })
    must(await confirm(second, redaction))
    expect(await holdsWords(w, 'Zubaira')).toBe(false)
    expect(await spelled(w, amendment)).not.toContain('Zubaira')
    const seen = await member.sees('amendments', 'amendment', { id: amendment })
    expect(JSON.stringify(seen)).not.toContain('Zubaira')
    expect(seen.clashes).toBe(0)
    await chair.does('amendments', 'accept', { amendment })
    expect(await words()).toContain(` Told ${SIGNS}, and said ${SIGNS} here.`)
    expect((await report()).findings).toEqual([])
  })

  test('is another passage when a second one is redacted after it', async () => {
    const page = await writes(` Said ${NAME} here, on +7 701 555 00 11.`)
    await cut('Both')
    page.leaves()
    must(await confirm(chair, await asks(secretary, NAME)))
    must(await confirm(secretary, await asks(chair, '+7 701 555 00 11')))
    expect(await words()).toContain(` Said ${SIGNS} here, on ${'█'.repeat(16)}.`)
    expect(await holdsWords(w, '701 555')).toBe(false)
    const { findings, redacted } = await report()
    expect(findings).toEqual([])
    expect(redacted).toHaveLength(2)
  })
})

test('[VE50] one of the secretariat or the chair marks, another of them confirms, refuses, or the first takes it back', async () => {
  const page = await writes(` Said ${NAME} here.`)
  page.leaves()
  const place = { ...(await placeOf(secretary, NAME)), said: NAME, reason: 'person-named', words: '' }
  for (const person of [member, observer])
    await refuses(w, () => person.act('versions', 'ask-redaction', place), 'no-right', 'VE50')
  const redaction = await asks(secretary, NAME)
  await refuses(w, () => confirm(secretary, redaction), 'second-redactor', 'VE50')
  await refuses(w, () => secretary.act('versions', 'refuse-redaction', { redaction }), 'second-redactor', 'VE50')
  await refuses(w, () => confirm(member, redaction), 'no-right', 'VE50')
  await refuses(w, () => chair.act('versions', 'withdraw-redaction', { redaction }), 'no-right', 'VE50')
  await secretary.does('versions', 'withdraw-redaction', { redaction })
  await refuses(w, () => confirm(chair, redaction), 'already-decided', 'VE50')
  const again = await asks(chair, NAME)
  await second.does('versions', 'refuse-redaction', { redaction: again })
  await refuses(w, () => confirm(secretary, again), 'already-decided', 'VE50')
  expect(await words()).toContain(NAME)
  const third = await asks(chair, NAME)
  const requestId = 'redact-once-1'
  const done = must(await confirm(second, third, { requestId }))
  expect(must(await confirm(second, third, { requestId }))).toEqual(done)
  expect((await actsOn(w, 'r01')).slice(1).map(({ act, by }) => `${act} ${by}`)).toEqual([
    'redaction-asked s01',
    'redaction-withdrawn s01',
    'redaction-asked m01',
    'redaction-refused s02',
    'redaction-asked m01',
    'passage-redacted s02',
  ])
  expect(await lastRecorded(w, 'passage-redacted')).toMatchObject({
    by: 's02',
    facts: { part: 'text', language: 'en', length: NAME.length, reason: 'person-named', askedBy: 'm01', versions: [] },
  })
  // What stays is place, length, time, persons and reason: everybody in the session reads it, those who look on without persons.
  expect(await listed(member)).toMatchObject([
    { stage: 'done', askedBy: { account: 'm01' }, decidedBy: { account: 's02' } },
  ])
  expect(await listed(observer)).toMatchObject([{ stage: 'done', askedBy: null, decidedBy: null, words: '' }])
  expect((await listed()).map(({ stage }) => stage).sort()).toEqual(['done', 'refused', 'withdrawn'])
})

test('[VE51] a passage is whole words of one paragraph, and more than a few letters', async () => {
  const page = await writes(` Said ${NAME} in Oz.`)
  page.leaves()
  const redaction = await asks(secretary, 'baira Qosh')
  expect((await second.sees('versions', 'redaction-reach', { redaction })).words).toBe(NAME)
  const ask = async (said: string, more = {}) =>
    secretary.act('versions', 'ask-redaction', {
      ...(await placeOf(secretary, said)),
      said,
      reason: 'sensitive',
      words: '',
      ...more,
    })
  await refuses(w, () => ask('Oz'), 'too-short', 'VE51')
  await refuses(w, () => ask(NAME, { said: 'Somebody else' }), 'not-in-one-paragraph', 'VE51')
  await refuses(w, () => ask(NAME, { paragraph: 40 }), 'not-in-one-paragraph', 'VE51')
  await refuses(w, () => ask(NAME, { version: 'nowhere' }), 'not-found', 'RE5')
  must(await confirm(second, redaction))
  await refuses(w, () => ask(SIGNS), 'already-so', 'VE51')
})

test('[VE51] words that only begin like the passage keep their endings, and words that hold it inside stay', async () => {
  const page = await writes(' Kim met Kima and Hakim, and Kim.')
  page.leaves()
  must(await confirm(second, await asks(secretary, 'Kim')))
  expect(await words()).toContain(' ███ met ███a and Hakim, and ███.')
})

test('[VE52] what waits changes nothing and holds no word, whatever is written meanwhile', async () => {
  const page = await writes(` Said ${NAME} here.`)
  const before = await rows()
  const held = async () => {
    const tables = ['redactions', 'requests', 'record', 'news'] as const
    const found = await Promise.all(tables.map((table) => w.app.house.db.selectFrom(table).selectAll().execute()))
    return JSON.stringify(found)
  }
  const redaction = await asks(secretary, NAME, { requestId: 'mark-it-once-1' })
  expect(await rows()).toEqual(before)
  for (const part of [NAME, 'Zubaira', 'Qoshtanova']) expect(await held()).not.toContain(part)
  const repeated = { said: NAME, reason: 'ordered', words: 'Zubaira’s family asked' }
  const place = await placeOf(secretary, NAME)
  await refuses(
    w,
    () => secretary.act('versions', 'ask-redaction', { ...place, ...repeated }),
    'repeats-the-words',
    'VE52',
  )
  // Somebody writes before it, inside it, and takes half of it out.
  const paragraph = page.doc.getXmlFragment('text:en').get(0)
  const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(run instanceof Y.XmlText)) throw new Error('no words')
  run.insert(0, 'Now: ')
  const at = run.toString().indexOf(NAME)
  run.insert(at + 7, ' B.')
  run.delete(at + 11, 4)
  await isSaved(page)
  page.leaves()
  must(await confirm(second, redaction))
  expect(await words()).toContain(` Said ███████ B.${'█'.repeat(7)} here.`)
  expect(await spelled(w)).not.toContain('Qoshtanova')
  expect((await report()).findings).toEqual([])
})

test('[VE54] a row keeps its old sum and a version its hash, beside what they are now', async () => {
  const page = await writes(` Said ${NAME} here.`)
  page.leaves()
  const first = await cut('With the name')
  const before = new Map((await rows()).map(({ seq, sum }) => [seq, sum]))
  must(await confirm(second, await asks(secretary, NAME)))
  const kept = await w.app.house.db.selectFrom('redactions').selectAll().executeTakeFirstOrThrow()
  const changed = JSON.parse(kept.changed_rows ?? '') as [string, number, string, string][]
  const now = new Map((await rows()).map(({ seq, sum }) => [seq, sum]))
  expect(changed.length).toBeGreaterThan(0)
  for (const [, seq, was, is] of changed) expect([was, is]).toEqual([before.get(seq), now.get(seq)])
  for (const [seq, sum] of now) if (!changed.some(([, one]) => one === seq)) expect(sum).toBe(before.get(seq))
  const [[id, was] = []] = JSON.parse(kept.changed_versions ?? '') as [string, string, string][]
  expect([id, was]).toEqual([first.id, first.hash])
  const list = await member.sees('versions', 'list', { recommendation: 'r01' })
  expect(list.versions).toMatchObject([{ number: 1, hash: first.hash, isRedacted: true }])
})

test('[VE55] who has the text open begins anew with it, and nobody is answered what a page or a thread still held', async () => {
  const page = await writes(` Said ${NAME} here.`)
  const epoch = page.rooms.at(-1)?.epoch
  must(await confirm(second, await asks(secretary, NAME)))
  await until('the page is sent away', () => page.closed()?.code === 4409)
  page.leaves()
  const again = await comes(url, member)
  expect(again.words()).toContain(SIGNS)
  await until('it is told of the new epoch', () => again.rooms.length > 0)
  expect(again.rooms.at(-1)?.epoch).not.toBe(epoch)
  again.types(' Goes on.')
  await isSaved(again)
  expect(await words()).toContain(`${SIGNS} here. Goes on.`)
  // A copy of the older epoch is not let in.
  const params = { epoch: epoch ?? '' }
  const stale = joins({ url: `${url.replace('http', 'ws')}/live`, origin: url }, 'r01', member.cookie, {
    ours: true,
    params,
  })
  await until('the older copy is refused', () => stale.closed()?.code === 4409)
  stale.leaves()
  again.leaves()
})

test('[VE55] words that were not saved stay for their author, without the passage that stood around them', async () => {
  const page = await writes(` Said ${NAME}`)
  const mine = device(url, await w.person('m12'))
  await until('the text is there', () => mine.words().includes(NAME))
  mine.loses()
  await until('the line is cut', () => mine.room.read().line.kind === 'offline')
  mine.types(' and not in time')
  must(await confirm(second, await asks(secretary, NAME)))
  mine.findsAgain()
  await until('the text comes anew', () => mine.words().includes(SIGNS) && mine.room.read().line.kind === 'saved')
  const [kept, ...others] = mine.room.read().notAccepted
  expect(others).toEqual([])
  expect(kept).toMatchObject({ part: 'text', language: 'en', kind: 'added', words: ' and not in time' })
  expect(kept?.before.endsWith(` Said ${SIGNS}`)).toBe(true)
  expect(JSON.stringify(mine.room.read().notAccepted)).not.toContain('Qosht')
  mine.types(' Goes on.')
  await until('it is saved', async () => (await words()).endsWith(' Goes on.'))
  await mine.room.leave()
  page.leaves()
})

test('[VE56] nothing is redacted while a vote is open, once it was put and is not settled, nor when it was carried or adopted', async () => {
  const page = await writes(` Said ${NAME} here.`)
  page.leaves()
  const waiting = await asks(secretary, NAME)
  const ask = async () => {
    const place = await placeOf(secretary, NAME)
    return secretary.act('versions', 'ask-redaction', { ...place, said: NAME, reason: 'child', words: '' })
  }
  const { vote, hash } = await opensVote(chair, 'r01')
  await refuses(w, ask, 'vote-running', 'VE56')
  await refuses(w, () => confirm(second, waiting), 'vote-running', 'VE56')
  for (const id of ['m01', 'm02', 'm06'])
    await (await w.person(id)).does('votes', 'cast', { vote, hash, place: id, choice: 'for' })
  await chair.does('votes', 'close', { vote })
  await refuses(w, () => confirm(second, waiting), 'waits-for-vote', 'VE56')
  await chair.does('votes', 'announce', { vote })
  await refuses(w, () => confirm(second, waiting), 'only-by-corrigendum', 'VE56')
  await chair.does('adoption', 'adopt', { vote, hash })
  await refuses(w, ask, 'only-by-corrigendum', 'VE56')
  expect((await secretary.sees('versions', 'redactions', { recommendation: 'r01' })).mayRedact).toBe(false)
})

test('[VE56] nothing is redacted while an amendment to the text is put', async () => {
  const page = await writes(` Said ${NAME} here.`)
  page.leaves()
  const asked = { session: '2025-04-joint', recommendation: 'r01', kind: 'replace', language: 'en' }
  const changes = [{ part: 'text', language: 'en', from: 'Said', to: 'Told' }]
  const { amendment } = await member.does('amendments', 'start', { ...asked, changes })
  await member.does('amendments', 'table', { amendment })
  await freezes(chair, 'r01')
  const waiting = await asks(secretary, NAME)
  const { hash } = await chair.sees('amendments', 'amendment', { id: amendment })
  const question = { kind: 'adopt-amendment', amendment }
  const { vote } = await chair.does('votes', 'open-question', { question, hash })
  await refuses(w, () => confirm(second, waiting), 'vote-running', 'VE56')
  await chair.does('votes', 'close', { vote })
  await refuses(w, () => confirm(second, waiting), 'waits-for-vote', 'VE56')
  await chair.does('votes', 'announce', { vote })
  must(await confirm(second, waiting))
  expect((await report()).findings).toEqual([])
})

test('[VE57] a frozen text whose version was redacted is not put until it is frozen anew', async () => {
  const page = await writes(` Said ${NAME} here.`)
  page.leaves()
  const hash = await freezes(chair, 'r01')
  must(await confirm(second, await asks(secretary, NAME)))
  expect((await report()).findings).toEqual([])
  await refuses(w, () => chair.act('votes', 'open', { recommendation: 'r01', hash }), 'redacted-version', 'VE57')
  await chair.does('votes', 'take-back-freeze', { recommendation: 'r01' })
  const { hash: anew } = await opensVote(chair, 'r01')
  expect(anew).not.toBe(hash)
})

describe('[VE58] verify', () => {
  test('says what was redacted, by which entry, and takes it for no damage', async () => {
    const page = await writes(` Said ${NAME} here.`)
    page.leaves()
    await cut('With the name')
    const { rows: count } = must(await confirm(second, await asks(secretary, NAME)))
    const { findings, redacted, head } = await report()
    expect(findings).toEqual([])
    expect(redacted).toEqual([{ recommendation: 'r01', entry: head.number, rows: count, versions: [1] }])
  })

  test('finds a row that was changed beside a redaction, or after it, and a version too', async () => {
    const page = await writes(` Said ${NAME} here. And more.`)
    page.leaves()
    await cut('With the name')
    must(await confirm(second, await asks(secretary, NAME)))
    const { db } = w.app.house
    const kept = await db.selectFrom('redactions').selectAll().executeTakeFirstOrThrow()
    const changed = (JSON.parse(kept.changed_rows ?? '') as [string, number, string, string][])[0]?.[1] ?? 0
    const all = await rows()
    const before = all.find(({ seq }) => seq === changed)
    if (!before) throw new Error('no row')
    // Somebody who knows how sums are made: that row says something else again, with the right sum.
    const updates = encodeUpdates(decodeUpdates(before.updates).slice(0, 0))
    const forged = { ...before, updates }
    await db
      .updateTable('text_log')
      .set({ updates, sum: rowSum(forged) })
      .where('text', '=', 'r01')
      .where('seq', '=', changed)
      .execute()
    expect((await report()).findings).toContainEqual({
      table: 'text_log',
      key: `r01/${changed}`,
      what: 'is not as its redaction left it',
    })
  })

  test('finds a redaction that nobody recorded', async () => {
    const page = await writes(` Said ${NAME} here.`)
    page.leaves()
    const redaction = await asks(secretary, NAME)
    await w.app.house.db
      .updateTable('redactions')
      .set({ stage: 'done' })
      .where('id', '=', redaction as never)
      .execute()
    expect((await report()).findings).toContainEqual({
      table: 'redactions',
      key: redaction,
      what: 'is not what the record book attests',
    })
  })
})

test('[VE59] before either decides it is said how far it reaches and what else says the words, of which nothing is changed', async () => {
  const page = await writes(` Said ${NAME} here.`)
  page.leaves()
  await secretary.does('versions', 'cut', { recommendation: 'r01', name: `About ${NAME}`, words: '' })
  const place = await placeOf(secretary, NAME)
  const query = Object.fromEntries(Object.entries(place).map(([name, value]) => [name, String(value)]))
  const before = await secretary.sees('versions', 'passage-reach', query)
  expect(before).toMatchObject({ words: NAME, places: [{ words: NAME }], versions: [1] })
  expect(before.also).toEqual([
    { kind: 'names', count: 1 },
    { kind: 'record', count: 1 },
  ])
  const redaction = await asks(secretary, NAME)
  expect(await second.sees('versions', 'redaction-reach', { redaction })).toEqual(before)
  expect(await member.ask('versions', 'passage-reach', query)).toMatchObject({ code: 'no-right', rule: 'VE50' })
  expect(await member.ask('versions', 'redaction-reach', { redaction })).toMatchObject({
    code: 'no-right',
    rule: 'VE50',
  })
  const waiting = async (person: Person) =>
    (await person.sees('versions', 'waiting-redactions', { session: '2025-04-joint' })).waiting
  expect(await waiting(second)).toMatchObject([{ id: redaction, recommendation: 'r01', mayConfirm: true }])
  expect(await waiting(secretary)).toMatchObject([{ mayConfirm: false }])
  expect(await waiting(member)).toEqual([])
  must(await confirm(second, redaction))
  expect((await member.sees('versions', 'list', { recommendation: 'r01' })).versions[0]?.name).toBe(`About ${NAME}`)
  expect(await waiting(second)).toEqual([])
})

import { expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { sha256Hex } from '../../shared/hash.ts'
import { type Person, SESSION } from '../world.ts'
import {
  adopts,
  classes,
  confirms,
  publishes,
  publishesAsAdopted,
  SIGNATURE,
  signs,
  TEXT,
  types,
  writesIn,
} from './final.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { refuses } from './store.ts'

inTheHall()

const findings = async () => (await verifyStore(w.app.house.db, null)).findings
/** What somebody is told who never signed in. */
const asked = async (name: string, words: Record<string, string>) => {
  const answer = await w.app.http.request(`/api/adoption/${name}?${new URLSearchParams(words)}`)
  return { status: answer.status, body: await answer.json() }
}
const found = async (words: string): Promise<number> => (await asked('published', { words })).body.texts.length
const checked = async (hash: string) => (await asked('check', { code: hash.slice(0, 16) })).body

test('[AD28] what is published is changed by a corrigendum alone, with its reason, on the same way', async () => {
  await adopts(w)
  const first = await publishesAsAdopted(w, '2025/7')
  await refuses(w, () => secretary.act('adoption', 'revise-final', TEXT), 'wrong-stage', 'AD23')
  await refuses(w, () => secretary.act('adoption', 'begin-final', TEXT), 'reason-missing', 'AD28')
  const { round, textId } = await secretary.does('adoption', 'begin-final', { ...TEXT, reason: 'A wrong figure.' })
  expect(round).toBe(1)
  await refuses(w, () => secretary.act('adoption', 'submit-final', TEXT), 'nothing-changed', 'AD28')
  await types(w, textId, ' In all regions.')
  await classes(w, 'correction')
  expect((await asked('published-text', TEXT)).body).toMatchObject({ hash: first, corrigenda: [] })
  const second = await publishes(w, '2025/7/Corr.1')
  expect((await asked('published-text', TEXT)).body).toMatchObject({
    hash: second,
    official: { number: '2025/7/Corr.1' },
    corrigenda: [{ round: 1, reason: 'A wrong figure.', changes: [{ after: ' In all regions.' }] }],
  })
  expect(await findings()).toEqual([])
})

test('[AD29] everybody reads what is published, in three languages, and nobody’s account; before that it is not there', async () => {
  await adopts(w)
  expect((await asked('published-text', TEXT)).status).toBe(404)
  expect((await asked('published', {})).body.texts).toEqual([])
  const hash = await publishesAsAdopted(w, '2025/7')
  const { status, body } = await asked('published-text', TEXT)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    hash,
    official: { number: '2025/7', date: '2025-05-02' },
    signatures: [{ kind: 'recorded' }, { kind: 'file' }],
    adopted: { outcome: { kk: expect.any(String), ru: expect.any(String), en: expect.any(String) } },
  })
  for (const language of ['kk', 'ru', 'en']) expect(body.parts.text[language].length).toBeGreaterThan(0)
  expect(JSON.stringify(body)).not.toMatch(/"account"|"m\d\d"|"s\d\d"|@/)
  expect((await asked('published', { session: SESSION })).body.texts.length).toBe(1)
  expect((await asked('published', { session: 'another' })).body.texts).toEqual([])
})

test('[AD25, AD29] what is signed and the signature files are for who works on it, and for everybody once it is published', async () => {
  await adopts(w)
  await secretary.does('adoption', 'begin-final', TEXT)
  const { hash } = await secretary.does('adoption', 'submit-final', TEXT)
  await confirms(w, hash)
  await signs(w, hash)
  const files = ['final-file', 'signature-file'].map(
    (file) => `/api/adoption/${file}?${new URLSearchParams({ ...TEXT, round: '0', council: 'ec' })}`,
  )
  const statuses = (person: Person) => Promise.all(files.map(async (file) => (await person.raw('GET', file)).status))
  const nobody = () => Promise.all(files.map(async (file) => (await w.app.http.request(file)).status))
  expect([await statuses(member), await statuses(observer), await nobody()]).toEqual([
    [200, 200],
    [404, 404],
    [404, 404],
  ])
  await secretary.does('adoption', 'number-final', { ...TEXT, number: '2025/7', date: '2025-05-02' })
  await secretary.does('adoption', 'publish-final', { ...TEXT, hash, nobodyRecognised: true })
  expect(await nobody()).toEqual([200, 200])
  const [bytes, signature] = await Promise.all(
    files.map(async (file) => Buffer.from(await (await w.app.http.request(file)).arrayBuffer())),
  )
  expect(sha256Hex(bytes ?? Buffer.of())).toBe(hash)
  expect(signature).toEqual(SIGNATURE)
  for (const round of ['1', '', 'x', '-1'])
    expect((await w.app.http.request(`/api/adoption/final-file?recommendation=r05&round=${round}`)).status).toBe(404)
})

test('[AD29] who did not sign in asks as often as a person reads; who did is not held up by them', async () => {
  const answers = []
  for (let asking = 0; asking < 301; asking += 1) answers.push((await asked('check', { code: '0'.repeat(16) })).status)
  expect(answers.slice(0, 300).every((status) => status === 404)).toBe(true)
  expect(answers.at(-1)).toBe(429)
  expect((await asked('published', {})).status).toBe(429)
  expect((await member.sees('adoption', 'published', {})).texts).toEqual([])
})

test('[AD30] texts are found by words in any language, with the letters that a keyboard has', async () => {
  await adopts(w)
  await publishesAsAdopted(w, '2025/7')
  for (const words of [
    '',
    'медицинский',
    'МЕДИЦИН',
    'confidential injuries',
    '2025/7',
    'құпия',
    'купия',
    'examination Медицинский',
  ])
    expect([words, await found(words)]).toEqual([words, 1])
  for (const words of ['кит', 'injuries whale', '2025/8', 'едицинский'])
    expect([words, await found(words)]).toEqual([words, 0])
  // What nobody types is bounded: too long is refused, many words are looked for no further than the twelfth.
  expect((await asked('published', { words: 'x'.repeat(201) })).status).toBe(400)
  expect(await found(`${'injuries '.repeat(12)} whale`)).toBe(1)
  expect(await found('%_\'"<script>')).toBe(0)
})

test('[AD31] a code says draft, adopted, final or superseded, leads to what stands now, and of a draft shows no word', async () => {
  const { version } = await secretary.does('versions', 'cut', { ...TEXT, name: 'Before lunch', words: '' })
  const draftHash = version.hash
  const live = await secretary.sees('recommendations', 'text', { id: 'r05' })
  await types(w, live.textId, ' After lunch.')
  expect(await checked(draftHash)).toMatchObject({ state: 'draft', now: null, difference: [] })
  const adopted = await adopts(w)
  expect(await checked(adopted)).toMatchObject({ state: 'adopted', now: null, difference: [] })
  expect(JSON.stringify(await checked(adopted))).not.toContain('examination')
  const { textId } = await secretary.does('adoption', 'begin-final', TEXT)
  await types(w, textId, ' Always.')
  await classes(w, 'typographic')
  const given = await secretary.does('adoption', 'submit-final', TEXT)
  expect(await checked(given.hash)).toMatchObject({ state: 'draft', now: null, difference: [] })
  await secretary.does('adoption', 'revise-final', TEXT)
  const first = await publishes(w, '2025/7')
  expect(await checked(first)).toMatchObject({ state: 'final', difference: [] })
  expect(await checked(adopted)).toMatchObject({
    state: 'superseded',
    now: { hash: first, official: { number: '2025/7' } },
    difference: [{ round: 0, changes: [{ after: ' Always.' }] }],
  })
  const corrigendum = await secretary.does('adoption', 'begin-final', { ...TEXT, reason: 'A word.' })
  await types(w, corrigendum.textId, ' Everywhere.')
  await classes(w, 'correction')
  const second = await publishes(w, '2025/7/Corr.1')
  const rounds = async (hash: string) => (await checked(hash)).difference.map(({ round }: { round: number }) => round)
  expect([await rounds(adopted), await rounds(first), await rounds(second)]).toEqual([[0, 1], [1], []])
  const stateOf = async (hash: string) => (await checked(hash)).state
  expect([await stateOf(first), await stateOf(second)]).toEqual(['superseded', 'final'])
  expect(await checked(draftHash)).toMatchObject({ state: 'draft', now: { hash: second }, difference: [] })
  expect((await asked('check', { code: '0'.repeat(16) })).status).toBe(404)
  for (const code of ['', 'zz', `${second.slice(0, 15)}%`, second])
    expect((await asked('check', { code })).status).toBe(400)
})

test('[AD33] what was taken out as personal data is signs to everybody, wherever it stood, and words to who works on it', async () => {
  await adopts(w)
  const { textId } = await secretary.does('adoption', 'begin-final', TEXT)
  await types(w, textId, ' As Aidarbek said, in Room 101.')
  await classes(w, 'typographic')
  const first = await publishes(w, '2025/7')
  const corrigendum = await secretary.does('adoption', 'begin-final', { ...TEXT, reason: 'Aidarbekov was named.' })
  await writesIn(w, secretary, corrigendum.textId, (text, language) => {
    if (language !== 'en') return
    const at = text.toString().indexOf('Aidarbek')
    text.delete(at, 'Aidarbek'.length)
    text.insert(at, 'was')
  })
  await classes(w, 'personal-data')
  await publishes(w, '2025/7/Corr.1')
  const seen = [await asked('published-text', TEXT), await asked('check', { code: first.slice(0, 16) })]
  expect(seen.map(({ status }) => status)).toEqual([200, 200])
  const words = JSON.stringify(seen)
  expect(words).not.toMatch(/Aidarbek/i)
  expect(words).toContain('█'.repeat('Aidarbek'.length))
  expect(JSON.stringify(await member.sees('adoption', 'final', TEXT))).toContain('Aidarbek')
  expect((await chair.sees('adoption', 'final', TEXT)).rounds.at(-1)?.reason).toContain('Aidarbekov')
  expect((await observer.sees('adoption', 'published', { words: 'Aidarbek' })).texts).toEqual([])
})

test('[AD32] adopted texts are numbered one after another, once, when the session is closed', async () => {
  await adopts(w)
  await publishesAsAdopted(w, '2025/7')
  const renumbering = { session: SESSION }
  await refuses(w, () => secretary.act('adoption', 'renumber', renumbering), 'wrong-stage', 'AD32')
  await chair.does('sessions', 'close', renumbering)
  await refuses(w, () => chair.act('adoption', 'renumber', renumbering), 'no-right', 'AD32')
  const { numbers } = await secretary.does('adoption', 'renumber', renumbering)
  expect(numbers[0]).toEqual({ recommendation: 'r05', was: 5, is: 1 })
  expect(new Set(numbers.map(({ is }) => is)).size).toBe(12)
  expect((await asked('published-text', TEXT)).body).toMatchObject({ number: 1, numberBefore: 5 })
  expect(await member.sees('adoption', 'finals', renumbering)).toMatchObject({
    texts: [{ recommendation: 'r05', number: 1, numberBefore: 5, round: { stage: 'published' } }],
    isRenumbered: true,
    mayRenumber: false,
  })
  await refuses(w, () => secretary.act('adoption', 'renumber', renumbering), 'already-so', 'AD32')
  expect(await findings()).toEqual([])
})

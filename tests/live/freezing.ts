import { expect } from 'vitest'
import { sha256Hex } from '../../shared/hash.ts'
import type { RecommendationId } from '../../shared/ids.ts'
import type { Recommendation } from '../../shared/recommendations/model.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'
import type { ServerProcess } from '../server-process.ts'
import { joins, type Person, until, wordsOf } from './people.ts'

/** Each text is frozen, opened again, and frozen a second time. */
const TEXTS = Array.from({ length: 10 }, (_, index) => `r${String(index + 1).padStart(2, '0')}`)
export const PEOPLE = 50
export const FREEZES = 20

const wordsIn = (text: string): string[] => text.match(/⟨\d+-\d+-\d+⟩/g) ?? []

/** One device in one round: it writes until the freeze is over, under a Y.Doc and client id of its own. */
type Device = { readonly person: Person; readonly typed: string[] }

type Frozen = { version: { id: string; number: number; hash: string } }

/** The presiding chair freezes; the answer is the version's number, hash and row. */
async function freezes(server: ServerProcess, text: string) {
  const { version } = await server.does<Frozen>('/api/versions/freeze', 'm01', { recommendation: text, inSeconds: 0 })
  const { seq, canonical } = await server.sees<{ seq: number; canonical: string }>(
    `/api/versions/version?id=${version.id}`,
    'm01',
  )
  return { ...version, seq, canonical }
}

/** The version's bytes, made from the rows of the log up to N alone. */
async function replayed(server: ServerProcess, text: string, seq: number): Promise<string> {
  const { kind, fields } = await server.sees<Pick<Recommendation, 'kind' | 'fields'>>(
    `/api/recommendations/recommendation?id=${text}`,
    'm01',
  )
  return canonicalContent({
    recommendation: text as RecommendationId,
    kind,
    fields,
    parts: readParts(await server.replay(text, seq)),
  })
}

/**
 * One freeze while fifty type at the servers in turn; the chair freezes at one of them and takes it back at the next. Checks that
 * the version is the log up to the freeze and that all after it is refused and kept; answers how many edits were refused.
 */
export async function freezeWhileAllType(
  servers: readonly [ServerProcess, ...ServerProcess[]],
  cookies: readonly string[],
  round: number,
): Promise<number> {
  const at = (index: number): ServerProcess => servers[index % servers.length] ?? servers[0]
  let refusals = 0
  const text = TEXTS[round % TEXTS.length] ?? ''
  const devices: Device[] = Array.from({ length: PEOPLE }, (_, index) => ({
    // A fifth of them are programs that do not speak our messages.
    person: joins(at(index), text, cookies[index % cookies.length] ?? '', { ours: index % 5 !== 0 }),
    typed: [],
  }))
  await until('all are there', () => devices.every(({ person }) => person.provider.synced))
  const typing = setInterval(() => {
    devices.forEach(({ person, typed }, index) => {
      const word = `⟨${round}-${index}-${typed.length}⟩`
      person.types(word)
      typed.push(word)
    })
  }, 50)
  const ours = devices.filter((_, index) => index % 5 !== 0)
  await until('all have words saved', () => ours.every(({ person }) => person.acknowledged() > 2))
  const version = await freezes(at(round), text)
  const answered = devices.map(({ typed }) => typed.length)
  await until('all have typed after it', () =>
    devices.every(({ typed }, index) => typed.length > (answered[index] ?? 0) + 2),
  )
  clearInterval(typing)
  await until('programs are closed 4423', () =>
    devices.every(({ person }, index) => index % 5 !== 0 || person.closed()?.code === 4423),
  )
  await until('every edit of the others is decided', () => ours.every(({ person }) => person.saved() === person.sent()))

  expect(version.hash).toBe(sha256Hex(version.canonical))
  expect(version.hash).toBe(sha256Hex(await replayed(at(0), text, version.seq)))
  expect((await at(0).log(text)).length, 'nothing is logged after the freeze').toBe(version.seq)
  const frozen = new Set(wordsIn(wordsOf(await at(0).replay(text, version.seq))))
  for (const { person, typed } of devices) {
    // Its own words are all still in its Y.Doc, whatever the server said to them.
    expect(wordsIn(person.words()).filter((word) => typed.includes(word))).toEqual(typed)
    const kept = typed.filter((word) => frozen.has(word))
    expect(kept, 'what is in the version is the beginning of what was typed').toEqual(typed.slice(0, kept.length))
  }
  for (const { person, typed } of ours) {
    const kept = typed.filter((word) => frozen.has(word)).length
    // The first of its frames answers the server's step 1; every later one is a word, decided either way.
    const refused = person.refused.filter(({ code }) => code === 'frozen')
    expect(person.refused.every(({ code }) => code === 'frozen')).toBe(true)
    expect(refused.length).toBe(typed.length - kept)
    expect(refused.map(({ n }) => n)).toEqual(refused.map((_, index) => person.sent() - refused.length + index + 1))
    refusals += refused.length
  }
  for (const { person } of devices) person.leaves()
  await at(round + 1).does('/api/votes/take-back-freeze', 'm01', { recommendation: text })
  return refusals
}

/** In the end no word stands in a text twice. */
export async function expectNothingTwice(server: ServerProcess): Promise<void> {
  for (const text of TEXTS) {
    const end = wordsIn(wordsOf(await server.replay(text)))
    expect(end.length).toBe(new Set(end).size)
  }
}

import { describe, expect, test } from 'vitest'
import { csvLine } from '../../shared/files/csv-line.ts'
import { GENESIS } from '../../shared/record/chain.ts'
import { cast, opensVote, SESSION } from '../world.ts'
import { administrator } from './door.ts'
import { chair, inTheHall, member, observer, w } from './hall.ts'
import { allowsManners } from './manners.ts'
import { headOf } from './store.ts'

inTheHall()

const recordFile = (person: { raw: typeof member.raw }, format: string) =>
  person.raw('GET', `/api/record/file?format=${format}`)

describe('the record book for an auditor', () => {
  test('[RB30] the offices take it out whole, the bytes of each entry as they are hashed; nobody else does', async () => {
    const secretary = await w.person('s01')
    const file = await recordFile(secretary, 'jsonl')
    const { number, hash } = await headOf(w)
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="record-${number}.jsonl"`)
    expect(file.headers.get('cache-control')).toBe('no-store')
    const lines = (await file.text()).trimEnd().split('\n')
    const kept = await w.app.house.db
      .selectFrom('record')
      .select(['number', 'previous', 'hash', 'content'])
      .orderBy('number')
      .execute()
    expect(lines.map((line) => JSON.parse(line))).toEqual(kept)
    expect(lines).toHaveLength(number)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ number: 1, previous: GENESIS })
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ number, hash })
    expect(await (await recordFile(await administrator(w), 'jsonl')).text()).toContain(hash)
    for (const person of [chair, member, observer]) expect((await recordFile(person, 'jsonl')).status).toBe(403)
    expect((await w.app.http.request('/api/record/file')).status).toBe(401)
    expect((await recordFile(secretary, 'xlsx')).status).toBe(400)
  })

  test('[RB30] a book longer than what is held at once comes out whole, and as CSV in quotes', async () => {
    const { acts } = w.app.house
    const before = (await headOf(w)).number
    await acts.run({ by: 's01' as never, endpoint: 'tests/many', input: {} }, async (act) => {
      for (let index = 0; index < 1_100; index += 1) await act.record({ act: 'point-taken', subject: SESSION })
      return { ok: true, facts: {} }
    })
    const rows = (await (await recordFile(await w.person('s01'), 'csv')).text()).trimEnd().split('\r\n')
    expect(rows[0]).toBe('"number","at","act","by","subject","content","previous","hash"')
    expect(rows.slice(1).map((row) => Number(/^"(\d+)"/.exec(row)?.[1]))).toEqual(
      Array.from({ length: before + 1_100 }, (_, index) => index + 1),
    )
    expect(rows.at(-1)).toContain(`"point-taken","s01","${SESSION}","{""act"":`)
  })

  test('[RB30] no choice of a sealed ballot, no secret and no address is in it', async () => {
    await allowsManners(w, ['sealed'])
    const vote = await opensVote(chair, 'r01', 'sealed')
    await cast(w, vote, { for: ['m01', 'm02'], against: ['m03'] })
    const words = await (await recordFile(await w.person('s01'), 'jsonl')).text()
    const cards = words.split('\n').filter((line) => line.includes('ballot-cast'))
    expect(cards).toHaveLength(3)
    expect(cards.join()).not.toMatch(/choice|against/)
    const secrets = await w.app.house.db.selectFrom('accounts').select(['email', 'password']).execute()
    for (const { email, password } of secrets) {
      expect(words).not.toContain(email)
      expect(words).not.toContain(password)
    }
  })

  test('[RB30] no cell of a CSV is a formula, whatever stands before it', () => {
    for (const words of ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\u00a0=1', '\t=1', '|calc', '%x'])
      expect(csvLine([words])).toBe(`"'${words}"\r\n`)
    expect(csvLine(['1=1', 'a "b"', ''])).toBe('"1=1","a ""b""",""\r\n')
  })
})

describe('the sign-in log for an auditor', () => {
  test('[AC26] as JSON lines it is the log from its newest line on, and the page says how many were refused', async () => {
    const s01 = await w.person('s01')
    const path = '/api/accounts/sign-in'
    const body = JSON.stringify({ email: 'm05@demo.kenes.example', password: 'not the password' })
    for (let tries = 0; tries < 2; tries += 1)
      await w.app.http.request(path, { method: 'POST', body, headers: JSON_BODY })
    const { entries, counts } = await s01.sees('accounts', 'sign-in-log')
    const ofKind = (event: string) => entries.filter((line) => line.event === event).length
    expect(counts).toEqual({
      'signed-in': ofKind('signed-in'),
      'signed-out': 0,
      failed: ofKind('failed'),
      ended: ofKind('ended'),
    })
    expect(counts.failed).toBeGreaterThanOrEqual(2)
    const file = await s01.raw('GET', '/api/accounts/sign-in-log-file?format=jsonl')
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="sign-in-log.jsonl"')
    const lines = (await file.text()).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      entries.map(({ at, event, way, account, name, device }) => ({
        at: new Date(at).toISOString(),
        event,
        way,
        account,
        name,
        device,
      })),
    )
    expect((await member.raw('GET', '/api/accounts/sign-in-log-file?format=jsonl')).status).toBe(403)
  })

  test('[AC26] a log longer than what is held at once has each line once, also of one moment', async () => {
    const s01 = await w.person('s01')
    await w.app.house.db
      .insertInto('sign_in_log')
      .values(
        Array.from({ length: 1_100 }, (_, index) => ({
          id: `line-${index}`,
          at: 1_000 + Math.floor(index / 700),
          event: 'failed' as const,
          way: 'password' as const,
          account: null,
          device: `d${index}`,
        })),
      )
      .execute()
    const lines = (await (await s01.raw('GET', '/api/accounts/sign-in-log-file?format=jsonl')).text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ device }) => /^d\d/.test(device))
    expect(new Set(lines.map(({ device }) => device)).size).toBe(1_100)
    expect(lines).toHaveLength(1_100)
  })
})

const JSON_BODY = { 'content-type': 'application/json' }

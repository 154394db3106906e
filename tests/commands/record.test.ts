import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { NEVER_CHANGED } from '../../server/db/dialect.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { VoteId } from '../../shared/ids.ts'
import { GENESIS } from '../../shared/record/chain.ts'
import { cast, opensVote, type Person } from '../world.ts'
import { chair, inTheHall, member, observer, w } from './hall.ts'
import { headOf, refuses, storeOf } from './store.ts'

inTheHall()

async function adoptsOne() {
  const vote = await opensVote(chair, 'r01')
  await cast(w, vote, { for: ['m01', 'm02'], against: ['m03'] })
  await chair.does('votes', 'close', { vote: vote.vote })
  await chair.does('votes', 'announce', { vote: vote.vote })
  await chair.does('adoption', 'adopt', vote)
  return vote
}

describe('the chain', () => {
  test('[RB1] each entry’s hash binds its bytes and the hash before it, from the first on', async () => {
    await adoptsOne()
    const rows = await w.app.house.db.selectFrom('record').selectAll().orderBy('number').execute()
    expect(rows.length).toBeGreaterThan(50)
    let previous = GENESIS
    for (const [index, row] of rows.entries()) {
      expect(row).toMatchObject({ number: index + 1, previous, hash: sha256Hex(`${previous}\n${row.content}`) })
      expect(JSON.parse(row.content)).toMatchObject({
        number: row.number,
        at: row.at,
        act: row.act,
        by: row.acted_by,
        subject: row.subject,
      })
      previous = row.hash
    }
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[RB1] an act and its entries are one: what is refused or breaks off leaves neither', async () => {
    const before = await storeOf(w)
    const { acts } = w.app.house
    const broken = acts.run({ by: 'm01' as never, endpoint: 'tests/broken', input: {} }, async (act) => {
      await act.tx.updateTable('sessions').set({ stage: 'closed' }).execute()
      await act.record({ act: 'session-closed', subject: 'x' })
      throw new Error('the power went out')
    })
    await expect(broken).rejects.toThrow('the power went out')
    await refuses(w, () => member.act('versions', 'freeze', { recommendation: 'r01' }), 'no-right', 'SE2')
    expect(await storeOf(w)).toEqual(before)
  })

  test('[RB1] acts at the same moment come one after another: the chain does not fork', async () => {
    const vote = await opensVote(chair, 'r01')
    const people = await w.people('m01', 'm02', 'm03', 'm04', 'm05', 'm06', 'm07', 'm08')
    const before = (await headOf(w)).number
    await Promise.all(
      people.map((person) => person.does('votes', 'cast', { ...vote, place: person.id, choice: 'for' })),
    )
    expect((await headOf(w)).number).toBe(before + 8)
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[RB3] a vote’s entries attest its row, each place of its roll, each ballot; adoption attests the adopted text', async () => {
    const { vote } = await adoptsOne()
    const rows = await w.app.house.db
      .selectFrom('record')
      .selectAll()
      .where('subject', 'in', [vote, 'r01'])
      .orderBy('number')
      .execute()
    const tables = rows.map(({ act, content }) => [
      act,
      [...new Set((JSON.parse(content) as { attests: { table: string }[] }).attests.map(({ table }) => table))],
    ])
    expect(tables).toEqual([
      ['recommendation-created', []],
      ['text-frozen', []],
      ['version-cut', ['versions', 'version_notes']],
      ['vote-opened', ['votes', 'rolls']],
      ['ballot-cast', ['ballots']],
      ['ballot-cast', ['ballots']],
      ['ballot-cast', ['ballots']],
      ['vote-closed', ['votes']],
      ['vote-announced', ['votes']],
      ['text-adopted', ['adopted_texts']],
    ])
    const opened = JSON.parse(rows[3]?.content ?? '{}') as { attests: { table: string; key: string }[] }
    const places = await w.app.house.db
      .selectFrom('rolls')
      .select('place')
      .where('vote', '=', vote as VoteId)
      .execute()
    expect(
      opened.attests
        .filter(({ table }) => table === 'rolls')
        .map(({ key }) => key)
        .sort(),
    ).toEqual(places.map(({ place }) => `${vote}/${place}`).sort())
  })
})

describe('what is never changed', () => {
  test('[RB2] the database refuses to change, remove or replace entries, versions, rolls, attendance, orders and adopted texts', async () => {
    await adoptsOne()
    const { db } = w.app.house
    expect([...NEVER_CHANGED].sort()).toEqual([
      'adopted_texts',
      'attendance',
      'record',
      'rolls',
      'standing_orders',
      'versions',
    ])
    const before = await storeOf(w)
    for (const table of NEVER_CHANGED) {
      const columns = (await db.introspection.getTables()).find(({ name }) => name === table)?.columns ?? []
      expect(columns.length).toBeGreaterThan(4)
      for (const { name } of columns) {
        await expect(
          sql`update ${sql.table(table)} set ${sql.ref(name)} = ${sql.ref(name)}`.execute(db),
        ).rejects.toThrow(`${table} is never changed`)
      }
      await expect(sql`delete from ${sql.table(table)}`.execute(db)).rejects.toThrow(`${table} is never changed`)
      // Each store has a second way to remove rows.
      const around =
        w.store.kind === 'sqlite'
          ? sql`replace into ${sql.table(table)} select * from ${sql.table(table)}`
          : sql`truncate ${sql.table(table)} cascade`
      await expect(around.execute(db)).rejects.toThrow(`${table} is never changed`)
    }
    expect(await storeOf(w)).toEqual(before)
  })
})

describe('reading it', () => {
  test('[RB5] the book is read by who takes part, newest first, page by page', async () => {
    const { entries, head } = await member.sees('record', 'entries', { limit: '10' })
    expect(head).toEqual(await headOf(w))
    expect(entries.map(({ number }) => number)).toEqual(Array.from({ length: 10 }, (_, index) => head.number - index))
    const older = await member.sees('record', 'entries', { limit: '5', before: String(head.number - 9) })
    expect(older.entries[0]?.number).toBe(head.number - 10)
    expect((await (await w.person('s01')).ask('record', 'entries')).ok).toBe(true)
  })

  test('[RB5] not by who looks on; the head is shown to everybody signed in', async () => {
    expect(await observer.ask('record', 'entries')).toMatchObject({ ok: false, code: 'no-right', rule: 'RB5' })
    expect(await observer.sees('record', 'head')).toEqual(await headOf(w))
  })

  test('[AC6] a wrong page is refused', async () => {
    const pages: Record<string, string>[] = [{ limit: '0' }, { limit: '201' }, { limit: 'x' }, { before: 'x' }]
    for (const wrong of pages) {
      expect(await member.ask('record', 'entries', wrong)).toMatchObject({ ok: false, code: 'malformed', rule: 'AC6' })
    }
  })
})

describe('retries', () => {
  test('[RB6] the same request id with the same words gets the first answer; nothing is done again', async () => {
    const note = { session: '2025-04-joint', account: 'm09', event: 'came', requestId: 'arrival-01' }
    const secretary = await w.person('s01')
    const first = await secretary.act('sessions', 'note-attendance', note)
    const before = await storeOf(w)
    expect(first.ok).toBe(true)
    expect(await secretary.act('sessions', 'note-attendance', note)).toEqual(first)
    expect(await storeOf(w)).toEqual(before)
    await refuses(
      w,
      () => secretary.act('sessions', 'note-attendance', { ...note, account: 'm17' }),
      'malformed',
      'RB6',
    )
  })

  test('[RB6] two at the same moment do it once and get the same answer', async () => {
    const freeze = () =>
      chair.act('versions', 'freeze', { recommendation: 'r01', inSeconds: 10, requestId: 'freeze-01' })
    const [one, two] = await Promise.all([freeze(), freeze()])
    expect(one?.ok).toBe(true)
    expect(two).toEqual(one)
  })

  test('[RB6] a request id is its person’s own, and one act’s own; what was refused may be tried again under it', async () => {
    const secretary = await w.person('s01')
    const declare = (person: Person) =>
      person.act('sessions', 'declare-recusal', {
        session: '2025-04-joint',
        recommendation: 'r01',
        account: person.id,
        reason: 'x',
        requestId: 'same-id-01',
      })
    expect((await declare(chair)).ok).toBe(true)
    expect((await declare(member)).ok).toBe(true)
    const late = { session: '2025-04-joint', account: 'm09', event: 'left', requestId: 'same-id-01' }
    await refuses(w, () => secretary.act('sessions', 'note-attendance', late), 'not-present', 'SE4')
    await secretary.does('sessions', 'note-attendance', { ...late, event: 'came', requestId: 'other-id-01' })
    expect((await secretary.act('sessions', 'note-attendance', late)).ok).toBe(true)
  })
})

import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { sql } from 'kysely'
import type { PolicyRole, PolicyStage } from '../../shared/policy.ts'
import { newStore } from '../stores.ts'
import { Person, testClock, type World, world } from '../world.ts'
import { bringTo, MOMENTS, type Moment, momentOf } from './moments.ts'
import { prepare, type Standing } from './standing.ts'
import { invite } from './standing-accounts.ts'

/** Who of the small world asks in what capacity. */
export const ROLES = {
  presiding: 'm01',
  chair: 'm12',
  deputy: 'm02',
  member: 'm03',
  former: 'm09',
  secretariat: 's01',
  operator: 's02',
  clerk: 'x03',
  drafter: 'o03',
  observer: 'o01',
  guest: 'o04',
  addressee: 'o02',
  administrator: 'x01',
  stranger: 'x02',
  nobody: null,
} as const satisfies Record<PolicyRole, string | null>

/** The small world at one stage of its session, put back after every act that went through. */
export type Stand = {
  readonly stage: PolicyStage
  /** What acts name, as it is at a moment. */
  at(moment: Moment): Promise<Standing>
  as(role: PolicyRole): Person
  /** Where it listens. */
  origin(): Promise<string>
  /** Puts back what was changed. */
  again(): Promise<void>
  close(): Promise<void>
}

/**
 * A store at a stage. Everything that acts name is there by real acts of an open sitting; only *planned* is then written into the row
 * of the session, so that the stage alone is what refuses.
 */
export async function stand(stage: PolicyStage): Promise<Stand> {
  const store = await newStore('demo')
  if (store.kind !== 'sqlite') throw new Error('a folder is asked for')
  const w = await world({ store, clock: testClock() })
  await invite(w)
  const keeper = await keeperOf(w, store.file)
  const prepared = await prepare(w)
  if (stage === 'voting') await bringTo(w, stage)
  await keeper.keep('prepared')
  const standings = new Map<Moment, Standing>()
  for (const moment of MOMENTS) {
    await keeper.put('prepared')
    const raised = await momentOf(w, moment)
    if (stage !== 'voting') await bringTo(w, stage)
    await keeper.keep(moment)
    standings.set(moment, await prepared.standing(raised))
  }
  const cookies = new Map<PolicyRole, string>()
  for (const [role, id] of Object.entries(ROLES) as [PolicyRole, string | null][])
    if (id !== null) cookies.set(role, (await w.person(id)).cookie)
  let address: string | null = null
  return {
    stage,
    async at(moment) {
      await keeper.put(moment)
      const standing = standings.get(moment)
      if (!standing) throw new Error(`nothing was kept of ${moment}`)
      return standing
    },
    as: (role) => new Person(ROLES[role] ?? '', cookies.get(role) ?? '', w.app),
    async origin() {
      address ??= await w.listen()
      return address
    },
    again: keeper.again,
    async close() {
      await w.close()
      rmSync(dirname(store.file), { recursive: true, force: true })
    },
  }
}

/**
 * Keeps copies of the store beside it and puts one back, in the writers' turn: every table, or only those touched since.
 * The test's own store lets rows be taken out.
 */
async function keeperOf({ app, people }: World, file: string) {
  const { db, acts } = app.house
  // Before anything is kept, so that no copy knows less sign-ins than another.
  await people(...Object.values(ROLES).filter((id) => id !== null))
  const namesOf = async (type: 'table' | 'trigger') =>
    (
      await sql<{
        name: string
      }>`select name from sqlite_master where type = ${type} and name not like 'sqlite_%'`.execute(db)
    ).rows.map(({ name }) => name)
  const tables = await namesOf('table')
  await acts.writeSignIn(async (writer) => {
    for (const name of await namesOf('trigger')) await sql`drop trigger ${sql.ref(name)}`.execute(writer)
    await sql`pragma foreign_keys = off`.execute(writer)
    await sql`create table touched (name text primary key)`.execute(writer)
    for (const name of tables)
      for (const event of ['insert', 'update', 'delete'])
        await sql`create trigger ${sql.ref(`touched_${name}_${event}`)} after ${sql.raw(event)} on ${sql.ref(name)}
          begin insert into touched select ${sql.lit(name)} where not exists (select 1 from touched where name = ${sql.lit(name)}); end`.execute(
          writer,
        )
  })
  let present: string | null = null
  const restore = (from: string, only: readonly string[]) =>
    acts.writeSignIn(async (writer) => {
      // One at a time: SQLite attaches no more than ten.
      await sql`attach ${`${file}.${from}`} as kept`.execute(writer)
      await sql`begin immediate`.execute(writer)
      for (const name of only) {
        await sql`delete from main.${sql.ref(name)}`.execute(writer)
        await sql`insert into main.${sql.ref(name)} select * from kept.${sql.ref(name)}`.execute(writer)
      }
      await sql`delete from touched`.execute(writer)
      await sql`commit`.execute(writer)
      await sql`detach kept`.execute(writer)
    })
  return {
    async keep(name: string) {
      await acts.writeSignIn(async (writer) => {
        await sql`delete from touched`.execute(writer)
        await sql`vacuum into ${`${file}.${name}`}`.execute(writer)
      })
      present = name
    },
    async put(name: string) {
      if (present !== name) await restore(name, tables)
      present = name
    },
    async again() {
      const touched = await sql<{ name: string }>`select name from touched`.execute(db)
      if (present)
        await restore(
          present,
          touched.rows.map(({ name }) => name),
        )
    },
  }
}

import type { AccountId, SessionId, TextId } from '../../shared/ids.ts'
import type { Database } from '../db/database.ts'
import type { Caret, Fanout, People, Word } from './fanout.ts'
import type { LiveNeeds, Presence } from './live-texts.ts'
import type { News } from './news.ts'
import type { Rooms } from './rooms.ts'

/** How often each server asks the store what it may have missed. Source: RULES.md LT60. */
const LOOK_MS = 1_000
/** Beats are written at least so often; a server whose beat stands still for longer than `GONE_MS` is gone. */
const BEAT_MS = 2_000
const GONE_MS = 7_000
/** A sign-in is new for so long; the clocks of servers may differ by less. */
const NEW_SIGN_IN_MS = 15_000

type Needs = Pick<LiveNeeds, 'now' | 'log' | 'changed' | 'presenceChanged'> & {
  /** This server's own id, by chance at its start. */
  readonly id: string
  readonly db: Database
  readonly rooms: Rooms
  readonly news: News
  readonly fanout: () => Fanout
  /** Takes up what another server began and could not finish. */
  readonly takeUp: () => Promise<void>
  /** Since when an open session keeps an account's sign-ins, also those that would have run out. Source: RULES.md AC29. */
  readonly keptSince: (account: AccountId) => Promise<number | null>
}

/** What the row of a server says. */
type Written = { readonly people: People; readonly carets: readonly (readonly [TextId, readonly Caret[]])[] }

type Other = { people: People; beat: number; heardAt: number }

/**
 * The other servers on this store, as far as this one must know them. Everything that counts is in the store and looked up there
 * once a second; what the fan-out says only makes that sooner. No server owns a text. Source: RULES.md LT60, LT61.
 */
export class Servers {
  readonly #needs: Needs
  readonly #others = new Map<string, Other>()
  /** Heads of texts that are not open here, to tell readers of lists. */
  readonly #seen = new Map<TextId, number>()
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | null = null
  #lookAgain = false
  /** Sign-ins begun a moment ago that were told of. */
  #toldSignIns: ReadonlySet<string> = new Set()
  #beat = 0
  #beatAt = Number.NEGATIVE_INFINITY
  #isStopped = false

  constructor(needs: Needs) {
    this.#needs = needs
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_MS)
    void this.look()
  }

  /** Asks the store what happened on other servers. Never throws: a store that is away is asked again. */
  look(): Promise<void> {
    if (this.#isStopped) return Promise.resolve()
    this.#lookAgain = true
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null
    })
    return this.#looking
  }

  hear(from: string, word: Word): void {
    if (this.#isStopped) return
    if (word.kind === 'look') void this.look()
    else if (word.kind === 'text') this.#sawHead(word.text, word.seq)
    else if (word.kind === 'carets') this.#needs.rooms.showCarets(from, word.text, word.carets)
    else if (word.kind === 'who') this.#sayCarets(word.text, this.#needs.rooms.caretsHere(word.text))
    else this.#learn(from, word.people, null)
  }

  /** How many servers are on this store, this one among them. */
  get count(): number {
    return this.#others.size + 1
  }

  /** Who is in which text on the other servers. */
  presences(): readonly Presence[] {
    return [...this.#others.values()].flatMap(({ people }) => people.presences)
  }

  /** Who has a page of a session open on the other servers. */
  readers(session: SessionId): readonly AccountId[] {
    return [...this.#others.values()].flatMap(
      ({ people }) => (people.readers.find(([one]) => one === session)?.[1] ?? []) as readonly AccountId[],
    )
  }

  /** Who is where on this server has changed. */
  peopleChanged(): void {
    this.#needs.fanout().say({ kind: 'people', people: this.#people() })
  }

  /** Carets on this server have moved. */
  caretsMoved(text: TextId, carets: readonly Caret[]): void {
    this.#sayCarets(text, carets)
  }

  /** A text is open here from now on: who points where in it elsewhere? */
  opened(text: TextId): void {
    this.#needs.fanout().say({ kind: 'who', text })
  }

  /** This server has a new row of a text. */
  wrote(text: TextId, seq: number): void {
    this.#needs.fanout().say({ kind: 'text', text, seq })
  }

  /** Something was done here that the store tells of. */
  acted(): void {
    this.#needs.fanout().say({ kind: 'look' })
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    await this.#looking
    await this.#needs.db
      .deleteFrom('servers')
      .where('id', '=', this.#needs.id)
      .execute()
      .catch(() => undefined)
    this.#needs.fanout().close()
  }

  async #look(): Promise<void> {
    while (this.#lookAgain && !this.#isStopped) {
      this.#lookAgain = false
      for (const step of [
        this.#lookAtHeads,
        this.#lookAtNews,
        this.#lookAtSignIns,
        this.#lookAtServers,
        this.#takeUp,
      ]) {
        await step.call(this).catch((fault: unknown) => {
          this.#needs.log('warn', 'the store could not be asked what other servers did', { fault: String(fault) })
          return this.#needs.rooms.check()
        })
      }
    }
  }

  async #lookAtHeads(): Promise<void> {
    const { db, rooms } = this.#needs
    const open = rooms.openTexts()
    const heads = await db
      .selectFrom('heads')
      .select(['text', 'seq', 'rev'])
      .where((eb) => eb.or([eb('state', '<>', 'closed'), ...(open.length > 0 ? [eb('text', 'in', open)] : [])]))
      .execute()
    await Promise.all(
      heads.map(async ({ text, seq, rev }) => {
        if (!rooms.isOpen(text as TextId)) this.#sawHead(text as TextId, seq)
        else await rooms.look(text as TextId, seq, rev)
      }),
    )
  }

  #lookAtNews(): Promise<void> {
    return this.#needs.news.look()
  }

  /** A sign-in that ended on another server ends here. Source: RULES.md LT33. */
  async #lookAtSignIns(): Promise<void> {
    const { db, rooms, news, now, keptSince } = this.#needs
    const here = new Map([...rooms.signIns(), ...news.signIns()])
    if (here.size === 0) return
    const rows = await db
      .selectFrom('sign_ins')
      .select(['id_hash', 'account', 'expires_at'])
      .where('id_hash', 'in', [...here.keys()])
      .execute()
    const alive = new Set<string>()
    for (const { id_hash, account, expires_at } of rows) {
      const since = expires_at > now() ? 0 : await keptSince(account)
      if (since !== null && expires_at > since) alive.add(id_hash)
    }
    for (const [signIn, account] of here) {
      if (alive.has(signIn)) continue
      rooms.signedOut(account, signIn)
      news.signedOut(signIn)
    }
    await this.#tellOfNewSignIns([...new Set(here.values())])
  }

  /** A person's open pages here are told of a sign-in that began on another server. Source: RULES.md AC25. */
  async #tellOfNewSignIns(accounts: readonly AccountId[]): Promise<void> {
    const { db, news, now } = this.#needs
    const rows = await db
      .selectFrom('sign_ins')
      .select(['id_hash', 'account'])
      .where('account', 'in', accounts)
      .where('created_at', '>', now() - NEW_SIGN_IN_MS)
      .execute()
    for (const { id_hash, account } of rows)
      if (!this.#toldSignIns.has(id_hash)) news.tellAccount(account, ['sign-ins'])
    this.#toldSignIns = new Set(rows.map(({ id_hash }) => id_hash))
  }

  async #lookAtServers(): Promise<void> {
    await this.#writeBeat()
    const { db, id, now, rooms } = this.#needs
    const rows = await db.selectFrom('servers').select(['id', 'beat', 'people']).where('id', '<>', id).execute()
    for (const row of rows) {
      const known = this.#others.get(row.id)
      if (known?.beat === row.beat) continue
      const { people, carets } = JSON.parse(row.people) as Written
      this.#learn(row.id, people, row.beat)
      for (const [text, ones] of carets) rooms.showCarets(row.id, text, ones)
    }
    for (const [other, { heardAt }] of [...this.#others]) {
      const isLeft = !rows.some((row) => row.id === other)
      if (!isLeft && now() - heardAt < GONE_MS) continue
      this.#others.delete(other)
      rooms.serverGone(other)
      this.#needs.presenceChanged()
      await db.deleteFrom('servers').where('id', '=', other).execute()
    }
  }

  /** People travel by the store only when nothing faster carries them. */
  async #writeBeat(): Promise<void> {
    const { db, id, now, fanout, rooms } = this.#needs
    const at = now()
    const isUp = fanout().isUp
    if (isUp && at - this.#beatAt < BEAT_MS) return
    const written: Written = { people: this.#people(), carets: isUp ? [] : rooms.allCaretsHere() }
    this.#beatAt = at
    this.#beat += 1
    const row = { id, beat: this.#beat, people: JSON.stringify(written), at }
    await db
      .insertInto('servers')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ beat: row.beat, people: row.people, at }))
      .execute()
  }

  #takeUp(): Promise<void> {
    return this.#needs.takeUp()
  }

  #sawHead(text: TextId, seq: number): void {
    if (this.#needs.rooms.isOpen(text)) {
      void this.#needs.rooms.look(text, seq, null)
      return
    }
    const before = this.#seen.get(text)
    this.#seen.set(text, seq)
    if (before !== undefined && before < seq) this.#needs.changed(text, seq)
  }

  #sayCarets(text: TextId, carets: readonly Caret[]): void {
    if (carets.length > 0) this.#needs.fanout().say({ kind: 'carets', text, carets })
  }

  #learn(from: string, people: People, beat: number | null): void {
    const known = this.#others.get(from)
    const isNew = JSON.stringify(known?.people) !== JSON.stringify(people)
    this.#others.set(from, { people, beat: beat ?? known?.beat ?? -1, heardAt: this.#needs.now() })
    if (isNew) this.#needs.presenceChanged()
  }

  #people(): People {
    const { rooms, news } = this.#needs
    return {
      presences: rooms.presentHere(),
      readers: [...news.allReaders()].map(([session, accounts]) => [session, [...accounts]]),
    }
  }
}

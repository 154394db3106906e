import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import type { Kysely } from 'kysely'
import { Client } from 'pg'
import type { StoreAddress } from '../../server/db/address.ts'
import { openDatabase, type Tables, type Tx } from '../../server/db/database.ts'
import { type LiveNeeds, NOWHERE, UNMEASURED } from '../../server/live/live-texts.ts'
import { type LogRow, revOf, seedText, setHead } from '../../server/live/log-rows.ts'
import { openLiveTexts, type Rooms } from '../../server/live/rooms.ts'
import { attachLive } from '../../server/live/socket.ts'
import type { HeadState } from '../../server/live/tables.ts'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { eachLanguage } from '../../shared/language.ts'
import type { TextAccess } from '../../shared/live/room.ts'
import { blocksFromPlain, type Parts } from '../../shared/text/canonical.ts'
import { newStore } from '../stores.ts'

/** What somebody may do in the host's texts, as a test sets it. */
export type Right = 'edit' | 'read' | 'watch' | 'nothing'

/**
 * A small house around the real live texts: a real HTTP server, a real store, rights and sign-ins in plain maps.
 * A cookie is the account's id; an account signed out is in `signedOut`.
 */
export type Host = {
  readonly port: number
  readonly url: string
  readonly origin: string
  readonly store: StoreAddress
  readonly server: Server
  readonly rooms: Rooms
  readonly db: Kysely<Tables>
  readonly rights: Map<string, Right>
  readonly signedOut: Set<string>
  readonly logged: string[]
  readonly needs: LiveNeeds
  /** Moves the server's clock forward. */
  passes(ms: number): void
  seed(text: string, words?: string): Promise<TextId>
  /** Changes a head as an act does: in the log's turn, in its own transaction. `accessChanged` is left to the caller. */
  act(text: TextId, change: { state?: HeadState; newEpoch?: boolean }): Promise<{ seq: number } | undefined>
  head(text: TextId): Promise<{ seq: number; state: string; rev: number; epoch: string }>
  /** The rows of a text's log, as they are stored. */
  rows(text: string): Promise<LogRow[]>
  /** Keeps the store from being written until the answer is called. */
  holdStore(): Promise<() => Promise<void>>
  stop(): Promise<void>
}

const account = (name: string): AccountId => name as AccountId

export function partsOf(words: string): Parts {
  const empty = eachLanguage(() => [])
  return { title: empty, text: { kk: [], ru: [], en: blocksFromPlain(words) }, rationale: empty, indicator: empty }
}

/** Starts a host on a new store, or on one whose texts it keeps. */
export async function startHost(asked?: StoreAddress, change: Partial<LiveNeeds> = {}): Promise<Host> {
  const store = asked ?? (await newStore('tables'))
  const db = await openDatabase(store)
  const rights = new Map<string, Right>()
  const signedOut = new Set<string>()
  const logged: string[] = []
  let shift = 0
  const needs: LiveNeeds = {
    authenticate: async (cookie) =>
      cookie && !signedOut.has(cookie) ? { account: account(cookie), signInHash: `sign-in of ${cookie}` } : null,
    allowedOrigin: (origin, host) => origin === `http://${host}`,
    access: async (_text, who): Promise<TextAccess> => {
      const right = rights.get(who) ?? 'edit'
      if (right === 'nothing') return { visible: false }
      return {
        visible: true,
        edit: right === 'edit',
        seesPeople: right !== 'watch',
        reason: right === 'edit' ? null : 'no-right',
        stage: 'drafting',
        pen: 'everyone-seated',
        freezesAt: null,
        closed: false,
      }
    },
    rev: (text) => revOf(db, text),
    presenceUser: async (who) => ({ id: who, name: `Name of ${who}`, council: 'cc', color: '#123456' }),
    changed: () => undefined,
    presenceChanged: () => undefined,
    elsewhere: NOWHERE,
    measures: UNMEASURED,
    now: () => Date.now() + shift,
    random: (bytes) => randomBytes(bytes),
    log: (level, message, fields) => void logged.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`),
    ...change,
  }
  const rooms = await openLiveTexts(needs, store)
  const server = createServer((_request, response) => response.end('ok'))
  attachLive(server, rooms, needs)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const inTx = <T>(write: (tx: Tx) => Promise<T>) => rooms.turn(() => db.transaction().execute(write))
  return {
    port,
    url: `ws://127.0.0.1:${port}/live`,
    origin: `http://127.0.0.1:${port}`,
    store,
    server,
    rooms,
    db,
    rights,
    signedOut,
    logged,
    needs,
    passes: (ms) => {
      shift += ms
    },
    seed: async (text, words = '') => {
      await inTx((tx) =>
        seedText(tx, {
          text: text as TextId,
          parts: partsOf(words),
          account: account('house'),
          at: needs.now(),
          random: needs.random,
        }),
      )
      return text as TextId
    },
    act: (text, { state, newEpoch }) =>
      inTx((tx) => setHead(tx, text, { ...(state && { state }), ...(newEpoch && { newEpoch: needs.random }) })),
    head: (text) => db.selectFrom('heads').selectAll().where('text', '=', text).executeTakeFirstOrThrow(),
    rows: (text) => db.selectFrom('text_log').selectAll().where('text', '=', text).orderBy('seq').execute(),
    holdStore: () => holdStore(store),
    stop: async () => {
      await rooms.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await db.destroy()
    },
  }
}

/** A stranger with a connection of its own who has begun to write and does not end. */
async function holdStore(store: StoreAddress): Promise<() => Promise<void>> {
  if (store.kind === 'sqlite') {
    const stranger = new DatabaseSync(store.file)
    stranger.exec('BEGIN IMMEDIATE')
    return async () => stranger.close()
  }
  const stranger = new Client({ connectionString: store.url })
  await stranger.connect()
  await stranger.query('BEGIN')
  await stranger.query('UPDATE heads SET rev = rev')
  return () => stranger.end()
}

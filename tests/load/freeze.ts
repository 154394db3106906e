import * as Y from 'yjs'
import type { StoreAddress } from '../../server/db/address.ts'
import { type Database, openDatabaseReadOnly } from '../../server/db/database.ts'
import { replayRows } from '../../server/live/log-rows.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { Fields } from '../../shared/recommendations/model.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'
import { Device, letThemType } from './device.ts'
import { Latencies } from './latencies.ts'
import { countMarkers } from './markers.ts'
import type { Given, Outcome } from './outcome.ts'
import { signIn, type Text, textsOf } from './people.ts'
import { startServer } from './servers.ts'
import { atTwoServers } from './two-servers.ts'
import type { House } from './typing.ts'
import { keystrokesIn } from './updates.ts'
import { verifyFaults } from './verify.ts'
import { pass, until } from './waiting.ts'

const TYPISTS = 50
const PER_SECOND = 5
const TYPING_MS = { least: 100, most: 400 } as const
/** How long what is in the frozen text may take to be shown to everybody. */
const SHOWN_WITHIN_MS = 5_000
/** What each types after the freeze was answered, for seeing it refused. */
const LATE_KEYSTROKES = 2

const FAULTS_SAID = 5

type Version = {
  readonly seq: number
  readonly hash: string
  readonly canonical: string
  readonly fields: Fields
  readonly plain: unknown
}

type Houses = readonly [House, ...House[]]

/**
 * The chair freezes a text over HTTP while 50 people type, takes the freeze back, and freezes the next text. Each time the frozen
 * hash must be that of the log replayed up to the freeze and no further; what was saved is in it; whatever was sent later is
 * refused, nothing of it is in the text, and its author still has it.
 */
export async function freeze(given: Given): Promise<Outcome> {
  const server = await startServer('kenes')
  try {
    const house = { server, live: server.live, people: await signIn(server) }
    return await freezeAgainAndAgain([house], server.store, given.times)
  } finally {
    await server.remove()
  }
}

/** The same with those who type and read at two servers in turn; the chair freezes at the one, then at the other. */
export const freezeAtTwo = (given: Given): Promise<Outcome> =>
  atTwoServers(({ houses, store }) => freezeAgainAndAgain(houses, store, given.times))

async function freezeAgainAndAgain(houses: Houses, store: StoreAddress, times: number): Promise<Outcome> {
  const log = openDatabaseReadOnly(store)
  // All in turn: a text knows a limited number of client ids, and each freeze needs new ones.
  const texts = await textsOf(houses[0].people)
  const took = new Latencies()
  const faults: string[] = []
  let freezes = 0
  let refused = 0
  while (freezes < times) {
    const text = texts[freezes % texts.length]
    if (!text) throw new Error('the session has no texts')
    const found = await freezeOnce(houses, inTurn(houses, freezes), log, text)
    freezes += 1
    took.add(found.ms)
    refused += found.refused
    if (found.faults.length > 0) faults.push(`freeze ${freezes} of ${text.id}: ${shortened(found.faults)}`)
  }
  await log.destroy()
  faults.push(...(await verifyFaults(store)))
  return {
    figures: { freezes, refused, ...took.figures() },
    faults,
    isGeneratorTheLimit: false,
  }
}

/** What is wrong with one freeze is mostly wrong for everybody in it. */
const shortened = (faults: readonly string[]): string =>
  [...faults.slice(0, FAULTS_SAID), ...(faults.length > FAULTS_SAID ? [`${faults.length} in all`] : [])].join('; ')

const inTurn = (houses: Houses, index: number): House => houses[index % houses.length] ?? houses[0]

type Frozen = { readonly ms: number; readonly refused: number; readonly faults: string[] }

async function freezeOnce(houses: Houses, { people }: House, log: Database, text: Text): Promise<Frozen> {
  const comes = (id: number, at: House) =>
    new Device({ id, live: at.live, text: text.textId, headers: at.people.headers(id), isStubborn: true })
  const typists = Array.from({ length: TYPISTS }, (_, id) => comes(id, inTurn(houses, id)))
  const readers = houses.map((house, index) => comes(TYPISTS + index, house))
  await until('all have the text', () => [...typists, ...readers].every(({ isSynced }) => isSynced))
  const stopTyping = letThemType(typists, PER_SECOND)
  await pass(TYPING_MS.least + Math.random() * (TYPING_MS.most - TYPING_MS.least))
  const asked = performance.now()
  const { version } = await people.chair<{ version: { id: string; hash: string } }>('POST', 'versions/freeze', {
    recommendation: text.id,
  })
  const ms = performance.now() - asked
  const typedBefore = typists.map(({ typed }) => typed)
  for (let more = 0; more < LATE_KEYSTROKES; more += 1) for (const typist of typists) typist.types()
  stopTyping()
  await until('every edit is decided', () => typists.every(({ isDecided }) => isDecided))
  const frozen = await people.chair<Version>('GET', 'versions/version', { id: version.id })
  // Read to its end: whatever stands after the version's row should not be there.
  const rows = await log.selectFrom('text_log').selectAll().where('text', '=', text.textId).orderBy('seq').execute()
  const replayed = replayRows(rows.filter(({ seq }) => seq <= frozen.seq))
  const plain = JSON.stringify(frozen.plain)
  const hasFrozen = ({ doc }: Device) => JSON.stringify(plainParts(readParts(doc))) === plain
  // What was saved at one server is on its way to those who read at the other.
  await until('who only reads has the frozen text', () => readers.every(hasFrozen), SHOWN_WITHIN_MS).catch(
    () => undefined,
  )
  const seq = rows.at(-1)?.seq
  const faults = [
    ...hashFaults(version.hash, frozen, text, replayed),
    ...typists.flatMap((typist, index) => editFaults(typist, typedBefore[index] ?? 0, replayed)),
    ...(readers.every(hasFrozen) ? [] : ['one who only read was shown another text']),
    ...(seq === frozen.seq ? [] : [`the log goes on to row ${seq}, the version ends at ${frozen.seq}`]),
  ]
  for (const device of [...typists, ...readers]) device.leaves()
  await people.chair('POST', 'votes/take-back-freeze', { recommendation: text.id })
  const refused = typists.reduce((sum, { typed, acknowledged }) => sum + typed - acknowledged, 0)
  return { ms, refused, faults }
}

function hashFaults(hash: string, frozen: Version, text: Text, replayed: Y.Doc): string[] {
  const replay = canonicalContent({
    recommendation: text.id,
    kind: text.kind,
    fields: frozen.fields,
    parts: readParts(replayed),
  })
  return [
    ...(frozen.hash === hash ? [] : ['the version has another hash than the freeze answered']),
    ...(sha256Hex(frozen.canonical) === hash ? [] : ['the hash is not that of the version']),
    ...(sha256Hex(replay) === hash ? [] : ['the hash is not that of the replay']),
  ]
}

/** What a typist was told must be what the frozen text has: saved words, all of them, and no other. */
function editFaults(typist: Device, typedBefore: number, replayed: Y.Doc): string[] {
  const kept = keystrokesIn(Y.getState(replayed.store, typist.doc.clientID))
  const { id, typed, acknowledged, refused, refusedFrom } = typist
  const own = countMarkers(typist.ownWords).get(id)
  const isKept = own?.size === typed && [...own.values()].every((count) => count === 1)
  return [
    ...(kept === acknowledged ? [] : [`typist ${id} was told ${acknowledged} are saved, the text has ${kept}`]),
    ...(acknowledged <= typedBefore ? [] : [`typist ${id}: an edit after the freeze was saved`]),
    ...(refusedFrom === acknowledged && typed > acknowledged && refused === typed - acknowledged
      ? []
      : [
          `typist ${id}: not every later edit was refused (${acknowledged} of ${typed} saved, ${refused} refused, from ${refusedFrom})`,
        ]),
    ...(isKept ? [] : [`typist ${id} has no longer all that was typed`]),
  ]
}

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as Y from 'yjs'
import { type LogRow, replayRows } from '../../server/live/log-rows.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { Fields } from '../../shared/recommendations/model.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'
import { Device, letThemType } from './device.ts'
import { Latencies } from './latencies.ts'
import type { Given, Outcome } from './outcome.ts'
import { type People, signIn, type Text, textsOf } from './people.ts'
import { type Server, startServer } from './servers.ts'
import { pass, until } from './waiting.ts'

const TYPISTS = 50
const PER_SECOND = 5
const TYPING_MS = { least: 100, most: 400 } as const
/** What each types after the freeze was answered, for seeing it refused. */
const LATE_KEYSTROKES = 2

type Version = {
  readonly seq: number
  readonly hash: string
  readonly canonical: string
  readonly fields: Fields
  readonly plain: unknown
}

/**
 * The chair freezes a text over HTTP while 50 people type, takes the freeze back, and freezes the next text. Each time the frozen
 * hash must be that of the log replayed up to the freeze and no further; what was saved is in it; whatever was sent later is
 * refused, and nothing of it is in the text.
 */
export async function freeze(given: Given): Promise<Outcome> {
  const server = await startServer('kenes')
  try {
    const people = await signIn(server)
    const log = new DatabaseSync(join(server.folder, 'kenes.sqlite'), { readOnly: true })
    // All in turn: a text knows a limited number of client ids, and each freeze needs new ones.
    const texts = await textsOf(people)
    const took = new Latencies()
    const faults: string[] = []
    let refused = 0
    for (let round = 0; round < given.times; round += 1) {
      const text = texts[round % texts.length]
      if (!text) throw new Error('the session has no texts')
      const found = await freezeOnce(server, people, log, text)
      took.add(found.ms)
      refused += found.refused
      faults.push(...found.faults.map((fault) => `freeze ${round + 1} of ${text.id}: ${fault}`))
    }
    log.close()
    return {
      figures: { freezes: given.times, refused, ...took.figures() },
      faults,
      isGeneratorTheLimit: false,
    }
  } finally {
    await server.remove()
  }
}

type Frozen = { readonly ms: number; readonly refused: number; readonly faults: string[] }

async function freezeOnce(server: Server, people: People, log: DatabaseSync, text: Text): Promise<Frozen> {
  const common = { live: server.live, text: text.textId, isStubborn: true }
  const typists = Array.from({ length: TYPISTS }, (_, id) => new Device({ ...common, id, headers: people.headers(id) }))
  const reader = new Device({ ...common, id: TYPISTS, headers: people.headers(0) })
  await until('all have the text', () => [...typists, reader].every(({ isSynced }) => isSynced))
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
  const replayed = replayRows(rowsUpTo(log, text.textId, frozen.seq))
  const faults = [
    ...hashFaults(version.hash, frozen, text, replayed),
    ...typists.flatMap((typist, index) => editFaults(typist, typedBefore[index] ?? 0, replayed)),
    ...(JSON.stringify(plainParts(readParts(reader.doc))) === JSON.stringify(frozen.plain)
      ? []
      : ['one who only read was shown another text']),
  ]
  const { seq } = headOf(log, text.textId)
  if (seq !== frozen.seq) faults.push(`the log goes on to row ${seq}, the version ends at ${frozen.seq}`)
  for (const device of [...typists, reader]) device.leaves()
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
  const kept = typist.keystrokesIn(Y.getState(replayed.store, typist.doc.clientID))
  const { id, typed, acknowledged, refusedFrom } = typist
  return [
    ...(kept === acknowledged ? [] : [`typist ${id} was told ${acknowledged} are saved, the text has ${kept}`]),
    ...(acknowledged <= typedBefore ? [] : [`typist ${id}: an edit after the freeze was saved`]),
    ...(refusedFrom === acknowledged && typed > acknowledged
      ? []
      : [
          `typist ${id}: not every later edit was refused (${acknowledged} of ${typed} saved, refused from ${refusedFrom})`,
        ]),
  ]
}

const rowsUpTo = (log: DatabaseSync, text: string, seq: number): LogRow[] =>
  log.prepare('SELECT * FROM text_log WHERE text = ? AND seq <= ? ORDER BY seq').all(text, seq) as LogRow[]

const headOf = (log: DatabaseSync, text: string): { seq: number } =>
  log.prepare('SELECT max(seq) AS seq FROM text_log WHERE text = ?').get(text) as { seq: number }

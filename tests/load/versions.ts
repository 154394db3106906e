import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { storeFile } from '../../server/db/database.ts'
import { sha256Hex } from '../../shared/hash.ts'
import { eachLanguage } from '../../shared/language.ts'
import { blocksFromPlain } from '../../shared/text/canonical.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'
import { reportOf } from '../monitoring/report.ts'
import { english } from '../monitoring/sentences-en.ts'
import { russian } from '../monitoring/sentences-ru.ts'
import { Latencies, timed } from './latencies.ts'
import type { Given, Outcome } from './outcome.ts'
import { asking, SESSION, signIn, signInAs, textsOf } from './people.ts'
import { cpuSeconds, memory, watchLoad } from './processes.ts'
import { type Server, startServer } from './servers.ts'
import { pass } from './waiting.ts'

const TEXTS = 200
const VERSIONS = 500
/** So many revisions of the whole set went round. */
const REVISIONS = 30
/** So many people look at once. */
const READERS = 8

/**
 * A session of 200 texts with 500 versions each. Eight people ask for the list of a text's versions and then for two of them, which their
 * pages compare, as often as `times` says; then for the revisions.
 */
export async function versions(given: Given): Promise<Outcome> {
  const server = await startServer('kenes')
  try {
    const people = await signIn(server)
    const secretary = await signInAs(server.http, 's01')
    await createTexts(secretary)
    const texts = await textsOf(people)
    fill(
      server,
      texts.map(({ id, textId }) => ({ id, textId })),
    )
    // Filling kept this process busy: connections that the server closed meanwhile are let go.
    await pass(1_000)
    const [lists, compared, revisions] = [new Latencies(), new Latencies(), new Latencies()]
    const faults: string[] = []
    const measured = watchLoad([server.pid])
    const usedBefore = cpuSeconds(server.pid)
    const asks = asking(server, people)
    let at = 0
    const reader = async (index: number) => {
      while (at < given.times) {
        at += 1
        const { id = '' } = texts[(at * 37) % texts.length] ?? {}
        const { versions: listed } = await timed(lists, () =>
          asks<List>(index, 'versions/list', { recommendation: id }),
        )
        if (listed.length !== VERSIONS) faults.push(`${id} has ${listed.length} versions`)
        const [after, before] = [listed[at % 100], listed[(at % 100) + 1 + (at % 50)]]
        const pair = await timed(compared, () =>
          Promise.all([before, after].map((one) => asks<One>(index, 'versions/version', { id: one?.id ?? '' }))),
        )
        if (pair.some(({ canonical, hash }) => sha256Hex(canonical) !== hash))
          faults.push(`${id}: other bytes than hashed`)
      }
    }
    await Promise.all(Array.from({ length: READERS }, (_, index) => reader(index)))
    const used = cpuSeconds(server.pid) - usedBefore
    for (let time = 0; time < 20; time += 1)
      await timed(revisions, () => asks(0, 'versions/revision', { session: SESSION, number: String(1 + time) }))
    const load = measured()
    return {
      figures: {
        versions: TEXTS * VERSIONS,
        listP50: lists.quantile(0.5),
        listP95: lists.quantile(0.95),
        comparedP50: compared.quantile(0.5),
        comparedP95: compared.quantile(0.95),
        revisionP95: revisions.quantile(0.95),
        cpuPerQuestion: (used * 1_000) / (lists.count + 2 * compared.count),
        cpu: load.cpu,
        rss: memory(server.pid).rss,
        waited: load.waited,
      },
      faults,
      isGeneratorTheLimit: load.isGeneratorTheLimit,
    }
  } finally {
    await server.remove()
  }
}

type List = { readonly versions: readonly { readonly id: string }[] }
type One = { readonly canonical: string; readonly hash: string }

/** As many texts as make the session whole, by the secretariat's own act. */
async function createTexts(secretary: Awaited<ReturnType<typeof signInAs>>): Promise<void> {
  const { recommendations } = await secretary<{ recommendations: unknown[] }>('GET', 'recommendations/list', {
    session: SESSION,
  })
  const create = secretary as (method: 'POST', path: string, input: object) => Promise<unknown>
  await create('POST', 'recommendations/create-set', {
    session: SESSION,
    point: null,
    requestId: '0123456789abcdef',
    texts: Array.from({ length: TEXTS - recommendations.length }, (_, index) => ({
      kind: 'recommendation',
      source: 'ru',
      title: eachLanguage(() => `№ ${index}`),
      paragraphs: eachLanguage(() => []),
    })),
  })
}

const NO_FIELDS = { addressees: [], deadline: null, priority: null, findings: [], standards: [], themes: [] } as const

/** Puts versions and revisions straight into the store: by commands it would take hours. */
function fill(server: Server, texts: readonly { readonly id: string; readonly textId: string }[]): void {
  const store = new DatabaseSync(storeFile(server.folder))
  store.exec('PRAGMA busy_timeout = 20000; BEGIN IMMEDIATE')
  const version = store.prepare(
    'INSERT INTO versions (id, recommendation, text, number, reason, content, hash, seq, state, authors, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)',
  )
  const note = store.prepare(
    'INSERT INTO version_notes (version, name, words, changed_by, fields_rev) VALUES (?, ?, NULL, ?, 1)',
  )
  const revision = store.prepare(
    'INSERT INTO revisions (session, number, made_at, made_by, comments_until, to_observers) VALUES (?, ?, ?, ?, NULL, 1)',
  )
  const inRevision = store.prepare(
    'INSERT INTO revision_texts (session, revision, position, recommendation, number, version) VALUES (?, ?, ?, ?, ?, ?)',
  )
  // The demo has cut a few already.
  const newest = store.prepare('SELECT max(number) AS number FROM versions WHERE recommendation = ?')
  const emptyState = Buffer.from([0, 0])
  const at = Date.now()
  for (let number = 1; number <= REVISIONS; number += 1) revision.run(SESSION, number, at + number, 's01')
  const [ru, en] = [reportOf(russian), reportOf(english)].map((report) => report.map(({ words }) => words))
  for (const [position, { id, textId }] of texts.entries())
    for (let number = Number(newest.get(id)?.number ?? 0) + 1; number <= VERSIONS; number += 1) {
      const from = (position * 7 + Math.floor(number / 5)) % 150
      const said = (report: readonly string[] = []) => blocksFromPlain(report.slice(from, from + 3).join('\n'))
      const none = eachLanguage(() => blocksFromPlain(''))
      const text = { ru: said(ru), en: said(en), kk: blocksFromPlain(`Нұсқа ${number}`) }
      const parts = {
        title: eachLanguage(() => blocksFromPlain(`№ ${position}`)),
        text,
        rationale: none,
        indicator: none,
      }
      const content = canonicalContent({
        recommendation: id as never,
        kind: 'recommendation',
        fields: NO_FIELDS,
        parts,
      })
      const key = randomUUID()
      const isNamed = number % 3 === 0
      const reason = number > VERSIONS - REVISIONS ? 'circulation' : isNamed ? 'named' : 'activity'
      version.run(
        key,
        id,
        textId,
        number,
        reason,
        content,
        sha256Hex(content),
        emptyState,
        '["m01","m02","m03","m12"]',
        at + number,
        'm03',
      )
      note.run(key, isNamed ? `Version ${number}` : null, '["m03","m12"]')
      const round = number - (VERSIONS - REVISIONS)
      if (round > 0) inRevision.run(SESSION, round, position, id, position, key)
    }
  store.exec('COMMIT')
  store.close()
}

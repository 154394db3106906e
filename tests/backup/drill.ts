import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyStore } from '../../server/exports/verify.ts'
import { CHOICES } from '../../shared/votes/model.ts'
import { until } from '../live/people.ts'
import type { Random } from '../live/random.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { fillFolder } from '../stores.ts'
import { kenes } from './command.ts'
import { countsOf, Page } from './page.ts'

const VOTERS = ['m01', 'm02', 'm03', 'm04', 'm05', 'm06', 'm07', 'm08', 'm10', 'm11', 'm12', 'm13', 'm14', 'm15']
const WRITERS = ['m03', 'm05', 'm10', 'm12', 's01']
const TEXT = 'r02'
const LONGEST_WAIT_MS = 1_500
const TYPE_EVERY_MS = 25

/** What a drill came to; lists name what is not as it must be. */
export type Drill = {
  readonly receipts: number
  readonly words: number
  /** Answered acts beside the ballots. */
  readonly acts: number
  readonly restoreMs: number
  readonly readyMs: number
  readonly ballotsMissing: readonly string[]
  readonly actsMissing: readonly string[]
  readonly wordsMissing: readonly string[]
  readonly wordsDoubled: readonly string[]
  readonly kept: readonly string[]
  readonly apart: readonly string[]
  readonly findings: readonly unknown[]
}

type Receipt = { readonly place: string; readonly choice: string; readonly at: number }

/**
 * The hall's machine dies, with its disk, while members vote and write; the spare starts from the second disk at the same address, and
 * everybody comes back to it.
 */
export async function drill(random: Random): Promise<Drill> {
  const folders = ['hall', 'second', 'spare'].map((name) => mkdtempSync(join(tmpdir(), `kenes-${name}-`)))
  const [hall = '', second = '', spare = ''] = folders
  rmSync(spare, { recursive: true })
  fillFolder(hall)
  try {
    return await played(random, { hall, second, spare })
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
}

async function played(
  random: Random,
  { hall, second, spare }: Record<'hall' | 'second' | 'spare', string>,
): Promise<Drill> {
  await using first = await startServer({ dataDir: hall, env: { BACKUP_DIR: second } })
  const { origin } = first
  const cookies = new Map<string, string>()
  for (const id of new Set([...VOTERS, ...WRITERS])) cookies.set(id, await first.cookie(id))
  const pages = WRITERS.map((id) => new Page(first, TEXT, { id, cookie: cookies.get(id) ?? '' }))
  await until('all are in the text', () => pages.every((page) => page.isReady))
  const vote = await opensVote(first)
  const casts = async (server: ServerProcess, voter: string): Promise<Receipt> => {
    const choice = CHOICES[VOTERS.indexOf(voter) % CHOICES.length] ?? 'abstain'
    return server.does('/api/votes/cast', voter, { ...vote, place: voter, choice, requestId: `drill-${voter}` })
  }

  const typing = setInterval(() => random.pick(pages).types(), TYPE_EVERY_MS)
  const receipts = new Map<string, Receipt>()
  const acts: string[] = []
  const voting = VOTERS.map(async (voter) => {
    await after(random.int(LONGEST_WAIT_MS))
    const receipt = await casts(first, voter).catch(() => null)
    if (receipt) receipts.set(voter, receipt)
  })
  const noting = notesOn(first, acts)
  await after(random.int(LONGEST_WAIT_MS))
  await first.ends('SIGKILL')
  rmSync(hall, { recursive: true })
  await Promise.all([...voting, noting])

  // They type on while nobody answers.
  const began = performance.now()
  const restored = await kenes(['restore', second, '--demo'], { DATA_DIR: spare })
  if (restored.code !== 0) throw new Error(`not restored: ${restored.err}`)
  const restoreMs = performance.now() - began
  await using next = await startServer({
    dataDir: spare,
    env: { BACKUP_DIR: second, PORT: new URL(origin).port },
  })
  const readyMs = performance.now() - began
  await until('all write at the spare', () => pages.every((page) => page.isReady))
  await after(random.int(LONGEST_WAIT_MS))
  clearInterval(typing)
  await until('all is saved', () => pages.every((page) => page.isSaved))
  const end = countsOf(await wordsAt(next))
  await until('all agree', () => pages.every((page) => same(countsOf(page.words()), end)))

  const ballotsMissing: string[] = []
  for (const [voter, receipt] of receipts) {
    const again = await casts(next, voter)
    const { mine } = await next.sees<{ mine: { receipt: Receipt | null }[] }>(`/api/votes/vote?id=${vote.vote}`, voter)
    const kept = mine[0]?.receipt
    if (again.at !== receipt.at || kept?.at !== receipt.at || kept.choice !== receipt.choice) ballotsMissing.push(voter)
  }
  // Whoever had no receipt presses again.
  for (const voter of VOTERS) if (!receipts.has(voter)) await casts(next, voter)
  const requests = await next.store((db) => db.selectFrom('requests').select('id').execute())
  const known = new Set(requests.map(({ id }) => id))
  const typed = pages.flatMap((page) => page.typed)
  const report = await next.store((db) => verifyStore(db, null))
  for (const page of pages) await page.room.leave()
  return {
    receipts: receipts.size,
    words: typed.length,
    acts: acts.length,
    restoreMs,
    readyMs,
    ballotsMissing,
    actsMissing: acts.filter((id) => !known.has(id)),
    wordsMissing: typed.filter((word) => !end.has(word)),
    wordsDoubled: [...end].filter(([, count]) => count > 1).map(([word]) => word),
    kept: pages.map((page) => page.kept).filter((words) => words !== ''),
    apart: pages.filter((page) => !same(countsOf(page.words()), end)).map((page) => page.words()),
    findings: report.findings,
  }
}

async function opensVote(server: ServerProcess): Promise<{ vote: string; hash: string }> {
  const frozen = { recommendation: 'r01' }
  const { version } = await server.does<{ version: { hash: string } }>('/api/versions/freeze', 'm01', frozen)
  const { vote } = await server.does<{ vote: string }>('/api/votes/open', 'm01', {
    ...frozen,
    hash: version.hash,
    manner: 'open',
  })
  return { vote, hash: version.hash }
}

/** The secretary goes on with other work, one act after another, until the server is gone; `acts` are those that were answered. */
async function notesOn(server: ServerProcess, acts: string[]): Promise<void> {
  for (let number = 0; ; number += 1) {
    const requestId = `attendance-${number}`
    const noted = { session: '2025-04-joint', account: 'm19', event: number % 2 === 0 ? 'left' : 'came', requestId }
    const isAnswered = await server.does('/api/sessions/note-attendance', 's01', noted).then(
      () => true,
      () => false,
    )
    if (!isAnswered) return
    acts.push(requestId)
  }
}

async function wordsAt(server: ServerProcess): Promise<string> {
  const { plain } = await server.sees<{ plain: { text: { ru: string } } }>(
    `/api/recommendations/text?id=${TEXT}`,
    'm01',
  )
  return plain.text.ru
}

const same = (one: Map<string, number>, other: Map<string, number>): boolean =>
  one.size === other.size && [...one].every(([word, count]) => other.get(word) === count)

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Given, Outcome } from './outcome.ts'
import { type People, SESSION, signIn } from './people.ts'
import { type Server, startServer } from './servers.ts'
import { playTyping, type TypingOptions } from './typing.ts'

const PDFS = 20
const LANGUAGES = ['kk', 'ru', 'en']
const HALL: TypingOptions = { clients: 100, typists: 20, pace: { perSecond: 5 } }

/**
 * A hall that types, and then the same hall at a new server while twenty people ask for the session's PDF at once: what comes to the others
 * must come as soon. Before it, alone, the files of two hundred texts in three languages, by the clock.
 */
export async function files(given: Given): Promise<Outcome> {
  const large = largeFiles()
  const alone = await hall(given, async () => 0)
  const beside = await hall(given, downloads)
  const { p50 = 0, p99 = 0 } = alone.figures
  const { p50: besideP50 = 0, p99: besideP99 = 0, longest = 0, rss = 0, waited = 0 } = beside.figures
  return {
    figures: {
      pdfs: PDFS,
      pdfsMs: beside.took,
      p50,
      p99,
      besideP50,
      besideP99,
      longest,
      more: besideP99 - p99,
      rss,
      waited,
      largePdf: large.pdf.ms,
      largeDocx: large.docx.ms,
      largeMegabytes: large.megabytes,
    },
    faults: [...alone.faults, ...beside.faults],
    isGeneratorTheLimit: alone.isGeneratorTheLimit || beside.isGeneratorTheLimit,
  }
}

async function hall(given: Given, meanwhile: (server: Server, people: People) => Promise<number>) {
  const server = await startServer('kenes')
  try {
    const people = await signIn(server)
    const houses = [{ server, live: server.live, people }]
    let took = 0
    const outcome = await playTyping(houses, HALL, given, async () => {
      took = await meanwhile(server, people)
    })
    return { ...outcome, took }
  } finally {
    await server.remove()
  }
}

/** Everybody their own file, all at once; the answer is how long the last one took. */
async function downloads({ http }: Server, people: People): Promise<number> {
  const began = performance.now()
  await Promise.all(
    Array.from({ length: PDFS }, async (_, index) => {
      const language = LANGUAGES[index % LANGUAGES.length] ?? 'kk'
      const answer = await fetch(
        `${http}/api/exports/file?${new URLSearchParams({ session: SESSION, format: 'pdf', language })}`,
        { headers: people.headers(index) },
      )
      const bytes = new Uint8Array(await answer.arrayBuffer())
      if (!answer.ok || new TextDecoder().decode(bytes.subarray(0, 5)) !== '%PDF-')
        throw new Error(`no PDF for person ${index + 1}: ${answer.status}`)
    }),
  )
  return performance.now() - began
}

type LargeFiles = {
  readonly pdf: { readonly ms: number }
  readonly docx: { readonly ms: number }
  readonly megabytes: number
}

function largeFiles(): LargeFiles {
  const made = spawnSync(process.execPath, [join(import.meta.dirname, '../exports/large.ts')], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
  return JSON.parse(made.stdout) as LargeFiles
}

import { type Paragraph, reportOf } from '../monitoring/report.ts'
import { english } from '../monitoring/sentences-en.ts'
import { russian } from '../monitoring/sentences-ru.ts'
import { Client } from './client.ts'
import { dialectOf } from './dialects.ts'
import { Latencies, timed } from './latencies.ts'
import type { Given, Outcome } from './outcome.ts'
import { asking, type People, SESSION, signIn, signInAs, type Text, textsOf } from './people.ts'
import { cpuSeconds, memory, watchLoad } from './processes.ts'
import { type Server, startServer } from './servers.ts'
import { Hand, newClientId } from './updates.ts'
import { until } from './waiting.ts'

const AMENDMENTS = 50
/** Of the text that they are to, in Russian and in English. */
const PARAGRAPHS = 40
const LEAST_LETTERS = 100
/** So many people look at once. */
const READERS = 8
/** So often somebody writes a word in the text before everybody looks again, and so many amendments are accepted one after another. */
const CHANGES = 20
const ACCEPTED = 8

/**
 * Fifty amendments to one recommendation of forty paragraphs, two to some of them. Eight people ask for their list, for one to compare and
 * for the set with all of them: as often as `times` says while nothing changes; then one after another, each time after somebody wrote a
 * word in the text; then each time after one was accepted and the others were brought up to it.
 */
export async function amendments(given: Given): Promise<Outcome> {
  const server = await startServer('kenes')
  try {
    const people = await signIn(server)
    const text = await createText(server, people)
    const all: string[] = []
    for (let index = 0; index < AMENDMENTS; index += 1) all.push(await moves(server, people, text, index))
    const asks = asking(server, people)
    const faults: string[] = []
    const looks = async (times: { readonly [Name in Question]: Latencies }, index: number) => {
      const one = all[index % all.length] ?? ''
      const { amendments: listed } = await timed(times.list, () =>
        asks<{ amendments: { clashes: number }[] }>(index, 'amendments/list', { recommendation: text.id }),
      )
      if (listed.length !== AMENDMENTS) faults.push(`${listed.length} amendments are listed`)
      if (listed.some(({ clashes }) => clashes > 0)) faults.push('a clash that nobody made')
      await timed(times.compare, () => asks(index, 'amendments/amendment', { id: one }))
      const { texts } = await timed(times.set, () =>
        asks<{ texts: unknown[] }>(index, 'amendments/consolidated', { session: SESSION, language: 'ru' }),
      )
      if (texts.length === 0) faults.push('the set is empty')
    }
    const measured = watchLoad([server.pid])
    const [warm, written, accepted] = [questions(), questions(), questions()]
    await looks(questions(), 0)
    const used = { warm: 0, written: 0, accept: 0, accepted: 0 }
    const uses = async (what: keyof typeof used, does: () => Promise<unknown>) => {
      const before = cpuSeconds(server.pid)
      await does()
      used[what] += cpuSeconds(server.pid) - before
    }
    let at = 0
    const reads = async () => {
      while (at < given.times) await looks(warm, at++)
    }
    await uses('warm', () => Promise.all(Array.from({ length: READERS }, reads)))
    const [writes, leaves] = await typist(server, people, text)
    for (let index = 0; index < CHANGES; index += 1) {
      await writes()
      await uses('written', () => looks(written, index))
    }
    leaves()
    const accepting = new Latencies()
    const chair = await signInAs(server.http, 'm01')
    for (const [index, amendment] of all.slice(0, ACCEPTED).entries()) {
      const accepts = () => chair('POST', 'amendments/accept', { amendment, requestId: `accept-${amendment}` })
      await uses('accept', () => timed(accepting, accepts))
      await uses('accepted', () => looks(accepted, index))
    }
    const load = measured()
    return {
      figures: {
        amendments: AMENDMENTS,
        ...figuresOf('warm', warm),
        ...figuresOf('written', written),
        ...figuresOf('accepted', accepted),
        acceptP50: accepting.quantile(0.5),
        acceptLongest: accepting.longest,
        warmCpu: (used.warm * 1_000) / given.times,
        writtenCpu: (used.written * 1_000) / CHANGES,
        acceptCpu: (used.accept * 1_000) / ACCEPTED,
        acceptedCpu: (used.accepted * 1_000) / ACCEPTED,
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

type Question = 'list' | 'compare' | 'set'
const questions = () => ({ list: new Latencies(), compare: new Latencies(), set: new Latencies() })

const figuresOf = (when: string, { list, compare, set }: ReturnType<typeof questions>) => ({
  [`${when}List`]: list.quantile(0.95),
  [`${when}Compare`]: compare.quantile(0.95),
  [`${when}Set`]: set.quantile(0.95),
})

/** The longer paragraphs of a report: two amendments to one leave each other alone. */
const paragraphsOf = (report: readonly Paragraph[]) =>
  report
    .filter(({ words }) => words.length > LEAST_LETTERS)
    .slice(0, PARAGRAPHS)
    .map(({ level, words }) => ({ level, words }))
const RUSSIAN = paragraphsOf(reportOf(russian))

/** A recommendation as long as a report, by the secretariat's own act. */
async function createText(server: Server, people: People): Promise<Text> {
  const create = (await signInAs(server.http, 's01')) as (
    method: 'POST',
    path: string,
    input: object,
  ) => Promise<unknown>
  const paragraphs = { kk: [{ level: 0, words: 'Ұсыныс' }], ru: RUSSIAN, en: paragraphsOf(reportOf(english)) }
  await create('POST', 'recommendations/create-set', {
    session: SESSION,
    point: null,
    requestId: '0123456789abcdef',
    texts: [
      {
        kind: 'recommendation',
        source: 'ru',
        title: { kk: 'Ұзақ', ru: 'Длинная', en: 'Long' },
        paragraphs,
      },
    ],
  })
  const text = (await textsOf(people)).at(-1)
  if (!text) throw new Error('no text')
  return text
}

/** A member moves one: the first words of a paragraph, or the last where the first have been taken. */
async function moves(server: Server, people: People, { id }: Text, index: number): Promise<string> {
  const words = (RUSSIAN[index % PARAGRAPHS]?.words ?? '').split(' ')
  const from = (index < PARAGRAPHS ? words.slice(0, 4) : words.slice(-4)).join(' ')
  const before = RUSSIAN.slice(0, index % PARAGRAPHS).map((paragraph) => paragraph.words)
  const occurrence = before.join(' ').split(from).length
  const act = async (path: string, input: object) => {
    const answer = await fetch(`${server.http}/api/${path}`, {
      method: 'POST',
      headers: { ...people.headers(index), 'content-type': 'application/json' },
      body: JSON.stringify({ ...input, requestId: `${path}-${index}`.replace('/', '-') }),
    })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return (await answer.json()) as { amendment: string }
  }
  const { amendment } = await act('amendments/start', {
    session: SESSION,
    recommendation: id,
    kind: 'replace',
    language: 'ru',
    changes: [{ part: 'text', language: 'ru', from, to: `Поправка ${index}: ${from}`, occurrence }],
  })
  await act('amendments/table', { amendment })
  return amendment
}

/** Somebody who writes a word in the text, and waits until it is saved. */
async function typist(server: Server, people: People, { textId }: Text) {
  const client = new Client(server.live, dialectOf(server.name, textId, false), people.headers(1), { text: () => {} })
  await client.joined
  const hand = new Hand(newClientId())
  const writes = async () => {
    client.sendUpdate(hand.types(' word'))
    await until('the word is saved', () => client.isSaved)
  }
  return [writes, () => client.leave()] as const
}

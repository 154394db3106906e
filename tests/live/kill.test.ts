import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { startServer } from '../server-process.ts'
import { joined, type Person, until, wordsOf } from './people.ts'

const TEXT = 'r01'
const PEOPLE = 20
const KILLS = 10
const LONGEST_CONVERGENCE_MS = 5_000

/** The words of a hall that types: `⟨person-number⟩`, each written once. */
const wordOf = (person: number, number: number): string => `⟨${person}-${number}⟩`

const countsOf = (words: string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const [word] of words.matchAll(/⟨\d+-\d+⟩/g)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

const twice = (words: string): string[] => [...countsOf(words)].filter(([, count]) => count > 1).map(([word]) => word)

/** The words of `wanted` that a text does not have. */
function missing(doc: Y.Doc, wanted: readonly string[]): string[] {
  const there = countsOf(wordsOf(doc))
  return wanted.filter((word) => !there.has(word))
}

test.each(['SIGKILL', 'SIGTERM'] as const)(
  `[LT1] [LT38] ${KILLS} times %s while ${PEOPLE} people type: nothing acknowledged or shown is lost, nothing doubled, all agree within 5 s`,
  async (signal) => {
    await using server = await startServer()
    const cookies = await server.members(PEOPLE)
    const people = await Promise.all(cookies.map((cookie) => joined(server, TEXT, cookie, { ours: true })))
    const watcher = await joined(server, TEXT, await server.cookie('m21'))
    const typed = people.map(() => 0)
    const types = (person: Person, index: number) => {
      person.types(wordOf(index, typed[index] ?? 0))
      typed[index] = (typed[index] ?? 0) + 1
    }
    const acknowledged = () =>
      people.flatMap((person, index) => Array.from({ length: person.acknowledged() }, (_, k) => wordOf(index, k)))
    /** How many words are; `acknowledged` names them. */
    const howMany = () => people.reduce((sum, person) => sum + person.acknowledged(), 0)
    const typing = setInterval(() => people.forEach(types), 30)

    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = people.map((person) => person.acknowledged())
      await until('each has words saved since the last time', () =>
        people.every((person, index) => person.acknowledged() > (before[index] ?? 0) + 5),
      )
      await server.ends(signal)
      const wanted = acknowledged()
      const shown = [...countsOf(watcher.words()).keys()]
      const log = await server.replay(TEXT)
      expect(missing(log, wanted), 'acknowledged, and not in the log').toEqual([])
      expect(missing(log, shown), 'shown, and not in the log').toEqual([])
      // They type on while nobody answers, and while they all come back.
      await server.again()
      const back = performance.now()
      const all = typed.flatMap((count, index) => Array.from({ length: count }, (_, k) => wordOf(index, k)))
      await until('all that was typed is acknowledged', () => howMany() >= all.length, LONGEST_CONVERGENCE_MS)
      await until('the watcher has it too', () => missing(watcher.doc, all).length === 0, LONGEST_CONVERGENCE_MS)
      expect(performance.now() - back).toBeLessThan(LONGEST_CONVERGENCE_MS)
    }
    clearInterval(typing)
    const all = typed.flatMap((count, index) => Array.from({ length: count }, (_, k) => wordOf(index, k)))
    await until('all is saved', () => howMany() === all.length)
    const end = wordsOf(await server.replay(TEXT))
    await until('all agree', () => [...people, watcher].every((person) => person.words() === end))
    expect(twice(end)).toEqual([])
    expect([...countsOf(end).keys()].sort()).toEqual(all.sort())
    for (const person of [...people, watcher]) person.leaves()
  },
  300_000,
)

import { expect, test } from 'vitest'
import { Random, seedOfRun } from '../live/random.ts'
import { drill } from './drill.ts'

const TIMES = 3

test(`[RB10] [RB11] [RB12] [RB15] [LT104] ${TIMES} times the hall's machine dies with its disk while members vote and write: the spare has every ballot with a receipt and every answered act, and the last words come back from the devices`, async () => {
  const random = new Random(seedOfRun())
  let answered = 0
  for (let time = 0; time < TIMES; time += 1) {
    const seed = random.int(1_000_000_000)
    const { receipts, words, acts, restoreMs, readyMs, ...wrong } = await drill(new Random(seed))
    console.info(
      `seed ${seed}: ${receipts} receipts, ${acts} other acts, ${words} words, restored in ${Math.round(restoreMs)} ms, ready after ${Math.round(readyMs)} ms`,
    )
    expect(words).toBeGreaterThan(0)
    answered += receipts + acts
    expect(wrong, `seed ${seed}`).toEqual({
      ballotsMissing: [],
      actsMissing: [],
      wordsMissing: [],
      wordsDoubled: [],
      kept: [],
      apart: [],
      findings: [],
    })
  }
  expect(answered).toBeGreaterThan(0)
}, 300_000)

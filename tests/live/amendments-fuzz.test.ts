import { expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { world } from '../world.ts'
import { AmendmentsRun } from './amendments-fuzz.ts'
import { seedOfRun } from './random.ts'

/** RUNS and SEED from the environment: more of them, or one that failed. */
const RUNS = Number(process.env.RUNS ?? 24)
const STEPS = 30
/** Texts of the demo that nothing else happens to; each run has one of its own. */
const TEXTS = ['r01', 'r02', 'r03', 'r06', 'r07', 'r08', 'r10', 'r11', 'r12'] as const
const PATIENCE_MS = 60_000 + RUNS * 20_000

type Happened = AmendmentsRun['happened']

async function plays(seeds: readonly number[], happened: Happened[]): Promise<string[]> {
  const wrong: string[] = []
  const w = await world()
  try {
    const origin = await w.listen()
    for (const [index, seed] of seeds.entries()) {
      const run = new AmendmentsRun(w, origin, TEXTS[index] ?? 'r01', seed)
      const found = await run.plays(STEPS)
      happened.push(run.happened)
      wrong.push(...found.map((one) => `SEED=${seed}: ${one}`))
    }
    const { findings } = await verifyStore(w.app.house.db, null)
    wrong.push(...findings.map(({ table, key, what }) => `${seeds}: ${table} ${key} ${what}`))
  } finally {
    await w.close()
  }
  return wrong
}

test('[AM1] [AM2] [AM11] [AM12] [AM32] [LT35] three people type while amendments come into the text: no word is lost, back or doubled, no clash is missed, each is its writer’s', {
  timeout: PATIENCE_MS,
}, async () => {
  const seed = seedOfRun()
  const seeds = process.env.SEED === undefined ? Array.from({ length: RUNS }, (_, run) => seed + run) : [seed]
  const happened: Happened[] = []
  for (let from = 0; from < seeds.length; from += TEXTS.length)
    expect(await plays(seeds.slice(from, from + TEXTS.length), happened)).toEqual([])
  // Otherwise nothing was tried.
  if (seeds.length >= 12)
    for (const what of Object.keys(happened[0] ?? {}) as (keyof Happened)[])
      expect(happened.filter((run) => run[what] > 0).length, what).toBeGreaterThan(0)
})

/** Runs in which something was found once. */
const FOUND = [
  [719_948_207, 'a draft forks words that were just typed, takes them out and is accepted'],
  [720_842_784, 'a word is taken out of a paragraph that an adoption has just written anew'],
  [828_661_217, 'two begin at once in a paragraph of which only the full stop is left'],
] as const

test.each(FOUND)('[AM1] [AM32] SEED=%i: %s', async (seed) => {
  expect(await plays([seed], [])).toEqual([])
})

import { expect, test } from 'vitest'
import { expectNothingTwice, FREEZES, freezeWhileAllType, PEOPLE } from '../live/freezing.ts'
import { startPostgres } from '../services.ts'
import { startHouse } from './house.ts'

test(`[LT13] [LT28] [LT60] ${FREEZES} freezes at two servers in turn while ${PEOPLE} type at both: each is exact, all after it is refused and kept by its author`, async () => {
  const postgres = await startPostgres()
  try {
    await using house = await startHouse(postgres, { redis: true })
    const { a, b } = house
    const cookies = await a.members(22)
    let refusals = 0
    for (let round = 0; round < FREEZES; round += 1) refusals += await freezeWhileAllType([a, b], cookies, round)
    expect(refusals).toBeGreaterThan(FREEZES * PEOPLE)
    await expectNothingTwice(a)
  } finally {
    await postgres.stop()
  }
}, 300_000)

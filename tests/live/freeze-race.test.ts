import { expect, test } from 'vitest'
import { startServer } from '../server-process.ts'
import { expectNothingTwice, FREEZES, freezeWhileAllType, PEOPLE } from './freezing.ts'

test(`[LT13] [LT28] ${FREEZES} freezes while ${PEOPLE} type: the hash is that of the log up to the freeze, all after it is refused and kept by its author`, async () => {
  await using server = await startServer()
  const cookies = await server.members(22)
  let refusals = 0
  for (let round = 0; round < FREEZES; round += 1) refusals += await freezeWhileAllType([server], cookies, round)
  expect(refusals).toBeGreaterThan(FREEZES * PEOPLE)
  await expectNothingTwice(server)
}, 300_000)

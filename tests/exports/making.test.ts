import { afterEach, expect, test } from 'vitest'
import { createMaking, MOST_SIGNS } from '../../server/exports/making.ts'
import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import { testClock } from '../world.ts'
import { factsOf, inEach, partsOf, textOf } from './facts.ts'

const asel = 'm01' as AccountId
const bolat = 'm02' as AccountId
const session = factsOf().session.id
const json = { paper: 'session', format: 'json', language: null } as const
const loaded = async () => allow(factsOf())
const stays = new AbortController().signal

let making = createMaking(testClock())
afterEach(async () => {
  await making.close()
  making = createMaking(testClock())
})

test('[EX10] who went away is not worked for, waiting in line or at work, and the next one gets a file', async () => {
  const gone = new AbortController()
  const first = making.make(
    asel,
    session,
    json,
    async () => {
      // It has begun: its reader leaves, and so does the one behind it.
      gone.abort()
      return loaded()
    },
    gone.signal,
  )
  const second = making.make(bolat, session, json, () => Promise.reject(new Error('not loaded')), gone.signal)
  expect(making.running(bolat)).toMatchObject({ session, format: 'json', total: 0 })
  expect(await first).toEqual(refuse('busy', 'EX10'))
  expect(await second).toEqual(refuse('busy', 'EX10'))
  expect(making.running(bolat)).toBeNull()
  const third = await making.make(bolat, session, json, loaded, stays)
  expect(third.ok && third.facts.name).toBe(`${session}.json`)
})

test('[EX10] what may not be read is refused when its turn comes, and what is too large before it is begun', async () => {
  expect(await making.make(asel, session, json, async () => refuse('not-found', 'SE1'), stays)).toEqual(
    refuse('not-found', 'SE1'),
  )
  const huge = 'x'.repeat(MOST_SIGNS / 3)
  const large = async () => allow(factsOf({ texts: [textOf(1, { parts: partsOf(inEach(huge)) })] }))
  expect(await making.make(asel, session, json, large, stays)).toEqual(refuse('too-large', 'EX10'))
  expect(making.running(asel)).toBeNull()
})

test('[EX10] a file that takes too long is ended, which is a fault, and the next one is made', async () => {
  const now = testClock()
  let isLate = true
  const clock = {
    ...now,
    at: (instant: number, run: () => void) => {
      if (isLate) run()
      return now.at(instant, run)
    },
  }
  making = createMaking(clock)
  await expect(making.make(asel, session, json, loaded, stays)).rejects.toThrow('took too long')
  isLate = false
  expect((await making.make(asel, session, json, loaded, stays)).ok).toBe(true)
})

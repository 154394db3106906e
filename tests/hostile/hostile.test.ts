import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyFaults } from '../load/verify.ts'
import { BODIES } from './http-bodies.ts'
import { LINES } from './http-lines.ts'
import { PATHS } from './http-paths.ts'
import { FRAMES, HANDSHAKES, type LiveInput } from './live-frames.ts'
import { MESSAGES } from './live-messages.ts'
import { GIFTS, UPDATES } from './live-updates.ts'
import { type Held, type HttpInput, holds, outcomeOf, sendsRaw } from './raw.ts'
import { House } from './room.ts'

// Each line of the lists is sent to one server process, over sockets of its own. After each the server is ready, and two people who
// write in the text under attack still come to one text.

let house: House
const held: Record<string, Held> = {}
beforeAll(async () => {
  house = await House.starts()
  const beginning = (line: string, more = '') => `${line} HTTP/1.1\r\nHost: ${house.given.host}\r\n${more}`
  const slow = (name: string, first: string, then: string) =>
    holds(house.given, first, then).then((one) => {
      held[name] = one
    })
  // Begun now and looked at in the end: meanwhile they wait.
  await Promise.all([
    slow('nothing', '', ''),
    slow('headers', beginning('GET /readyz', 'x: '), 'a'),
    slow('a handshake', beginning('GET /live/r01', 'Upgrade: websocket\r\nConnection: Upgrade\r\n'), 'x: a\r\n'),
    ...Array.from({ length: 200 }, (_, n) => slow(`headers ${n}`, beginning('GET /readyz'), 'x: a\r\n')),
  ])
})
afterAll(() => house[Symbol.asyncDispose]())

const overHttp =
  ({ sends, hangsUp }: HttpInput) =>
  async () =>
    outcomeOf(await sendsRaw(house.given, sends(house.given), hangsUp))
const overLive =
  ({ does }: LiveInput) =>
  () =>
    does(house.given)

async function plays(inputs: readonly { name: string; outcome: string; play: () => Promise<string> }[]) {
  const wrong: string[] = []
  for (const { name, outcome, play } of inputs) {
    const found = await play().catch(String)
    if (found !== outcome) wrong.push(`${name}: ${found}, not ${outcome}`)
    await house.goesOn().catch((fault: unknown) => wrong.push(`after ${name}: ${fault}`))
  }
  expect(wrong).toEqual([])
}

const http = (inputs: readonly HttpInput[]) => plays(inputs.map((one) => ({ ...one, play: overHttp(one) })))
const live = (inputs: readonly LiveInput[]) => plays(inputs.map((one) => ({ ...one, play: overLive(one) })))

describe('bad input, by the list', () => {
  test('[AC80] [AC81] [AC8] request lines, headers and lengths', () => http(LINES))
  test('[AC80] [AC8] addresses', () => http(PATHS))
  test('[AC80] [AC5] [AC6] [FI1] bodies and files', () => http(BODIES))
  test('[AC80] [LT25] handshakes of live texts', () => live(HANDSHAKES))
  test('[AC80] [LT16] frames', () => live(FRAMES))
  test('[AC80] [LT5] [LT11] [LT32] messages', () => live(MESSAGES))
  test('[AC80] [LT2] [LT3] [LT10] [LT22] updates', () => live(UPDATES))
  test('[AC80] [LT26] messages of who does not speak ours', () => live(GIFTS))

  test('[AC82] [AC80] whoever began a request and does not end it is sent away', async () => {
    expect(Object.keys(held)).toHaveLength(203)
    await Promise.all(Object.values(held).map(({ closed }) => closed))
    await house.goesOn()
  })

  test('[AC80] [WA3] in the end the pair has each word once, nobody failed, and the store is what its record book says', async () => {
    const { words, there, refused } = house.written
    expect(words).toBeGreaterThan(150)
    expect([...there, refused]).toEqual([words, words, 0])
    expect(house.faults).toEqual([])
    expect(await verifyFaults(house.server.address)).toEqual([])
  })
})

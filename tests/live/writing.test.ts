import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Host, startHost } from './host.ts'
import { joined, until } from './people.ts'

describe('writing together', () => {
  let host: Host
  beforeEach(async () => {
    host = await startHost()
    await host.seed('r01', 'Repair the bridges.')
  })
  afterEach(() => host.stop())

  test('[LT1] two people with the stock client see each other and what they wrote is in the log', async () => {
    const aigul = await joined(host, 'r01', 'm01')
    const boris = await joined(host, 'r01', 'm02')
    expect(aigul.words()).toBe('Repair the bridges.')
    aigul.types(' By May.')
    boris.types(' In Almaty.')
    await until('both have both', () => aigul.words() === boris.words() && aigul.words().length === 38)
    const { parts, authors } = await host.rooms.read('r01' as never)
    expect(parts.text.en[0]?.content[0]?.text).toBe(aigul.words())
    expect(authors).toEqual(['house', 'm01', 'm02'])
    aigul.leaves()
    boris.leaves()
  })
})

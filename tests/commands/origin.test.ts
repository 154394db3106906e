import { describe, expect, test } from 'vitest'
import type { HouseSettings } from '../../server/house.ts'
import { allowedOrigin } from '../../server/http/security.ts'

const here: HouseSettings = {
  demo: true,
  insecure: false,
  https: false,
  publicUrl: null,
  trustProxy: false,
  metricsToken: null,
  provider: null,
  backupWithinDays: null,
}
const behindProxy: HouseSettings = { ...here, publicUrl: 'https://kenes.example/' }

describe('where a write or a socket may come from', () => {
  test.each([
    ['the host itself', here, 'http://127.0.0.1:3000', '127.0.0.1:3000', true],
    ['the host itself, said twice', here, 'http://127.0.0.1:3000, http://127.0.0.1:3000', '127.0.0.1:3000', true],
    ['another port', here, 'http://127.0.0.1:4000', '127.0.0.1:3000', false],
    ['another host', here, 'https://elsewhere.example', '127.0.0.1:3000', false],
    ['another host beside ours', here, 'http://127.0.0.1:3000, https://elsewhere.example', '127.0.0.1:3000', false],
    ['a host that only begins like ours', here, 'http://127.0.0.1:3000.elsewhere.example', '127.0.0.1:3000', false],
    ['a file', here, 'null', '127.0.0.1:3000', false],
    ['nowhere', here, undefined, '127.0.0.1:3000', false],
    ['nothing', here, '', '127.0.0.1:3000', false],
    ['the public address', behindProxy, 'https://kenes.example', 'inside:3000', true],
    ['the inner address, with a public one set', behindProxy, 'http://inside:3000', 'inside:3000', false],
  ] as const)('[AC5] [LT25] %s', (_where, settings, origin, host, allowed) => {
    expect(allowedOrigin(settings, origin, host)).toBe(allowed)
  })
})

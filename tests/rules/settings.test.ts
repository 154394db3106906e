import { describe, expect, test } from 'vitest'
import { readSettings } from '../../server/settings.ts'

describe('settings', () => {
  test('[AC9] a demo store listens on loopback only, unless the operator says that it is public', () => {
    for (const HOST of ['127.0.0.1', 'localhost', '::1', undefined])
      expect(readSettings({ HOST }, 'demo').demo).toBe(true)
    for (const HOST of ['0.0.0.0', '::', '192.168.1.5', 'kenes.example']) {
      expect(() => readSettings({ HOST, INSECURE_LAN: '1' }, 'demo')).toThrow('loopback')
      expect(readSettings({ HOST, INSECURE_LAN: '1', DEMO_PUBLIC: '1' }, 'demo')).toMatchObject({
        host: HOST,
        insecure: true,
      })
    }
  })

  test('[AC9] the two kinds of store have two folders', () =>
    expect([readSettings({}, 'demo').store, readSettings({}, 'workspace').store]).toEqual([
      { kind: 'sqlite', file: 'data/demo/kenes.sqlite' },
      { kind: 'sqlite', file: 'data/main/kenes.sqlite' },
    ]))

  test('[AC9] a workspace beyond loopback needs TLS in front or the operator’s word; wrong settings stop the start', () => {
    expect(() => readSettings({ HOST: '0.0.0.0' }, 'workspace')).toThrow('PUBLIC_URL')
    expect(() => readSettings({ HOST: '0.0.0.0', PUBLIC_URL: 'http://kenes.example' }, 'workspace')).toThrow(
      'PUBLIC_URL',
    )
    expect(readSettings({ HOST: '0.0.0.0', PUBLIC_URL: 'https://kenes.example' }, 'workspace')).toMatchObject({
      insecure: false,
    })
    for (const wrong of [
      { PORT: '70000' },
      { PORT: 'x' },
      { PUBLIC_URL: 'kenes' },
      { PUBLIC_URL: 'ftp://kenes.example' },
      { LOG_LEVEL: 'loud' },
      { DATABASE_URL: 'mysql://kenes.example/kenes' },
      { DATABASE_URL: 'postgres' },
      { REDIS_URL: 'redis://127.0.0.1' },
      { BALLOT_SECRET: 'short' },
    ]) {
      expect(() => readSettings(wrong, 'workspace')).toThrow(Object.keys(wrong)[0])
    }
  })
})

import { describe, expect, test } from 'vitest'
import { hallAddress } from '../../server/http/hall.ts'
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
      { BACKUP_WARN_DAYS: 'often' },
      { BALLOT_SECRET: 'short' },
      { BACKUP_WARN_DAYS: 'often' },
    ]) {
      expect(() => readSettings(wrong, 'workspace')).toThrow(Object.keys(wrong)[0])
    }
  })

  test('[HA1] with a certificate the server needs nobody in front, and people come by https', () => {
    const TLS = { TLS_CERT: 'server.crt', TLS_KEY: 'server.key' }
    expect(readSettings({ HOST: '0.0.0.0', ...TLS }, 'workspace')).toMatchObject({
      insecure: false,
      https: true,
      tls: { cert: 'server.crt', key: 'server.key' },
    })
    expect(readSettings({ HOST: '0.0.0.0', PUBLIC_URL: 'https://kenes.example' }, 'workspace').https).toBe(true)
    expect(readSettings({ HOST: '0.0.0.0', INSECURE_LAN: '1' }, 'workspace')).toMatchObject({
      insecure: true,
      https: false,
      tls: null,
    })
    expect(() => readSettings({ TLS_KEY: 'server.key' }, 'workspace')).toThrow('go together')
    expect(() => readSettings({ ...TLS, PUBLIC_URL: 'http://kenes.example' }, 'workspace')).toThrow('PUBLIC_URL')
  })

  test('[AC100] the identity provider is set whole or not at all, over https or on the machine itself', () => {
    const OIDC = {
      OIDC_ISSUER: 'https://id.example.kz/realms/gov',
      OIDC_CLIENT_ID: 'kenes',
      OIDC_CLIENT_SECRET: 'secret',
      OIDC_NAME: 'Ministry',
    }
    const PUBLIC_URL = 'https://kenes.example'
    expect(readSettings({}, 'workspace').provider).toBeNull()
    expect(readSettings({ ...OIDC, PUBLIC_URL }, 'workspace').provider).toEqual({
      issuer: 'https://id.example.kz/realms/gov',
      clientId: 'kenes',
      clientSecret: 'secret',
      own: 'https://kenes.example',
      name: { kk: 'Ministry', ru: 'Ministry', en: 'Ministry' },
      secondFactor: [],
      linkByEmail: false,
    })
    const all = { OIDC_NAME: 'А | Б | C', OIDC_ACR: 'loa3  mfa', OIDC_LINK_BY_EMAIL: '1' }
    for (const own of ['http://localhost:3000', 'http://127.0.0.1:3000'])
      expect(readSettings({ ...OIDC, ...all, PUBLIC_URL: own }, 'workspace').provider).toMatchObject({
        name: { kk: 'А', ru: 'Б', en: 'C' },
        secondFactor: ['loa3', 'mfa'],
        linkByEmail: true,
      })
    for (const name of Object.keys(OIDC))
      expect(() => readSettings({ ...OIDC, PUBLIC_URL, [name]: '' }, 'workspace')).toThrow('go together')
    expect(() => readSettings({ OIDC_LINK_BY_EMAIL: '1' }, 'workspace')).toThrow('go together')
    for (const own of [undefined, 'http://kenes.example', 'http://192.168.1.5'])
      expect(() => readSettings({ ...OIDC, PUBLIC_URL: own }, 'workspace')).toThrow('PUBLIC_URL')
    for (const OIDC_ISSUER of ['id.example.kz', 'http://id.example.kz', 'https://id.example.kz/?x=1'])
      expect(() => readSettings({ ...OIDC, PUBLIC_URL, OIDC_ISSUER }, 'workspace')).toThrow('OIDC_ISSUER')
    for (const OIDC_NAME of ['А|Б', 'А||C'])
      expect(() => readSettings({ ...OIDC, PUBLIC_URL, OIDC_NAME }, 'workspace')).toThrow('OIDC_NAME')
  })

  test('[WA8] a week without a backup is told, unless another time is set, or none, or it is a demo', () => {
    const within = (word: string, mode: 'demo' | 'workspace' = 'workspace') =>
      readSettings({ BACKUP_WARN_DAYS: word }, mode).backupWithinDays
    expect([within(''), within('30'), within('0')]).toEqual([7, 30, null])
    expect([within('', 'demo'), within('1', 'demo')]).toEqual([null, 1])
  })

  test('[HA6] the address of the hall is what the operator set, else the certificate’s name, else where it listens', () => {
    const known = {
      publicUrl: null,
      https: false,
      names: [],
      host: '0.0.0.0',
      port: 3000,
      machine: ['192.168.8.2', '172.17.0.1'],
    }
    expect(hallAddress(known)).toBe('http://192.168.8.2:3000')
    expect(hallAddress({ ...known, publicUrl: 'https://kenes.example/' })).toBe('https://kenes.example')
    const named = { ...known, https: true, names: ['localhost', 'kenes.hall', '127.0.0.1'] }
    expect(hallAddress(named)).toBe('https://kenes.hall:3000')
    expect(hallAddress({ ...known, host: '192.168.1.7' })).toBe('http://192.168.1.7:3000')
    expect(hallAddress({ ...known, host: 'fd00::8' })).toBe('http://[fd00::8]:3000')
    // Nobody else gets there: a code would lead each phone to itself.
    for (const host of ['127.0.0.1', 'localhost', '::1']) expect(hallAddress({ ...named, host })).toBeNull()
    expect(hallAddress({ ...known, machine: [] })).toBeNull()
  })
})

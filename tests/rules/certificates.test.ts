import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkServerIdentity, connect } from 'node:tls'
import { expect, test } from 'vitest'
import { makeTls } from '../../server/tls/command.ts'
import { explicit, namedBits, oid, sequence, time, unsigned } from '../../server/tls/der.ts'
import { makeAuthority, makeServerCertificate } from '../../server/tls/issuing.ts'
import { namesOf, readPair, WrongCertificate } from '../../server/tls/pair.ts'
import { DAY_MS } from '../../shared/time.ts'
import { hallTls } from '../hall-tls.ts'

const now = Date.now()
const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
const needs = { now, random }
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('[HA4] DER is written as X.690 says, by its own examples and those of RFC 5280', () => {
  expect(hex(oid('2.5.4.3'))).toBe('0603550403')
  expect(hex(oid('1.2.840.10045.4.3.2'))).toBe('06082a8648ce3d040302')
  // Numbers are never below nought and never longer than they must be.
  expect(hex(unsigned(Uint8Array.of(0, 0, 0x80)))).toBe('02020080')
  expect(hex(unsigned(Uint8Array.of(0, 0x7f)))).toBe('02017f')
  expect(hex(unsigned(new Uint8Array(4)))).toBe('020100')
  expect(hex(namedBits(5, 6))).toBe('03020106')
  expect(hex(namedBits(0))).toBe('03020780')
  // A length of 128 takes a byte more, one of 256 two.
  expect(hex(sequence(new Uint8Array(127)).subarray(0, 2))).toBe('307f')
  expect(hex(sequence(new Uint8Array(128)).subarray(0, 3))).toBe('308180')
  expect(hex(explicit(0, new Uint8Array(256)).subarray(0, 4))).toBe('a0820100')
  // Two digits of the year up to 2049, then four.
  expect(Buffer.from(time(Date.UTC(2049, 11, 31, 23, 59, 59)).subarray(2)).toString()).toBe('491231235959Z')
  expect(Buffer.from(time(Date.UTC(2050, 0, 1)).subarray(2)).toString()).toBe('20500101000000Z')
})

test('[HA4] an authority and a certificate read back as they were made', () => {
  const hosts = ['kenes.hall', '192.168.8.2', 'fd00::8:2']
  const authority = makeAuthority('Kenes kenes.hall', hosts, needs)
  const server = makeServerCertificate(authority, hosts, needs)
  const above = new X509Certificate(authority.certificate)
  const own = new X509Certificate(server.certificate)
  expect([above.ca, own.ca]).toEqual([true, false])
  expect(own.checkIssued(above) && own.verify(above.publicKey) && above.verify(above.publicKey)).toBe(true)
  expect(own.checkPrivateKey(server.key)).toBe(true)
  expect(own.checkPrivateKey(authority.key)).toBe(false)
  expect(namesOf(own)).toEqual([...hosts, 'localhost', '127.0.0.1', '::1'])
  expect([own.checkHost('kenes.hall'), own.checkHost('other.hall')]).toEqual(['kenes.hall', undefined])
  expect([own.checkIP('192.168.8.2'), own.checkIP('fd00::8:2'), own.checkIP('192.168.8.3')]).toEqual([
    '192.168.8.2',
    'fd00::8:2',
    undefined,
  ])
  const days = (one: X509Certificate) => (one.validToDate.getTime() - one.validFromDate.getTime()) / DAY_MS
  expect([days(above), days(own)]).toEqual([730, 397])
  expect(own.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  // Late in its life an authority vouches for nothing beyond its own end.
  const late = makeServerCertificate(authority, hosts, { now: now + 600 * DAY_MS, random })
  expect(new X509Certificate(late.certificate).validToDate).toEqual(above.validToDate)
})

/** Whether a client that trusts `ca` accepts a server with this certificate as `name`. */
async function shakesHands(chain: string, key: string, ca: string, name: string): Promise<string> {
  const server = createServer({ cert: chain, key })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const said = await new Promise<string>((resolve) => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      ca,
      servername: name,
      checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
    })
    socket.once('secureConnect', () => resolve('trusted'))
    socket.once('error', (error) => resolve(error.message))
    socket.once('close', () => socket.destroy())
  })
  server.close()
  server.closeAllConnections()
  return said
}

test('[HA4] who trusts the authority trusts the server under its names, and nothing else the authority signs', async () => {
  const authority = makeAuthority('Kenes kenes.hall', ['kenes.hall'], needs)
  const pem = (of: Uint8Array) => new X509Certificate(of).toString()
  const keyOf = (key: ReturnType<typeof createPrivateKey>) => key.export({ type: 'pkcs8', format: 'pem' }).toString()
  const ca = pem(authority.certificate)
  const good = makeServerCertificate(authority, ['kenes.hall'], needs)
  expect(await shakesHands(pem(good.certificate), keyOf(good.key), ca, 'kenes.hall')).toBe('trusted')
  expect(await shakesHands(pem(good.certificate), keyOf(good.key), ca, 'localhost')).toBe('trusted')
  expect(await shakesHands(pem(good.certificate), keyOf(good.key), ca, 'bank.example')).toContain('altnames')
  // Somebody who got hold of the authority's key makes one for another site: no device takes it.
  for (const stolen of ['bank.example', '8.8.8.8']) {
    const forged = makeServerCertificate(authority, [stolen], needs)
    expect(await shakesHands(pem(forged.certificate), keyOf(forged.key), ca, 'localhost')).toContain(
      'permitted subtree violation',
    )
  }
  // Another authority of the same name is another authority.
  const other = makeAuthority('Kenes kenes.hall', ['kenes.hall'], needs)
  expect(await shakesHands(pem(good.certificate), keyOf(good.key), pem(other.certificate), 'kenes.hall')).not.toBe(
    'trusted',
  )
})

test('[HA4] the command makes keys for the owner alone, says fingerprint and settings, and overwrites nothing by itself', () => {
  using made = hallTls(['Kenes.Hall', '192.168.8.2'], now)
  const mode = (file: string) => (statSync(join(made.folder, file)).mode & 0o777).toString(8)
  expect(readdirSync(made.folder).sort()).toEqual(['authority.crt', 'authority.key', 'server.crt', 'server.key'])
  expect(['authority.key', 'server.key', 'authority.crt', 'server.crt'].map(mode)).toEqual(['600', '600', '644', '644'])
  const said = made.said.join('\n')
  expect(said).toContain(new X509Certificate(made.ca).fingerprint256)
  expect(said).toContain(`TLS_CERT=${made.files.cert} TLS_KEY=${made.files.key} npm start`)
  expect(said).toContain('https://kenes.hall:3000, and on each device once before that http://kenes.hall:3000/trust')
  const pair = readPair(made.files, now)
  expect(pair.authority?.fingerprint256).toBe(new X509Certificate(made.ca).fingerprint256)

  const again = (hosts: readonly string[], replace: boolean) => () =>
    makeTls({ hosts, out: made.folder, replace }, needs)
  expect(again(['kenes.hall'], false)).toThrow('--replace')
  expect(readPair(made.files, now).own.fingerprint256).toBe(pair.own.fingerprint256)
  // Told to, it renews under the authority that phones trust, and never for a name that this one does not stand for.
  expect(again(['other.hall'], true)).toThrow('other.hall')
  made.renew(now + DAY_MS)
  const renewed = readPair(made.files, now + DAY_MS)
  expect(renewed.own.fingerprint256).not.toBe(pair.own.fingerprint256)
  expect(renewed.own.checkIssued(new X509Certificate(made.ca))).toBe(true)
  expect(renewed.authority?.fingerprint256).toBe(pair.authority?.fingerprint256)
  rmSync(join(made.folder, 'authority.key'))
  expect(again(['kenes.hall'], true)).toThrow('missing')
  for (const wrong of ['a b', 'https://kenes.hall', '*.hall', '-a.hall', ''])
    expect(() => makeTls({ hosts: [wrong], out: join(made.folder, 'new'), replace: false }, needs)).toThrow(
      'neither a host name nor an address',
    )
})

test('[HA1] a certificate that does not serve is said in one sentence', () => {
  using made = hallTls(['kenes.hall'], now)
  using other = hallTls(['kenes.hall'], now)
  const folder = mkdtempSync(join(tmpdir(), 'kenes-pair-'))
  const file = (name: string, words: string) => {
    writeFileSync(join(folder, name), words)
    return join(folder, name)
  }
  const read = (files: Partial<typeof made.files>, at = now) => {
    try {
      readPair({ ...made.files, ...files }, at)
      return 'served'
    } catch (error) {
      if (!(error instanceof WrongCertificate)) throw error
      return error.message
    }
  }
  expect(read({})).toBe('served')
  expect(read({ cert: join(folder, 'none.crt') })).toMatch(/^TLS_CERT .* cannot be read \(ENOENT\)$/)
  expect(read({ key: folder })).toMatch(/^TLS_KEY .* cannot be read \(EISDIR\)$/)
  expect(read({ cert: file('empty.crt', 'words') })).toMatch(/^TLS_CERT .* holds no certificate$/)
  const broken = readFileSync(made.files.cert, 'utf8').replace(/[A-Za-z0-9]{60}/, '')
  expect(read({ cert: file('broken.crt', broken) })).toMatch(/^TLS_CERT .* cannot be read$/)
  expect(read({ key: file('words.key', 'words') })).toMatch(/^TLS_KEY .* holds no private key/)
  const locked = createPrivateKey(readFileSync(made.files.key))
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
    .toString()
  expect(read({ key: file('locked.key', locked) })).toMatch(/^TLS_KEY .* without a passphrase$/)
  expect(read({ key: other.files.key })).toBe('TLS_KEY is not the key of the certificate in TLS_CERT')
  expect(read({}, now + 500 * DAY_MS)).toMatch(/^the certificate in TLS_CERT ended on \d{4}-\d\d-\d\d$/)
  expect(read({}, now - 10 * DAY_MS)).toMatch(/^the certificate in TLS_CERT begins on .*: is the clock right\?$/)
  rmSync(folder, { recursive: true })
})

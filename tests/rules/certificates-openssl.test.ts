import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hallTls } from '../hall-tls.ts'

test('[HA4] OpenSSL, which is another reader, takes the chain under its strictest rules', () => {
  using made = hallTls(['kenes.hall', '192.168.8.2', 'fd00::8:2'], Date.now())
  const verify = (...more: string[]) =>
    spawnSync('openssl', [
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      ...more,
      '-CAfile',
      join(made.folder, 'authority.crt'),
      made.files.cert,
    ]).status
  expect(verify('-verify_hostname', 'kenes.hall')).toBe(0)
  expect(verify('-verify_ip', '192.168.8.2')).toBe(0)
  expect(verify('-verify_hostname', 'other.hall')).not.toBe(0)
  const said = spawnSync('openssl', [
    'x509',
    '-in',
    join(made.folder, 'authority.crt'),
    '-noout',
    '-text',
  ]).stdout.toString()
  expect(said).toContain('CA:TRUE, pathlen:0')
  expect(said).toContain('DNS:kenes.hall')
  expect(said).toContain('IP:192.168.8.2/255.255.255.255')
})

import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeTls } from '../server/tls/command.ts'
import type { TlsFiles } from '../server/tls/pair.ts'
import type { Instant } from '../shared/time.ts'

/** What `kenes tls` makes, in a folder that ends with the test. */
export type HallTls = Disposable & {
  readonly folder: string
  readonly files: TlsFiles
  /** What the command says. */
  readonly said: readonly string[]
  /** The authority as PEM, as a device that trusts it has it. */
  readonly ca: string
  /** A new certificate under the same authority. */
  renew(now: Instant): void
}

const random = (bytes: number) => new Uint8Array(randomBytes(bytes))

export function hallTls(hosts: readonly string[], now: Instant): HallTls {
  const folder = mkdtempSync(join(tmpdir(), 'kenes-tls-'))
  const said = makeTls({ hosts, out: folder, replace: false }, { now, random })
  return {
    folder,
    said,
    files: { cert: join(folder, 'server.crt'), key: join(folder, 'server.key') },
    ca: readFileSync(join(folder, 'authority.crt'), 'utf8'),
    renew: (at) => makeTls({ hosts, out: folder, replace: true }, { now: at, random }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** One answer over HTTP/1.1 and TLS, and the fingerprint of the certificate it came under. */
export function getsSecurely(
  address: string,
  ca: string,
): Promise<{ status: number; headers: Record<string, unknown>; words: string; fingerprint: string }> {
  return new Promise((resolve, reject) => {
    get(address, { ca, agent: false }, (response) => {
      const { socket } = response
      const fingerprint = 'getPeerX509Certificate' in socket ? certificateOf(socket) : ''
      let words = ''
      response.on('data', (chunk) => {
        words += chunk
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, words, fingerprint }),
      )
    }).on('error', reject)
  })
}

const certificateOf = (socket: object): string =>
  (socket as { getPeerX509Certificate(): { fingerprint256: string } | undefined }).getPeerX509Certificate()
    ?.fingerprint256 ?? ''

import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { domainToASCII } from 'node:url'
import { type Instant, utcDay } from '../../shared/time.ts'
import { type Authority, makeAuthority, makeServerCertificate, namesFor } from './issuing.ts'
import { endOf, namesOf } from './pair.ts'

/** What `kenes tls` is asked for that cannot be done; the words say what to do instead. */
export class WrongTlsUse extends Error {}

const FILES = {
  authority: 'authority.crt',
  authorityKey: 'authority.key',
  cert: 'server.crt',
  key: 'server.key',
} as const
const OWNER_ONLY = 0o600
const FOR_ALL = 0o644
/** Where the server listens when nobody says otherwise. */
const PORT = 3000

type Wanted = {
  readonly hosts: readonly string[]
  readonly out: string
  /** Makes a new certificate under the authority that is in the folder, which phones trust already. */
  readonly replace: boolean
}

/** A name or address as a certificate carries it. */
function hostOf(word: string): string {
  if (isIP(word) !== 0) return word
  const name = domainToASCII(word).toLowerCase()
  if (name.length > 253 || !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/.test(name))
    throw new WrongTlsUse(`${word} is neither a host name nor an address`)
  return name
}

/**
 * Makes a local authority and a certificate for a server under `hosts` in the folder `out`; the answer is what to tell the operator.
 * Throws WrongTlsUse where files would be overwritten without `replace`. Source: RULES.md HA4.
 */
export function makeTls(
  { hosts: words, out, replace }: Wanted,
  needs: { readonly now: Instant; readonly random: (bytes: number) => Uint8Array },
): readonly string[] {
  const folder = resolve(out)
  const file = (name: keyof typeof FILES) => join(folder, FILES[name])
  const hosts = words.map(hostOf)
  const there = Object.values(FILES).filter((name) => existsSync(join(folder, name)))
  if (there.length > 0 && !replace)
    throw new WrongTlsUse(
      `${folder} already holds ${there.join(', ')}: --replace makes a new certificate under the authority there, --out another folder`,
    )
  mkdirSync(folder, { recursive: true })
  const kept = there.length > 0 ? keptAuthority(file, hosts, needs.now) : null
  const authority = kept ?? makeAuthority(`Kenes ${hosts[0]} ${utcDay(needs.now)}`, hosts, needs)
  const server = makeServerCertificate(authority, hosts, needs)
  const above = new X509Certificate(authority.certificate)
  if (!kept) {
    put(file('authority'), above.toString(), FOR_ALL)
    put(file('authorityKey'), pem(authority.key), OWNER_ONLY)
  }
  const own = new X509Certificate(server.certificate)
  // The key first: a server that looks in between finds a pair that does not fit, and looks again.
  put(file('key'), pem(server.key), OWNER_ONLY)
  put(file('cert'), `${own}${above}`, FOR_ALL)
  const [host = ''] = hosts
  const address = `${isIP(host) === 6 ? `[${host}]` : host}:${PORT}`
  return [
    `${kept ? 'kept' : 'made'} ${file('authority')}, good until ${utcDay(endOf(above))}, for ${namesFor(hosts).join(', ')} and no other name`,
    `made ${file('cert')}, good until ${utcDay(endOf(own))}`,
    `keep ${file('authorityKey')} where nobody else reads it: it is not needed to run the server`,
    `SHA-256 fingerprint of the authority: ${above.fingerprint256}`,
    '',
    'Start the server with',
    `  HOST=0.0.0.0 TLS_CERT=${file('cert')} TLS_KEY=${file('key')} npm start`,
    `People open https://${address}, and on each device once before that http://${address}/trust`,
  ]
}

/** The authority in the folder, when it is whole, lasts and stands for all these names. */
function keptAuthority(file: (name: keyof typeof FILES) => string, hosts: readonly string[], now: Instant): Authority {
  const missing = (Object.keys(FILES) as (keyof typeof FILES)[]).filter((name) => !existsSync(file(name)))
  if (missing.length > 0) throw new WrongTlsUse(`${missing.map(file).join(', ')} is missing: choose another --out`)
  const certificate = new X509Certificate(readFileSync(file('authority')))
  const covered = namesOf(new X509Certificate(readFileSync(file('cert'))))
  const strange = hosts.filter((host) => !covered.includes(host))
  if (strange.length > 0)
    throw new WrongTlsUse(
      `the authority in ${file('authority')} does not stand for ${strange.join(', ')}: choose another --out, and phones trust the new authority once`,
    )
  if (endOf(certificate) <= now)
    throw new WrongTlsUse(`the authority in ${file('authority')} has ended: choose another --out`)
  return {
    name: certificate.toLegacyObject().subject.CN?.toString() ?? '',
    certificate: new Uint8Array(certificate.raw),
    key: createPrivateKey(readFileSync(file('authorityKey'))),
    until: endOf(certificate),
  }
}

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()

/** Written beside and put in place whole: nobody reads half a file. */
function put(file: string, words: string, mode: number): void {
  const beside = `${file}.new`
  writeFileSync(beside, words, { mode, flag: 'wx' })
  renameSync(beside, file)
}

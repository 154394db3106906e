import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { isIP } from 'node:net'
import { DAY_MS, type Instant } from '../../shared/time.ts'
import * as der from './der.ts'

/** A certificate as DER, and its key. */
export type Issued = { readonly certificate: Uint8Array; readonly key: KeyObject }

/** An authority's certificate with what is needed to sign under it. */
export type Authority = Issued & { readonly name: string; readonly until: Instant }

type Needs = { readonly now: Instant; readonly random: (bytes: number) => Uint8Array }

/** Two years: long enough for a term of sessions, short enough to be forgotten on a phone. */
const AUTHORITY_DAYS = 730
/** What browsers take at most of a server's certificate. */
const SERVER_DAYS = 397
/** A clock of a phone may be behind. */
const BEFORE_MS = DAY_MS
const SERIAL_BYTES = 16

const OID = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
  subjectAltName: '2.5.29.17',
  nameConstraints: '2.5.29.30',
} as const
/** Named bits of key usage. Source: RFC 5280, 4.2.1.3. */
const KEY_USAGE = { digitalSignature: 0, keyCertSign: 5, cRLSign: 6 } as const
/** Kinds of names. Source: RFC 5280, 4.2.1.6. */
const NAME = { dns: 2, ip: 7 } as const

/** The machine itself, so that its own browser needs no other name. */
const OWN_NAMES = ['localhost', '127.0.0.1', '::1']

/** The names a certificate is made for: those asked for, once each, and the machine itself. */
export const namesFor = (hosts: readonly string[]): readonly string[] => [...new Set([...hosts, ...OWN_NAMES])]

/**
 * A new authority that can vouch for nothing but servers under these names: name-constrained, for TLS servers alone, with no
 * authority below it. Who puts it on a phone gives nobody power over any other site. Source: RULES.md HA4.
 */
export function makeAuthority(name: string, hosts: readonly string[], needs: Needs): Authority {
  const { privateKey: key, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const until = needs.now - BEFORE_MS + AUTHORITY_DAYS * DAY_MS
  const certificate = signed({
    subject: name,
    issuer: { name, key },
    publicKey,
    until,
    needs,
    extensions: [
      extension(OID.basicConstraints, der.sequence(der.boolean(true), der.unsigned(Uint8Array.of(0))), true),
      extension(OID.keyUsage, der.namedBits(KEY_USAGE.keyCertSign, KEY_USAGE.cRLSign), true),
      extension(OID.extendedKeyUsage, der.sequence(der.oid(OID.serverAuth))),
      extension(OID.nameConstraints, constraints(namesFor(hosts)), true),
      extension(OID.subjectKeyIdentifier, der.bytes(keyIdentifier(publicKey))),
    ],
  })
  return { name, certificate, key, until }
}

/** A certificate for a server under these names, which ends no later than its authority. Source: RULES.md HA4. */
export function makeServerCertificate(authority: Authority, hosts: readonly string[], needs: Needs): Issued {
  const { privateKey: key, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const certificate = signed({
    subject: hosts[0] ?? 'localhost',
    issuer: authority,
    publicKey,
    until: Math.min(needs.now - BEFORE_MS + SERVER_DAYS * DAY_MS, authority.until),
    needs,
    extensions: [
      extension(OID.basicConstraints, der.sequence(), true),
      extension(OID.keyUsage, der.namedBits(KEY_USAGE.digitalSignature), true),
      extension(OID.extendedKeyUsage, der.sequence(der.oid(OID.serverAuth))),
      extension(OID.subjectAltName, der.sequence(...namesFor(hosts).map((name) => generalName(name, false)))),
      extension(OID.subjectKeyIdentifier, der.bytes(keyIdentifier(publicKey))),
      extension(
        OID.authorityKeyIdentifier,
        der.sequence(der.implicit(0, keyIdentifier(createPublicKey(authority.key)))),
      ),
    ],
  })
  return { certificate, key }
}

type Wanted = {
  readonly subject: string
  readonly issuer: { readonly name: string; readonly key: KeyObject }
  readonly publicKey: KeyObject
  readonly until: Instant
  readonly extensions: readonly Uint8Array[]
  readonly needs: Needs
}

/** A version 3 certificate, signed with ECDSA over SHA-256. Source: RFC 5280, 4.1. */
function signed({ subject, issuer, publicKey, until, extensions, needs }: Wanted): Uint8Array {
  const algorithm = der.sequence(der.oid(OID.ecdsaWithSha256))
  const body = der.sequence(
    der.explicit(0, der.unsigned(Uint8Array.of(2))),
    der.unsigned(needs.random(SERIAL_BYTES)),
    algorithm,
    distinguishedName(issuer.name),
    der.sequence(der.time(needs.now - BEFORE_MS), der.time(until)),
    distinguishedName(subject),
    new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    der.explicit(3, der.sequence(...extensions)),
  )
  return der.sequence(body, algorithm, der.bits(new Uint8Array(sign('sha256', body, issuer.key))))
}

const distinguishedName = (name: string): Uint8Array =>
  der.sequence(der.setOf(der.sequence(der.oid(OID.commonName), der.utf8(name))))

const extension = (id: string, content: Uint8Array, critical = false): Uint8Array =>
  der.sequence(der.oid(id), ...(critical ? [der.boolean(true)] : []), der.bytes(content))

/** Permitted are these names and, as of each kind there is one, no others. Source: RFC 5280, 4.2.1.10. */
const constraints = (names: readonly string[]): Uint8Array =>
  der.sequence(der.implicitSequence(0, ...names.map((name) => der.sequence(generalName(name, true)))))

/** A name or an address; in a constraint an address carries its mask, here that of one machine. */
function generalName(name: string, constraining: boolean): Uint8Array {
  if (isIP(name) === 0) return der.implicit(NAME.dns, Buffer.from(name, 'ascii'))
  const address = addressBytes(name)
  const mask = constraining ? new Uint8Array(address.length).fill(0xff) : new Uint8Array()
  return der.implicit(NAME.ip, Buffer.concat([address, mask]))
}

/** The four or sixteen bytes of an address. */
function addressBytes(address: string): Uint8Array {
  if (isIP(address) === 4) return Uint8Array.from(address.split('.').map(Number))
  // The address parser of URLs writes an IPv4 tail as hexadecimal groups.
  const [before = '', after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const groups = (part: string) => part.split(':').filter((group) => group !== '')
  const head = groups(before)
  const tail = groups(after ?? '')
  const all = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail]
  return Uint8Array.from(all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]))
}

/** SHA-1 of the public key's bits: a name for the key and no proof of anything. Source: RFC 5280, 4.2.1.2. */
function keyIdentifier(publicKey: KeyObject): Uint8Array {
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  // The last 65 bytes of a P-256 key are its point.
  return new Uint8Array(createHash('sha1').update(spki.subarray(-65)).digest())
}

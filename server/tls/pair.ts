import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { DAY_MS, type Instant, utcDay } from '../../shared/time.ts'

/** Where the operator keeps a certificate and its key, as PEM. */
export type TlsFiles = { readonly cert: string; readonly key: string }

/** A certificate with its key, as it is served. */
export type Pair = {
  readonly cert: string
  readonly key: string
  /** Of the server itself, the first of the file. */
  readonly own: X509Certificate
  /** The authority at the end of the file, where it brings its own; phones that trust it trust the server. */
  readonly authority: X509Certificate | null
}

/** What the operator set for TLS does not do; the words say what to change. */
export class WrongCertificate extends Error {}

/** Nothing older than TLS 1.2 is spoken. */
export const LEAST_TLS = 'TLSv1.2'

/** Reads certificate and key and looks whether they serve today. Throws WrongCertificate with one sentence. Source: RULES.md HA1. */
export function readPair(files: TlsFiles, now: Instant): Pair {
  const cert = readWords('TLS_CERT', files.cert)
  const key = readWords('TLS_KEY', files.key)
  const [own, ...above] = certificatesIn(cert, files.cert)
  if (!own) throw new WrongCertificate(`TLS_CERT ${files.cert} holds no certificate`)
  if (!own.checkPrivateKey(privateKeyIn(key, files.key)))
    throw new WrongCertificate('TLS_KEY is not the key of the certificate in TLS_CERT')
  if (endOf(own) <= now) throw new WrongCertificate(`the certificate in TLS_CERT ended on ${utcDay(endOf(own))}`)
  if (beginOf(own) > now)
    throw new WrongCertificate(`the certificate in TLS_CERT begins on ${utcDay(beginOf(own))}: is the clock right?`)
  try {
    createSecureContext({ cert, key, minVersion: LEAST_TLS })
  } catch (error) {
    throw new WrongCertificate(
      `TLS_CERT and TLS_KEY cannot be served (${error instanceof Error ? error.message : error})`,
    )
  }
  const top = above.at(-1)
  return { cert, key, own, authority: top?.ca && top.checkIssued(top) ? top : null }
}

/** When a certificate ends. */
export const endOf = (certificate: X509Certificate): Instant => certificate.validToDate.getTime()
const beginOf = (certificate: X509Certificate): Instant => certificate.validFromDate.getTime()

/** Whole days a certificate is still good for; below nought when it has ended. */
export const daysLeft = (certificate: X509Certificate, now: Instant): number =>
  Math.floor((endOf(certificate) - now) / DAY_MS)

/** The names and addresses a certificate is for, as people write them, in its order. */
export const namesOf = (certificate: X509Certificate): readonly string[] =>
  (certificate.subjectAltName ?? '').split(', ').flatMap((name) => {
    const found = /^(?:DNS|IP Address):(.+)$/.exec(name)?.[1]
    return found ? [found.includes(':') ? new URL(`http://[${found}]`).hostname.slice(1, -1) : found.toLowerCase()] : []
  })

function readWords(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new WrongCertificate(`${setting} ${file} cannot be read (${code})`)
  }
}

function certificatesIn(words: string, file: string): readonly X509Certificate[] {
  const found = words.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  try {
    return found.map((one) => new X509Certificate(one))
  } catch {
    throw new WrongCertificate(`TLS_CERT ${file} holds a certificate that cannot be read`)
  }
}

function privateKeyIn(words: string, file: string) {
  try {
    return createPrivateKey(words)
  } catch {
    throw new WrongCertificate(`TLS_KEY ${file} holds no private key without a passphrase`)
  }
}

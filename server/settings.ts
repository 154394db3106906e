import { dirname, relative, resolve } from 'node:path'
import type { ProviderSettings } from '../shared/accounts/provider-rules.ts'
import { BACKUP_WITHIN_DAYS } from '../shared/status/backups.ts'
import type { Upgrade } from './backup/before-migration.ts'
import { secretFrom } from './ballot-secret.ts'
import type { StoreAddress } from './db/address.ts'
import { embedded } from './db/database.ts'
import type { HouseSettings } from './house.ts'
import type { TlsFiles } from './tls/pair.ts'

/** Everything the environment may say, checked once; a wrong word stops the start with one line. */
export type Settings = HouseSettings & {
  readonly port: number
  readonly host: string
  /** Where certificate and key are; null: the server speaks http. */
  readonly tls: TlsFiles | null
  readonly store: StoreAddress
  readonly redisUrl: string | null
  /** The folder on a second disk that everything is copied to at once; null: there is none. */
  readonly backupDir: string | null
  readonly upgrade: Upgrade
  readonly smtpUrl: string | null
  /** What sealed ballots are kept under with PostgreSQL; null: no sealed vote opens there. */
  readonly ballotSecret: Uint8Array | null
  /** What secrets of authenticator apps are kept under; null: under that of the ballots. */
  readonly secretKey: Uint8Array | null
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Nobody guesses so many letters. */
const LEAST_TOKEN = 16

export class WrongSetting extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the settings; throws WrongSetting with a sentence for the operator. */
export function readSettings(environment: Environment, mode: 'demo' | 'workspace'): Settings {
  const host = environment.HOST ?? '127.0.0.1'
  const publicUrl = readPublicUrl(environment)
  const loopback = host === 'localhost' || host === '::1' || host.startsWith('127.')
  if (mode === 'demo' && !loopback && environment.DEMO_PUBLIC !== '1') {
    throw new WrongSetting('a demo store has known passwords: it listens on loopback only, unless DEMO_PUBLIC=1')
  }
  const tls = readTls(environment, publicUrl)
  const https = tls !== null || (publicUrl?.startsWith('https:') ?? false)
  if (!loopback && !https && environment.INSECURE_LAN !== '1') {
    throw new WrongSetting(
      `HOST ${host} is not loopback: set TLS_CERT and TLS_KEY, PUBLIC_URL to the https address of the proxy in front, or INSECURE_LAN=1`,
    )
  }
  return {
    port: readPort(environment.PORT),
    host,
    tls,
    store: readStore(environment, mode === 'demo'),
    redisUrl: readRedis(environment),
    backupDir: readBackupDir(environment, mode === 'demo'),
    smtpUrl: readSmtp(environment.SMTP_URL, publicUrl),
    ballotSecret: readSecret('BALLOT_SECRET', environment.BALLOT_SECRET),
    secretKey: readSecret('SECRET_KEY', environment.SECRET_KEY),
    logLevel: readLevel(environment.LOG_LEVEL),
    demo: mode === 'demo',
    insecure: !loopback && !https,
    https,
    publicUrl,
    trustProxy: environment.TRUST_PROXY === '1',
    metricsToken: readToken(environment.METRICS_TOKEN),
    provider: readProvider(environment, publicUrl),
    backupWithinDays: readBackupDays(environment.BACKUP_WARN_DAYS, mode),
    upgrade: readUpgrade(environment),
  }
}

/** Where the store is: DATABASE_URL, else a file in DATA_DIR. */
export function readStore(environment: Environment, demo: boolean): StoreAddress {
  const { DATABASE_URL: url } = environment
  if (!url) return embedded(environment.DATA_DIR ?? (demo ? './data/demo' : './data/main'))
  const protocol = URL.parse(url)?.protocol
  if (protocol !== 'postgres:' && protocol !== 'postgresql:')
    throw new WrongSetting('DATABASE_URL is not a postgres:// address')
  return { kind: 'postgres', url }
}

function readTls({ TLS_CERT: cert, TLS_KEY: key }: Environment, publicUrl: string | null): TlsFiles | null {
  if (!cert && !key) return null
  if (!cert || !key) throw new WrongSetting('TLS_CERT and TLS_KEY go together: a certificate and its key, as PEM files')
  if (publicUrl?.startsWith('http:'))
    throw new WrongSetting('PUBLIC_URL begins with http, and with TLS_CERT people come by https')
  return { cert, key }
}

/** A folder that is not the store's own: a copy beside the original dies with it. */
function readBackupDir(environment: Environment, demo: boolean): string | null {
  const { BACKUP_DIR: folder } = environment
  if (!folder) return null
  const store = readStore(environment, demo)
  if (store.kind === 'postgres')
    throw new WrongSetting('BACKUP_DIR is for the embedded store: PostgreSQL is backed up by its own means')
  const between = relative(dirname(store.file), resolve(folder))
  if (between === '' || !/^\.\.(\/|\\|$)/.test(between))
    throw new WrongSetting(`BACKUP_DIR ${folder} is inside DATA_DIR: choose a folder on a second disk`)
  return folder
}

/** A demo is nothing that anybody would miss. */
function readBackupDays(word: string | undefined, mode: 'demo' | 'workspace'): number | null {
  if (!word) return mode === 'demo' ? null : BACKUP_WITHIN_DAYS
  const days = Number(word)
  if (!Number.isInteger(days) || days < 0)
    throw new WrongSetting(`BACKUP_WARN_DAYS ${word} is no number of days; 0 says that backups are made by other means`)
  return days === 0 ? null : days
}

/** How a store is copied before its form is changed. */
export const readUpgrade = (environment: Environment): Upgrade => ({
  environment: { PATH: environment.PATH },
  folder: environment.DATA_DIR ?? './data/main',
  isCopied: environment.MIGRATE_WITHOUT_BACKUP === '1',
})

function readRedis({ REDIS_URL: url, DATABASE_URL: database }: Environment): string | null {
  if (!url) return null
  const protocol = URL.parse(url)?.protocol
  if (protocol !== 'redis:' && protocol !== 'rediss:') throw new WrongSetting('REDIS_URL is not a redis:// address')
  if (!database) throw new WrongSetting('REDIS_URL is for several servers on one PostgreSQL: set DATABASE_URL too')
  return url
}

function readSmtp(url: string | undefined, publicUrl: string | null): string | null {
  if (!url) return null
  const protocol = URL.parse(url)?.protocol
  if (protocol !== 'smtp:' && protocol !== 'smtps:') throw new WrongSetting('SMTP_URL is not a smtp:// address')
  if (!publicUrl) throw new WrongSetting('SMTP_URL needs PUBLIC_URL: the links in mails lead there')
  return url
}

function readSecret(name: string, words: string | undefined): Uint8Array | null {
  if (!words) return null
  const secret = secretFrom(words)
  if (!secret) throw new WrongSetting(`${name} is not 64 hex digits, as \`openssl rand -hex 32\` prints`)
  return secret
}

function readToken(word: string | undefined): string | null {
  if (!word) return null
  if (word.length < LEAST_TOKEN) throw new WrongSetting(`METRICS_TOKEN is shorter than ${LEAST_TOKEN} letters`)
  return word
}

function readPort(word: string | undefined): number {
  if (word === undefined || word === '') return 3000
  const port = Number(word)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new WrongSetting(`PORT ${word} is not a port (0 to 65535)`)
  return port
}

/** The address people use, which codes on prints and links in mails lead to; null: nobody said. */
export function readPublicUrl({ PUBLIC_URL: word }: Environment): string | null {
  if (!word) return null
  const url = URL.parse(word)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new WrongSetting(`PUBLIC_URL ${word} is not an http or https address`)
  return word
}

const isOfThisMachine = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
/** https, or an address at which nobody else can listen in. */
const isSafe = (url: URL): boolean => url.protocol === 'https:' || (url.protocol === 'http:' && isOfThisMachine(url))

/** The identity provider people may sign in by; all of it or nothing. Source: RULES.md AC100. */
function readProvider(environment: Environment, publicUrl: string | null): ProviderSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = environment
  const { OIDC_NAME: name, OIDC_ACR: acr, OIDC_LINK_BY_EMAIL: byEmail } = environment
  if (!issuer && !clientId && !clientSecret && !name && !acr && !byEmail) return null
  if (!issuer || !clientId || !clientSecret || !name)
    throw new WrongSetting('OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_NAME go together')
  const url = URL.parse(issuer)
  if (!url || !isSafe(url) || url.search || url.hash)
    throw new WrongSetting(`OIDC_ISSUER ${issuer} is not an https address`)
  const own = publicUrl === null ? null : new URL(publicUrl)
  if (!own || !isSafe(own))
    throw new WrongSetting(
      'OIDC_ISSUER needs PUBLIC_URL with https, or with http://localhost: people are sent back there',
    )
  const names = name.split('|').map((one) => one.trim())
  const [kk = '', ru = kk, en = kk] = names
  if ((names.length !== 1 && names.length !== 3) || names.includes(''))
    throw new WrongSetting('OIDC_NAME is one name for all, or three as "Kazakh | Russian | English"')
  return {
    issuer,
    clientId,
    clientSecret,
    own: own.origin,
    name: { kk, ru, en },
    secondFactor: (acr ?? '').split(/\s+/).filter(Boolean),
    linkByEmail: byEmail === '1',
  }
}

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

function readLevel(word: string | undefined): Settings['logLevel'] {
  const level = LEVELS.find((one) => one === (word ?? 'info'))
  if (!level) throw new WrongSetting(`LOG_LEVEL ${word} is none of ${LEVELS.join(', ')}`)
  return level
}

import type { ProviderSettings } from '../shared/accounts/provider-rules.ts'
import type { AccountId, SessionId } from '../shared/ids.ts'
import type { Instant } from '../shared/time.ts'
import type { FactorSecrets } from './accounts/factor-secrets.ts'
import type { Provider } from './accounts/provider.ts'
import type { SignIns } from './accounts/sign-in.ts'
import type { Acts } from './act.ts'
import type { Database } from './db/database.ts'
import type { Memo } from './db/memo.ts'
import type { LiveTexts } from './live/live-texts.ts'
import type { News } from './live/news.ts'
import type { Mailer } from './mail.ts'
import type { SealOf } from './votes/seals.ts'

/** The only sources of time and chance. Tests hand in their own. */
export type Clock = {
  readonly now: () => Instant
  /** Runs once at an instant; the answer cancels it. */
  readonly at: (instant: Instant, run: () => void) => () => void
}

export type Log = (level: 'info' | 'warn' | 'error', message: string, fields?: Record<string, unknown>) => void

/** What main.ts read from the environment, as the house needs it. */
export type HouseSettings = {
  readonly demo: boolean
  /** Reached without TLS from other machines: every page says so. */
  readonly insecure: boolean
  /** People come by https, to this server or to a proxy in front: cookies are Secure, and browsers are told to come no other way. */
  readonly https: boolean
  readonly publicUrl: string | null
  /** Believe X-Forwarded-* of a proxy in front. */
  readonly trustProxy: boolean
  /** With it `/metrics` is answered from other machines too; null: to this one alone. */
  readonly metricsToken: string | null
  /** The identity provider people may sign in by; null: there is none. Source: RULES.md AC100. */
  readonly provider: ProviderSettings | null
  /** Who keeps the house is told when there was no backup for more than so many days; null: it is made by other means. */
  readonly backupWithinDays: number | null
}

/** Where people in the hall find the server. Source: RULES.md HA6. */
export type Hall = {
  /** The origin they type or scan; null when the server listens to this machine alone. */
  readonly address: string | null
  /** The page on which a device comes to trust the server's own authority; null where it has none. */
  readonly trust: string | null
}

/** What handlers of queries and commands may use; made once, in app.ts. */
export type House = {
  readonly db: Database
  /** What many readers ask for alike, for each state of the store. */
  readonly memo: Memo
  readonly acts: Acts
  readonly live: LiveTexts
  readonly news: News
  readonly signIns: SignIns
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly newId: () => string
  readonly log: Log
  readonly settings: HouseSettings
  /** Seals the ballots of sealed votes under the server's secret. */
  readonly seals: SealOf
  /** Secrets of authenticator apps, as the store keeps them. */
  readonly factorSecrets: FactorSecrets
  /** What no password is made of: common words, and words of this house. Source: RULES.md AC51, AC52. */
  readonly passwordWords: { readonly common: ReadonlySet<string>; readonly house: () => Promise<readonly string[]> }
  /** The identity provider people may sign in by; null where none was named. */
  readonly provider: Provider | null
  /** Sends mail; null where no mail server was named. */
  readonly mail: Mailer | null
  /** Says to the other servers that something was done here which is no act, such as the end of a sign-in. */
  readonly tellServers: () => void
  readonly hall: () => Hall
  /** Writes over what was taken out of the store and still stands in its files, while no act runs. */
  readonly scrub: () => Promise<void>
  /** Accounts with an open page of a session. */
  readonly readers: (session: SessionId) => ReadonlySet<AccountId>
}

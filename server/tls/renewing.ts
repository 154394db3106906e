import { MINUTE_MS } from '../../shared/time.ts'
import type { Clock, Log } from '../house.ts'
import { daysLeft, namesOf, type Pair, readPair, type TlsFiles, WrongCertificate } from './pair.ts'

/** How often the files are looked at again. */
const LOOK_EVERY_MS = MINUTE_MS
/** From when on the log says every day that the certificate ends. */
export const ENDS_SOON_DAYS = 14

export type Certificate = {
  /** What is served now. */
  pair(): Pair
  stop(): void
}

type Needs = {
  readonly clock: Clock
  readonly log: Log
  /** Serves another pair from the next connection on. */
  readonly renew: (pair: Pair) => void
}

/**
 * Takes up a certificate that was renewed on the disk, within a minute and without a restart. Files that do not serve are said in the
 * log, once, and what was served before goes on. Source: RULES.md HA2.
 */
export function keepCertificate(files: TlsFiles, first: Pair, { clock, log, renew }: Needs): Certificate {
  let served = first
  let said = ''
  let saidDay = Number.NaN
  let cancel = () => {}
  const look = () => {
    cancel = clock.at(clock.now() + LOOK_EVERY_MS, look)
    try {
      const found = readPair(files, clock.now())
      said = ''
      if (found.cert !== served.cert || found.key !== served.key) {
        served = found
        renew(found)
        log('info', 'the certificate was renewed', {
          names: namesOf(found.own),
          days: daysLeft(found.own, clock.now()),
        })
      }
    } catch (error) {
      if (!(error instanceof WrongCertificate)) throw error
      if (error.message !== said) log('warn', 'the certificate cannot be renewed', { reason: error.message })
      said = error.message
    }
    const days = daysLeft(served.own, clock.now())
    if (days < ENDS_SOON_DAYS && days !== saidDay) log('warn', 'the certificate ends soon', { days })
    saidDay = days
  }
  look()
  return { pair: () => served, stop: () => cancel() }
}

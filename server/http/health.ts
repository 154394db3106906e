import { timingSafeEqual } from 'node:crypto'
import { sha256Hex } from '../../shared/hash.ts'
import type { House } from '../house.ts'
import type { Gauged, Metrics } from './metrics.ts'
import { addressOf, answerRefusal, type Server } from './serve.ts'

type Needs = {
  readonly metrics: Metrics
  readonly gauged: Gauged
  /** It is stopping. */
  readonly draining: () => boolean
}

/**
 * `/healthz`: alive. `/readyz`: the store takes writes, is migrated (a server that is not does not start), and the server is not
 * stopping. `/metrics`: for this machine, or with the token. Source: RULES.md WA1, WA2.
 */
export function serveHealth(server: Server, house: House, { metrics, gauged, draining }: Needs): void {
  server.get('/healthz', (call) => call.json({ ok: true }))
  server.get('/readyz', (call) => {
    if (draining()) return call.json({ ready: false, reason: 'stopping' }, 503)
    if (!gauged.writable()) return call.json({ ready: false, reason: 'store' }, 503)
    // How the second disk is stops nobody.
    const disk = gauged.backup()
    return call.json({ ready: true, ...(disk && { backup: disk }) })
  })
  server.get('/metrics', async (call) => {
    const isHere = /^(127\.|::1$|::ffff:127\.)/.test(addressOf(house, call))
    // What a proxy on this machine hands on comes from elsewhere, also where the operator did not say that there is one.
    const isHandedOn = call.req.header('x-forwarded-for') !== undefined || call.req.header('forwarded') !== undefined
    const isKnown = fits(call.req.header('authorization'), house.settings.metricsToken)
    if (!isKnown && (!isHere || isHandedOn)) return answerRefusal(call, { code: 'not-found', rule: 'AC8' })
    const [type, text] = await metrics.text(gauged)
    call.header('content-type', type)
    return call.body(text)
  })
}

/** Compared by hashes of one length, so that nothing is learnt from how long it takes. */
const fits = (authorization: string | undefined, token: string | null): boolean =>
  token !== null &&
  timingSafeEqual(Buffer.from(sha256Hex(authorization ?? '')), Buffer.from(sha256Hex(`Bearer ${token}`)))

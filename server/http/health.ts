import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { DiskState } from '../backup/messages.ts'
import type { House } from '../house.ts'
import { answerRefusal, type Server } from './serve.ts'

/** `/healthz`, `/readyz` and `/metrics` (loopback only), for who runs the server. `draining`: it is stopping; `writable`: the store takes writes; `backup`: how the second disk is, which stops nobody. */
export function serveHealth(
  server: Server,
  house: House,
  draining: () => boolean,
  writable: () => boolean,
  backup: () => DiskState | null,
): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answered = new Counter({
    name: 'kenes_http_answers_total',
    help: 'Answers by status class',
    labelNames: ['status'],
    registers: [registry],
  })
  const present = new Gauge({ name: 'kenes_live_connections', help: 'Live connections', registers: [registry] })
  server.use(async (call, next) => {
    await next()
    answered.inc({ status: `${Math.floor(call.res.status / 100)}xx` })
  })
  server.get('/healthz', (call) => call.json({ ok: true }))
  server.get('/readyz', (call) => {
    if (draining()) return call.json({ ready: false, reason: 'stopping' }, 503)
    if (!writable()) return call.json({ ready: false, reason: 'store' }, 503)
    const disk = backup()
    return call.json({ ready: true, ...(disk && { backup: disk }) })
  })
  server.get('/metrics', async (call) => {
    const incoming = (call.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
    const address = incoming?.socket?.remoteAddress ?? ''
    if (!/^(127\.|::1$|::ffff:127\.)/.test(address)) return answerRefusal(call, { code: 'not-found', rule: 'AC8' })
    present.set(house.live.present().length)
    call.header('content-type', registry.contentType)
    return call.body(await registry.metrics())
  })
}

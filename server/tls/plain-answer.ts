import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { secure } from '../http/security.ts'
import type { Server } from '../http/serve.ts'
import { serveTrust, type Trusted } from './trust-page.ts'

type Needs = {
  readonly trusted: () => Trusted | null
  readonly newId: () => string
  /** The workspace's own address, where one is set; else the one that was asked for, with https. */
  readonly publicUrl: string | null
}

/** Addresses that programs ask: one that is led on never hears that it sent its cookie over an open line. */
const FOR_PROGRAMS = /^\/(api|live|metrics|healthz|readyz)(\/|$)/

/**
 * What the TLS port answers to whoever speaks http: the page on trusting the authority, which must be readable before it is trusted,
 * and otherwise, for a page, the way to the same address with https. Nothing of the workspace. Source: RULES.md HA3.
 */
export function plainAnswer({ trusted, newId, publicUrl }: Needs): RequestListener {
  const server: Server = new Hono()
  server.use(async (call, next) => {
    call.set('requestId', newId)
    await next()
    // No word of https alone here: browsers heed it over https alone.
    secure({ https: false }, call)
    call.res.headers.set('connection', 'close')
  })
  serveTrust(server, trusted)
  server.all('*', (call) => {
    const { host, pathname, search } = new URL(call.req.url)
    const origin = publicUrl === null ? `https://${host}` : new URL(publicUrl).origin
    const isPage = call.req.method === 'GET' || call.req.method === 'HEAD'
    return isPage && !FOR_PROGRAMS.test(pathname)
      ? call.redirect(`${origin}${pathname}${search}`, 308)
      : call.text('https only\n', 403)
  })
  return getRequestListener(server.fetch)
}

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Server } from './serve.ts'

/**
 * Serves the built client from `folder`; every address that is no file is a page of the client. `insecure`: the server is reached
 * without TLS from other machines, and every page says so, whoever reads it; `provider`: the door has another way in, so that it asks
 * for nothing where there is none. Source: RULES.md HA5, AC100.
 */
export function servePages(server: Server, folder: string, marks: { insecure: boolean; provider: boolean }): void {
  const index = join(folder, 'index.html')
  if (!existsSync(index)) return
  const built = readFileSync(index, 'utf8')
  const marked = (['insecure', 'provider'] as const).filter((mark) => marks[mark]).map((mark) => `data-${mark} `)
  const html = built.replace('<html ', `<html ${marked.join('')}`)
  // Built files carry their hash in the name: they never change.
  server.use('/assets/*', async (call, next) => {
    await next()
    if (call.res.ok) call.res.headers.set('cache-control', 'public, max-age=31536000, immutable')
  })
  server.use('/assets/*', serveStatic({ root: folder, precompressed: true }))
  // To be kept: it is opened from a disk, where its script may stand in it. Source: RULES.md RB33.
  const verifier = join(folder, 'verify.html')
  if (existsSync(verifier)) {
    const page = readFileSync(verifier, 'utf8')
    server.get('/verify.html', (call) => {
      call.header('content-disposition', 'attachment; filename="verify.html"')
      return call.html(page)
    })
  }
  server.get('*', async (call, next) => {
    if (/^\/(api|live|assets|metrics|healthz|readyz)(\/|$)/.test(call.req.path)) return next()
    call.header('cache-control', 'no-cache')
    return call.html(html)
  })
}

import { z } from 'zod'
import { api } from '../../shared/api.ts'
import { REFUSAL_CODES } from '../../shared/decision.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { AUDIT_FORMATS } from '../../shared/record/lines.ts'
import { escapeHtml } from './html.ts'
import type { Server } from './serve.ts'

const REFUSAL = {
  type: 'object',
  required: ['code', 'rule', 'message', 'requestId'],
  properties: {
    code: { enum: [...REFUSAL_CODES] },
    rule: { type: 'string' },
    message: { type: 'string' },
    requestId: { type: 'string' },
  },
} as const

type Spec = {
  readonly method: 'GET' | 'POST'
  readonly summary: string
  readonly open: boolean
  readonly input: z.ZodType
  readonly output: z.ZodType
}

const endpoints = (): [path: string, spec: Spec][] =>
  Object.entries(api).flatMap(([domain, names]) =>
    Object.entries(names).map(([name, spec]): [string, Spec] => [`/api/${domain}/${name}`, spec]),
  )

/** Brands and patterns that JSON Schema has no words for become plain strings. */
const schema = (of: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(of, { io, unrepresentable: 'any' })

const asked = (name: string, required: boolean, shape: object) => ({ name, in: 'query', required, schema: shape })
const TEXT = { type: 'string' } as const

/** What is answered with something else than JSON: not of the wire's table, but asked like it. */
const OTHERS = {
  '/api/adoption/file': {
    operationId: 'adoption/file',
    summary: 'The adopted text as a file to keep. Refuses: not-found, malformed.',
    tags: ['adoption'],
    security: [{ cookie: [] }],
    parameters: [
      asked('recommendation', true, TEXT),
      asked('format', true, { enum: ['html', 'json'] }),
      asked('language', false, { enum: [...LANGUAGES] }),
    ],
    responses: answered('The file', { 'text/html': { schema: TEXT }, 'application/json': { schema: {} } }),
  },
  '/api/adoption/final-file': {
    operationId: 'adoption/final-file',
    summary:
      'What chairs sign: the bytes of a final text or corrigendum under its hash, for everybody once it is published. Refuses: not-found, too-fast.',
    tags: ['adoption'],
    parameters: [asked('recommendation', true, TEXT), asked('round', true, { type: 'integer' })],
    responses: answered('The bytes', { 'application/octet-stream': { schema: TEXT } }),
  },
  '/api/adoption/signature-file': {
    operationId: 'adoption/signature-file',
    summary:
      'The signature file of one council’s chair, for everybody once it is published. Refuses: not-found, too-fast.',
    tags: ['adoption'],
    parameters: [
      asked('recommendation', true, TEXT),
      asked('round', true, { type: 'integer' }),
      asked('council', true, TEXT),
    ],
    responses: answered('The signature', { 'application/octet-stream': { schema: TEXT } }),
  },
  '/api/comments/file': {
    operationId: 'comments/file',
    summary: 'The table of written comments as CSV, as the asking account sees it. Refuses: not-found.',
    tags: ['comments'],
    security: [{ cookie: [] }],
    parameters: [asked('session', true, TEXT), asked('language', false, { enum: [...LANGUAGES] })],
    responses: answered('The table', { 'text/csv': { schema: TEXT } }),
  },
  '/api/votes/scan': {
    operationId: 'votes/scan',
    summary: 'The scan of a paper sheet, for who may see the choice of its place. Refuses: not-found.',
    tags: ['votes'],
    security: [{ cookie: [] }],
    parameters: [asked('vote', true, TEXT), asked('place', true, TEXT)],
    responses: answered('The scan', {
      'application/pdf': { schema: {} },
      'image/png': { schema: {} },
      'image/jpeg': { schema: {} },
    }),
  },
  '/api/sessions/paper': {
    operationId: 'sessions/paper',
    summary: 'The file of a paper, to be saved. Refuses: not-found.',
    tags: ['sessions'],
    security: [{ cookie: [] }],
    parameters: [asked('id', true, TEXT)],
    responses: answered('The file', { 'application/octet-stream': { schema: TEXT } }),
  },
  '/api/evidence/file': {
    operationId: 'evidence/file',
    summary: 'The file of a report, or for the secretariat of a restricted annex, to be saved. Refuses: not-found.',
    tags: ['evidence'],
    security: [{ cookie: [] }],
    parameters: [asked('report', false, TEXT), asked('annex', false, TEXT)],
    responses: answered('The file', { 'application/octet-stream': { schema: TEXT } }),
  },
  '/api/accounts/sign-in-log-file': {
    operationId: 'accounts/sign-in-log-file',
    summary: 'The sign-in log, newest first, as CSV or JSON lines, for auditors. Refuses: no-right, malformed.',
    tags: ['accounts'],
    security: [{ cookie: [] }],
    parameters: [
      asked('format', false, { enum: [...AUDIT_FORMATS] }),
      asked('language', false, { enum: [...LANGUAGES] }),
    ],
    responses: answered('The file', { 'text/csv': { schema: TEXT }, 'application/jsonl': { schema: TEXT } }),
  },
  '/api/record/file': {
    operationId: 'record/file',
    summary:
      'The whole record book, oldest entry first, as JSON lines or CSV, for auditors: each line with the bytes that are hashed. Refuses: no-right, malformed.',
    tags: ['record'],
    security: [{ cookie: [] }],
    parameters: [asked('format', false, { enum: [...AUDIT_FORMATS] })],
    responses: answered('The file', { 'application/jsonl': { schema: TEXT }, 'text/csv': { schema: TEXT } }),
  },
  '/api/news': {
    operationId: 'news',
    summary:
      'Server-sent events: the names of the topics that changed in a session, never content; a screen asks with its own cookie and `screen`. Refuses: not-found, no-screen.',
    tags: ['news'],
    security: [{ cookie: [] }],
    parameters: [asked('session', true, TEXT), asked('screen', false, TEXT)],
    responses: answered('Events with the data {topics: [{topic, seq}]}', { 'text/event-stream': { schema: TEXT } }),
  },
}

/** What takes bytes as they are. */
const UPLOADS = {
  '/api/evidence/upload': {
    operationId: 'evidence/upload',
    summary:
      'The file of a report or of a restricted annex, as the body. Refuses: not-found, no-right, session-closed, malformed, too-large, wrong-file, unsafe-file.',
    tags: ['evidence'],
    security: [{ cookie: [] }],
    parameters: [asked('report', false, TEXT), asked('annex', false, TEXT), asked('name', true, TEXT)],
    requestBody: { required: true, content: { 'application/octet-stream': { schema: {} } } },
    responses: answered('The kept file', { 'application/json': { schema: {} } }),
  },
}

function answered(description: string, content: object) {
  return {
    200: { description, content },
    '4XX': { description: 'Refused', content: { 'application/json': { schema: REFUSAL } } },
  }
}

function describe(): object {
  const operation = (path: string, spec: Spec) => {
    const input = schema(spec.input, 'input') as { properties?: Record<string, object>; required?: string[] }
    const base = {
      operationId: path.slice(5),
      summary: spec.summary,
      tags: [path.split('/')[2]],
      security: spec.open ? [] : [{ cookie: [] }],
      responses: answered('Done', { 'application/json': { schema: schema(spec.output, 'output') } }),
    }
    if (spec.method === 'POST')
      return { ...base, requestBody: { required: true, content: { 'application/json': { schema: input } } } }
    const parameters = Object.entries(input.properties ?? {}).map(([name, shape]) =>
      asked(name, input.required?.includes(name) ?? false, shape),
    )
    return { ...base, parameters }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kenes',
      version: '1',
      description: 'Commands are POST, queries are GET. A refusal is 4xx with code, rule and a sentence.',
    },
    components: { securitySchemes: { cookie: { type: 'apiKey', in: 'cookie', name: 'kenes' } } },
    paths: {
      ...Object.fromEntries(
        endpoints().map(([path, spec]) => [path, { [spec.method.toLowerCase()]: operation(path, spec) }]),
      ),
      ...Object.fromEntries(Object.entries(OTHERS).map(([path, spec]) => [path, { get: spec }])),
      ...Object.fromEntries(Object.entries(UPLOADS).map(([path, spec]) => [path, { post: spec }])),
    },
  }
}

/** The same list for people. */
function page(): string {
  const others = Object.entries(OTHERS).map(([path, { summary }]) => [path, { method: 'GET', summary }] as const)
  const uploads = Object.entries(UPLOADS).map(([path, { summary }]) => [path, { method: 'POST', summary }] as const)
  const rows = [...endpoints(), ...others, ...uploads].map(
    ([path, spec]) =>
      `<tr><td>${spec.method}</td><td><code>${escapeHtml(path)}</code></td><td>${escapeHtml(spec.summary)}</td></tr>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kenes: what may be asked</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:70rem}td,th{padding:.4rem .8rem;text-align:left;vertical-align:top;border-bottom:1px solid #ccc}</style>
<h1>What may be asked</h1><p>Schemas: <a href="/api/openapi.json">openapi.json</a>. Live texts: WebSocket <code>/live/&lt;textId&gt;</code>. News: <code>GET /api/news?session=ID</code>.</p>
<table><thead><tr><th>Method</th><th>Address</th><th>What it does</th></tr></thead><tbody>${rows.join('')}</tbody></table></html>`
}

/** `GET /api/openapi.json`, and `GET /api` for people. */
export function serveOpenApi(server: Server): void {
  // Put together when it is first asked for: a server starts sooner without it.
  let described: object | null = null
  server.get('/api/openapi.json', (call) => {
    described ??= describe()
    return call.json(described)
  })
  server.get('/api', (call) => call.html(page()))
}

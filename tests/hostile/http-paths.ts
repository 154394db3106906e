import { type HttpInput, request } from './raw.ts'

const SESSION = '2025-04-joint'
const asks = (path: string, headers: Readonly<Record<string, string>> = {}) => request(`GET ${path}`, headers)
const signedIn = (path: string) => asks(path, { cookie: 'MEMBER' })

/** Addresses that lead out of where they should, or are no addresses. Every address that is no file of ours is the same page. */
export const PATHS: readonly HttpInput[] = [
  { name: 'a way out of the folder', outcome: '200 page', sends: asks('/../../../../etc/passwd') },
  { name: 'a way out of the files', outcome: '404 not-found', sends: asks('/assets/..%2f..%2f..%2fetc/passwd') },
  {
    name: 'a way out by doubly written dots',
    outcome: '404 not-found',
    sends: asks('/assets/%252e%252e%252fpackage.json'),
  },
  { name: 'a way out by back slashes', outcome: '404 not-found', sends: asks('/assets/..%5c..%5cpackage.json') },
  {
    name: 'a way out by overlong UTF-8',
    outcome: '404 not-found',
    sends: asks('/assets/%c0%ae%c0%ae%c0%afpackage.json'),
  },
  { name: 'a way out of the texts', outcome: '404 not-found', sends: signedIn('/live/..%2fr01') },
  { name: 'the name of a hidden file', outcome: '200 page', sends: asks('/.env') },
  { name: 'the history of the sources', outcome: '200 page', sends: asks('/.git/config') },
  { name: 'the store', outcome: '200 page', sends: asks('/kenes.sqlite') },
  { name: 'a zero byte in an address', outcome: '400 malformed', sends: asks('/assets/index.js%00.png') },
  {
    name: 'a zero byte in a question',
    outcome: '400 malformed',
    sends: signedIn('/api/recommendations/list?session=a%00b'),
  },
  { name: 'a byte that is no letter', outcome: '404 not-found', sends: asks('/api/%ff%fe') },
  { name: 'a byte as it is', outcome: '400', sends: asks('/api/\xff\xfe') },
  { name: 'per cent and nothing', outcome: '404 not-found', sends: asks('/api/%') },
  { name: 'per cent and no number', outcome: '404 not-found', sends: asks('/api/%zz') },
  { name: 'two slashes at the beginning', outcome: '200 page', sends: asks('//evil.example/api/accounts/me') },
  { name: 'two slashes inside', outcome: '404 not-found', sends: signedIn('/api//accounts/me') },
  { name: 'a slash at the end', outcome: '404 not-found', sends: signedIn('/api/accounts/me/') },
  { name: 'capital letters', outcome: '200 page', sends: signedIn('/API/accounts/me') },
  { name: 'what every object has', outcome: '404 not-found', sends: signedIn('/api/__proto__/constructor') },
  { name: 'an endpoint that every object has', outcome: '404 not-found', sends: signedIn('/api/accounts/toString') },
  {
    name: 'a question with a prototype',
    outcome: '400 malformed',
    sends: signedIn('/api/recommendations/list?__proto__=x'),
  },
  {
    name: 'a question asked twice',
    outcome: '404 not-found',
    sends: signedIn('/api/recommendations/list?session=none&session=none2'),
  },
  {
    name: 'a question with 1,500 parts',
    outcome: '400 malformed',
    sends: signedIn(`/api/recommendations/list?${'a=1&'.repeat(1_500)}`),
  },
  {
    name: 'a question in brackets',
    outcome: '400 malformed',
    sends: signedIn('/api/recommendations/list?session[$ne]=x'),
  },
  {
    name: 'a statement for the store',
    outcome: '400 malformed',
    sends: signedIn("/api/recommendations/list?session='%20or%201=1--"),
  },
  {
    name: 'half a letter in a question',
    outcome: '400 malformed',
    sends: signedIn('/api/recommendations/list?session=%ed%a0%80'),
  },
  {
    name: 'a file in a format that is a path',
    outcome: '400 malformed',
    sends: signedIn(`/api/exports/file?session=${SESSION}&format=../../etc/passwd&language=ru`),
  },
  {
    name: 'a file in a language that is none',
    outcome: '400 malformed',
    sends: signedIn(`/api/exports/file?session=${SESSION}&format=pdf&language=xx`),
  },
  { name: 'news of nothing', outcome: '404 not-found', sends: signedIn('/api/news') },
  { name: 'news for nobody', outcome: '401 signed-out', sends: asks(`/api/news?session=${SESSION}`) },
  {
    name: 'a thousand ranges of a page',
    outcome: '200 page',
    sends: asks('/sign-in', { range: `bytes=${'0-1,'.repeat(1_000)}0-1` }),
  },
  {
    name: 'a language of 10 kB',
    outcome: '401 signed-out',
    sends: asks('/api/accounts/me', { 'accept-language': `${'x-'.repeat(5_000)}ru` }),
  },
  {
    name: 'a cookie that every object has',
    outcome: '401 signed-out',
    sends: asks('/api/accounts/me', { cookie: '__proto__=1; kenes=__proto__' }),
  },
  {
    name: 'a cookie with a statement',
    outcome: '401 signed-out',
    sends: asks('/api/accounts/me', { cookie: "kenes=' or 1=1--" }),
  },
  {
    name: 'figures for who is handed on',
    outcome: '404 not-found',
    sends: asks('/metrics', { 'x-forwarded-for': '127.0.0.1' }),
  },
  { name: 'how it stands, for a member', outcome: '403 no-right', sends: signedIn('/api/status/now') },
]

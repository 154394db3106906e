import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { SERVER_FLAGS, SERVER_MEMORY } from '../server/flags.mjs'

const DOMAINS = [
  'accounts',
  'councils',
  'sessions',
  'floor',
  'evidence',
  'recommendations',
  'versions',
  'comments',
  'amendments',
  'translations',
  'votes',
  'adoption',
  'follow-up',
  'screens',
  'minutes',
  'exports',
]
/** Files that wire the house together: they may know everything of their side. */
const WIRING = [
  'server/app.ts',
  'server/main.ts',
  'server/cli.ts',
  'server/account-endpoints.ts',
  'server/endpoints.ts',
  'server/preparation-endpoints.ts',
  'server/redacting-endpoints.ts',
  'server/erasing-endpoints.ts',
  'server/remedy-endpoints.ts',
  'server/amendment-endpoints.ts',
  'server/minutes-endpoints.ts',
  'server/follow-up-endpoints.ts',
  'server/translation-endpoints.ts',
  'server/final-endpoints.ts',
  'server/evidence-endpoints.ts',
  'server/status-endpoints.ts',
  'server/vote-endpoints.ts',
  'server/house.ts',
  'server/backup/commands.ts',
  'server/db/database.ts',
  'server/db/migrations.ts',
  'server/http/handlers.ts',
  'server/http/open.ts',
  'server/http/openapi.ts',
  'server/http/serve.ts',
  'server/http/stream.ts',
  'shared/api.ts',
  'shared/policy.ts',
]
const DEMO = 'server/demo/'
const PURE_PACKAGES = ['yjs', 'prosemirror-model', 'canonicalize', 'zod', 'lib0', '@noble/hashes', 'diff']
const MAX_LINES = 400

const files = ['client', 'server', 'shared'].flatMap((top) =>
  readdirSync(top, { recursive: true })
    .map((file) => join(top, String(file)))
    .filter((file) => /\.tsx?$/.test(file)),
)
const source = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
const bodyOf = (file: string) => source.get(file) ?? ''
/** Source without comments, so that a word in a comment is no use of it. */
const codeOf = (file: string) =>
  bodyOf(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')
const imports = files.flatMap((file) =>
  [
    ...bodyOf(file).matchAll(
      /(?:^|\n)\s*(?:im|ex)port\s[^'"]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|import\('([^']+)'\)/g,
    ),
  ].map((found) => {
    const to = found[1] ?? found[2] ?? found[3] ?? ''
    return {
      file,
      to: to.startsWith('.') ? normalize(join(dirname(file), to)) : to,
      local: to.startsWith('.'),
      typeOnly: /import\s+type/.test(found[0]),
    }
  }),
)

type Import = (typeof imports)[number]
const side = (path: string) => path.split('/')[0] ?? ''
const rank = (path: string) => DOMAINS.indexOf(path.split('/')[1] ?? '')
const last = (path: string) => path.split('/').at(-1) ?? ''
/** `wire.ts`, or a theme's own such as `planning-wire.ts`. */
const isWire = (path: string) => /(^|-)wire\.ts$/.test(last(path))
const breaking = (rule: (one: Import) => boolean) => imports.filter(rule).map((one) => `${one.file} -> ${one.to}`)
const mentioning = (word: RegExp) => files.filter((file) => word.test(codeOf(file)))

test('there is something to check', () => {
  expect(files.length).toBeGreaterThan(80)
  expect(imports.length).toBeGreaterThan(300)
})

test('client and server know shared, never each other; shared knows neither', () =>
  expect(breaking((one) => one.local && side(one.to) !== side(one.file) && side(one.to) !== 'shared')).toEqual([]))

test('shared uses only pure packages, zod only in wire files', () => {
  const nameOf = (to: string) =>
    to
      .split('/')
      .slice(0, to.startsWith('@') ? 2 : 1)
      .join('/')
  expect(
    breaking((one) => side(one.file) === 'shared' && !one.local && !PURE_PACKAGES.includes(nameOf(one.to))),
  ).toEqual([])
  expect(breaking((one) => side(one.file) === 'shared' && one.to === 'zod' && !isWire(one.file))).toEqual([])
})

test('a domain imports only domains to its left', () =>
  expect(
    breaking((one) => one.local && side(one.file) !== 'client' && rank(one.file) >= 0 && rank(one.to) > rank(one.file)),
  ).toEqual([]))

test('the base knows no domain', () => {
  const isBase = (file: string) => rank(file) < 0 && !WIRING.includes(file) && !file.startsWith(DEMO)
  expect(
    breaking(
      (one) => one.local && side(one.file) !== 'client' && isBase(one.file) && rank(one.to) >= 0 && !one.typeOnly,
    ),
  ).toEqual([])
})

test('a model knows no rules, rules know no wire', () => {
  expect(breaking((one) => last(one.file) === 'model.ts' && last(one.to) === 'rules.ts')).toEqual([])
  expect(breaking((one) => last(one.file) === 'rules.ts' && isWire(one.to))).toEqual([])
})

test('only main and the command line read the environment, only socket knows ws, only sign-in knows lucia', () => {
  expect(mentioning(/process\.env/).sort()).toEqual(['server/cli.ts', 'server/main.ts'])
  expect([...new Set(imports.filter(({ to }) => to === 'ws').map(({ file }) => file))]).toEqual([
    'server/live/socket.ts',
  ])
  expect([...new Set(imports.filter(({ to }) => to === 'lucia').map(({ file }) => file))]).toEqual([
    'server/accounts/sign-in.ts',
  ])
})

test('[AC100] the provider’s library is known to one file, which loads it when somebody goes there', () => {
  expect([...new Set(imports.filter(({ to }) => to === 'openid-client').map(({ file }) => file))]).toEqual([
    'server/accounts/provider.ts',
  ])
  expect(mentioning(/import (?!type )[^'\n]*from 'openid-client'/)).toEqual([])
  expect(mentioning(/await import\('openid-client'\)/)).toEqual(['server/accounts/provider.ts'])
})

test('no clock and no chance outside the wiring', () =>
  expect(mentioning(/Date\.now|Math\.random|new Date\(\)|randomBytes|getRandomValues/).sort()).toEqual(
    ['client/clock.tsx', 'server/cli.ts', 'server/clock.ts', 'server/main.ts'].filter((file) => files.includes(file)),
  ))

test('only act.ts appends to the record book; only act, log and sign-in begin writing', () => {
  expect(mentioning(/appendEntries\(/).filter((file) => file !== 'server/record/entries.ts')).toEqual(['server/act.ts'])
  expect(mentioning(/insertInto\('record'\)/)).toEqual(['server/record/entries.ts'])
  expect(mentioning(/\.transaction\(\)/)).toEqual(['server/act.ts'])
})

test('the client takes the wire as types only: no schema is in the bundle', () =>
  expect(
    breaking(
      (one) =>
        side(one.file) === 'client' &&
        (isWire(one.to) || one.to === 'shared/api.ts' || one.to === 'zod') &&
        !one.typeOnly,
    ),
  ).toEqual([]))

test('no module keeps state that changes; a page keeps its open rooms in two named files, and the clock of a zone is made once', () => {
  expect(files.filter((file) => /^(export )?let /m.test(codeOf(file)))).toEqual([])
  expect(
    files.filter((file) => /^(export )?const \w+(: [^=]+)? = new (Map|Set)(<.*>)?\(\)/m.test(codeOf(file))),
  ).toEqual(['client/live/rooms.ts', 'client/live/unsent.ts', 'shared/time.ts'])
})

test(`no file is longer than ${MAX_LINES} lines`, () =>
  expect(files.filter((file) => bodyOf(file).split('\n').length > MAX_LINES)).toEqual([]))

test('no refusal without a rule that stands in RULES.md', () => {
  const rules = new Set(
    [...readFileSync('RULES.md', 'utf8').matchAll(/^- \*\*([A-Z]{2}\d+)\*\*/gm)].map((found) => found[1]),
  )
  const named = files.flatMap((file) =>
    [...codeOf(file).matchAll(/'((?:CO|SE|EV|RE|VE|AM|LA|VO|AD|RB|AC|LT|CM|EX|WA)\d+)'/g)].map((found) => ({
      file,
      rule: found[1],
    })),
  )
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter(({ rule }) => !rules.has(rule)).map(({ file, rule }) => `${file}: ${rule}`)).toEqual([])
})

test('no branch knows that it is being tested', () =>
  expect(mentioning(/NODE_ENV|VITEST|REQUIRE_ALL|import\.meta\.env\.(MODE|TEST)/)).toEqual([]))

test('the image runs the server as `npm start` does', () => {
  const image = readFileSync('Dockerfile', 'utf8')
  const command = ['node', ...SERVER_FLAGS, 'server/main.ts'].map((word) => JSON.stringify(word)).join(', ')
  expect(image).toContain(`\nCMD [${command}]\n`)
  for (const [name, value] of Object.entries(SERVER_MEMORY)) expect(image).toContain(` ${name}=${value}`)
})

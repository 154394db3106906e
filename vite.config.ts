import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { build } from 'vite'
import { defineConfig } from 'vitest/config'

/** Writes each script and style sheet packed beside it, for the server to send: a browser that speaks http alone knows only gzip. */
const packed = (): Plugin => ({
  name: 'packed',
  apply: 'build',
  async writeBundle({ dir = '' }, files) {
    const texts = Object.keys(files).filter((name) => /\.(js|css|svg)$/.test(name))
    await Promise.all(
      texts.map(async (name) => {
        const bytes = await readFile(join(dir, name))
        await writeFile(join(dir, `${name}.br`), await promisify(brotliCompress)(bytes))
        await writeFile(join(dir, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }))
      }),
    )
  },
})

/** Writes `verify.html`, one file with its script in it, which is opened from a disk without a network. */
const verifier = (): Plugin => ({
  name: 'verifier',
  apply: 'build',
  async generateBundle() {
    const folder = join(import.meta.dirname, 'client', 'verifier')
    const built = await build({
      configFile: false,
      root: folder,
      logLevel: 'error',
      build: {
        write: false,
        target: 'es2022',
        modulePreload: false,
        rolldownOptions: { input: join(folder, 'main.ts'), output: { format: 'iife' } },
      },
    })
    const chunks = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
    const [script] = chunks
    if (chunks.length !== 1 || script?.type !== 'chunk') throw new Error('verify.html is made of one script')
    const page = await readFile(join(folder, 'page.html'), 'utf8')
    // What is written between the tags must not end them.
    const source = page.replace('/*verifier*/', () => script.code.replaceAll('</script', '<\\/script'))
    this.emitFile({ type: 'asset', fileName: 'verify.html', source })
  },
})

// Servers and threads that tests start are compiled once, also where vitest is not started by `npm test`.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled')

/** What this machine cannot run, as tests/run.ts has found and says. */
const leftOut = (process.env.KENES_LEFT_OUT ?? '').split(' ').filter((pattern) => pattern !== '')

// Files share what they import: each of three hundred would load it all again, and every test has a world of its own.
const limits = { isolate: false, testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 10_000 } } }

export default defineConfig({
  root: 'client',
  plugins: [react(), packed(), verifier()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    rolldownOptions: {
      output: {
        // By itself the bundler puts what pop-ups need into one file with what every page needs.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 2 },
            { name: 'popups', test: /node_modules\/(@floating-ui|tabbable)\//, priority: 1 },
            // What most pages share comes in one piece: over a hall's wifi sixty small files cost more than their words.
            { name: 'everywhere', minShareCount: 16, priority: 0.5 },
            { name: 'icons', minShareCount: 2, test: /node_modules\/lucide-react\//, priority: 0.4 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/live': { target: 'ws://127.0.0.1:3000', ws: true } } },
  test: {
    root: '.',
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...limits,
          name: 'sqlite',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/servers/**', 'tests/load/peers/**', ...leftOut],
          globalSetup: ['tests/prepare.ts'],
        },
      },
      // The same tests again on PostgreSQL, but for what is no matter of the store, or of the embedded one alone.
      {
        test: {
          ...limits,
          name: 'postgres',
          include: ['tests/{commands,live,journeys}/**/*.test.ts'],
          exclude: [
            'tests/commands/{origin,openapi,redacting-file,said,start,verify}.test.ts',
            'tests/live/{arrivals,full-disk,fuzz,places,read-only-disk,rounds,slow,update}.test.ts',
            ...leftOut,
          ],
          globalSetup: ['tests/prepare-postgres.ts'],
          // What set-ups put into the environment is every project's: this one alone says which store is meant.
          env: { KENES_TEST_STORE: 'postgres' },
        },
      },
      // Several servers on one PostgreSQL, with Redis and without.
      { test: { ...limits, name: 'servers', include: ['tests/servers/**/*.test.ts'] } },
    ],
  },
})

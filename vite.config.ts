import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const limits = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 10_000 } } }

export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: { outDir: '../dist', emptyOutDir: true, target: 'es2022', sourcemap: false },
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
          exclude: ['tests/servers/**', 'tests/load/peers/**'],
        },
      },
      // The same tests again on PostgreSQL, but for what is no matter of the store, or of the embedded one alone.
      {
        test: {
          ...limits,
          name: 'postgres',
          include: ['tests/{commands,live,journeys}/**/*.test.ts'],
          exclude: [
            'tests/commands/{origin,openapi,said,start,verify}.test.ts',
            'tests/live/{arrivals,full-disk,fuzz,places,rounds,slow,update}.test.ts',
          ],
          globalSetup: ['tests/postgres-setup.ts'],
        },
      },
      // Several servers on one PostgreSQL, with Redis and without.
      { test: { ...limits, name: 'servers', include: ['tests/servers/**/*.test.ts'] } },
    ],
  },
})

import { existsSync, readFileSync } from 'node:fs'
import type { MadeFile } from './files.ts'

const BUILT = new URL('../../dist/verify.html', import.meta.url)

/** The page that verifies a record book without a network, as it was built; none where nothing was. Source: RULES.md RB33. */
export const verifierPage = (): readonly MadeFile[] =>
  existsSync(BUILT) ? [{ name: 'verify.html', bytes: new Uint8Array(readFileSync(BUILT)) }] : []

import { type Decision, refuse } from '../../shared/decision.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { ScreenId, SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Choice, Screen } from '../../shared/screens/model.ts'
import { admitScreen } from '../../shared/screens/rules.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { ScreensTables } from './tables.ts'

const fromRow = (row: ScreensTables['screens']): Screen => ({
  id: row.id,
  session: row.session,
  name: row.name,
  languages: fromJson<Language[]>(row.languages),
  createdAt: row.created_at,
  createdBy: row.created_by,
  revokedAt: row.revoked_at,
  lastSeen: row.last_seen,
})

export async function loadScreen(db: Reader, id: ScreenId): Promise<Screen | null> {
  const row = await db.selectFrom('screens').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The links of a session, the newest first. */
export async function loadScreens(db: Reader, session: SessionId): Promise<Screen[]> {
  const rows = db.selectFrom('screens').selectAll().where('session', '=', session)
  return (await rows.orderBy('created_at', 'desc').orderBy('id').execute()).map(fromRow)
}

/** The screen whose link has this secret; null when there is none. */
export async function loadScreenBySecret(db: Reader, secret: string): Promise<Screen | null> {
  const rows = db.selectFrom('screens').selectAll().where('secret_hash', '=', sha256Hex(secret))
  const row = await rows.executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The cookie of one screen; a browser may show several. */
export const cookieName = (screen: ScreenId): string => `kenes-screen-${screen}`

const valueIn = (cookie: string | undefined, name: string): string =>
  cookie
    ?.split(/;\s*/)
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? ''

/** The screen that asks, by its own cookie. Refuses: no-screen, alike for what is revoked, foreign or unknown. Source: RULES.md SE51. */
export async function screenFor(
  db: Reader,
  asked: { readonly session: SessionId; readonly screen: ScreenId },
  cookie: string | undefined,
): Promise<Decision<Screen>> {
  const secret = valueIn(cookie, cookieName(asked.screen))
  const screen = secret ? await loadScreenBySecret(db, secret) : null
  return screen?.id === asked.screen ? admitScreen(screen, asked.session) : refuse('no-screen', 'SE51')
}

/** What the desk put on the screens last; null: nothing yet. */
export async function loadChoice(db: Reader, session: SessionId): Promise<Choice | null> {
  const row = await db.selectFrom('shown').selectAll().where('session', '=', session).executeTakeFirst()
  return row ?? null
}

import * as Y from 'yjs'
import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId, VersionId } from '../../shared/ids.ts'
import { copyOf, readParts } from '../../shared/text/ydoc.ts'
import { restoration } from '../../shared/versions/restoring.ts'
import { canonicalContent, restore } from '../../shared/versions/rules.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { appendEdit, freshClientId, type Held, holdText } from '../live/appending.ts'
import { readAgain } from '../live/hiding.ts'
import { writeFields } from '../recommendations/commands.ts'
import { type Kept, recommendationFor } from '../recommendations/queries.ts'
import { type Cut, type CutFrom, insertVersion, recordCut } from './cutting.ts'
import { contentOf, loadVersion } from './queries.ts'

type Input = { readonly version: VersionId; readonly requestId?: string | undefined }

/**
 * Brings a version back as a new edit, the same for everybody who has the text open. The text is read outside the transaction, and what
 * was written since inside it, while the act holds the text. Refuses what `restore` refuses, and already-so.
 */
export async function restoreVersion(house: House, by: AccountId, input: Input): Promise<Decision<{ version: Cut }>> {
  const { requestId, ...plain } = input
  const may = await mayRestore(house.db, by, input, house.clock.now())
  if (!may.ok) return may
  const reading = await house.live.read(may.facts.kept.textId)
  return house.acts.run({ by, endpoint: 'versions/restore', requestId, input: plain }, async (act) => {
    const now = await mayRestore(act.tx, by, input, act.at)
    if (!now.ok) return now
    const { kept, version } = now.facts
    const held = await holdText(act.tx, kept.textId, reading.seq)
    if (!held) return refuse('frozen', 'VE16')
    const present = await presentOf(act, kept, await readAgain(act.tx, kept.textId, reading), held)
    if (hashOf(kept, present) === saidBy(version)) return refuse('already-so', 'VE16')
    await cutBefore(act, kept, present, version.number)
    return writeBack(act, kept, present, version)
  })
}

async function mayRestore(db: Reader, by: AccountId, input: Input, at: number) {
  const version = await loadVersion(db, input.version)
  if (!version) return refuse('not-found', 'RE5')
  const found = await recommendationFor(db, version.recommendation, by, at)
  if (!found.ok) return found
  const { recommendation: kept, session, capacity } = found.facts
  const may = restore(kept, session, capacity)
  return may.ok ? allow({ kept, version }) : may
}

type Version = NonNullable<Awaited<ReturnType<typeof loadVersion>>>

/** The text as it stands at the row that is held. */
async function presentOf(
  act: Act,
  kept: Kept,
  { state }: { readonly state: Uint8Array },
  { seq, since, redactions }: Held,
): Promise<CutFrom> {
  const copy = copyOf(state)
  copy.transact(() => {
    for (const update of since) Y.applyUpdate(copy, update)
  })
  const present = { seq, parts: readParts(copy), state: Y.encodeStateAsUpdate(copy), redactions }
  copy.destroy()
  return { ...present, authors: await authorsOf(act.tx, kept, present.state) }
}

/** Who has words in a state of a text. */
async function authorsOf(db: Reader, { textId }: Kept, state: Uint8Array): Promise<AccountId[]> {
  const clients = [...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state)).keys()]
  const rows = db.selectFrom('client_ids').select('account').distinct().where('text', '=', textId)
  return (await rows.where('client_id', 'in', clients).execute()).map(({ account }) => account as AccountId).sort()
}

/** The hash of what a version says; its own, but for one in which a passage was redacted. */
const saidBy = ({ content }: Version): string => sha256Hex(content)

const hashOf = ({ id, kind, fields }: Kept, { parts }: Pick<CutFrom, 'parts'>): string =>
  sha256Hex(canonicalContent({ recommendation: id, kind, fields, parts }))

/** What stands now is kept, where no version says it yet. */
async function cutBefore(act: Act, kept: Kept, present: CutFrom, restored: number): Promise<void> {
  const newest = await act.tx
    .selectFrom('versions')
    .select('content')
    .where('recommendation', '=', kept.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (newest && sha256Hex(newest.content) === hashOf(kept, present)) return
  const cut = await insertVersion(act, kept, present, 'before-restore', { restored })
  await recordCut(act, kept, { ...cut, seq: present.seq, restored })
}

async function writeBack(
  act: Act,
  kept: Kept,
  present: CutFrom,
  version: Version,
): Promise<Decision<{ version: Cut }>> {
  const { parts, fields } = contentOf(version)
  const { textId: text } = kept
  const clientId = await freshClientId(act.tx, text, act.random)
  const restored = restoration(present.state, parts, clientId)
  let after = present
  if (restored) {
    const { update, ...said } = restored
    const edit = {
      text,
      after: present.seq,
      update,
      claims: [[clientId, act.by]] as const,
      at: act.at,
      random: act.random,
    }
    const seq = await appendEdit(act.tx, edit)
    after = { ...present, ...said, seq, authors: await authorsOf(act.tx, kept, said.state) }
  }
  let now = kept
  if (canonicalJson(fields as unknown as Json) !== canonicalJson(kept.fields as unknown as Json)) {
    const written = await writeFields(act, kept, fields)
    if (!written.ok) return written
    now = { ...kept, fields, fieldsRev: written.facts.rev }
  }
  const cut = await insertVersion(act, now, after, 'restore', { restored: version.number })
  if (cut.hash !== saidBy(version)) throw new Error(`${kept.id} would not be version ${version.number} again`)
  await recordCut(act, now, { ...cut, seq: after.seq, restored: version.number })
  act.touchText(text)
  act.tell(kept.session, 'recommendations', `recommendation:${kept.id}`, `text:${text}`)
  return allow({ version: cut })
}

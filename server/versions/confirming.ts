import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId, RedactionId, TextId } from '../../shared/ids.ts'
import { copyOf, readParts } from '../../shared/text/ydoc.ts'
import type { Instant } from '../../shared/time.ts'
import { confirmRedaction, redactWords } from '../../shared/versions/redacting.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { type HiddenRow, hideInLog, holdLog, loadRows } from '../live/hiding.ts'
import type { Letters } from '../live/letters.ts'
import type { LogRow } from '../live/log-rows.ts'
import { hideLetters } from '../live/rewriting.ts'
import { wordsOfLetters } from '../live/searching.ts'
import type { Kept } from '../recommendations/queries.ts'
import { contentOf } from './queries.ts'
import { type Beyond, decide, recordRedaction, redactionFor } from './redacting.ts'
import { type HiddenVersion, type KeptRedaction, loadRedactions, nextOrdinal, saidNow } from './redacting-queries.ts'
import { loadStates, Reach, readLog } from './redacting-reach.ts'

type Input = { readonly redaction: RedactionId; readonly requestId?: string | undefined }
type Confirmed = { readonly rows: number; readonly versions: readonly number[] }

/**
 * The second person says yes: in one act the passage goes from the text, every row of its log and every version, and after it from the
 * files of the store. All that was written is looked through before the act, so that others wait for the last rows alone.
 * Refuses: not-found, already-so, and what `confirmRedaction` refuses. Source: RULES.md VE53.
 */
export async function confirmRedactionOf(
  house: House,
  by: AccountId,
  input: Input,
  beyond: Beyond,
): Promise<Decision<Confirmed>> {
  const { requestId, ...plain } = input
  const looked = await lookThrough(house, by, input.redaction, beyond)
  // A request that is asked again is answered by the act.
  if (!looked.ok && looked.refusal.code !== 'already-decided') return looked
  const reach = looked.ok ? looked.facts : null
  const request = { by, endpoint: 'versions/confirm-redaction', requestId, input: plain }
  const done = await house.acts.run(request, (act) => redactNow(act, input.redaction, reach, beyond))
  reach?.end()
  if (done.ok)
    await house.scrub().catch((fault: unknown) =>
      // What no query finds any more may still stand in a file: the operator must hear of it.
      house.log('error', 'the store could not be rewritten after a redaction', { fault: String(fault) }),
    )
  return done
}

async function mayConfirm(db: Reader, by: AccountId, id: RedactionId, at: Instant, beyond: Beyond) {
  const found = await redactionFor(db, id, by, at)
  if (!found.ok) return found
  const { redaction, recommendation, capacity } = found.facts
  const may = confirmRedaction(redaction, recommendation, capacity, await beyond.putOf(db, recommendation))
  if (!may.ok) return may
  // Between the freeze and its version nobody knows which of the two to change.
  return recommendation.stage === 'frozen' && !recommendation.version ? refuse('freeze-running', 'VE56') : found
}

async function lookThrough(
  { db, clock }: House,
  by: AccountId,
  id: RedactionId,
  beyond: Beyond,
): Promise<Decision<Reach>> {
  const may = await mayConfirm(db, by, id, clock.now(), beyond)
  return may.ok ? allow(await reachNow(db, may.facts.redaction.letters, may.facts.recommendation, beyond)) : may
}

/** Looks for the letters of a passage, and all that says the same, in a text and in its amendments as they stand. */
export async function reachNow(
  db: Reader,
  letters: KeptRedaction['letters'],
  kept: Kept,
  beyond: Beyond,
): Promise<Reach> {
  const log = await readLog(db, kept.textId)
  const reach = new Reach(letters, wordsOfLetters(log.rows, letters))
  reach.follow(kept.textId, log)
  for (const fork of await beyond.forksOf(db, kept)) reach.follow(fork, await readLog(db, fork))
  return reach
}

async function redactNow(
  act: Act,
  id: RedactionId,
  before: Reach | null,
  beyond: Beyond,
): Promise<Decision<Confirmed>> {
  const may = await mayConfirm(act.tx, act.by, id, act.at, beyond)
  if (!may.ok) return may
  const { redaction, recommendation, session } = may.facts
  const logs = await holdLogs(act, [redaction.text, ...(await beyond.forksOf(act.tx, recommendation))])
  const words = wordsOfLetters(logs[0]?.rows ?? [], redaction.letters)
  const sayable = redactWords(words, '')
  if (!sayable.ok) return sayable
  // Another redaction may have taken some of the words meanwhile.
  const reach = before?.words === words ? before : new Reach(redaction.letters, words)
  for (const { text, ...log } of logs) reach.follow(text, log)
  const versions = await loadStates(act.tx, redaction.text)
  const hidden = reach.hidden(versions)
  if (reach !== before) reach.end()
  await decide(act, id, 'running')
  const rows: HiddenRow[] = []
  for (const log of logs) rows.push(...(await hideInLog(act.tx, log.text, log.rows, hidden)))
  const changed = await hideInVersions(act, redaction, versions, hidden)
  await beyond.hideInQuotes(act, recommendation, words)
  await beyond.forget(act, recommendation)
  await act.tx
    .updateTable('redactions')
    .set({
      stage: 'done',
      ordinal: await nextOrdinal(act.tx),
      changed_rows: JSON.stringify(rows),
      changed_versions: JSON.stringify(changed),
    })
    .where('id', '=', id)
    .execute()
  const ids = changed.map(([version]) => version)
  const numbers = versions.filter((one) => ids.includes(one.id)).map(({ number }) => number)
  await recordRedaction(act, 'passage-redacted', redaction, {
    facts: { askedBy: redaction.askedBy, rows: rows.length, versions: numbers },
    versions: ids,
  })
  for (const { text } of logs) act.touchText(text)
  act.tell(session.id, 'recommendations', 'revisions', 'amendments', `recommendation:${recommendation.id}`)
  act.tell(session.id, `text:${redaction.text}`, `redacted:${recommendation.id}`)
  return allow({ rows: rows.length, versions: numbers })
}

type HeldLog = { readonly text: TextId; readonly rows: readonly LogRow[]; readonly redactions: number }

/** Holds these logs and reads them; `redactions` is the number before this one. */
async function holdLogs(act: Act, texts: readonly TextId[]): Promise<HeldLog[]> {
  const logs: HeldLog[] = []
  for (const text of texts) {
    const { redactions } = await holdLog(act.tx, text, act.random)
    logs.push({ text, rows: await loadRows(act.tx, text), redactions: redactions - 1 })
  }
  return logs
}

/** Replaces letters in what versions say and in their states; number, hash and all else of them stay. Source: RULES.md VE54. */
async function hideInVersions(
  act: Act,
  { recommendation }: KeptRedaction,
  versions: Awaited<ReturnType<typeof loadStates>>,
  hidden: Letters,
): Promise<HiddenVersion[]> {
  const known = saidNow(await loadRedactions(act.tx, recommendation))
  const changed: HiddenVersion[] = []
  for (const { id, content, hash, state } of versions) {
    const rewritten = hideLetters(state, hidden)
    if (rewritten === state) continue
    const before = sha256Hex(content)
    if (before !== (known.get(id) ?? hash)) throw new Error(`version ${id} is not what it was`)
    const doc = copyOf(rewritten)
    const said = canonicalJson({ ...contentOf({ content }), parts: readParts(doc) } as unknown as Json)
    doc.destroy()
    await act.tx.updateTable('versions').set({ content: said, state: rewritten }).where('id', '=', id).execute()
    changed.push([id, before, sha256Hex(said)])
  }
  return changed
}

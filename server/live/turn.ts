import * as Y from 'yjs'
import type { TextId } from '../../shared/ids.ts'
import { fits } from './fits.ts'
import { knownClock, standingOf, unknownPart } from './known.ts'
import type { ClosedId, PartAnswer, Refused, Turn, TurnPart, TurnUpdate, Verdict } from './log-messages.ts'
import { type Claim, DamagedLog, hasPending, makeRow } from './log-rows.ts'
import { type LogDatabase, StoreFault } from './log-sql.ts'
import { type LogEnd, LogStore } from './log-store.ts'
import { placed } from './placed.ts'
import { othersOf, type Shadow, type Shadows } from './shadow.ts'
import { readUpdate, UPDATE_LIMITS, type UpdateShape } from './update.ts'

/** Beyond this a text is no recommendation any more. Source: RULES.md LT10. */
export const MOST_STATE_BYTES = 4 * 1024 * 1024

/** So often in a turn one writer may make the text be read again; after that its new words are refused unread. */
const MOST_RELOADS = 3

const FORGED: Refused = { code: 'forged', rule: 'LT3' }
const CLOSED: Refused = { code: 'gap', rule: 'LT21' }
const DAMAGING: Refused = { code: 'malformed', rule: 'LT4' }
const UNFIT: Refused = { code: 'malformed', rule: 'LT30' }
const MISPLACED: Refused = { code: 'malformed', rule: 'LT90' }
const TOO_LARGE: Refused = { code: 'too-large', rule: 'LT10' }

type Weighed = { readonly update: TurnUpdate; readonly shape: UpdateShape }

/**
 * Decides and stores one turn in one transaction: after it resolves, what it calls committed is on the disk. A transaction that
 * was lost on its way is looked for in the log before it is tried again.
 * Throws when the store fails; then what is in the log is found out by reading it. Source: RULES.md LT1 (invariants I1, I2, I3).
 */
export async function takeTurn(log: LogDatabase, shadows: Shadows, turn: Turn): Promise<PartAnswer[]> {
  const work = weighed(turn)
  const quick = await addsNothing(shadows, work)
  if (quick) return quick
  for (let tries = 1; ; tries += 1) {
    const answers: PartAnswer[] = []
    try {
      await log.transaction(async (sql) => {
        const store = new LogStore(sql, log.lock)
        for (const { part, updates } of work) answers.push(await takePart(store, shadows, turn, part, updates))
      })
      return answers
    } catch (fault) {
      for (const { text } of turn.parts) shadows.drop(text)
      if (!(fault instanceof StoreFault) || fault.kind === 'other' || tries >= MOST_TRIES) throw fault
      const isDecided = answers.length === work.length
      if (isDecided && (await isInLog(new LogStore(log, log.lock), turn.batch, answers))) return answers
    }
  }
}

/** A lost transaction is tried once more: whoever restarts the store waits for nobody. */
const MOST_TRIES = 2

/** Whether a lost transaction was committed after all. One that wrote no row changes nothing when it is run again. */
async function isInLog(store: LogStore, batch: string, answers: readonly PartAnswer[]): Promise<boolean> {
  for (const answer of answers) {
    if (answer.kind !== 'decided' || !answer.verdicts.some(({ kind }) => kind === 'committed')) continue
    return store.isOf(batch, answer.text, answer.seq)
  }
  return false
}

const weighed = (turn: Turn): { part: TurnPart; updates: Weighed[] }[] =>
  turn.parts.map((part) => ({
    part,
    updates: part.updates.map((update) => ({ update, shape: readUpdate(update.bytes) })),
  }))

/** The answers when nothing in the turn adds anything, such as the step 2 of those who join: that needs no transaction. */
async function addsNothing(
  shadows: Shadows,
  work: readonly { part: TurnPart; updates: readonly Weighed[] }[],
): Promise<PartAnswer[] | null> {
  const answers: PartAnswer[] = []
  for (const { part, updates } of work) {
    const known = shadows.known(part.text)
    if (known?.seq !== part.seq) return null
    if (!updates.every(({ shape }) => standingOf(known.doc, shape) === 'nothing')) return null
    const verdicts = updates.map((): Verdict => ({ kind: 'nothing' }))
    answers.push({ text: part.text, kind: 'decided', seq: part.seq, verdicts, others: null })
  }
  return answers
}

async function takePart(
  store: LogStore,
  shadows: Shadows,
  turn: Turn,
  part: TurnPart,
  updates: readonly Weighed[],
): Promise<PartAnswer> {
  const { text } = part
  const place = await placeFor(store, shadows, part)
  if (!place) return { text, kind: 'stale' }
  let decided: Decided
  try {
    decided = await decide(() => shadows.upTo(store, text, place.after), shadows, text, updates)
  } catch (fault) {
    if (fault instanceof StoreFault) throw fault
    shadows.drop(text)
    if (place.isTaken) await store.giveBackPlace(text)
    return { text, kind: 'damaged', message: String(fault) }
  }
  const others = place.after.seq > part.seq ? await othersOf(store, text, part.seq, place.after.seq) : null
  await keepClosed(store, decided, turn, updates)
  const seq = await append(store, decided, turn, part, updates, place)
  return { text, kind: 'decided', seq, verdicts: decided.verdicts, others }
}

/** Where a row would come; nobody else writes in the text until the transaction ends. */
type Place = { readonly after: LogEnd; readonly isTaken: boolean }

/**
 * The end of the text's log as it is now; null when a right or the state has changed. Nearly always nobody else wrote since, and one
 * statement finds that out and takes the place. Source: RULES.md LT13.
 */
async function placeFor(
  store: LogStore,
  shadows: Shadows,
  { text, seq, rev, updates }: TurnPart,
): Promise<Place | null> {
  const wantsToWrite = updates.some(({ refusal }) => refusal === null)
  const known = shadows.known(text)
  if (wantsToWrite && known?.seq === seq) {
    const { closings, redactions } = known
    const after = { seq, closings, redactions }
    if (await store.takePlace(text, after, rev)) return { after, isTaken: true }
  }
  const head = await store.lockHead(text)
  if (head?.rev !== rev || (wantsToWrite && head.state !== 'open')) return null
  return { after: head, isTaken: false }
}

type Decided = { readonly shadow: Shadow; readonly verdicts: readonly Verdict[] }

/**
 * First all updates at once, which is how it nearly always goes. When one of them throws, leaves something pending or does
 * not fit, the shadow may be damaged: it is dropped, read again from the log, and the updates are tried one by one.
 */
async function decide(
  load: () => Promise<Shadow>,
  shadows: Shadows,
  text: TextId,
  updates: readonly Weighed[],
): Promise<Decided> {
  const shadow = await load()
  const verdicts: Verdict[] = []
  if (applied(shadow, updates, (weighed) => verdicts.push(judge(shadow, weighed)), verdicts) === null)
    return { shadow, verdicts }
  return decideOneByOne(load, shadows, text, updates)
}

async function decideOneByOne(
  load: () => Promise<Shadow>,
  shadows: Shadows,
  text: TextId,
  updates: readonly Weighed[],
): Promise<Decided> {
  shadows.drop(text)
  let shadow = await load()
  const verdicts: Verdict[] = []
  const culprits = new Map<number, number>()
  for (const weighed of updates) {
    const judged =
      (culprits.get(weighed.update.writer) ?? 0) >= MOST_RELOADS
        ? judge(shadow, { ...weighed, update: { ...weighed.update, refusal: DAMAGING } })
        : judgeAlone(shadow, weighed)
    verdicts.push(judged)
    const refusal = applied(shadow, [weighed], () => undefined, [judged])
    if (refusal === null) continue
    culprits.set(weighed.update.writer, (culprits.get(weighed.update.writer) ?? 0) + 1)
    shadows.drop(text)
    shadow = await load()
    verdicts[verdicts.length - 1] = refused(shadow, weighed, refusal)
    const sound = updates.slice(0, verdicts.length)
    if (applied(shadow, sound, () => undefined, verdicts) !== null)
      throw new DamagedLog(`${text} does not take again what it took`)
  }
  return { shadow, verdicts }
}

/** Applies what is judged committed, in one transaction; answers why the text may not stay like this, or null. */
function applied(
  shadow: Shadow,
  updates: readonly Weighed[],
  judgeNext: (weighed: Weighed) => void,
  verdicts: readonly Verdict[],
): Refused | null {
  const { doc } = shadow
  let touched: Y.Transaction | undefined
  let bytes = 0
  const taken: Uint8Array[] = []
  const clients = new Set<number>()
  try {
    doc.transact((transaction) => {
      touched = transaction
      updates.forEach((weighed, index) => {
        judgeNext(weighed)
        const verdict = verdicts[index]
        if (verdict?.kind !== 'committed') return
        const update = verdict.replaced ?? weighed.update.bytes
        Y.applyUpdate(doc, update)
        taken.push(update)
        for (const { client } of weighed.shape.sections) clients.add(client)
        bytes += update.length
      })
    })
    if (hasPending(doc)) return DAMAGING
    if (touched && !fits(touched)) return UNFIT
    if (touched && !placed(touched, taken, clients)) return MISPLACED
  } catch {
    return DAMAGING
  }
  if (bytes > 0) shadow.reading = null
  return isTooLarge(shadow, bytes) ? TOO_LARGE : null
}

/** Measures the encoded state only when the sum of what was added comes near the limit. */
function isTooLarge(shadow: Shadow, added: number): boolean {
  shadow.bytes += added
  if (shadow.bytes <= MOST_STATE_BYTES || added === 0) return false
  shadow.bytes = Y.encodeStateAsUpdate(shadow.doc).length
  return shadow.bytes > MOST_STATE_BYTES
}

function judge(shadow: Shadow, weighed: Weighed): Verdict {
  const { update, shape } = weighed
  const standing = standingOf(shadow.doc, shape)
  if (standing === 'nothing') return { kind: 'nothing' }
  if (update.refusal) return refused(shadow, weighed, update.refusal)
  if (isForged(shadow, weighed)) return refused(shadow, weighed, FORGED)
  if (isClosed(shadow, weighed)) return refused(shadow, weighed, CLOSED)
  if (standing === 'gap') return { kind: 'gap' }
  if (standing === 'whole') return { kind: 'committed' }
  const replaced = unknownPart(shadow.doc, update.bytes, shape)
  // A few bytes may repeat much and be new in a hundred thousand places: what no server could read again is not logged.
  return replaced.length > UPDATE_LIMITS.bytes ? refused(shadow, weighed, TOO_LARGE) : { kind: 'committed', replaced }
}

/** As `judge`; an update that cannot be judged is refused, and costs the others nothing. */
function judgeAlone(shadow: Shadow, weighed: Weighed): Verdict {
  try {
    return judge(shadow, weighed)
  } catch {
    return refused(shadow, weighed, DAMAGING)
  }
}

/** Whether there are new words under somebody else's client id. */
function isForged(shadow: Shadow, { update, shape }: Weighed): boolean {
  return shape.sections.some(({ client, end }) => {
    if (end <= knownClock(shadow.doc, client)) return false
    const owner = shadow.owners.get(client)
    return owner ? owner.account !== update.account : update.foreign.includes(client)
  })
}

/** Whether it writes behind a refused clock; another server may have refused it. */
const isClosed = (shadow: Shadow, { shape }: Weighed): boolean =>
  shape.sections.some(({ client, end }) => {
    const closedFrom = shadow.owners.get(client)?.closedFrom
    return closedFrom != null && end > closedFrom
  })

/**
 * A refusal closes the writer's own client ids from the refused clock on. Ids beyond the limits are refused, not kept: kept, one
 * account's made-up ids would use up the text's for everybody. Source: RULES.md LT21, LT31.
 */
function refused(shadow: Shadow, { update, shape }: Weighed, refusal: Refused): Verdict {
  const closed: ClosedId[] = []
  if (refusal.rule === 'LT31') return { kind: 'refused', refusal, closed }
  for (const { client, start, end } of shape.sections) {
    const known = knownClock(shadow.doc, client)
    const owner = shadow.owners.get(client)
    const isOwn = owner ? owner.account === update.account : !update.foreign.includes(client)
    if (isOwn && end > known)
      closed.push({ client, from: Math.min(Math.max(known, start), owner?.closedFrom ?? Number.MAX_SAFE_INTEGER) })
  }
  return { kind: 'refused', refusal, closed }
}

async function keepClosed(
  store: LogStore,
  { shadow, verdicts }: Decided,
  turn: Turn,
  updates: readonly Weighed[],
): Promise<void> {
  let isNoted = false
  for (const [index, verdict] of verdicts.entries()) {
    const account = updates[index]?.update.account
    if (verdict.kind !== 'refused' || account === undefined) continue
    for (const { client, from } of verdict.closed) {
      const owner = shadow.owners.get(client)
      if (owner?.closedFrom != null && owner.closedFrom <= from) continue
      await store.closeId(shadow.text, client, account, turn.at, from)
      shadow.owners.set(client, { client, account, at: owner?.at ?? turn.at, closedFrom: from })
      isNoted = true
    }
  }
  if (!isNoted) return
  await store.noteClosing(shadow.text)
  shadow.closings += 1
}

/** Writes the row of this turn and text with its new client ids; answers the number the text stands at. */
async function append(
  store: LogStore,
  { shadow, verdicts }: Decided,
  turn: Turn,
  part: TurnPart,
  updates: readonly Weighed[],
  place: Place,
): Promise<number> {
  const taken: Uint8Array[] = []
  const claims: Claim[] = []
  updates.forEach(({ update, shape }, index) => {
    const verdict = verdicts[index]
    if (verdict?.kind !== 'committed') return
    taken.push(verdict.replaced ?? update.bytes)
    for (const { client } of shape.sections) {
      if (shadow.owners.has(client)) continue
      claims.push([client, update.account])
      shadow.owners.set(client, { client, account: update.account, at: turn.at, closedFrom: null })
    }
  })
  if (taken.length === 0) {
    if (place.isTaken) await store.giveBackPlace(shadow.text)
    return shadow.seq
  }
  if (!place.isTaken && !(await store.takePlace(shadow.text, shadow, part.rev)))
    throw new Error(`the head of ${shadow.text} moved inside a transaction`)
  const row = { text: shadow.text, seq: shadow.seq + 1, batch: turn.batch, at: turn.at, claims, updates: taken }
  await store.append(makeRow(row))
  for (const [client, account] of claims) await store.claim(shadow.text, client, account, turn.at)
  shadow.seq = row.seq
  return row.seq
}

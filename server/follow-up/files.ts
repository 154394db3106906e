import { allow, type Decision, refuse } from '../../shared/decision.ts'
import { MOST_LINK_FILES, MOST_MEASURE_FILES } from '../../shared/follow-up/model.ts'
import { keepFollowUp, openEvidence } from '../../shared/follow-up/rules.ts'
import type { AccountId, FileId, LetterId, MeasureId, RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { judgeSound, type KeptFile, keepFile, readFile } from '../files/keeping.ts'
import { readUpload, sendFile } from '../files/sending.ts'
import type { House } from '../house.ts'
import { answerRefusal, type Server, whoAsks } from '../http/serve.ts'
import { sessionFor } from '../sessions/queries.ts'
import { asksAbout, liveLink } from './links.ts'
import { loadLetter, loadMeasure } from './queries.ts'

type Upload = { readonly name: string; readonly content: Uint8Array }
const shown = ({ id, name, kind, size }: KeptFile) => ({ id, name, kind, size })

/**
 * `POST /api/follow-up/upload?letter=ID|measure=ID&name=NAME` by the secretariat, `POST /api/follow-up/link/upload?code=…&recommendation=ID&name=NAME`
 * by an addressee, `GET /api/follow-up/file?id=ID` for who takes part. Source: RULES.md FO6, FO12, FI1.
 */
export function serveFollowUpFiles(server: Server, house: House): void {
  server.post('/api/follow-up/upload', async (call) => {
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    // As for every other act of a page whose cookie became somebody else's. Source: RULES.md LT70.
    if ((call.req.header('x-account') ?? asker.account) !== asker.account)
      return answerRefusal(call, { code: 'signed-out', rule: 'LT70' })
    const { letter, measure, name = '' } = call.req.query()
    const to = letter ? ({ letter: letter as LetterId } as const) : ({ measure: (measure ?? '') as MeasureId } as const)
    const early = await mayAttach(house.db, to, asker.account, house.clock.now())
    if (!early.ok) return answerRefusal(call, early.refusal)
    const content = await readUpload(call)
    if (!content) return answerRefusal(call, { code: 'too-large', rule: 'FI1' })
    const sound = await judgeSound(name, content)
    if (!sound.ok) return answerRefusal(call, sound.refusal)
    const request = { by: asker.account, endpoint: 'follow-up/upload', input: { ...to } }
    const kept = await house.acts.run(request, (act) => attachAct(act, to, { name, content }))
    return kept.ok ? call.json(kept.facts) : answerRefusal(call, kept.refusal)
  })
  server.post('/api/follow-up/link/upload', async (call) => {
    const { recommendation = '', name = '' } = call.req.query()
    // In a header, so that no log of addresses has it.
    const code = call.req.header('x-answer-code') ?? ''
    const early = await liveLink(house.db, code, house.clock.now())
    if (!early.ok) return answerRefusal(call, early.refusal)
    const content = await readUpload(call)
    if (!content) return answerRefusal(call, { code: 'too-large', rule: 'FI1' })
    const sound = await judgeSound(name, content)
    if (!sound.ok) return answerRefusal(call, sound.refusal)
    const { madeBy: by, id } = early.facts.link
    const request = { by, endpoint: 'follow-up/link/upload', input: { link: id } }
    const kept = await house.acts.run(request, (act) => attachByLinkAct(act, code, recommendation, { name, content }))
    return kept.ok ? call.json(kept.facts) : answerRefusal(call, kept.refusal)
  })
  server.get('/api/follow-up/file', async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const id = (call.req.query('id') ?? '') as FileId
    const session = await sessionOfFile(house.db, id)
    const found = session && (await sessionFor(house.db, session, asker.account, house.clock.now()))
    const may = found?.ok ? openEvidence(found.facts.capacity) : refuse('not-found', 'FO12')
    const file = may.ok ? await readFile(house.db, id) : null
    return file ? sendFile(call, file) : answerRefusal(call, { code: 'not-found', rule: 'FO12' })
  })
}

type To = { readonly letter: LetterId } | { readonly measure: MeasureId }

/** Whether an account adds a file to a letter or a measure. Refuses: not-found, no-right. */
async function mayAttach(
  db: Reader,
  to: To,
  account: AccountId,
  now: number,
): Promise<Decision<{ session: SessionId }>> {
  const one = 'letter' in to ? await loadLetter(db, to.letter) : await loadMeasure(db, to.measure)
  const found = one && (await sessionFor(db, one.session, account, now))
  if (!one || !found?.ok) return refuse('not-found', 'FO6')
  const may = keepFollowUp(found.facts.capacity)
  return may.ok ? allow({ session: one.session }) : may
}

async function attachAct(act: Act, to: To, upload: Upload) {
  const may = await mayAttach(act.tx, to, act.by, act.at)
  if (!may.ok) return may
  const there =
    'letter' in to
      ? await act.tx.selectFrom('letter_files').select('file').where('letter', '=', to.letter).execute()
      : await act.tx.selectFrom('measure_files').select('file').where('measure', '=', to.measure).execute()
  if (there.length >= MOST_MEASURE_FILES) return refuse('too-many-files', 'FO6')
  const kept = await keepFile(act, { ...upload, by: act.by })
  if (!kept.ok) return kept
  const file = kept.facts.id
  if ('letter' in to) await act.tx.insertInto('letter_files').values({ letter: to.letter, file }).execute()
  else await act.tx.insertInto('measure_files').values({ measure: to.measure, file }).execute()
  await recordFile(act, 'letter' in to ? to.letter : to.measure, kept.facts, act.by)
  act.tell(may.facts.session, 'follow-up')
  return allow(shown(kept.facts))
}

async function attachByLinkAct(act: Act, code: string, recommendation: string, upload: Upload) {
  const found = await liveLink(act.tx, code, act.at)
  if (!found.ok) return found
  const { link, dispatch } = found.facts
  if (!asksAbout(dispatch, recommendation)) return refuse('not-addressed', 'FO6')
  const there = await act.tx.selectFrom('link_files').select('file').where('link', '=', link.id).execute()
  if (there.length >= MOST_LINK_FILES) return refuse('too-many-files', 'FO6')
  const kept = await keepFile(act, { ...upload, by: null })
  if (!kept.ok) return kept
  const row = { link: link.id, recommendation: recommendation as RecommendationId, file: kept.facts.id }
  await act.tx.insertInto('link_files').values(row).execute()
  await recordFile(act, dispatch.id, kept.facts, null)
  return allow(shown(kept.facts))
}

const recordFile = (act: Act, subject: string, { id, hash, size }: KeptFile, by: AccountId | null) =>
  act.record({
    act: 'evidence-added',
    subject,
    by,
    facts: { file: id, hash, size },
    rows: [{ table: 'files', key: { id } }],
  })

/** The session in whose follow-up a file stands; null for one that stands in none, and for what a link has not answered with yet. */
async function sessionOfFile(db: Reader, file: FileId): Promise<SessionId | null> {
  const measure = await db
    .selectFrom('measure_files')
    .innerJoin('measures', 'measures.id', 'measure_files.measure')
    .innerJoin('recommendations', 'recommendations.id', 'measures.recommendation')
    .select('recommendations.session')
    .where('measure_files.file', '=', file)
    .executeTakeFirst()
  if (measure) return measure.session
  const letter = await db
    .selectFrom('letter_files')
    .innerJoin('letters', 'letters.id', 'letter_files.letter')
    .select('letters.session')
    .where('letter_files.file', '=', file)
    .executeTakeFirst()
  return letter?.session ?? null
}

import { allow, type Decision, refuse } from '../../shared/decision.ts'
import {
  ARCHIVE,
  FORMATS,
  type Format,
  fileNameOf,
  filesOf,
  isInEachLanguage,
  PAPER_FORMATS,
  type Wanted,
} from '../../shared/exports/files.ts'
import { lettersGoTo } from '../../shared/exports/letters.ts'
import type { SessionFacts } from '../../shared/exports/model.ts'
import type { AccountId, AddresseeId, SessionId } from '../../shared/ids.ts'
import { eachLanguage, isLanguage, LANGUAGES } from '../../shared/language.ts'
import { readMinutes } from '../../shared/minutes/rules.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import type { Readings } from '../amendments/reading.ts'
import type { House } from '../house.ts'
import { answerRefusal, type Server, whoAsks } from '../http/serve.ts'
import { loadMinutesStage } from '../minutes/queries.ts'
import { loadAddressees, loadSet } from '../recommendations/queries.ts'
import { loadLiveToObservers, sessionFor } from '../sessions/queries.ts'
import { listVotes } from '../votes/views.ts'
import { factsFor, sendsLetters } from './facts.ts'
import type { Making } from './making.ts'

/** The files of a session, and what is in them as the asker sees it. Refuses: not-found. Source: RULES.md EX2. */
export async function listFiles(house: House, account: AccountId, input: { session: SessionId }) {
  const found = await sessionFor(house.db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const liveToObservers = await loadLiveToObservers(house.db, session.id)
  const set = (await loadSet(house.db, session.id)).filter(
    (one) => textAccess(one, session, capacity, liveToObservers).visible,
  )
  const adopted = set.filter(({ stage }) => stage === 'adopted')
  const out = set.filter(({ stage }) => stage === 'withdrawn' || stage === 'rejected')
  const shown = set.filter((one) => !out.includes(one))
  const votes = await listVotes(house, account, input)
  const known = await loadAddressees(house.db)
  const addressees = known.filter(({ id }) =>
    adopted.some(({ fields }) => fields.addressees.some((to) => to.id === id)),
  )
  const letters = sendsLetters(capacity) ? addressees : []
  const minutes = readMinutes(capacity, await loadMinutesStage(house.db, session))
  const wanted = [...filesOf(LANGUAGES, { addressees: letters.map(({ id }) => id), minutes: minutes.ok }), ARCHIVE]
  return allow({
    files: wanted.map((one) => ({ ...one, name: fileNameOf(session.id, one) })),
    addressees: letters.map(({ id, name }) => ({ id, name })),
    texts: { adopted: adopted.length, drafts: shown.length - adopted.length, out: out.length },
    written: eachLanguage((language) => shown.filter(({ languages }) => languages[language] !== 'missing').length),
    votes: votes.ok ? votes.facts.votes.filter(({ stage }) => stage === 'announced' || stage === 'void').length : 0,
  })
}

/** The file of a session that is being made for the asker. Refuses: not-found. */
export const viewProgress =
  (making: Making) => async (house: House, account: AccountId, input: { session: SessionId }) => {
    const found = await sessionFor(house.db, input.session, account, house.clock.now())
    if (!found.ok) return found
    const running = making.running(account)
    return allow({ running: running?.session === input.session ? running : null })
  }

const TYPES: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  akn: 'application/akn+xml; charset=utf-8',
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  impact: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  zip: 'application/zip',
}

/** `GET /api/exports/file?session=ID&format=pdf[&language=ru][&addressee=ID|&paper=minutes]`: a session as a file, as the asker may read it. Source: RULES.md EX2, EX10. */
export function serveFiles(
  server: Server,
  house: House,
  { making, readings }: { making: Making; readings: Readings },
): void {
  server.get('/api/exports/file', async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const session = (call.req.query('session') ?? '') as SessionId
    const found = await sessionFor(house.db, session, asker.account, house.clock.now())
    if (!found.ok) return answerRefusal(call, found.refusal)
    const wanted = wantedBy((name) => call.req.query(name))
    if (!wanted) return answerRefusal(call, { code: 'malformed', rule: 'AC6' })
    const load = async () =>
      isIn(wanted, await factsFor({ ...house, readings }, session, asker.account, house.clock.now()))
    const made = await making.make(asker.account, session, wanted, load, call.req.raw.signal)
    if (!made.ok) return answerRefusal(call, made.refusal)
    call.header('content-type', TYPES[wanted.format])
    call.header('content-disposition', `attachment; filename="${made.facts.name}"`)
    // A page that is opened by its address runs nothing of what people wrote.
    call.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    return call.body(made.facts.bytes as Uint8Array<ArrayBuffer>)
  })
}

/**
 * A letter is there where something adopted goes to its addressee, for who sends it; minutes for who reads them.
 * Refuses: not-found, no-right. Source: RULES.md EX13, MI5.
 */
function isIn(wanted: Wanted, facts: Decision<SessionFacts>): Decision<SessionFacts> {
  if (!facts.ok || wanted.paper === 'session') return facts
  if (wanted.paper === 'minutes') return facts.facts.minutes ? facts : refuse('no-right', 'MI5')
  return lettersGoTo(facts.facts).includes(wanted.addressee) ? facts : refuse('not-found', 'EX13')
}

function wantedBy(said: (name: string) => string | undefined): Wanted | null {
  const format = FORMATS.find((one) => one === said('format'))
  const language = said('language')
  if (!format) return null
  const addressee = said('addressee')
  if (addressee !== undefined || said('paper') === 'minutes') {
    const printed = PAPER_FORMATS.find((one) => one === format)
    if (!printed || !isLanguage(language)) return null
    const paper = { format: printed, language }
    return addressee === undefined
      ? { paper: 'minutes', ...paper }
      : { paper: 'letter', addressee: addressee as AddresseeId, ...paper }
  }
  if (!isInEachLanguage(format)) return { paper: 'session', format, language: null }
  return isLanguage(language) ? { paper: 'session', format, language } : null
}

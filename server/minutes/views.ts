import { allow, type Decision } from '../../shared/decision.ts'
import { hiddenFrom } from '../../shared/floor/rules.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { eachLanguage } from '../../shared/language.ts'
import { differing, type MinutedEntry, shownOf } from '../../shared/minutes/closing.ts'
import type { Entry } from '../../shared/minutes/model.ts'
import {
  closeMinutes,
  type MinutesStage,
  readMinutes,
  reopenMinutes,
  type Signature,
  signMinutes,
  wordMinutes,
} from '../../shared/minutes/rules.ts'
import { factsIn, noteOf } from '../../shared/minutes/wording.ts'
import type { Session } from '../../shared/sessions/model.ts'
import { type Capacity, isObserver } from '../../shared/sessions/rules.ts'
import { loadNames } from '../accounts/queries.ts'
import { loadCouncils } from '../councils/queries.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { loadAgenda, sessionFor } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { type Closing, type Drafted, draftMinutes, loadClosing, loadSignatures, stageNow } from './queries.ts'

/** The minutes as one account reads them: the words that were closed, or else those of now. */
export type Read = {
  readonly stage: MinutesStage
  readonly closing: Closing | null
  readonly signatures: readonly Signature[]
  readonly draft: Drafted
  readonly entries: readonly MinutedEntry[]
  readonly hash: string
}

/** Reads the minutes for somebody. Refuses: no-right. Source: RULES.md MI5, MI7. */
export async function readMinutesFor(db: Reader, session: Session, capacity: Capacity): Promise<Decision<Read>> {
  const closing = await loadClosing(db, session.id)
  const signatures = await loadSignatures(db, session, closing)
  const stage = stageNow(closing, signatures)
  const may = readMinutes(capacity, stage)
  if (!may.ok) return may
  const draft = await draftMinutes(db, session, capacity)
  if (!closing) return allow({ stage, closing, signatures, draft, entries: draft.minuted, hash: draft.hash })
  const hidden = hiddenFrom(capacity, await loadAgenda(db, session.id))
  // What stands under a closed point, or is on a text of one, is known by what the reader sees of the record now.
  const seen = new Set(draft.entries.flatMap(({ id }) => [id, noteOf(id)]))
  const entries = closing.entries.filter(({ id, point }) => !isObserver(capacity) || (seen.has(id) && !hidden(point)))
  return allow({ stage, closing, signatures, draft, entries, hash: closing.hash })
}

/** The minutes of a session with what the asker may do. Refuses: not-found, no-right. */
export async function viewMinutes(house: House, account: AccountId, input: { session: SessionId }) {
  const { db, clock } = house
  const found = await sessionFor(db, input.session, account, clock.now())
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const read = await readMinutesFor(db, session, capacity)
  if (!read.ok) return read
  const { stage, closing, signatures, draft, entries, hash } = read.facts
  const names = await loadNames(db)
  const councils = await loadCouncils(db)
  const may = {
    word: wordMinutes(capacity, stage).ok,
    close: closeMinutes(capacity, session, stage).ok,
    reopen: reopenMinutes(capacity, stage).ok,
    sign: signMinutes(account, stage, signatures).ok,
  }
  const known = new Map(draft.entries.map((entry) => [entry.id, entry]))
  const { title, place, date, timezone } = session
  return allow({
    title,
    place,
    date,
    timezone,
    stage,
    hash,
    closed: closing && { hash: closing.hash, at: closing.closed_at, by: nameIn(names, closing.closed_by) },
    signatures: signatures.map((one) => ({
      ...one,
      councilName: councils.find(({ id }) => id === one.council)?.name ?? NO_NAME,
      name: nameIn(names, one.account),
    })),
    may,
    entries: entries.map(({ id, kind, said }) => {
      const entry = known.get(id)
      return { id, kind, said, wording: may.word && entry ? wordingOf(entry, draft) : null }
    }),
    differs: closing && !isObserver(capacity) ? differing(closing.entries, draft.minuted) : [],
  })
}

const NO_NAME = eachLanguage(() => '')

/** What an entry is worded with. */
function wordingOf(entry: Entry, { worded }: Drafted) {
  const shown = shownOf(entry, worded)
  return {
    facts: Object.entries(entry.facts).map(([name, words]) => ({ name, words })),
    kept: eachLanguage((language) => [...factsIn(entry.sentence[language])]),
    states: eachLanguage((language) => ({ state: shown[language].state, was: shown[language].was })),
    note: eachLanguage((language) =>
      (worded(noteOf(entry.id), language)?.pieces ?? []).map((piece) => ('words' in piece ? piece.words : '')).join(''),
    ),
  }
}

import { consolidated } from '../../shared/amendments/consolidating.ts'
import { effectOf } from '../../shared/amendments/model.ts'
import { allow } from '../../shared/decision.ts'
import type { AccountId, AmendmentId, SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import { PARTS, type Parts } from '../../shared/text/canonical.ts'
import type { House } from '../house.ts'
import { loadSet } from '../recommendations/queries.ts'
import { loadLiveToObservers, sessionSeen } from '../sessions/queries.ts'
import { type KeptAmendment, loadAmendments, sightOf } from './queries.ts'
import type { MarkedPart, Reading, Readings } from './reading.ts'

/** The set as the asker sees it, with what is tabled or put to each text in its place. Source: RULES.md AM40. */
export async function viewConsolidated(
  house: House,
  account: AccountId,
  { session: id, language }: { session: SessionId; language: Language },
  readings: Readings,
) {
  const { db } = house
  const found = await sessionSeen(house, id, account)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const liveToObservers = await loadLiveToObservers(db, id)
  const set = (await loadSet(db, id)).filter((one) => textAccess(one, session, capacity, liveToObservers).visible)
  const sees = await sightOf(db, found.facts)
  const moved = (await loadAmendments(db, { session: id })).filter(({ stage }) => stage === 'tabled' || stage === 'put')
  const to = Map.groupBy(moved, ({ recommendation }) => recommendation)
  const texts = await Promise.all(
    set.map(async (kept) => {
      const amendments = (to.get(kept.id) ?? []).filter((one) => effectOf(one) === 'words' && sees(one, kept))
      const reads = await readings.of(amendments.map((amendment) => ({ amendment, kept })))
      const { id: recommendation, kind, number, stage, version } = kept
      return {
        recommendation,
        kind,
        number,
        stage,
        version: version && { number: version.number, hash: version.hash },
        parts:
          reads.length === 0
            ? marked((await house.live.read(kept.textId)).parts, [], language)
            : readings.marked(reads, language, () => markedIn(amendments, reads, language)),
      }
    }),
  )
  return allow({ texts, live: set.map(({ textId }) => textId) })
}

function markedIn(amendments: readonly KeptAmendment[], reads: readonly Reading[], language: Language): MarkedPart[] {
  const present = reads[0]?.texts.present
  const amended = amendments.flatMap(({ id }, index) => {
    const read = reads[index]
    return read ? [{ amendment: id, parts: read.texts.amended }] : []
  })
  return present ? marked(present, amended, language) : []
}

const marked = (
  present: Parts,
  amended: readonly { readonly amendment: AmendmentId; readonly parts: Parts }[],
  language: Language,
): MarkedPart[] =>
  PARTS.map((part) => ({
    part,
    passages: consolidated(
      present[part][language],
      amended.map(({ amendment, parts }) => ({ amendment, blocks: parts[part][language] })),
      language,
    ).map(({ paragraphs, apart }) => ({ paragraphs: [...paragraphs], apart: [...apart] })),
  }))

import type { AmendmentId } from '../../shared/ids.ts'
import type { Choice, Screen } from '../../shared/screens/model.ts'
import { type Discussed, LOOKING_ON } from '../../shared/screens/rules.ts'
import type { Session } from '../../shared/sessions/model.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import type { Vote } from '../../shared/votes/model.ts'
import { amendmentOf } from '../../shared/votes/questions.ts'
import { loadNames } from '../accounts/queries.ts'
import { type KeptAmendment, loadAmendment, loadAmendments, sightOf } from '../amendments/queries.ts'
import type { Reading, Readings } from '../amendments/reading.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { type Kept, loadRecommendation } from '../recommendations/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import { viewPutAmendment } from '../votes/amendments.ts'

type Change = Omit<Reading['changed'][number], 'words'>

/** The amendment that the desk put on the screens, and whether those who look on may see it. Source: RULES.md SE70. */
export async function discussedNow(db: Reader, session: Session, choice: Choice | null): Promise<Discussed | null> {
  const amendment = choice?.amendment ? await loadAmendment(db, choice.amendment) : null
  if (!amendment) return null
  const sees = await sightOf(db, { session, capacity: LOOKING_ON })
  const kept = amendment.recommendation && (await loadRecommendation(db, amendment.recommendation))
  return { id: amendment.id, recommendation: amendment.recommendation, visible: sees(amendment, kept) }
}

/** An amendment under discussion, as the text stands now. Source: RULES.md SE70. */
export async function amendmentNow(house: House, screen: Screen, id: AmendmentId, readings: Readings) {
  const amendment = await loadAmendment(house.db, id)
  if (!amendment) return null
  const kept = amendment.recommendation && (await loadRecommendation(house.db, amendment.recommendation))
  const [read] = await readings.of([{ amendment, kept }])
  return read ? shownOf(house, screen, amendment, kept, read.changed) : null
}

/** The amendment that a vote is on, as it was put, and which is next once it is decided; null where it is on none. Source: RULES.md SE70. */
export async function amendmentPut(house: House, screen: Screen, vote: Vote) {
  const id = amendmentOf(vote.question)
  const put = id && (await viewPutAmendment(house.db, vote))
  const amendment = put && (await loadAmendment(house.db, put.id))
  if (!put || !amendment) return null
  const { recommendation, session } = amendment
  const kept = recommendation && (await loadRecommendation(house.db, recommendation))
  const others = await loadAmendments(house.db, { session })
  const next = others.find((one) => one.recommendation === recommendation && one.stage === 'tabled')
  return { ...(await shownOf(house, screen, amendment, kept, put.changes)), next: next?.number ?? null }
}

async function shownOf(
  house: House,
  screen: Screen,
  amendment: KeptAmendment,
  kept: Kept | null,
  changes: readonly Change[],
) {
  const { number, kind, whole, stage, accepted, reason, sponsors } = amendment
  const names = await loadNames(house.db)
  const after = amendment.after && (await loadRecommendation(house.db, amendment.after))
  const isSaid = changes.some(({ language }) => screen.languages.includes(language))
  return {
    number,
    kind,
    whole,
    stage,
    accepted,
    to: kept && { kind: kept.kind, number: kept.number, title: await titleOf(house, kept) },
    after: after && { kind: after.kind, number: after.number },
    movers: sponsors.filter(({ signedAt }) => signedAt !== null).map(({ account }) => nameIn(names, account)),
    reason,
    changes: changes
      .filter(({ language }) => !isSaid || screen.languages.includes(language))
      .map(({ part, language, from, to, paragraphs }) => ({ part, language, from, to, paragraphs })),
  }
}

async function titleOf({ db, live }: House, { version, textId }: Kept) {
  const fixed = version && (await loadVersion(db, version.id))
  return plainParts(fixed ? contentOf(fixed).parts : (await live.read(textId)).parts).title
}

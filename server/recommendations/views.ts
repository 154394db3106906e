import { canonicalJson } from '../../shared/canonical-json.ts'
import { allow } from '../../shared/decision.ts'
import type { AccountId, RecommendationId, SessionId, TextId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { mayDo, textAccess } from '../../shared/recommendations/rules.ts'
import { isObserver } from '../../shared/sessions/rules.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import { loadNames } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { loadLiveToObservers, loadSuspendedText, sessionSeen } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { type Kept, loadAddressees, loadSet, recommendationFor } from './queries.ts'

/** A title in a list may be this much behind the text; the text itself never is. */
const TITLE_MAY_LAG_MS = SECOND_MS

/** Titles of live texts: a hundred pages that ask for the list while all type must not read the text a hundred times. */
export type Titles = { of(text: TextId): Promise<Localised> }

export function createTitles(db: House['db'], live: House['live'], now: () => Instant): Titles {
  const known = new Map<TextId, { seq: number; redactions: number; title: Localised; at: Instant }>()
  const reading = new Map<TextId, Promise<Localised>>()
  const read = async (text: TextId): Promise<Localised> => {
    const { seq, parts, redactions } = await live.read(text)
    const title = plainParts(parts).title
    known.set(text, { seq, redactions, title, at: now() })
    return title
  }
  return {
    async of(text) {
      const cached = known.get(text)
      const age = cached ? now() - cached.at : 0
      if (cached && age > 0 && age < TITLE_MAY_LAG_MS) return cached.title
      const heads = db.selectFrom('heads').select(['seq', 'redactions']).where('text', '=', text)
      const head = await heads.executeTakeFirst()
      if (cached && cached.seq === head?.seq && cached.redactions === head.redactions) return cached.title
      const running = reading.get(text) ?? read(text).finally(() => reading.delete(text))
      reading.set(text, running)
      return running
    },
  }
}

const summaryOf = async (kept: Kept, titles: Titles) => ({
  id: kept.id,
  session: kept.session,
  kind: kept.kind,
  number: kept.number,
  stage: kept.stage,
  textId: kept.textId,
  point: kept.point,
  closed: kept.closed,
  title: await titles.of(kept.textId),
  sourceLanguage: kept.sourceLanguage,
  languages: kept.languages,
  pen: kept.pen,
  freezesAt: kept.freezesAt,
  vote: kept.vote,
  version: kept.version,
})

/** The set of a session in its order; an observer sees what the chair lets it read. */
export async function listRecommendations(
  house: House,
  account: AccountId,
  input: { session: SessionId },
  titles: Titles,
) {
  const found = await sessionSeen(house, input.session, account)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const { set, liveToObservers } = await house.memo.of(`set ${session.id}`, async () => ({
    set: await loadSet(house.db, session.id),
    liveToObservers: await loadLiveToObservers(house.db, session.id),
  }))
  const visible = set.filter((one) => textAccess(one, session, capacity, liveToObservers).visible)
  return allow({ recommendations: await Promise.all(visible.map((one) => summaryOf(one, titles))) })
}

/** What each text that an account sees rests on, is addressed to and lacks. Source: RULES.md EV8. */
export async function viewCoverage(house: House, account: AccountId, input: { session: SessionId }, titles: Titles) {
  const found = await sessionSeen(house, input.session, account)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const liveToObservers = await loadLiveToObservers(house.db, session.id)
  const visible = (await loadSet(house.db, session.id)).filter(
    (one) => textAccess(one, session, capacity, liveToObservers).visible,
  )
  return allow({
    texts: await Promise.all(
      visible.map(async ({ id, kind, number, stage, textId, sourceLanguage, languages, fields }) => ({
        id,
        kind,
        number,
        stage,
        title: await titles.of(textId),
        sourceLanguage,
        languages,
        fields: {
          findings: fields.findings,
          standards: fields.standards,
          addressees: fields.addressees,
          deadline: fields.deadline,
        },
      })),
    ),
  })
}

/** One recommendation with its fields and what the account may do with it. */
export async function viewRecommendation(
  house: House,
  account: AccountId,
  input: { id: RecommendationId },
  titles: Titles,
) {
  const found = await recommendationFor(house.db, input.id, account, house.clock.now())
  if (!found.ok) return found
  const { recommendation, session, capacity } = found.facts
  return allow({
    ...(await summaryOf(recommendation, titles)),
    fields: recommendation.fields,
    fieldsRev: recommendation.fieldsRev,
    may: mayDo(recommendation, session, capacity, recommendation.vote?.stage ?? null),
  })
}

/** The present text at or beyond the last committed row. */
export async function viewText(house: House, account: AccountId, input: { id: RecommendationId }) {
  const found = await recommendationFor(house.db, input.id, account, house.clock.now())
  if (!found.ok) return found
  const { recommendation } = found.facts
  const { seq, parts } = await house.live.read(recommendation.textId)
  return allow({
    id: recommendation.id,
    textId: recommendation.textId,
    seq,
    stage: recommendation.stage,
    parts,
    plain: plainParts(parts),
  })
}

/** The words at the last suspension, where the text was changed since. Source: RULES.md SE20. */
export async function viewSinceSuspension(house: House, account: AccountId, input: { id: RecommendationId }) {
  const found = await recommendationFor(house.db, input.id, account, house.clock.now())
  if (!found.ok) return found
  const { textId, session } = found.facts.recommendation
  const noted = await loadSuspendedText(house.db, session, textId)
  const head = await house.db.selectFrom('heads').select('seq').where('text', '=', textId).executeTakeFirst()
  if (!noted || noted.seq === head?.seq) return allow({ before: null })
  const [then, now] = await Promise.all([house.live.read(textId, noted.seq), house.live.read(textId)])
  const plain = plainParts(then.parts)
  const isSame = canonicalJson(plain) === canonicalJson(plainParts(now.parts))
  return allow({ before: isSame ? null : { suspendedAt: noted.at, plain } })
}

/** The bodies that recommendations are addressed to. */
export const viewAddressees = async (house: House) => allow({ addressees: await loadAddressees(house.db) })

/** Accounts with an open page or live text; observers are told nothing of others' work. */
export async function viewConnected(house: House, account: AccountId, input: { session: SessionId }) {
  const found = await sessionSeen(house, input.session, account)
  if (!found.ok) return found
  const texts = new Set((await loadSet(house.db, input.session)).map(({ textId }) => textId))
  const inTexts = house.live.present().filter(({ text }) => texts.has(text))
  const names = await loadNames(house.db)
  const connected = new Set([...house.readers(input.session), ...inTexts.map((one) => one.account)])
  const observer = isObserver(found.facts.capacity)
  return allow({
    accounts: [...connected].sort().map((one) => ({
      account: one,
      name: nameIn(names, one),
      texts: observer
        ? []
        : inTexts.filter((presence) => presence.account === one).map(({ text, typing }) => ({ text, typing })),
    })),
  })
}

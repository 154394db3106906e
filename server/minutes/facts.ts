import { inForce } from '../../shared/councils/rules.ts'
import { hiddenFrom } from '../../shared/floor/rules.ts'
import type { AccountId, AgendaPointId, SessionId } from '../../shared/ids.ts'
import { eachLanguage, type Localised } from '../../shared/language.ts'
import { sayInEach } from '../../shared/messages/translate.ts'
import type { MinutesFacts } from '../../shared/minutes/model.ts'
import { textAccess } from '../../shared/recommendations/rules.ts'
import type { Session } from '../../shared/sessions/model.ts'
import type { Capacity } from '../../shared/sessions/rules.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { loadNames } from '../accounts/queries.ts'
import { loadAmendments } from '../amendments/queries.ts'
import { loadCouncils, loadSeats } from '../councils/queries.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { loadPointInterests } from '../floor/queries.ts'
import { loadSet } from '../recommendations/queries.ts'
import { loadAgenda, loadAttendance, loadLiveToObservers, loadRecusals, loadSittings } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { contentOf } from '../versions/queries.ts'
import { motionsOf, pointsOfOrderOf, spokenOf } from './floor-facts.ts'
import { numberedText, type Sight } from './sight.ts'
import { minutedVotes, opinionsIn } from './vote-facts.ts'

/** What the record says of a session, as far as one account sees it. Source: RULES.md MI1, MI7. */
export async function loadMinutesFacts(db: Reader, session: Session, capacity: Capacity): Promise<MinutesFacts> {
  const names = await loadNames(db)
  const agenda = await loadAgenda(db, session.id)
  const liveToObservers = await loadLiveToObservers(db, session.id)
  const all = await loadSet(db, session.id)
  const set = all.filter((one) => textAccess(one, session, capacity, liveToObservers).visible)
  const hidden = hiddenFrom(capacity, agenda)
  const sight: Sight = {
    set: new Map(set.map((one) => [one.id, one])),
    hidden,
    nameOf: (account) => nameIn(names, account),
  }
  const book = await loadBook(db, session.id)
  const votes = await minutedVotes(db, session, sight)
  const councils = await loadCouncils(db)
  const { id, title, date, place, timezone, stage } = session
  return {
    session: { id, title, date, place, timezone, stage },
    councils: session.councils.flatMap((one) => councils.filter((each) => each.id === one)),
    seats: (await loadSeats(db))
      .filter((seat) => session.councils.includes(seat.council) && inForce(seat, date))
      .map(({ council, holder }) => ({ council, account: holder, name: sight.nameOf(holder) })),
    sittings: await sittingsOf(db, session, book, sight),
    attendance: (await loadAttendance(db, id)).map(({ number, sitting, account, event, at }) => ({
      number,
      sitting,
      account,
      name: sight.nameOf(account),
      event,
      at,
    })),
    quorum: await quorumOf(db, id),
    points: pointsOf(
      book,
      agenda.filter((point) => !hidden(point.id)),
    ),
    chairs: book
      .filter(({ act }) => act === 'presiding-handed-over')
      .map(({ number, at, facts }) => ({ entry: number, at, name: sight.nameOf(facts.to as AccountId) })),
    spoken: await spokenOf(db, id, sight),
    pointsOfOrder: await pointsOfOrderOf(db, id, sight),
    motions: await motionsOf(db, id, sight),
    interests: await interestsOf(db, id, sight, agenda),
    amendments: await amendmentsOf(db, id, sight),
    votes: votes.map(({ minuted }) => minuted),
    adopted: await adoptedOf(db, id, sight),
    opinions: await opinionsIn(
      db,
      votes.map(({ vote }) => vote),
      sight,
    ),
  }
}

type BookEntry = {
  readonly number: number
  readonly at: number
  readonly act: string
  readonly by: string | null
  readonly hash: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** The entries of the record book on the session itself. */
async function loadBook(db: Reader, session: SessionId): Promise<readonly BookEntry[]> {
  const rows = await db.selectFrom('record').selectAll().where('subject', '=', session).orderBy('number').execute()
  return rows.map(({ number, at, act, acted_by, hash, content }) => ({
    number,
    at,
    act,
    by: acted_by,
    hash,
    facts: fromJson<{ facts: Record<string, unknown> }>(content).facts,
  }))
}

async function sittingsOf(
  db: Reader,
  session: Session,
  book: readonly BookEntry[],
  sight: Sight,
): Promise<MinutesFacts['sittings']> {
  return (await loadSittings(db, session.id)).map(({ number, opened_at, ended_at, ended_how }) => {
    const end = book.find(({ act, at }) => at === ended_at && act === `session-${ended_how}`)
    return {
      number,
      openedAt: opened_at,
      presiding: sight.nameOf(presidingAt(session, book, opened_at)),
      ended:
        ended_at === null || ended_how === null
          ? null
          : { at: ended_at, how: ended_how, head: end ? { number: end.number, hash: end.hash } : null },
    }
  })
}

/** Who presided at an hour: to whom it was handed over last before, else who handed it over first, else who presides now. */
function presidingAt({ presiding }: Session, book: readonly BookEntry[], hour: number): AccountId {
  const handed = book.filter(({ act }) => act === 'presiding-handed-over')
  const last = handed.findLast(({ at }) => at <= hour)
  return (last ? last.facts.to : (handed[0]?.by ?? presiding)) as AccountId
}

async function quorumOf(db: Reader, session: SessionId): Promise<MinutesFacts['quorum']> {
  const rows = db.selectFrom('quorum_statements').selectAll().where('session', '=', session).orderBy('number')
  return (await rows.execute()).map(({ number, at, counts }) => ({ number, at, counts: fromJson(counts) }))
}

/** Points as they were taken; one that is taken again while it is current is no new one. */
function pointsOf(
  book: readonly BookEntry[],
  agenda: readonly { readonly id: AgendaPointId; readonly number: string; readonly title: Localised }[],
): MinutesFacts['points'] {
  const taken = book.filter(({ act }) => act === 'point-taken')
  return taken.flatMap(({ number: entry, at, facts }, index) => {
    const point = agenda.find(({ id }) => id === facts.point)
    if (!point || taken[index - 1]?.facts.point === facts.point) return []
    return [{ entry, point: point.id, number: point.number, title: point.title, at }]
  })
}

/** Declared in the sitting or before: of a text, or of all under a point. Reasons stay where they were said. */
async function interestsOf(
  db: Reader,
  session: SessionId,
  { set, hidden, nameOf }: Sight,
  agenda: readonly { readonly id: AgendaPointId; readonly title: Localised }[],
): Promise<MinutesFacts['interests']> {
  const rows = await db.selectFrom('recusals').selectAll().where('session', '=', session).orderBy('at').execute()
  const declared = await loadRecusals(db, session)
  const texts = rows
    .filter((row) => declared.some((one) => one.account === row.account && one.recommendation === row.recommendation))
    .flatMap(({ recommendation, account, at }) => {
      const text = set.get(recommendation)
      return text
        ? [{ id: `${recommendation}:${account}`, name: nameOf(account), on: numberedText(text), point: text.point, at }]
        : []
    })
  const known = await loadPointInterests(db, session)
  const points = (await db.selectFrom('point_recusals').selectAll().where('session', '=', session).execute())
    .filter((row) => known.some((one) => one.account === row.account && one.point === row.point))
    .flatMap(({ point, account, at }) => {
      const title = agenda.find(({ id }) => id === point)?.title
      return title && !hidden(point) ? [{ id: `${point}:${account}`, name: nameOf(account), on: title, point, at }] : []
    })
  return [...texts, ...points]
}

/** What became of amendments without a vote; the others stand with their votes. */
async function amendmentsOf(
  db: Reader,
  session: SessionId,
  { set, nameOf }: Sight,
): Promise<MinutesFacts['amendments']> {
  return (await loadAmendments(db, { session })).flatMap((one) => {
    const { id, number, stage, accepted, mover, recommendation, decidedAt: at } = one
    const text = recommendation === null ? null : set.get(recommendation)
    const what =
      stage === 'adopted' && accepted ? 'accepted' : stage === 'withdrawn' || stage === 'fallen' ? stage : null
    if (what === null || at === null || number === null || text === undefined) return []
    return [
      {
        id,
        number,
        what,
        mover: nameOf(mover),
        text: text ? numberedText(text) : sayInEach('amendments.kinds.new-recommendation'),
        point: text?.point ?? null,
        at,
      },
    ]
  })
}

async function adoptedOf(db: Reader, session: SessionId, { set }: Sight): Promise<MinutesFacts['adopted']> {
  const rows = db.selectFrom('adopted_texts').selectAll().where('session', '=', session)
  const order = [...set.keys()]
  return (await rows.execute())
    .flatMap(({ recommendation, hash, content, adopted_at: at }) => {
      const text = set.get(recommendation)
      if (!text) return []
      const { title } = contentOf({ content }).parts
      return [
        {
          id: recommendation,
          text: numberedText(text),
          title: eachLanguage((language) => plainText(title[language]).trim()),
          hash,
          point: text.point,
          at,
        },
      ]
    })
    .sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
}

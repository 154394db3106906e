import {
  answerComment,
  changeComment,
  leaveComment,
  seeComment,
  seesWhoAnswered,
  takesComments,
} from '../../shared/comments/rules.ts'
import { csvOf } from '../../shared/comments/table.ts'
import { allow } from '../../shared/decision.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { LANGUAGES, type Language, type Localised } from '../../shared/language.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { say } from '../../shared/messages/translate.ts'
import { revisionName } from '../../shared/versions/circulation.ts'
import { readRevision, seesInRevision } from '../../shared/versions/circulation-rules.ts'
import { loadNames } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { answerRefusal, languageOf, type Server, whoAsks } from '../http/serve.ts'
import { loadSet } from '../recommendations/queries.ts'
import type { Titles } from '../recommendations/views.ts'
import { sessionFor } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { loadRevisions } from '../versions/circulation-queries.ts'
import { loadComments } from './queries.ts'

/** The comments of a session as one account sees them. Refuses: not-found. Source: RULES.md RE43. */
export async function listComments(house: House, account: AccountId, input: { session: SessionId }, titles: Titles) {
  const { db } = house
  const at = house.clock.now()
  const found = await sessionFor(db, input.session, account, at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const set = new Map((await loadSet(db, session.id)).map((one) => [one.id, one]))
  const revisions = await loadRevisions(db, session.id)
  const names = await loadNames(db)
  const person = (one: AccountId) => ({ account: one, name: nameIn(names, one) })
  const open = revisions.find((one) => readRevision(one, capacity).ok && takesComments(session, one, at).ok)
  const comments = []
  for (const comment of await loadComments(db, session.id)) {
    const text = set.get(comment.recommendation)
    const revision = revisions.find(({ number }) => number === comment.revision)
    if (!text || !revision || !seeComment(capacity, comment) || !seesInRevision(text, capacity)) continue
    const { session: _, author, reply, ...plain } = comment
    comments.push({
      ...plain,
      number: text.number,
      title: await titles.of(text.textId),
      author: person(author),
      reply: reply && {
        words: reply.words,
        at: reply.at,
        by: seesWhoAnswered(capacity) ? person(reply.by) : null,
      },
      mayChange: changeComment(session, account, comment, revision, at).ok,
    })
  }
  return allow({
    open: open && open.commentsUntil !== null ? { revision: open.number, until: open.commentsUntil } : null,
    mayComment: open !== undefined && leaveComment(session, capacity, open, { closed: false }, at).ok,
    mayAnswer: answerComment(session, capacity).ok,
    comments,
  })
}

/** `GET /api/comments/file?session=ID[&language=ru]`: the table as CSV, as the asking account sees it. Source: RULES.md RE44. */
export function serveComments(server: Server, house: House, titles: Titles): void {
  server.get('/api/comments/file', async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const session = (call.req.query('session') ?? '') as SessionId
    const listed = await listComments(house, asker.account, { session }, titles)
    if (!listed.ok) return answerRefusal(call, listed.refusal)
    const found = await sessionFor(house.db, session, asker.account, house.clock.now())
    const timezone = found.ok ? found.facts.session.timezone : 'UTC'
    call.header('content-type', 'text/csv; charset=utf-8')
    call.header('content-disposition', 'attachment; filename="comments.csv"')
    return call.body(tableOf(listed.facts.comments, languageOf(call), timezone))
  })
}

type Listed = Extract<Awaited<ReturnType<typeof listComments>>, { ok: true }>['facts']['comments']

function tableOf(comments: Listed, language: Language, timezone: string): string {
  const t = (name: 'who' | 'text' | 'revision' | 'kind' | 'inLanguage' | 'words' | 'proposed' | 'when' | 'reply') =>
    say(language, `comments.columns.${name}`)
  const head = [
    t('who'),
    t('text'),
    t('revision'),
    t('kind'),
    t('inLanguage'),
    t('words'),
    t('proposed'),
    t('when'),
    t('reply'),
  ]
  const rows = comments.map((one) => [
    one.author.name[language],
    `${one.number ?? '¶'}. ${titleIn(one.title, language)}`,
    revisionName(one.revision),
    say(language, `comments.kinds.${one.kind}`),
    one.language,
    one.words,
    one.proposed ?? '',
    formatDateTime(language, one.changedAt ?? one.at, timezone),
    one.reply?.words ?? '',
  ])
  return csvOf([head, ...rows])
}

const titleIn = (title: Localised, language: Language): string =>
  title[language] || (LANGUAGES.map((each) => title[each]).find((each) => each !== '') ?? '')

import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AnswerLink, Dispatch } from '../../shared/follow-up/model.ts'
import { followLink, keepFollowUp, linkUntil, type Said, takeAnswers } from '../../shared/follow-up/rules.ts'
import { sha256Hex } from '../../shared/hash.ts'
import { type AccountId, type AnswerLinkId, type DispatchId, newId, type RecommendationId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { formatDate, formatDateTime } from '../../shared/messages/format.ts'
import { say } from '../../shared/messages/translate.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import type { Instant } from '../../shared/time.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { loadFiles } from '../files/keeping.ts'
import type { House } from '../house.ts'
import { loadAddressees } from '../recommendations/queries.ts'
import { loadSession, sessionFor } from '../sessions/queries.ts'
import { type Came, type Doing, today, writeAnswers, writeMeasure } from './commands.ts'
import { loadAdopted, loadAnswers, loadDispatch, loadLink, loadLinkBySecret } from './queries.ts'

/**
 * Makes a link to answer a dispatch and ends those made before. Its secret is in the answer and nowhere else; where there is mail it may go to the
 * addressee at once. Refuses: no-right, not-found. Source: RULES.md FO3.
 */
export async function makeLink(
  house: House,
  by: AccountId,
  input: { dispatch: DispatchId; language: Language; mail: boolean },
): Promise<Decision<{ path: string; until: Instant; mailed: boolean }>> {
  const secret = newId(house.random) + newId(house.random)
  const request = { by, endpoint: 'follow-up/make-link', input: { dispatch: input.dispatch } }
  const made = await house.acts.run(request, (act) => makeLinkAct(act, input.dispatch, sha256Hex(secret)))
  if (!made.ok) return made
  const { until, contact, number, due, timezone } = made.facts
  const path = `/answer#${secret}`
  const { publicUrl } = house.settings
  if (!input.mail || !house.mail || contact === null || !publicUrl) return allow({ path, until, mailed: false })
  const { language } = input
  const values = {
    number,
    link: new URL(path, publicUrl).href,
    due: formatDate(language, due),
    until: formatDateTime(language, until, timezone),
  }
  const mailed = await house
    .mail({
      to: contact,
      subject: say(language, 'followUp.mail.askSubject', values),
      text: say(language, 'followUp.mail.ask', values),
    })
    .then(() => true)
    .catch(() => false)
  if (!mailed) house.log('warn', 'a mail did not go out', { dispatch: input.dispatch })
  return allow({ path, until, mailed })
}

async function makeLinkAct(act: Act, id: DispatchId, secretHash: string) {
  const found = await dispatchFor(act, id)
  if (!found.ok) return found
  const { dispatch, session } = found.facts
  const until = linkUntil(dispatch.due, act.at)
  const link = act.newId() as AnswerLinkId
  await act.tx
    .updateTable('answer_links')
    .set({ revoked_at: act.at })
    .where('dispatch', '=', id)
    .where('revoked_at', 'is', null)
    .where('used_at', 'is', null)
    .execute()
  await act.tx
    .insertInto('answer_links')
    .values({
      id: link,
      dispatch: id,
      secret_hash: secretHash,
      expires_at: until,
      made_by: act.by,
      at: act.at,
      revoked_at: null,
      used_at: null,
    })
    .execute()
  await act.record({ act: 'answer-link-made', subject: id, facts: { link } })
  act.tell(session.id, 'follow-up')
  const { contact, number, due } = dispatch
  return allow({ until, contact, number, due, timezone: session.timezone })
}

/** A dispatch for who keeps it. Refuses: not-found, no-right. */
export async function dispatchFor(act: Pick<Act, 'tx' | 'by' | 'at'>, id: DispatchId) {
  const dispatch = await loadDispatch(act.tx, id)
  const found = dispatch && (await sessionFor(act.tx, dispatch.session, act.by, act.at))
  if (!dispatch || !found?.ok) return refuse('not-found', 'FO1')
  const may = keepFollowUp(found.facts.capacity)
  return may.ok ? allow({ dispatch, session: found.facts.session }) : may
}

/** Ends a link. Refuses: no-right, not-found, link-over. Source: RULES.md FO3. */
export async function revokeLinkAct(act: Act, input: { link: AnswerLinkId }): Promise<Decision<Nothing>> {
  const link = await loadLink(act.tx, input.link)
  const found = link ? await dispatchFor(act, link.dispatch) : refuse('not-found', 'FO3')
  if (!found.ok) return found
  if (!link || link.usedAt !== null || link.revokedAt !== null) return refuse('link-over', 'FO3')
  await act.tx.updateTable('answer_links').set({ revoked_at: act.at }).where('id', '=', link.id).execute()
  await act.record({ act: 'answer-link-revoked', subject: link.dispatch, facts: { link: link.id } })
  act.tell(found.facts.session.id, 'follow-up')
  return allow({})
}

/** The link behind a secret, as long as it answers, with its dispatch. Refuses: not-found, link-over. Source: RULES.md FO3. */
export async function liveLink(
  db: Reader,
  secret: string,
  now: Instant,
): Promise<Decision<{ link: AnswerLink; dispatch: Dispatch }>> {
  const link = await loadLinkBySecret(db, secret)
  const dispatch = link && (await loadDispatch(db, link.dispatch))
  if (!link || !dispatch) return refuse('not-found', 'FO3')
  const may = followLink(link, now)
  return may.ok ? allow({ link, dispatch }) : may
}

/** What a link asks. Reading uses nothing up: messengers open links before people do. Refuses: not-found, link-over. Source: RULES.md FO3. */
export async function readLink(house: House, input: { code: string }) {
  const { db } = house
  const found = await liveLink(db, input.code, house.clock.now())
  if (!found.ok) return found
  const { dispatch, link } = found.facts
  const session = await loadSession(db, dispatch.session)
  const addressee = (await loadAddressees(db)).find(({ id }) => id === dispatch.addressee)
  if (!session || !addressee) return refuse('not-found', 'FO3')
  const answers = (await loadAnswers(db, session.id)).filter((one) => one.addressee === dispatch.addressee)
  const rows = await db.selectFrom('link_files').selectAll().where('link', '=', link.id).execute()
  const files = await loadFiles(
    db,
    rows.map(({ file }) => file),
  )
  return allow({
    addressee: { id: addressee.id, abbr: addressee.abbr, name: addressee.name },
    session: session.title,
    number: dispatch.number,
    sentOn: dispatch.sentOn,
    due: dispatch.due,
    recommendations: (await loadAdopted(db, session.id)).flatMap(({ kept, content }) => {
      if (!content || !dispatch.recommendations.includes(kept.id)) return []
      const { title, text } = plainParts(content.parts)
      return [
        {
          id: kept.id,
          number: kept.number,
          title,
          text,
          deadline: content.fields.deadline,
          answers: answers.filter(({ recommendation }) => recommendation === kept.id).length,
          files: rows.flatMap(({ recommendation, file }) => {
            const known = recommendation === kept.id ? files.get(file) : undefined
            return known ? [{ id: known.id, name: known.name, kind: known.kind, size: known.size }] : []
          }),
        },
      ]
    }),
  })
}

type Answering = {
  readonly requestId?: string | undefined
  readonly code: string
  readonly signedBy: string
  readonly language: Language
  readonly answers: readonly Said[]
  readonly measures: readonly Doing[]
}

/** The addressee answers; the link is used up by it. Refuses: not-found, link-over, not-addressed, reason-missing, malformed. Source: RULES.md FO3, FO4. */
export async function answerByLink(house: House, input: Answering): Promise<Decision<{ answers: number }>> {
  const { code, requestId, ...said } = input
  const link = await loadLinkBySecret(house.db, code)
  if (!link) return refuse('not-found', 'FO3')
  const may = followLink(link, house.clock.now())
  if (!may.ok && !requestId) return may
  // No account answers: the act is that of the link, which somebody made. Made again after a lost answer it is done once, though the link is used up.
  const asked = { by: link.madeBy, endpoint: 'follow-up/answer-by-link', requestId, input: { link: link.id, ...said } }
  return house.acts.run(asked, (act) => answerByLinkAct(act, input))
}

async function answerByLinkAct(act: Act, input: Answering): Promise<Decision<{ answers: number }>> {
  const found = await liveLink(act.tx, input.code, act.at)
  if (!found.ok) return found
  const { link, dispatch } = found.facts
  const taken = takeAnswers(dispatch, input.answers)
  if (!taken.ok) return taken
  const about = input.measures.map(({ recommendation }) => recommendation)
  if (new Set(about).size !== about.length) return refuse('malformed', 'FO6')
  if (about.some((id) => !dispatch.recommendations.includes(id))) return refuse('not-addressed', 'FO6')
  const files = await act.tx.selectFrom('link_files').selectAll().where('link', '=', link.id).execute()
  if (files.some(({ recommendation }) => !about.includes(recommendation))) return refuse('reason-missing', 'FO6')
  const { addressee } = dispatch
  const { language, signedBy } = input
  const came: Came = { addressee, language, signedBy, on: today(act), way: 'link', link: link.id, by: null }
  await writeAnswers(act, input.answers, came)
  for (const doing of input.measures) {
    const measure = await writeMeasure(act, doing, came)
    for (const { file } of files.filter(({ recommendation }) => recommendation === doing.recommendation))
      await act.tx.insertInto('measure_files').values({ measure, file }).execute()
  }
  await act.tx.updateTable('answer_links').set({ used_at: act.at }).where('id', '=', link.id).execute()
  act.tell(dispatch.session, 'follow-up')
  return allow({ answers: input.answers.length })
}

/** Whether a recommendation is one that a link asks about. */
export const asksAbout = (dispatch: Dispatch, recommendation: string): recommendation is RecommendationId =>
  dispatch.recommendations.some((id) => id === recommendation)

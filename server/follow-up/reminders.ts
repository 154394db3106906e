import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { Dispatch, ReminderKind } from '../../shared/follow-up/model.ts'
import { daysBetween, keepFollowUp, SOON_DAYS } from '../../shared/follow-up/rules.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { say } from '../../shared/messages/translate.ts'
import { HOUR_MS, type LocalDate, utcDay } from '../../shared/time.ts'
import type { House } from '../house.ts'
import { sessionFor } from '../sessions/queries.ts'
import { loadAnswers, loadDispatches } from './queries.ts'

/** Reminds addressees and the secretariat of answers that are due, by this server's clock. Source: RULES.md FO9. */
export type Reminders = {
  /** At start of the server, and from then on every hour. */
  readonly resume: () => Promise<void>
  readonly stop: () => void
}

type Due = {
  readonly session: SessionId
  readonly dispatch: Dispatch
  readonly kind: ReminderKind
  readonly open: number
}

export function createReminders(house: House): Reminders {
  let cancel: (() => void) | null = null
  let isStopped = false
  const look = async () => {
    try {
      for (const due of await dueNow(house)) await remind(house, due)
    } catch (error) {
      house.log('warn', 'reminders', { error: String(error) })
    }
    if (!isStopped) cancel = house.clock.at(house.clock.now() + HOUR_MS, () => void look())
  }
  return {
    resume: look,
    stop() {
      isStopped = true
      cancel?.()
    },
  }
}

/** What is to be said today and was not said yet. */
async function dueNow(house: House): Promise<Due[]> {
  const said = await house.db.selectFrom('reminders').select(['dispatch', 'kind']).execute()
  return (await openNow(house)).filter(
    ({ dispatch, kind }) => !said.some((one) => one.dispatch === dispatch.id && one.kind === kind),
  )
}

/** What is without an answer and due soon, or was due. */
async function openNow(house: House): Promise<Due[]> {
  const { db } = house
  const today = utcDay(house.clock.now())
  const sessions = await db.selectFrom('dispatches').select('session').distinct().execute()
  const due: Due[] = []
  for (const { session } of sessions) {
    const answers = await loadAnswers(db, session)
    for (const dispatch of await loadDispatches(db, session)) {
      const open = dispatch.recommendations.filter(
        (id) => !answers.some((one) => one.recommendation === id && one.addressee === dispatch.addressee),
      ).length
      const kind = open > 0 ? kindOn(dispatch.due, today) : null
      if (kind) due.push({ session, dispatch, kind, open })
    }
  }
  return due
}

const kindOn = (due: LocalDate, today: LocalDate): 'soon' | 'overdue' | null =>
  today > due ? 'overdue' : daysBetween(today, due) <= SOON_DAYS ? 'soon' : null

/** Notes a reminder, one of the clock's once on however many servers, and mails it; the answer is to how many addresses. */
async function remind(house: House, { session, dispatch, kind, open }: Due): Promise<number> {
  const sender = await house.db
    .selectFrom('dispatches')
    .innerJoin('accounts', 'accounts.id', 'dispatches.sent_by')
    .select(['accounts.id', 'accounts.email', 'accounts.erased'])
    .where('dispatches.id', '=', dispatch.id)
    .executeTakeFirst()
  if (!sender) return 0
  const own = kind === 'asked' || sender.erased !== null ? [] : [sender.email]
  const to = house.mail ? [dispatch.contact, ...own].filter((one) => one !== null) : []
  const request = { by: sender.id, endpoint: 'follow-up/remind', input: { dispatch: dispatch.id, kind } }
  const noted = await house.acts.run(request, async (act) => {
    const there = await act.tx.selectFrom('reminders').select('kind').where('dispatch', '=', dispatch.id).execute()
    if (kind !== 'asked' && there.some((one) => one.kind === kind)) return allow({ first: false })
    const row = { dispatch: dispatch.id, number: there.length + 1, kind, mailed: to.length, at: act.at }
    await act.tx.insertInto('reminders').values(row).execute()
    await act.record({ act: 'answer-reminded', subject: dispatch.id, by: null, facts: { kind, open } })
    act.tell(session, 'follow-up')
    return allow({ first: true })
  })
  if (!noted.ok || !noted.facts.first) return 0
  const sent = await Promise.all(to.map((address) => mailed(house, address, dispatch, kind, open)))
  return sent.filter((one) => one).length
}

async function mailed(
  house: House,
  to: string,
  dispatch: Dispatch,
  kind: ReminderKind,
  open: number,
): Promise<boolean> {
  try {
    await house.mail?.({ to, ...letterOf(dispatch, kind, open) })
    return true
  } catch (fault) {
    const why = fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown'
    house.log('warn', 'a mail did not go out', { dispatch: dispatch.id, fault: why })
    return false
  }
}

/** Reminds every addressee of a session without an answer in time. Refuses: no-right, not-found, no-mail. Source: RULES.md FO9. */
export async function remindNow(
  house: House,
  by: AccountId,
  input: { session: SessionId },
): Promise<Decision<{ mailed: number; withoutAddress: number }>> {
  const found = await sessionFor(house.db, input.session, by, house.clock.now())
  if (!found.ok) return found
  const may = keepFollowUp(found.facts.capacity)
  if (!may.ok) return may
  if (!house.mail) return refuse('no-mail', 'FO9')
  const late = (await openNow(house)).filter(({ session, kind }) => session === input.session && kind === 'overdue')
  const known = late.filter(({ dispatch }) => dispatch.contact !== null)
  let count = 0
  for (const one of known) count += await remind(house, { ...one, kind: 'asked' })
  return allow({ mailed: count, withoutAddress: late.length - known.length })
}

/** In both official languages, whoever reads it. */
function letterOf({ number, due }: Dispatch, kind: ReminderKind, count: number) {
  const as = kind === 'soon' ? 'soon' : 'overdue'
  const each = (['kk', 'ru'] as const).map((language) => {
    const values = { number, due: formatDate(language, due), count }
    return {
      subject: say(language, `followUp.mail.${as}Subject`, values),
      text: say(language, `followUp.mail.${as}`, values),
    }
  })
  return { subject: each.map(({ subject }) => subject).join(' / '), text: each.map(({ text }) => text).join('\n\n') }
}

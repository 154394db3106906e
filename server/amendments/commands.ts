import { type AmendmentKind, MOST_OF_ONE_MOVER, MOST_SPONSORS } from '../../shared/amendments/model.ts'
import { arrange, confirm, fall, order, sign, takeUp, unsign, withdraw } from '../../shared/amendments/rules.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, AmendmentId, RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { Fields } from '../../shared/recommendations/model.ts'
import { wordOf } from '../../shared/sessions/rules.ts'
import type { Act } from '../act.ts'
import { refersToKnown } from '../recommendations/commands.ts'
import { recommendationFor } from '../recommendations/queries.ts'
import { loadCapacity, sessionFor } from '../sessions/queries.ts'
import { planned } from './plans.ts'
import {
  type AmendmentFor,
  amendedOf,
  amendmentFor,
  type KeptAmendment,
  loadAmendments,
  proposersFor,
} from './queries.ts'
import { placed, undecidedOf } from './starting.ts'
import { fixText, setAmendmentStage, tellOf } from './tabling.ts'

type One = { readonly amendment: AmendmentId }

/** Finds an amendment and asks a rule; what it allows is done and told. */
async function onOne<Facts>(
  act: Act,
  { amendment: id }: One,
  rule: (found: AmendmentFor) => Decision<Facts> | Promise<Decision<Facts>>,
  run: (found: AmendmentFor, facts: Facts) => Promise<void>,
): Promise<Decision<Nothing>> {
  const found = await amendmentFor(act.tx, id, act.by, act.at)
  if (!found.ok) return found
  const may = await rule(found.facts)
  if (!may.ok) return may
  await run(found.facts, may.facts)
  tellOf(act, found.facts.amendment)
  return allow({})
}

/** Changes what is said beside the words of a draft. Refuses what `arrange` refuses, and malformed. Source: RULES.md AM22. */
export const arrangeAct = (
  act: Act,
  input: One & {
    kind?: AmendmentKind | undefined
    reason?: Localised | undefined
    fields?: Fields | null | undefined
    after?: RecommendationId | null | undefined
  },
) =>
  onOne(
    act,
    input,
    async ({ amendment, recommendation, session, capacity }) => {
      const may = arrange(amendment, session, capacity)
      if (!may.ok) return may
      const { kind, fields } = input
      const isFixed = (one: AmendmentKind) => one === 'new-recommendation' || one === 'separate-vote'
      if (
        kind !== undefined &&
        kind !== amendment.kind &&
        (isFixed(kind) || isFixed(amendment.kind) || amendment.whole)
      )
        return refuse('malformed', 'AM22')
      if (fields && (amendment.recommendation !== null || !(await refersToKnown(act, session.id, fields))))
        return refuse('malformed', 'RE7')
      return input.after === undefined ? allow() : placed(act, recommendation, { ...amendment, after: input.after })
    },
    async ({ amendment }) => {
      const { kind, reason, fields, after } = input
      const set = {
        ...(kind !== undefined && { kind }),
        ...(reason !== undefined && { reason: JSON.stringify(reason) }),
        ...(fields !== undefined && { fields: fields && JSON.stringify(fields) }),
        ...(after !== undefined && { after }),
      }
      if (Object.keys(set).length === 0) return
      await act.tx.updateTable('amendments').set(set).where('id', '=', amendment.id).execute()
    },
  )

/** Asks members to sign a draft; who signed stays. Refuses what `arrange` refuses, not-on-the-session, too-large. Source: RULES.md AM24. */
export const inviteAct = (act: Act, input: One & { accounts: readonly AccountId[] }) =>
  onOne(
    act,
    input,
    async ({ amendment, session, capacity }) => {
      const may = arrange(amendment, session, capacity)
      if (!may.ok) return may
      for (const account of input.accounts) {
        const invited = await loadCapacity(act.tx, session, account, act.at)
        if (!invited || (invited.seats.length === 0 && invited.sessionRole !== 'drafter'))
          return refuse('not-on-the-session', 'AM24')
      }
      return signedAnd(amendment, input.accounts).length > MOST_SPONSORS ? refuse('too-large', 'AM24') : allow()
    },
    async ({ amendment }) => {
      const signed = amendment.sponsors.filter(({ signedAt }) => signedAt !== null).map(({ account }) => account)
      await act.tx
        .deleteFrom('amendment_sponsors')
        .where('amendment', '=', amendment.id)
        .where('signed_at', 'is', null)
        .execute()
      const asked = signedAnd(amendment, input.accounts).filter((account) => !signed.includes(account))
      for (const [index, account] of asked.entries())
        await act.tx
          .insertInto('amendment_sponsors')
          .values({
            amendment: amendment.id,
            account,
            signed_at: null,
            position: amendment.sponsors.length + index + 1,
          })
          .execute()
      if (amendment.text) act.touchText(amendment.text)
    },
  )

/** Who signed, and those who are asked beside them. */
const signedAnd = ({ sponsors }: KeptAmendment, accounts: readonly AccountId[]): AccountId[] => [
  ...new Set([...sponsors.flatMap(({ account, signedAt }) => (signedAt === null ? [] : [account])), ...accounts]),
]

/** Signs an amendment. Refuses what `sign` refuses, too-large. Source: RULES.md AM24. */
export const signAct = (act: Act, input: One) =>
  onOne(
    act,
    input,
    ({ amendment, session, capacity }) =>
      amendment.sponsors.length >= MOST_SPONSORS && !amendment.sponsors.some(({ account }) => account === act.by)
        ? refuse('too-large', 'AM24')
        : sign(amendment, session, capacity),
    async ({ amendment }) => {
      const { id, sponsors } = amendment
      if (sponsors.some(({ account }) => account === act.by))
        await act.tx
          .updateTable('amendment_sponsors')
          .set({ signed_at: act.at })
          .where('amendment', '=', id)
          .where('account', '=', act.by)
          .execute()
      else
        await act.tx
          .insertInto('amendment_sponsors')
          .values({ amendment: id, account: act.by, signed_at: act.at, position: sponsors.length + 1 })
          .execute()
      if (amendment.text) act.touchText(amendment.text)
      if (amendment.stage === 'tabled')
        await act.record({ act: 'amendment-signed', subject: id, facts: { number: amendment.number } })
    },
  )

/** Takes the asker's name off. Refuses what `unsign` refuses. Source: RULES.md AM24. */
export const unsignAct = (act: Act, input: One) =>
  onOne(
    act,
    input,
    ({ amendment, session, capacity }) => unsign(amendment, session, capacity),
    async ({ amendment }) => {
      await act.tx
        .deleteFrom('amendment_sponsors')
        .where('amendment', '=', amendment.id)
        .where('account', '=', act.by)
        .execute()
      if (amendment.text) act.touchText(amendment.text)
      if (amendment.stage === 'tabled')
        await act.record({ act: 'amendment-unsigned', subject: amendment.id, facts: { number: amendment.number } })
    },
  )

/** Confirms what was typed for its mover. Refuses what `confirm` refuses. Source: RULES.md AM26. */
export const confirmAct = (act: Act, input: One) =>
  onOne(
    act,
    input,
    ({ amendment, capacity }) => confirm(amendment, capacity),
    async ({ amendment, capacity }, moved) => {
      await act.tx.updateTable('amendments').set({ moved }).where('id', '=', amendment.id).execute()
      await act.record({
        act: 'amendment-confirmed',
        subject: amendment.id,
        facts: { number: amendment.number, moved },
        onWordOf: wordOf(capacity),
      })
    },
  )

/** Withdraws an amendment. Refuses what `withdraw` refuses. Source: RULES.md AM27. */
export const withdrawAmendmentAct = (act: Act, input: One) =>
  onOne(
    act,
    input,
    ({ amendment, session, capacity }) => withdraw(amendment, session, capacity),
    async ({ amendment }) => {
      await setAmendmentStage(act, amendment.id, 'withdrawn')
      await fixText(act, amendment)
      if (amendment.number === null) return
      await act.record({ act: 'amendment-withdrawn', subject: amendment.id, facts: { number: amendment.number } })
    },
  )

/** Takes up what another member withdrew; it keeps number and words, and those who signed. Refuses what `takeUp` refuses, nothing-changed, too-large. Source: RULES.md AM20, AM23, AM27. */
export const takeUpAct = (act: Act, input: One) =>
  onOne(
    act,
    input,
    async (found) => {
      const { amendment, recommendation, session, capacity } = found
      const proposers = await proposersFor(act.tx, found, capacity)
      const may = takeUp(amendment, session, capacity, { amended: amendedOf(recommendation), proposers })
      if (!may.ok) return may
      if ((await undecidedOf(act, session.id, act.by)) >= MOST_OF_ONE_MOVER) return refuse('too-large', 'AM20')
      const { changes } = await planned(act.tx, { ...amendment, stage: 'tabled' }, recommendation)
      return changes ? allow() : refuse('nothing-changed', 'AM23')
    },
    async ({ amendment }) => {
      const { id, mover } = amendment
      await act.tx
        .updateTable('amendments')
        .set({ stage: 'tabled', mover: act.by, moved: 'self' })
        .where('id', '=', id)
        .execute()
      await act.tx
        .deleteFrom('amendment_sponsors')
        .where('amendment', '=', id)
        .where('account', 'in', [mover, act.by])
        .execute()
      await act.tx
        .insertInto('amendment_sponsors')
        .values({ amendment: id, account: act.by, signed_at: act.at, position: 0 })
        .execute()
      await act.record({ act: 'amendment-taken-up', subject: id, facts: { number: amendment.number, from: mover } })
    },
  )

/** Rules that an amendment has fallen. Refuses what `fall` refuses. Source: RULES.md AM33. */
export const fallAct = (act: Act, input: One) =>
  onOne(
    act,
    input,
    ({ amendment, session, capacity }) => fall(amendment, session, capacity),
    async ({ amendment, capacity }) => {
      await act.tx
        .updateTable('amendments')
        .set({ stage: 'fallen', decided_at: act.at })
        .where('id', '=', amendment.id)
        .execute()
      await act.record({
        act: 'amendment-fallen',
        subject: amendment.id,
        facts: { number: amendment.number },
        onWordOf: wordOf(capacity),
      })
    },
  )

/** Marks with whose adoption a tabled amendment falls. Refuses what `order` refuses, not-tabled, malformed. Source: RULES.md AM28. */
export const markFallsAct = (act: Act, input: One & { fallsWith: readonly AmendmentId[] | null }) =>
  onOne(
    act,
    input,
    async ({ amendment, session, capacity }) => {
      const may = order(session, capacity)
      if (!may.ok) return may
      if (amendment.stage !== 'tabled') return refuse('not-tabled', 'AM28')
      const others = new Set(
        (await siblingsOf(act, amendment)).filter(({ tabledAt }) => tabledAt !== null).map(({ id }) => id),
      )
      return (input.fallsWith ?? []).every((id) => others.has(id)) ? allow() : refuse('malformed', 'AM28')
    },
    ({ amendment, capacity }) => writeFallsWith(act, amendment.id, input.fallsWith, wordOf(capacity)),
  )

/** Writes with whose adoption an amendment falls. */
export async function writeFallsWith(
  act: Act,
  amendment: AmendmentId,
  marked: readonly AmendmentId[] | null,
  onWordOf: AccountId | null,
): Promise<void> {
  const fallsWith = marked && [...new Set(marked)].sort()
  await act.tx
    .updateTable('amendments')
    .set({ falls_with: fallsWith && JSON.stringify(fallsWith) })
    .where('id', '=', amendment)
    .execute()
  await act.record({ act: 'amendment-falls-marked', subject: amendment, facts: { fallsWith }, onWordOf })
}

/** The other amendments to the same text, or to the set. */
const siblingsOf = async (act: Act, { id, session, recommendation }: KeptAmendment): Promise<KeptAmendment[]> =>
  (await loadAmendments(act.tx, { session })).filter((one) => one.id !== id && one.recommendation === recommendation)

/** Sets the order of voting of the amendments to one text, or to the set. Refuses what `order` refuses, and malformed. Source: RULES.md AM28. */
export async function orderAmendmentsAct(
  act: Act,
  input: { session: SessionId; recommendation: RecommendationId | null; amendments: readonly AmendmentId[] },
): Promise<Decision<Nothing>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  if (input.recommendation) {
    const text = await recommendationFor(act.tx, input.recommendation, act.by, act.at)
    if (!text.ok) return text
  }
  const { session, capacity } = found.facts
  const may = order(session, capacity)
  if (!may.ok) return may
  const all = await loadAmendments(act.tx, { session: session.id })
  const known = new Set(
    all
      .filter(({ recommendation, tabledAt }) => recommendation === input.recommendation && tabledAt !== null)
      .map(({ id }) => id),
  )
  if (new Set(input.amendments).size !== input.amendments.length || !input.amendments.every((id) => known.has(id)))
    return refuse('malformed', 'AM28')
  for (const id of known) await setPosition(act, id, null)
  await writeOrder(act, input.recommendation ?? session.id, input.amendments, wordOf(capacity))
  act.tell(session.id, 'amendments', ...(input.recommendation ? [`recommendation:${input.recommendation}`] : []))
  return allow({})
}

/** Writes the order of voting of amendments to a text or to the set. */
export async function writeOrder(
  act: Act,
  of: RecommendationId | SessionId,
  order: readonly AmendmentId[],
  onWordOf: AccountId | null,
): Promise<void> {
  for (const [position, id] of order.entries()) await setPosition(act, id, position)
  await act.record({ act: 'amendments-ordered', subject: of, facts: { order }, onWordOf })
}

const setPosition = (act: Act, id: AmendmentId, position: number | null) =>
  act.tx.updateTable('amendments').set({ position }).where('id', '=', id).execute()

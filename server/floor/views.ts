import { allow, type Decision } from '../../shared/decision.ts'
import { usedMs } from '../../shared/floor/list.ts'
import type { Motion, PointOfOrder, Waiting } from '../../shared/floor/model.ts'
import { appealable, appealRuling, inOrder, raiseMotion, raisePoint } from '../../shared/floor/order-rules.ts'
import {
  askForFloor,
  debateIsClosed,
  type FloorFacts,
  type FloorPerson,
  hiddenFrom,
  listIsOpen,
  mayCall,
  readReasons,
  runList,
} from '../../shared/floor/rules.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { type Capacity, isSecretariat } from '../../shared/sessions/rules.ts'
import { loadNames } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { loadAgenda, loadPresent, sessionSeen } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { loadFloor, loadPointInterests, personIn, type VotesFacts } from './queries.ts'

/** The floor as one account sees it: of a closed point an observer is told nothing but that it is closed. */
export async function viewFloor(house: House, account: AccountId, input: { session: SessionId }, votes: VotesFacts) {
  const { db, clock } = house
  const now = clock.now()
  const found = await sessionSeen(house, input.session, account)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const { floor, present, agenda, names, interests } = await house.memo.of(
    `floor ${session.id} ${session.sitting}`,
    async () => ({
      floor: await loadFloor(db, session),
      present: await loadPresent(db, session),
      agenda: await loadAgenda(db, session.id),
      names: await loadNames(db),
      interests: await loadPointInterests(db, session.id),
    }),
  )
  const facts: FloorFacts = { session, floor, votes }
  const hidden = hiddenFrom(capacity, agenda)
  const shown = <T extends { readonly point: Waiting['point'] }>(rows: readonly T[]) =>
    rows.filter(({ point }) => !hidden(point))
  const person = (of: AccountId) => ({ account: of, name: nameIn(names, of), mode: present.get(of) ?? null })
  const speaker = ({ id, account: of, point, askedAt }: Waiting) => ({ id, ...person(of), point, askedAt })
  const { speaking, waiting } = floor.list
  const me = await personIn(db, found.facts, capacity, account, present)
  return allow({
    now,
    sitting: session.sitting,
    hidden: hidden(session.currentPoint),
    voteOpen: votes.open && !hidden(session.currentPoint),
    listOpen: listIsOpen(facts),
    debateClosed: debateIsClosed(facts),
    secondsEach: floor.secondsEach,
    guestsMayAsk: floor.guestsMayAsk,
    speaking:
      speaking && session.stage === 'open' && !hidden(speaking.point)
        ? {
            ...speaker(speaking),
            calledAt: speaking.calledAt,
            seconds: speaking.seconds,
            usedMs: usedMs(speaking.calledAt, now, votes.times),
            running: !votes.open,
          }
        : null,
    waiting: shown(waiting).map(speaker),
    pointsOfOrder: shown(floor.pointsOfOrder).map((point) => pointShown(point, person)),
    motions: inOrder(shown(floor.motions)).map((motion) => motionShown(motion, nameIn(names, motion.account))),
    interests: shown(interests).map((one) => ({
      point: one.point,
      account: one.account,
      name: nameIn(names, one.account),
      reason: readReasons(capacity) ? one.reason : '',
    })),
    may: mayDo(capacity, me, facts, hidden),
  })
}

type Shown = { account: AccountId; name: Localised; mode: 'hall' | 'remote' | null }

function pointShown(point: PointOfOrder, person: (of: AccountId) => Shown) {
  const { id, account, conduct, at, stage } = point
  const raised = { id, ...person(account), conduct, at, stage }
  if (point.stage === 'waiting' || point.stage === 'withdrawn')
    return { ...raised, ruling: null, words: '', appeal: null }
  const ruled = { ...raised, ruling: point.ruling, words: point.words }
  if (point.stage === 'ruled') return { ...ruled, appeal: null }
  const { account: appellant, name } = person(point.appeal.account)
  const settled = point.stage === 'settled'
  return {
    ...ruled,
    appeal: {
      account: appellant,
      name,
      at: point.appeal.at,
      put: point.appeal.put,
      counts: settled ? point.counts : null,
      overturned: settled ? point.overturned : null,
    },
  }
}

const motionShown = (motion: Motion, name: Localised) => ({
  id: motion.id,
  account: motion.account,
  name,
  kind: motion.kind,
  point: motion.point,
  words: motion.words,
  at: motion.at,
  stage: motion.stage,
  put: motion.put,
  result: 'result' in motion ? motion.result : null,
})

/** A rule's answer as the wire carries it. */
const verdict = (decision: Decision) =>
  decision.ok
    ? { ok: true as const }
    : {
        ok: false as const,
        code: decision.refusal.code,
        rule: decision.refusal.rule,
        ...(decision.refusal.details ? { details: decision.refusal.details } : {}),
      }

function mayDo(capacity: Capacity, me: FloorPerson, facts: FloorFacts, hidden: ReturnType<typeof hiddenFrom>) {
  const standing = appealable(facts)
  const newest = standing ?? facts.floor.pointsOfOrder.findLast(({ stage }) => stage !== 'withdrawn')
  const motion = (kind: Motion['kind']) => verdict(raiseMotion(capacity, me, kind, facts))
  return {
    ask: verdict(askForFloor(capacity, me, facts)),
    raisePoint: verdict(raisePoint(capacity, me, facts.votes.open, facts)),
    appeal: newest
      ? verdict(appealRuling(capacity, me, newest, facts))
      : { ok: false as const, code: 'not-ruled' as const, rule: 'SE37' },
    appealable: standing && !hidden(standing.point) ? standing.id : null,
    motions: {
      suspend: motion('suspend'),
      adjourn: motion('adjourn'),
      'close-debate': motion('close-debate'),
      'close-list': motion('close-list'),
      division: motion('division'),
      manner: motion('manner'),
    },
    run: verdict(runList(capacity, facts)),
    call: verdict(mayCall(capacity, facts)),
    actForOthers: isSecretariat(capacity) && facts.session.stage === 'open',
  }
}

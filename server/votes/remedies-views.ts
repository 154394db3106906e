import type { Decision } from '../../shared/decision.ts'
import type { AccountId, PlaceId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { preside } from '../../shared/sessions/rules.ts'
import { answerCorrection, proposeCorrection } from '../../shared/votes/correction-rules.ts'
import type { Ballot, Choice, Outcome, Vote } from '../../shared/votes/model.ts'
import { lodgeObjection, ruleOnObjection, stateIntention } from '../../shared/votes/objection-rules.ts'
import { type Correction, OBJECTION_GROUNDS, type Voiding } from '../../shared/votes/remedies.ts'
import { seeOutcome } from '../../shared/votes/rules.ts'
import { answerVoiding, sameQuestion, stillToAgree, voidVote } from '../../shared/votes/void-rules.ts'
import { loadNames } from '../accounts/queries.ts'
import { fromJson } from '../db/json.ts'
import type { House } from '../house.ts'
import type { SessionFor } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { loadBallots, loadVote, votesOf } from './queries.ts'
import { loadCorrections, loadIntendedVotes, loadObjections, loadRepeated, loadVoidings } from './remedies-queries.ts'
import { speaksFor, voidableNow } from './void.ts'

/** Everything that followed when something went wrong with a vote, and what its reader may do about it. */
export async function viewRemedies({ db }: House, vote: Vote, found: SessionFor) {
  const { session, capacity } = found
  const names = await loadNames(db)
  const name = (account: AccountId): Localised => nameIn(names, account)
  const voidings = await loadVoidings(db, vote.id)
  const proposed = vote.stage === 'void' ? undefined : voidings.find(({ stage }) => stage === 'proposed')
  const corrections = await loadCorrections(db, vote.id)
  const intentions = await loadIntendedVotes(db, vote.id)
  const objections = await loadObjections(db, vote.id)
  const ballots = await loadBallots(db, vote.id)
  const others = await votesOf(db, vote.session)
  const voidable = await voidableNow(db, vote)
  const councils = await speaksFor(db, vote, found)
  const done = voidings.find(({ stage }) => stage === 'done')
  const waiting = objections.find(({ stage }) => stage === 'waiting')
  const cited = await loadRepeated(db, vote.id)
  const numberOf = (id: string) => others.find((one) => one.id === id)?.number ?? 0
  const ofPlace = (id: PlaceId) => {
    const place = vote.roll.places.find((one) => one.id === id)
    return { id, name: place ? name(place.account) : { kk: id, ru: id, en: id } }
  }
  const agreedIn = ({ agreed }: Voiding) => agreed.map(({ council, by, at }) => ({ council, name: name(by), at }))
  const asVoid = voidVote({
    vote: voidable,
    session,
    capacity,
    speaksFor: councils,
    followed: undefined,
    proposed: proposed !== undefined,
  })
  const answers = proposed && { vote: voidable, session, speaksFor: councils, voiding: proposed }
  return {
    repeats: cited && (await repeatedOf(db, cited, numberOf(cited))),
    repeatedBy: repeatedBy(vote, others),
    void:
      vote.stage === 'void' && done
        ? {
            ground: done.ground,
            words: done.words,
            way: done.way,
            by: name(done.decidedBy ?? done.by),
            at: done.decidedAt ?? done.at,
            follows: done.follows && { vote: done.follows, number: numberOf(done.follows) },
            agreed: agreedIn(done),
          }
        : null,
    proposed: proposed
      ? {
          id: proposed.id,
          ground: proposed.ground,
          words: proposed.words,
          by: name(proposed.by),
          at: proposed.at,
          agreed: agreedIn(proposed),
          missing: [
            ...stillToAgree(
              vote.councils.map(({ id }) => id),
              proposed.agreed,
            ),
          ],
        }
      : null,
    corrections: corrections.map((one) => ({
      id: one.id,
      stage: one.stage,
      place: ofPlace(one.change.place),
      ...keyed(one),
      moved: one.change.kind === 'place' ? ofPlace(one.change.to) : null,
      words: one.words,
      by: name(one.by),
      at: one.at,
      decidedBy: one.decidedBy && name(one.decidedBy),
      decidedAt: one.decidedAt,
      before:
        one.outcomeBefore !== null && seeOutcome(vote.stage, capacity)
          ? fromJson<Outcome>(one.outcomeBefore).headline
          : null,
      mayConfirm: short(answerCorrection('confirm', vote, capacity, one)),
    })),
    intentions: intentions.map((one) => ({ ...one, name: name(one.by) })),
    objections: objections.map((one) => ({
      ...one,
      by: name(one.by),
      ruledBy: one.ruledBy && name(one.ruledBy),
    })),
    mayFollow: preside(capacity).ok ? await followable(db, vote, others) : [],
    may: {
      void: short(asVoid),
      together: asVoid.ok && asVoid.facts === 'chairs',
      agree: answers ? short(answerVoiding('agree', answers)) : NOTHING_PROPOSED,
      decline: answers ? short(answerVoiding('decline', answers)) : NOTHING_PROPOSED,
      correct: short(
        firstAllowed(
          corrigible(vote, ballots).map((one) => proposeCorrection(vote, capacity, ballots, corrections, one)),
        ),
      ),
      state: short(
        firstAllowed(
          vote.roll.places
            .filter(({ account }) => account === capacity.account)
            .map(({ id }) =>
              stateIntention(vote, session, capacity.account, ballots, intentions, {
                place: id,
                choice: otherThan(ballots.find(({ place }) => place === id)?.choice),
              }),
            ),
        ),
      ),
      object: short(
        firstAllowed(
          OBJECTION_GROUNDS.map((ground) =>
            lodgeObjection({ ...vote, ...voidable }, session, capacity.account, objections, ground),
          ),
        ),
      ),
      rule: waiting ? short(ruleOnObjection(voidable, capacity, waiting)) : NOTHING_OBJECTED,
    },
  }
}

type Db = House['db']
type Others = Awaited<ReturnType<typeof votesOf>>

async function repeatedOf(db: Db, vote: Vote['id'], number: number) {
  const done = (await loadVoidings(db, vote)).find(({ stage }) => stage === 'done')
  return done ? { vote, number, ground: done.ground, words: done.words } : null
}

/** The next vote on the same question. */
function repeatedBy(vote: Vote, others: Others) {
  const next = others.find((one) => one.number > vote.number && sameQuestion(vote.question, one.question))
  return next ? { vote: next.id, number: next.number } : null
}

/** Carried votes on procedure after this one. Source: RULES.md VO82. */
async function followable(db: Db, vote: Vote, others: Others) {
  const later = others.filter(
    ({ number, stage, question }) => number > vote.number && stage === 'announced' && question.kind === 'procedure',
  )
  const loaded = await Promise.all(later.map(({ id }) => loadVote(db, id)))
  return loaded.flatMap((one) =>
    one?.vote.stage === 'announced' && one.vote.outcome.result === 'carried' && one.vote.question.kind === 'procedure'
      ? [{ vote: one.vote.id, number: one.vote.number, title: one.vote.question.words }]
      : [],
  )
}

/** What was keyed first, and what is right. */
const keyed = ({ change }: Correction): { was: Choice; choice: Choice } =>
  change.kind === 'choice' ? { was: change.from, choice: change.to } : { was: change.choice, choice: change.choice }

/** A correction of each ballot that might be asked for, to learn whether any may be. */
const corrigible = (vote: Vote, ballots: readonly Ballot[]) =>
  ballots.length > 0
    ? ballots.map(({ place, choice }) => ({ place, choice: otherThan(choice) }))
    : vote.roll.places.map(({ id: place }) => ({ place, choice: 'for' as const }))

const otherThan = (choice: Choice | undefined): Choice => (choice === 'for' ? 'against' : 'for')

type Short = { ok: true } | { ok: false; code: string; rule: string }
const NO_RIGHT: Short = { ok: false, code: 'no-right', rule: 'VO89' }
const NOTHING_PROPOSED: Short = { ok: false, code: 'no-void-proposed', rule: 'VO82' }
const NOTHING_OBJECTED: Short = { ok: false, code: 'already-ruled-on', rule: 'VO91' }

/** Permission when one of several is allowed, else the last refusal. */
const firstAllowed = (decisions: readonly Decision<unknown>[]): Decision<unknown> | undefined =>
  decisions.find(({ ok }) => ok) ?? decisions.at(-1)

const short = (decision: Decision<unknown> | undefined): Short => {
  if (!decision) return NO_RIGHT
  return decision.ok ? { ok: true } : { ok: false, code: decision.refusal.code, rule: decision.refusal.rule }
}

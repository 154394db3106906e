import type { Decision } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { preside } from '../../shared/sessions/rules.ts'
import type { Vote } from '../../shared/votes/model.ts'
import { lodgeObjection, ruleOnObjection, stateIntention } from '../../shared/votes/objection-rules.ts'
import { OBJECTION_GROUNDS, type Voiding } from '../../shared/votes/remedies.ts'
import { answerVoiding, sameQuestion, stillToAgree, voidVote } from '../../shared/votes/void-rules.ts'
import { loadNames } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import type { SessionFor } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { otherThan, viewCorrections } from './corrections-views.ts'
import { type LoadedVote, loadBallots, loadVote, votesOf } from './queries.ts'
import { loadIntendedVotes, loadObjections, loadRepeated, loadVoidings } from './remedies-queries.ts'
import { speaksFor, voidableNow } from './void.ts'

/** Everything that followed when something went wrong with a vote, and what its reader may do about it. */
export async function viewRemedies({ db }: House, loaded: LoadedVote, found: SessionFor) {
  const { vote } = loaded
  const { session, capacity } = found
  const names = await loadNames(db)
  const name = (account: AccountId): Localised => nameIn(names, account)
  const voidings = await loadVoidings(db, vote.id)
  const proposed = vote.stage === 'void' ? undefined : voidings.find(({ stage }) => stage === 'proposed')
  const { corrections, mayCorrect } = await viewCorrections(db, loaded, capacity, name)
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
    corrections: corrections.map((one) => ({ ...one, mayConfirm: short(one.mayConfirm) })),
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
      correct: short(firstAllowed(mayCorrect)),
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
    ({ number, stage, question }) =>
      number > vote.number && stage === 'announced' && question.kind === 'procedure' && !question.decides,
  )
  const loaded = await Promise.all(later.map(({ id }) => loadVote(db, id)))
  return loaded.flatMap((one) =>
    one?.vote.stage === 'announced' && one.vote.outcome.result === 'carried' && one.vote.question.kind === 'procedure'
      ? [{ vote: one.vote.id, number: one.vote.number, title: one.vote.question.words }]
      : [],
  )
}

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

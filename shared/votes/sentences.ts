import type { Fraction, MajorityBase, QuorumCount } from '../councils/model.ts'
import type { RuleId } from '../decision.ts'
import type { CouncilId } from '../ids.ts'
import { eachLanguage, type Localised } from '../language.ts'
import { sayInEach } from '../messages/translate.ts'
import type { Outcome, OutcomeInput, RollSeat, Step, Tally } from './model.ts'

/** A tally, and whether the question failed in it only because exactly half is not more than half. */
export type Count = { readonly tally: Tally; readonly tied: boolean }

/** What was found, before it is put into words. */
export type Findings = Pick<Outcome, 'result' | 'reason' | 'quorum'> & {
  readonly input: OutcomeInput
  readonly counts: readonly Count[]
}

/** The outcome in words, in every language; every number is one of the findings'. Source: RULES.md VO45. */
export const describe = (findings: Findings): Pick<Outcome, 'headline' | 'explanation' | 'steps'> => ({
  headline: headline(findings),
  explanation: sentences(explanation(findings)),
  steps: steps(findings),
})

/** Sentences in each language side by side. */
export const join = (parts: readonly Localised[], separator: string): Localised =>
  eachLanguage((language) => parts.map((part) => part[language]).join(separator))

const sentences = (parts: readonly Localised[]): Localised => join(parts, ' ')

const headline = (findings: Findings): Localised => {
  if (findings.reason === 'no-quorum-at-opening') return sayInEach('outcome.headline.noQuorumAtOpening')
  if (findings.reason === 'no-quorum-at-close') return sayInEach('outcome.headline.noQuorumAtClose')
  const [first, ...others] = deciding(findings)
  return first && others.length === 0 ? headlineOfOne(findings, first) : headlineOfSeveral(findings)
}

const headlineOfOne = (findings: Findings, { tally, tied }: Count): Localised => {
  const counts = countsOf(tally)
  switch (findings.result) {
    case 'carried':
      return sayInEach(`outcome.headline.${tied ? 'carriedByChair' : 'carried'}`, { counts })
    case 'rejected': {
      const equal = tally.tie?.choice === 'against' ? 'rejectedByChair' : 'rejectedEqual'
      return sayInEach(`outcome.headline.${tied ? equal : 'rejected'}`, { counts })
    }
    case 'no-decision':
      return findings.reason === 'only-abstentions'
        ? sayInEach('outcome.headline.onlyAbstentions', { abstentions: abstentions(tally) })
        : sayInEach('outcome.headline.noBallots')
  }
}

const headlineOfSeveral = (findings: Findings): Localised => {
  const each = deciding(findings).map(({ tally }) =>
    sayInEach('outcome.ofCouncil', { council: nameOf(findings, tally.scope), what: countsOf(tally) }),
  )
  const key = ({ carried: 'carriedInEach', rejected: 'notCarriedInEach', 'no-decision': 'noResultInEach' } as const)[
    findings.result
  ]
  return sayInEach(`outcome.headline.${key}`, { councils: join(each, '; ') })
}

const explanation = (findings: Findings): readonly Localised[] => {
  const { reason, quorum } = findings
  const again = sayInEach('outcome.again')
  if (reason === 'no-quorum-at-opening' || reason === 'no-quorum-at-close') {
    const moment = reason === 'no-quorum-at-opening' ? 'opening' : 'close'
    const missing = quorum[moment].filter((one) => !one.reached)
    return [quorumSentence(findings, moment, missing), sayInEach('outcome.quorum.missing'), again]
  }
  const counts = deciding(findings)
  const last = findings.result === 'no-decision' ? [again] : []
  if (counts.length === 1)
    return [...counts.flatMap((count) => [...needs(findings, count), ...weighing(findings, count)]), ...last]
  const each = counts.map((count) => inCouncil(findings, count, sentences(weighing(findings, count))))
  return [sayInEach('outcome.apart'), ...each, ...last]
}

const steps = (findings: Findings): readonly Step[] => {
  const { quorum } = findings
  const reached = [...quorum.opening, ...quorum.close].every((one) => one.reached)
  return [
    quorumStep(findings, 'opening'),
    quorumStep(findings, 'close'),
    { key: 'entitled', holds: findings.input.roll.places.length > 0, sentence: entitled(findings), rule: 'VO26' },
    ...(reached ? deciding(findings).flatMap((count) => countSteps(findings, count)) : []),
    ...informationSteps(findings),
    resultStep(findings),
  ]
}

const quorumStep = (findings: Findings, moment: 'opening' | 'close'): Step => ({
  key: 'quorum',
  holds: findings.quorum[moment].every((one) => one.reached),
  sentence: quorumSentence(findings, moment, findings.quorum[moment]),
  rule: moment === 'opening' ? 'VO23' : 'VO24',
})

const quorumSentence = (findings: Findings, moment: 'opening' | 'close', counts: readonly QuorumCount[]): Localised => {
  const each = counts.map(({ council, present, base, needed }) => {
    const held = sitting(findings, council)?.orders.quorum.base === 'members' ? 'ofMembers' : 'ofSeats'
    const what = sayInEach(`outcome.quorum.${held}`, { present, count: base, needed })
    return sayInEach('outcome.ofCouncil', { council: nameOf(findings, council), what })
  })
  return sayInEach(`outcome.quorum.${moment}`, { councils: join(each, '; ') })
}

/** Persons in one pool, seats in councils apart; where hands are counted there are no ballots. Source: RULES.md VO26, VO68. */
const entitled = (findings: Findings): Localised => {
  const { input } = findings
  const pool = input.counting === 'one-pool'
  const { places, recused, absent } = input.roll
  const number = (seats: readonly RollSeat[]) => (pool ? new Set(seats.map((seat) => seat.account)).size : seats.length)
  const whole = input.counted ? (pool ? 'handsOfPersons' : 'handsOfSeats') : pool ? 'persons' : 'seats'
  const some = (key: 'onSeveral' | 'handsOnSeveral' | 'recused' | 'absent' | 'notVoting', count: number) =>
    count > 0 ? [sayInEach(`outcome.entitled.${key}`, { count })] : []
  return sentences([
    sayInEach(`outcome.entitled.${whole}`, { count: places.length }),
    ...some(input.counted ? 'handsOnSeveral' : 'onSeveral', places.filter((place) => place.seats.length > 1).length),
    ...some('recused', number(recused)),
    ...some('absent', number(absent)),
    ...some(
      'notVoting',
      deciding(findings).reduce((sum, { tally }) => sum + tally.notVoting, 0),
    ),
  ])
}

const countSteps = (findings: Findings, count: Count): readonly Step[] => {
  const { tally, tied } = count
  const several = deciding(findings).length > 1
  const named = (parts: readonly Localised[]) =>
    several ? inCouncil(findings, count, sentences(parts)) : sentences(parts)
  if (tally.verdict === 'none') return [{ key: 'majority', holds: null, sentence: named([noVotes()]), rule: 'VO44' }]
  const majority: Step = {
    key: 'majority',
    holds: tied ? null : tally.verdict === 'carried',
    sentence: named(several ? [...needs(findings, count), measure(tally)] : [measure(tally)]),
    rule: short(tally) ? 'VO37' : BASES[tally.majority.base].rule,
  }
  if (!tied) return [majority]
  return [
    majority,
    {
      key: 'tie',
      holds: tally.verdict === 'carried',
      sentence: named(tieWords(findings, count)),
      rule: tieRule(findings, tally),
    },
  ]
}

const informationSteps = (findings: Findings): readonly Step[] =>
  findings.input.councils.length < 2
    ? []
    : findings.counts
        .filter(({ tally }) => !tally.decides)
        .map(({ tally }) => ({
          key: 'council',
          holds: null,
          sentence: sayInEach('outcome.forInformation', {
            council: nameOf(findings, tally.scope),
            counts: countsOf(tally),
          }),
          rule: 'VO29',
        }))

const resultStep = ({ result, reason, input }: Findings): Step => {
  const apart = input.counting === 'each-apart'
  const noDecision: RuleId = reason === 'only-abstentions' || reason === 'no-ballots' ? 'VO44' : 'VO25'
  switch (result) {
    case 'carried':
      return {
        key: 'result',
        holds: true,
        sentence: sayInEach('outcome.result.carried'),
        rule: apart ? 'VO30' : 'VO28',
      }
    case 'rejected':
      return {
        key: 'result',
        holds: false,
        sentence: sayInEach('outcome.result.rejected'),
        rule: apart ? 'VO31' : 'VO28',
      }
    case 'no-decision':
      return { key: 'result', holds: null, sentence: sayInEach('outcome.result.noDecision'), rule: noDecision }
  }
}

/** What the majority rule asks for; a number is named where the base was fixed before the first ballot. */
const needs = (findings: Findings, { tally }: Count): readonly Localised[] => {
  const { majority, base, needed } = tally
  const fixed = majority.base === 'present' || majority.base === 'members'
  const words = { part: part(majority.fraction), base: baseWords(findings, tally), needed, number: base }
  const need = sayInEach(`outcome.need.${majority.strict ? 'more' : 'atLeast'}${fixed ? 'Of' : ''}`, words)
  return majority.leastFor === null ? [need] : [need, sayInEach('outcome.need.leastFor', { count: majority.leastFor })]
}

/** How the votes compare with it, and what an equal vote led to. */
const weighing = (findings: Findings, count: Count): readonly Localised[] => {
  if (count.tally.verdict === 'none') return [noVotes()]
  return count.tied ? [measure(count.tally), ...tieWords(findings, count)] : [measure(count.tally)]
}

const noVotes = (): Localised => sayInEach('outcome.majority.noVotes')

/** The fraction is reached, the least number of votes for is not. */
const short = (tally: Tally): boolean => reachesFraction(tally) && tally.for < (tally.majority.leastFor ?? 0)

const reachesFraction = ({ for: votesFor, base, majority: { fraction, strict } }: Tally): boolean => {
  const difference = votesFor * fraction.denominator - base * fraction.numerator
  return strict ? difference > 0 : difference >= 0
}

const measure = (tally: Tally): Localised => {
  if (short(tally)) return sayInEach('outcome.majority.tooFew', { for: tally.for, least: tally.majority.leastFor ?? 0 })
  const reached = reachesFraction(tally)
  const key = tally.majority.strict ? (reached ? 'more' : 'notMore') : reached ? 'atLeast' : 'less'
  return sayInEach(`outcome.majority.${key}`, { for: tally.for, base: tally.base, part: part(tally.majority.fraction) })
}

const tieWords = (findings: Findings, { tally: { tie } }: Count): readonly Localised[] => {
  if (!tie) return [sayInEach('outcome.tie.rejected')]
  const ballot = tie.place === null ? 'notOnRoll' : (tie.choice ?? 'notVoting')
  return [
    sayInEach(`outcome.tie.${presides(findings) ? 'presiding' : 'council'}`),
    sayInEach(`outcome.tie.ballot.${ballot}`),
  ]
}

const tieRule = (findings: Findings, { tie }: Tally): RuleId => {
  if (!tie) return 'VO39'
  if (tie.choice !== 'for' && tie.choice !== 'against') return 'VO42'
  return presides(findings) ? 'VO40' : 'VO41'
}

/** With one council its chair is the one who presides. */
const presides = ({ input }: Findings): boolean => input.counting === 'one-pool' || input.councils.length === 1

const BASES = {
  'for+against': { words: 'forAndAgainst', rule: 'VO33' },
  'votes-cast': { words: 'votesCast', rule: 'VO34' },
  present: { words: 'present', rule: 'VO35' },
  members: { words: 'members', rule: 'VO36' },
} as const satisfies Record<MajorityBase, { words: string; rule: RuleId }>

const baseWords = (findings: Findings, { scope, majority }: Tally): Localised => {
  const orders = sitting(findings, scope === 'pool' ? findings.input.presidingCouncil : scope)?.orders
  const recused = findings.input.roll.recused.some((seat) => scope === 'pool' || seat.council === scope)
  const without = majority.base === 'present' && recused && !orders?.recusal.countsForMajority
  return sayInEach(`outcome.base.${without ? 'presentNotRecused' : BASES[majority.base].words}`)
}

/** A fraction in words. */
export const part = (fraction: Fraction): Localised => {
  const { numerator, denominator } = fraction
  const is = (over: number, under: number) => numerator * under === denominator * over
  const key = is(1, 2) ? 'half' : is(2, 3) ? 'twoThirds' : is(3, 4) ? 'threeQuarters' : 'other'
  return sayInEach(`votes.fraction.${key}`, { numerator, denominator })
}

const countsOf = (tally: Tally): Localised => {
  const votes = [
    sayInEach('outcome.counts.for', { number: tally.for }),
    sayInEach('outcome.counts.against', { number: tally.against }),
  ]
  return join(tally.abstain > 0 ? [...votes, abstentions(tally)] : votes, ', ')
}

const abstentions = (tally: Tally): Localised => sayInEach('outcome.counts.abstain', { count: tally.abstain })

const deciding = ({ counts }: Findings): readonly Count[] => counts.filter(({ tally }) => tally.decides)

const sitting = ({ input }: Findings, id: CouncilId): OutcomeInput['councils'][number] | undefined =>
  input.councils.find(({ council }) => council.id === id)

const nameOf = (findings: Findings, scope: Tally['scope']): Localised | string =>
  scope === 'pool' ? '' : (sitting(findings, scope)?.council.name ?? scope)

const inCouncil = (findings: Findings, { tally }: Count, sentence: Localised): Localised =>
  sayInEach('outcome.inCouncil', { council: nameOf(findings, tally.scope), sentence })

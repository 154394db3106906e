import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAJORITY_BASES, type MajorityRule, TIE_RULES } from '../../shared/councils/model.ts'
import { quorumNeeded } from '../../shared/councils/rules.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { CHOICES, type Choice, type OutcomeInput, type Place } from '../../shared/votes/model.ts'
import { computeOutcome, votesNeeded } from '../../shared/votes/outcome.ts'
import { aVote } from './outcome-world.ts'

const fraction = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
  .map(([a, b]) => ({ numerator: Math.min(a, b), denominator: Math.max(a, b) }))

/** Half as often as all other fractions together, since ties live there. */
const share = fc.oneof(fc.constant({ numerator: 1, denominator: 2 }), fraction)

const majority: fc.Arbitrary<MajorityRule> = fc
  .record({
    base: fc.constantFrom(...MAJORITY_BASES),
    fraction: share,
    strict: fc.boolean(),
    least: fc.option(fc.nat(6)),
  })
  .map(({ least, ...rule }) => (least === null ? rule : { ...rule, leastFor: least }))

const orders = fc.record({
  quorum: fc.record({
    base: fc.constantFrom('seats' as const, 'members' as const),
    fraction: share,
    strict: fc.boolean(),
  }),
  majority,
  tie: fc.constantFrom(...TIE_RULES),
  recusal: fc.record({ countsForQuorum: fc.boolean(), countsForMajority: fc.boolean() }),
})

const people = ['m01', 'm02', 'm03', 'm04', 'm05', 'm06', 'm07', 'm08', 'm09', 'm10']
const nobodyOrSome = fc.oneof(fc.constant<string[]>([]), fc.subarray(people))

/** Two councils of six and five seats, m05 on both; anyone may be absent, recused, silent or gone. */
const vote: fc.Arbitrary<OutcomeInput> = fc
  .record({
    cc: orders,
    ec: orders,
    counting: fc.constantFrom('one-pool' as const, 'each-apart' as const),
    presiding: fc.constantFrom('m01', 'm05', 'm06'),
    absent: nobodyOrSome,
    recused: nobodyOrSome,
    left: nobodyOrSome,
    choices: fc.array(fc.option(fc.constantFrom(...CHOICES)), { minLength: 11, maxLength: 11 }),
  })
  .map(({ cc, ec, absent, recused, left, choices, ...rest }) => {
    const input = aVote({
      councils: {
        cc: { holders: 'm01 m02 m03 m04 m05', seats: 6, orders: cc },
        ec: { holders: 'm06 m07 m08 m09 m10 m05', orders: ec },
      },
      absent: absent.join(' '),
      recused: recused.filter((name) => !absent.includes(name)).join(' '),
      left: left.join(' '),
      ...rest,
    })
    const ballots = input.roll.places.flatMap((place, index) => ballotOf(place, choices[index] ?? null))
    return { ...input, ballots }
  })

const ballotOf = (place: Place, choice: Choice | null): OutcomeInput['ballots'] =>
  choice === null ? [] : [{ place: place.id, choice, at: 0, by: place.account, source: 'device' }]

/** A property that returns false fails; an expectation returns what it likes, so nothing is returned. */
const check = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void) =>
  fc.assert(
    fc.property(arbitrary, (value) => {
      property(value)
    }),
    { numRuns: 500 },
  )

test('[VO45] the order in which ballots came changes nothing', () => {
  const shuffled = vote.chain((input) =>
    fc.shuffledSubarray([...input.ballots], { minLength: input.ballots.length }).map((ballots) => ({ input, ballots })),
  )
  check(shuffled, ({ input, ballots }) => expect(computeOutcome({ ...input, ballots })).toEqual(computeOutcome(input)))
})

test('[VO38] one more vote for, from a place that had not voted, never undoes a carried question', () => {
  check(vote, (input) => {
    if (computeOutcome(input).result !== 'carried') return
    const cast = new Set(input.ballots.map((ballot) => ballot.place))
    for (const place of input.roll.places.filter(({ id }) => !cast.has(id))) {
      const more = { ...input, ballots: [...input.ballots, ...ballotOf(place, 'for')] }
      expect(computeOutcome(more).result).toBe('carried')
    }
  })
})

test('[VO26] every count sums to its places, and the places to the roll', () => {
  check(vote, (input) => {
    const { tallies } = computeOutcome(input)
    for (const one of tallies) expect(one.for + one.against + one.abstain + one.notVoting).toBe(one.places)
    const seats = input.roll.places.flatMap((place) => place.seats)
    const councils = tallies.filter((one) => one.scope !== 'pool').map((one) => one.places)
    expect(councils.reduce((sum, places) => sum + places, 0)).toBe(seats.length)
    const pool = tallies.find((one) => one.scope === 'pool')
    expect(pool?.places).toBe(input.counting === 'one-pool' ? input.roll.places.length : undefined)
  })
})

test('[VO32] the number needed is the least: it carries, one fewer does not', () => {
  check(fc.record({ majority, base: fc.integer({ min: 1, max: 200 }) }), ({ majority: rule, base }) => {
    const carries = (votes: number) => {
      const difference = votes * rule.fraction.denominator - base * rule.fraction.numerator
      return (rule.strict ? difference > 0 : difference >= 0) && votes >= (rule.leastFor ?? 0)
    }
    const needed = votesNeeded(rule, base)
    expect(carries(needed)).toBe(true)
    expect(needed > 1 && carries(needed - 1)).toBe(false)
  })
})

test('[VO21] so is the quorum', () => {
  check(
    fc.record({ quorum: orders.map((one) => one.quorum), seats: fc.integer({ min: 1, max: 200 }) }),
    ({ quorum, seats }) => {
      const reaches = (present: number) => {
        const difference = present * quorum.fraction.denominator - seats * quorum.fraction.numerator
        return quorum.strict ? difference > 0 : difference >= 0
      }
      const needed = quorumNeeded(quorum, seats, seats)
      expect(reaches(needed)).toBe(true)
      expect(needed > 1 && reaches(needed - 1)).toBe(false)
    },
  )
})

test('[VO32] [VO38] [VO44] a verdict is the number needed, or a tie, or no vote at all', () => {
  check(vote, (input) => {
    for (const one of computeOutcome(input).tallies) {
      const byChair = one.tie?.choice === 'for'
      const expected = one.for + one.against === 0 ? 'none' : one.for >= one.needed || byChair ? 'carried' : 'rejected'
      expect(one.verdict).toBe(expected)
      if (one.tie) expect([one.against, one.for * 2, one.needed]).toEqual([one.for, one.base, one.for + 1])
    }
  })
})

test('[VO25] [VO30] [VO31] carried means a quorum twice in each council and every deciding count carried', () => {
  check(vote, (input) => {
    const { result, quorum, tallies } = computeOutcome(input)
    const verdicts = tallies.filter((one) => one.decides).map((one) => one.verdict)
    const reached = [...quorum.opening, ...quorum.close].every((one) => one.reached)
    expect(result === 'carried').toBe(reached && verdicts.every((verdict) => verdict === 'carried'))
    expect(result === 'rejected').toBe(reached && verdicts.includes('rejected'))
  })
})

test('[VO45] in every language the headline names the numbers of the deciding counts, and no word is missing', () => {
  check(vote, (input) => {
    const outcome = computeOutcome(input)
    const deciding = outcome.tallies.filter((one) => one.decides)
    const named = deciding.flatMap((one) =>
      one.abstain > 0 ? [one.for, one.against, one.abstain] : [one.for, one.against],
    )
    for (const language of LANGUAGES) {
      if (outcome.result !== 'no-decision') expect(outcome.headline[language].match(/\d+/g)?.map(Number)).toEqual(named)
      const said = [outcome.headline, outcome.explanation, ...outcome.steps.map((step) => step.sentence)]
      for (const sentence of said) expect(sentence[language]).not.toMatch(/outcome\.|[{}]|undefined|^\s*$|adopted/)
    }
  })
})

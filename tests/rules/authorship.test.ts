import { expect, test } from 'vitest'
import type { AccountId, CouncilId, RecommendationId } from '../../shared/ids.ts'
import { byCouncil, byPerson } from '../../shared/recommendations/authorship.ts'

const credit = (account: string, characters: number) => ({ account: account as AccountId, characters })
const text = (id: string, ...people: ReturnType<typeof credit>[]) => ({
  recommendation: id as RecommendationId,
  people,
})

test('[VE41] by person over several texts, most first; by council, with who sits in two once in each', () => {
  const people = byPerson([text('r01', credit('m01', 10), credit('m06', 5)), text('r02', credit('m06', 20))])
  expect(people).toEqual([credit('m06', 25), credit('m01', 10)])
  const councils = ['cc', 'ec'] as CouncilId[]
  const seats: Record<string, CouncilId[]> = { m01: ['cc' as CouncilId], m06: councils }
  expect(byCouncil(people, councils, (account) => seats[account] ?? [])).toEqual([
    { council: 'cc', characters: 35 },
    { council: 'ec', characters: 25 },
  ])
})

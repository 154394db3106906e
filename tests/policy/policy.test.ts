import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { POLICY_ACTS, POLICY_ROLES, POLICY_STAGES } from '../../shared/policy.ts'
import { answerOf, ROWS } from './answers.ts'
import { type Stand, stand } from './house.ts'
import { badCells, decided, domainOf, knowsNoSession, TABLE } from './table.ts'
import { toldOtherwise } from './told.ts'

/** Far more than it takes: a thousand questions on a machine that does other things too. */
const PATIENCE_MS = 300_000

const NAMES = TABLE.map(({ name }) => name)
const DOMAINS = [...new Set(NAMES.map(domainOf))]

test('[AC40] each endpoint has a row, each row an endpoint and something that is asked', () => {
  expect(badCells()).toEqual([])
  expect(NAMES.filter((name, at) => NAMES.indexOf(name) !== at)).toEqual([])
  expect(POLICY_ACTS.filter((act) => !NAMES.includes(act))).toEqual([])
  expect(NAMES.filter((name) => !POLICY_ACTS.includes(name.split('@')[0] ?? ''))).toEqual([])
  expect([...ROWS].sort()).toEqual([...NAMES].sort())
})

for (const stage of POLICY_STAGES)
  describe(stage, () => {
    let here: Stand
    beforeAll(async () => {
      here = await stand(stage)
    }, PATIENCE_MS)
    afterAll(() => here.close())

    for (const domain of DOMAINS) {
      const rows = NAMES.filter((name) => domainOf(name) === domain && (stage === 'open' || !knowsNoSession(name)))
      if (rows.length === 0) continue
      test(`[AC40] ${stage}, ${domain}: the server answers as was decided`, { timeout: PATIENCE_MS }, async () => {
        const different: string[] = []
        for (const row of rows)
          for (const role of POLICY_ROLES) {
            const expected = decided(row, role, stage)
            const answered = await answerOf(here, row, role)
            if (answered !== expected)
              different.push(`${row}, ${role}, ${stage}: expected ${expected}, answered ${answered}`)
          }
        expect(different).toEqual([])
      })
    }

    test(`[AC40] ${stage}: pages are told what was decided`, { timeout: PATIENCE_MS }, async () => {
      expect(await toldOtherwise(here, POLICY_ROLES)).toEqual([])
    })
  })

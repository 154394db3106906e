import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { POLICY_ROLES, POLICY_STAGES, type PolicyRole, type PolicyStage } from '../../shared/policy.ts'
import type { Cell } from './answers.ts'

/** One row as it was decided: a sign for each role, or five, one for each stage. */
export type Row = { readonly name: string; readonly cells: readonly string[] }

const lines = readFileSync(join(import.meta.dirname, 'table.txt'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => line.trim().split(/\s+/))

/** The table that was decided, without its head. */
export const TABLE: readonly Row[] = lines.slice(1).map(([name = '', ...cells]) => ({ name, cells }))

/** What is wrong with the table's form. */
export const badCells = (): readonly string[] =>
  TABLE.filter(
    ({ cells }) => cells.length !== POLICY_ROLES.length || !cells.every((cell) => /^([-+s0x]|[-+s0x]{5})$/.test(cell)),
  ).map(({ name }) => name)

/** What was decided for a role at a stage. */
export function decided(name: string, role: PolicyRole, stage: PolicyStage): Cell {
  const cell = TABLE.find((row) => row.name === name)?.cells[POLICY_ROLES.indexOf(role)] ?? ''
  const sign = cell.length === 1 ? cell : cell[POLICY_STAGES.indexOf(stage)]
  if (!sign) throw new Error(`the table has no ${name}`)
  return sign as Cell
}

/** Councils, accounts, the record and the server know no session: they are asked once. */
export const knowsNoSession = (name: string): boolean =>
  /^(accounts|councils|record|status)\//.test(name) && !name.includes('devices')

export const domainOf = (name: string): string =>
  name.includes('@closed') ? 'a closed point' : (name.split('/')[0] ?? '')

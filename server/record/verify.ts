import { type Attestation, faultsOf, GENESIS, type LinkFault } from '../../shared/record/chain.ts'
import type { Database } from '../db/database.ts'
import { ATTESTED, attestedRows, isAttested } from './attested.ts'

/** One thing that is not as the record book says. */
export type Finding = { readonly table: string; readonly key: string; readonly what: string }

type EntryContent = {
  readonly number: number
  readonly at: number
  readonly act: string
  readonly by: string | null
  readonly subject: string
  readonly attests: readonly Attestation[]
}

export type Chain = {
  readonly findings: readonly Finding[]
  readonly head: { readonly number: number; readonly hash: string }
  /** The newest word on each attested row, by table and key. */
  readonly attested: ReadonlyMap<string, Attestation>
  /** Hash of each entry by number. */
  readonly hashes: ReadonlyMap<number, string>
}

/** Recomputes the chain of entries from its first one. Source: RULES.md RB1, RB4. */
export async function verifyChain(db: Database): Promise<Chain> {
  const rows = await db.selectFrom('record').selectAll().orderBy('number').execute()
  const findings: Finding[] = []
  const attested = new Map<string, Attestation>()
  const hashes = new Map<number, string>()
  let head = { number: 0, hash: GENESIS }
  for (const row of rows) {
    const find = (what: string) => findings.push({ table: 'record', key: String(row.number), what })
    for (const fault of faultsOf(head, row)) find(saidOf(fault, head.number))
    const content = parse(row.content)
    if (!content) find('its content cannot be read')
    else {
      const said = [content.number, content.at, content.act, content.by, content.subject]
      const repeated = [row.number, row.at, row.act, row.acted_by, row.subject]
      if (said.some((value, index) => value !== repeated[index]))
        find('its columns say something else than its content')
      for (const one of content.attests) attested.set(nameOf(one), one)
    }
    hashes.set(row.number, row.hash)
    head = { number: row.number, hash: row.hash }
  }
  return { findings, head, attested, hashes }
}

function saidOf(fault: LinkFault, before: number): string {
  switch (fault) {
    case 'missing':
      return `follows entry ${before}: an entry is missing`
    case 'previous':
      return 'does not name the hash of the entry before it'
    case 'changed':
      return 'its hash is not the hash of its content'
  }
}

function parse(content: string): EntryContent | null {
  try {
    const parsed: unknown = JSON.parse(content)
    return typeof parsed === 'object' && parsed !== null && 'attests' in parsed && Array.isArray(parsed.attests)
      ? (parsed as EntryContent)
      : null
  } catch {
    return null
  }
}

const nameOf = ({ table, key }: Attestation): string => `${table} ${key}`

/** Compares every row of the attested tables with the record book's newest word on it. Source: RULES.md RB3. */
export async function verifyRows(db: Database, chain: Chain): Promise<Finding[]> {
  const findings: Finding[] = []
  const seen = new Set<string>()
  for (const table of Object.keys(ATTESTED).filter(isAttested)) {
    for (const row of await attestedRows(db, table)) {
      seen.add(nameOf(row))
      const word = chain.attested.get(nameOf(row))
      if (!word) findings.push({ table, key: row.key, what: 'is not in the record book' })
      else if (word.hash !== row.hash)
        findings.push({ table, key: row.key, what: 'is not what the record book attests' })
    }
  }
  for (const [name, { table, key }] of chain.attested) {
    if (!seen.has(name)) findings.push({ table, key, what: 'is in the record book, but the row is gone' })
  }
  return findings
}

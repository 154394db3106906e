import { Buffer } from 'node:buffer'
import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import {
  columnKey,
  IMPORT_COLUMNS,
  type ImportKind,
  type ImportPlan,
  isClean,
  type Known,
  planImport,
  unreadable,
} from '../../shared/evidence/importing.ts'
import { MOST_FINDING_LETTERS } from '../../shared/evidence/model.ts'
import { keepEvidence } from '../../shared/evidence/rules.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId, EarlierId, SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { say } from '../../shared/messages/translate.ts'
import type { Act } from '../act.ts'
import { decode, encodingOf, parseCsv, separatorOf } from '../councils/csv.ts'
import { readXlsx, writeXlsx } from '../councils/xlsx.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { sessionSeen } from '../sessions/queries.ts'
import { keeping, next, writeFinding } from './commands.ts'
import { loadEarlier, loadFindings, loadReports, loadStandards, loadThemes } from './queries.ts'

/** A table as it was chosen. */
type ListFile = { readonly name: string; readonly base64: string }
type Import = ListFile & { readonly session: SessionId; readonly kind: ImportKind }

const isWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** The cells of a CSV or of a workbook's first sheet, by what its first bytes are; null for what is neither. Source: RULES.md EV10. */
function readTable(bytes: Uint8Array): readonly (readonly string[])[] | null {
  // One letter more than is taken: what is too long is said to be.
  if (isWorkbook(bytes)) return readXlsx(bytes, MOST_FINDING_LETTERS + 1)
  const encoding = encodingOf(bytes)
  const text = encoding && decode(bytes, encoding)
  return text === null ? null : parseCsv(text, separatorOf(text))
}

async function planOf(db: Reader, { session, kind, base64 }: Import): Promise<ImportPlan> {
  const table = readTable(Buffer.from(base64, 'base64'))
  if (!table) return unreadable(kind)
  const known: Known = {
    reports: await loadReports(db, session),
    findings: await loadFindings(db, session),
    earlier: await loadEarlier(db, session),
    standards: await loadStandards(db),
    themes: await loadThemes(db),
  }
  return planImport(kind, table, known)
}

/** The name of a preview: what each row would become, and nothing else. */
const nameOf = (plan: ImportPlan): string => sha256Hex(canonicalJson(plan.rows as unknown as Json))

/** What taking in a file would do. Refuses what `keepEvidence` refuses. Source: RULES.md EV9. */
export async function previewImport(house: House, account: AccountId, input: Import) {
  const found = await sessionSeen(house, input.session, account)
  if (!found.ok) return found
  const may = keepEvidence(found.facts.session, found.facts.capacity)
  if (!may.ok) return may
  const plan = await planOf(house.db, input)
  return allow({
    format: isWorkbook(Buffer.from(input.base64.slice(0, 8), 'base64')) ? ('xlsx' as const) : ('csv' as const),
    problems: plan.problems,
    rows: plan.rows.map(({ line, kept, effect, problems }) => ({
      line,
      number: 'source' in kept ? `${kept.source} · ${kept.number}` : kept.number,
      words: 'title' in kept ? kept.title : kept.text,
      effect,
      problems,
    })),
    state: nameOf(plan),
  })
}

/**
 * Takes in a file as it was previewed, all of it or nothing. Refuses what `keepEvidence` refuses, and changed-meanwhile, list-has-errors.
 * Source: RULES.md EV9.
 */
export async function importAct(
  act: Act,
  input: Import & { readonly state: string },
): Promise<Decision<{ added: number; changed: number }>> {
  const may = await keeping(act, input.session)
  if (!may.ok) return may
  const plan = await planOf(act.tx, input)
  if (nameOf(plan) !== input.state) return refuse('changed-meanwhile', 'EV9')
  if (!isClean(plan)) return refuse('list-has-errors', 'EV9')
  if (plan.kind === 'findings') {
    const now = new Map((await loadFindings(act.tx, input.session)).map((finding) => [finding.id, finding]))
    for (const { kept, effect } of plan.rows)
      if (effect !== 'same')
        await writeFinding(act, input.session, kept.id === null ? null : (now.get(kept.id) ?? null), kept)
  } else for (const { kept, effect } of plan.rows) if (effect !== 'same') await writeEarlier(act, input.session, kept)
  const count = (effect: 'new' | 'changed') => plan.rows.filter((row) => row.effect === effect).length
  const answer = { added: count('new'), changed: count('changed') }
  await act.record({ act: 'evidence-imported', subject: input.session, facts: { kind: input.kind, ...answer } })
  act.tell(input.session, 'evidence')
  return allow(answer)
}

async function writeEarlier(
  act: Act,
  session: SessionId,
  {
    id,
    source,
    number,
    date,
    text,
    addressee,
    became,
  }: Extract<ImportPlan, { kind: 'earlier' }>['rows'][number]['kept'],
): Promise<void> {
  const row = { source, number, date, text: JSON.stringify(text), addressee, became }
  if (id === null)
    await act.tx
      .insertInto('earlier_recommendations')
      .values({
        id: act.newId() as EarlierId,
        session,
        position: await next(act, 'earlier_recommendations', session),
        ...row,
      })
      .execute()
  else await act.tx.updateTable('earlier_recommendations').set(row).where('id', '=', id).execute()
}

/** A workbook with the columns of an import and one row to write over. Refuses what `keepEvidence` refuses. Source: RULES.md EV9. */
export async function exampleOfImport(
  house: House,
  account: AccountId,
  { session, kind, language }: { session: SessionId; kind: ImportKind; language: Language },
) {
  const found = await sessionSeen(house, session, account)
  if (!found.ok) return found
  const may = keepEvidence(found.facts.session, found.facts.capacity)
  if (!may.ok) return may
  const title = say(language, `evidence.import.kinds.${kind}`)
  const columns = IMPORT_COLUMNS[kind].map((column) => say(language, columnKey(column)))
  const row = IMPORT_COLUMNS[kind].map((column) =>
    // Which reports and themes there are is the session's own.
    column === 'report' || column === 'themes' ? '' : say(language, `evidence.import.sample.${column}`),
  )
  return allow({
    name: `${kind}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: Buffer.from(writeXlsx(title, [columns, row])).toString('base64'),
  })
}

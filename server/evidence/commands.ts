import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { Finding, Report, Standard } from '../../shared/evidence/model.ts'
import { MOST_ANNEXES, MOST_FINDINGS, MOST_REPORTS } from '../../shared/evidence/model.ts'
import { readEntry } from '../../shared/evidence/quick-entry.ts'
import { changeFinding, keepEvidence, removeFinding, removeReport } from '../../shared/evidence/rules.ts'
import type { AnnexId, EarlierId, FindingId, ReportId, SessionId, StandardId } from '../../shared/ids.ts'
import { LANGUAGES, type Localised } from '../../shared/language.ts'
import { inEvery } from '../../shared/sessions/planning.ts'
import type { Act } from '../act.ts'
import { eraseFile } from '../files/keeping.ts'
import { type SessionFor, sessionFor } from '../sessions/queries.ts'
import { loadAnnexes, loadEarlier, loadFindings, loadReports, loadStandards, loadThemes } from './queries.ts'

type Decided<Facts> = Promise<Decision<Facts>>

/** Whoever keeps the evidence of a session. Refuses: not-found, no-right, session-closed. */
export async function keeping(act: Act, session: SessionId): Decided<SessionFor> {
  const found = await sessionFor(act.tx, session, act.by, act.at)
  if (!found.ok) return found
  const may = keepEvidence(found.facts.session, found.facts.capacity)
  return may.ok ? found : may
}

const composed = (words: Localised): Localised => ({
  kk: words.kk.normalize('NFC'),
  ru: words.ru.normalize('NFC'),
  en: words.en.normalize('NFC'),
})
const hasWords = (words: Localised): boolean => LANGUAGES.some((language) => words[language].trim() !== '')

type SetReport = Omit<Report, 'id' | 'file' | 'session'> & {
  readonly session: SessionId
  readonly report?: ReportId | undefined
}

/** Files a report or changes one. Refuses what `keepEvidence` refuses, and not-found, malformed, evidence-full. Source: RULES.md EV1. */
export async function setReportAct(act: Act, input: SetReport): Decided<{ report: ReportId }> {
  const may = await keeping(act, input.session)
  if (!may.ok) return may
  const reports = await loadReports(act.tx, input.session)
  const known = reports.find(({ id }) => id === input.report)
  if (input.report && !known) return refuse('not-found', 'EV1')
  if (!known && reports.length >= MOST_REPORTS) return refuse('evidence-full', 'EV1')
  if (!hasWords(input.title)) return refuse('malformed', 'EV1')
  const { kind, date, link, restricted } = input
  const row = {
    kind,
    title: JSON.stringify(inEvery(composed(input.title))),
    source: JSON.stringify(inEvery(composed(input.source))),
    date,
    link,
    restricted: restricted ? 1 : 0,
    changed_by: act.by,
    at: act.at,
  }
  const report = known?.id ?? (act.newId() as ReportId)
  if (known) await act.tx.updateTable('reports').set(row).where('id', '=', report).execute()
  else
    await act.tx
      .insertInto('reports')
      .values({
        id: report,
        session: input.session,
        position: await next(act, 'reports', input.session),
        file: null,
        ...row,
      })
      .execute()
  // Titles stay out of the record book: they name people now and then.
  await act.record({
    act: known ? 'report-changed' : 'report-filed',
    subject: input.session,
    facts: { report, kind, restricted },
  })
  act.tell(input.session, 'evidence')
  return allow({ report })
}

/** Takes a report out. Refuses what `removeReport` refuses, and not-found. Source: RULES.md EV1. */
export async function removeReportAct(act: Act, input: { session: SessionId; report: ReportId }): Decided<Nothing> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const keeps = keepEvidence(session, capacity)
  if (!keeps.ok) return keeps
  const report = (await loadReports(act.tx, session.id)).find(({ id }) => id === input.report)
  if (!report) return refuse('not-found', 'EV1')
  const may = removeReport(session, capacity, report, await loadFindings(act.tx, session.id))
  if (!may.ok) return may
  await act.tx.deleteFrom('reports').where('id', '=', report.id).execute()
  if (report.file) await eraseFile(act, report.file.id)
  await act.record({ act: 'report-removed', subject: session.id, facts: { report: report.id } })
  act.tell(session.id, 'evidence')
  return allow({})
}

type FindingWords = Omit<Finding, 'id' | 'session' | 'rev'>
type SetFinding = FindingWords & {
  readonly session: SessionId
  readonly finding?: FindingId | undefined
  readonly rev?: number | undefined
}

/**
 * Adds a finding or changes one. Refuses what `changeFinding` refuses, and not-found, malformed, same-number, evidence-full.
 * Source: RULES.md EV3.
 */
export async function setFindingAct(act: Act, input: SetFinding): Decided<{ finding: FindingId; rev: number }> {
  const may = await keeping(act, input.session)
  if (!may.ok) return may
  const { session, capacity } = may.facts
  const findings = await loadFindings(act.tx, session.id)
  const known = findings.find(({ id }) => id === input.finding)
  if (input.finding && !known) return refuse('not-found', 'EV3')
  if (!known && findings.length >= MOST_FINDINGS) return refuse('evidence-full', 'EV3')
  if (known) {
    const change = changeFinding(session, capacity, { shown: input.rev ?? 0, now: known.rev })
    if (!change.ok) return change
  }
  const isTaken = findings.some(
    ({ id, number }) => id !== known?.id && number.toLowerCase() === input.number.normalize('NFC').toLowerCase(),
  )
  if (isTaken) return refuse('same-number', 'EV3')
  if (!hasWords(input.title) || !hasWords(input.text) || !(await refersToKnown(act, input)))
    return refuse('malformed', 'EV3')
  const { session: _, finding: __, rev: ___, ...words } = input
  const finding = await writeFinding(act, session.id, known ?? null, words)
  act.tell(session.id, 'evidence')
  return allow(finding)
}

/** Whether the report, themes and standards that a finding names are there, each once. */
async function refersToKnown(act: Act, { session, report, themes, standards }: SetFinding): Promise<boolean> {
  const known = (named: readonly string[], all: readonly { readonly id: string }[]) =>
    new Set(named).size === named.length && named.every((id) => all.some((one) => one.id === id))
  return (
    known(report === null ? [] : [report], await loadReports(act.tx, session)) &&
    known(themes, await loadThemes(act.tx)) &&
    known(standards, await loadStandards(act.tx))
  )
}

/** Writes a finding as it is to be; whoever calls has asked whether it may be. */
export async function writeFinding(
  act: Act,
  session: SessionId,
  known: Pick<Finding, 'id' | 'rev'> | null,
  words: FindingWords,
): Promise<{ finding: FindingId; rev: number }> {
  const rev = (known?.rev ?? 0) + 1
  const row = {
    number: words.number.normalize('NFC'),
    title: JSON.stringify(inEvery(composed(words.title))),
    text: JSON.stringify(inEvery(composed(words.text))),
    report: words.report,
    reference: words.reference.normalize('NFC'),
    place: words.place.normalize('NFC'),
    visited: words.visited,
    themes: JSON.stringify(words.themes),
    standards: JSON.stringify(words.standards),
    rev,
  }
  const finding = known?.id ?? (act.newId() as FindingId)
  if (known) await act.tx.updateTable('findings').set(row).where('id', '=', finding).execute()
  else
    await act.tx
      .insertInto('findings')
      .values({ id: finding, session, position: await next(act, 'findings', session), ...row })
      .execute()
  await act.record({
    act: known ? 'finding-changed' : 'finding-added',
    subject: session,
    facts: { finding, number: row.number, rev },
  })
  return { finding, rev }
}

/**
 * Takes a finding out. `texts`: how many texts rest on it, known to the recommendations' domain.
 * Refuses what `removeFinding` refuses, and not-found. Source: RULES.md EV3.
 */
export async function removeFindingAct(
  act: Act,
  input: { session: SessionId; finding: FindingId },
  texts: number,
): Decided<Nothing> {
  const found = await keeping(act, input.session)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const finding = (await loadFindings(act.tx, session.id)).find(({ id }) => id === input.finding)
  if (!finding) return refuse('not-found', 'EV3')
  const annexes = (await loadAnnexes(act.tx, [finding.id])).length
  const may = removeFinding(session, capacity, { texts, annexes })
  if (!may.ok) return may
  await act.tx.deleteFrom('findings').where('id', '=', finding.id).execute()
  await act.record({ act: 'finding-removed', subject: session.id, facts: { finding: finding.id } })
  act.tell(session.id, 'evidence')
  return allow({})
}

/** Puts a restricted annex to a finding. Refuses what `keepEvidence` refuses, and not-found, evidence-full. Source: RULES.md EV5. */
export async function addAnnexAct(
  act: Act,
  input: { session: SessionId; finding: FindingId; title: string; words: string },
): Decided<{ annex: AnnexId }> {
  const may = await keeping(act, input.session)
  if (!may.ok) return may
  const finding = (await loadFindings(act.tx, input.session)).find(({ id }) => id === input.finding)
  if (!finding) return refuse('not-found', 'EV5')
  const annexes = await loadAnnexes(act.tx, [finding.id])
  if (annexes.length >= MOST_ANNEXES) return refuse('evidence-full', 'EV5')
  const annex = act.newId() as AnnexId
  const { title, words } = input
  await act.tx
    .insertInto('annexes')
    .values({
      id: annex,
      finding: finding.id,
      position: annexes.length + 1,
      title: title.normalize('NFC'),
      words: words.normalize('NFC'),
      file: null,
      added_by: act.by,
      at: act.at,
    })
    .execute()
  // That there is one is the secretariat's too: the book says by id that something was added, and nothing of what.
  await act.record({ act: 'annex-added', subject: input.session, facts: { annex } })
  act.tell(input.session, 'evidence')
  return allow({ annex })
}

/** Takes a restricted annex out, with its file. Refuses what `keepEvidence` refuses, and not-found. Source: RULES.md EV5. */
export async function removeAnnexAct(act: Act, input: { session: SessionId; annex: AnnexId }): Decided<Nothing> {
  const may = await keeping(act, input.session)
  if (!may.ok) return may
  const annex = await annexIn(act, input.session, input.annex)
  if (!annex) return refuse('not-found', 'EV5')
  await act.tx.deleteFrom('annexes').where('id', '=', annex.id).execute()
  if (annex.file) await eraseFile(act, annex.file.id)
  await act.record({ act: 'annex-removed', subject: input.session, facts: { annex: annex.id } })
  act.tell(input.session, 'evidence')
  return allow({})
}

async function annexIn(act: Act, session: SessionId, id: AnnexId) {
  const findings = await loadFindings(act.tx, session)
  return (
    await loadAnnexes(
      act.tx,
      findings.map((finding) => finding.id),
    )
  ).find((annex) => annex.id === id)
}

/** Puts a place of a known instrument on the list. Refuses what `keepEvidence` refuses, and malformed, already-so. Source: RULES.md EV6. */
export async function addStandardAct(
  act: Act,
  input: { session: SessionId; entry: string },
): Decided<{ standard: Standard }> {
  const may = await keeping(act, input.session)
  if (!may.ok) return may
  const read = readEntry(input.entry, await loadStandards(act.tx))
  if (read.kind === 'known') return refuse('already-so', 'EV6')
  if (read.kind === 'unknown') return refuse('malformed', 'EV6')
  const last = await act.tx
    .selectFrom('standards')
    .select((q) => q.fn.max('position').as('position'))
    .executeTakeFirst()
  const standard = { id: act.newId() as StandardId, instrument: read.instrument, ref: read.ref }
  await act.tx
    .insertInto('standards')
    .values({ ...standard, position: Number(last?.position ?? 0) + 1 })
    .execute()
  await act.record({ act: 'standard-added', subject: input.session, facts: standard })
  act.tell(input.session, 'evidence')
  return allow({ standard })
}

/**
 * Takes an earlier recommendation out of the list. `links`: how many recommendations go on from it, known to the follow-up.
 * Refuses what `keepEvidence` refuses, and not-found, in-use. Source: RULES.md EV11.
 */
export async function removeEarlierAct(
  act: Act,
  input: { session: SessionId; earlier: EarlierId },
  links: number,
): Decided<Nothing> {
  const may = await keeping(act, input.session)
  if (!may.ok) return may
  if (!(await loadEarlier(act.tx, input.session)).some(({ id }) => id === input.earlier))
    return refuse('not-found', 'EV11')
  if (links > 0) return refuse('in-use', 'EV11')
  await act.tx.deleteFrom('earlier_recommendations').where('id', '=', input.earlier).execute()
  await act.record({ act: 'earlier-removed', subject: input.session, facts: { earlier: input.earlier } })
  act.tell(input.session, 'evidence')
  return allow({})
}

/** The place behind the last one of a session. */
export async function next(
  act: Act,
  table: 'reports' | 'findings' | 'earlier_recommendations',
  session: SessionId,
): Promise<number> {
  const last = await act.tx
    .selectFrom(table)
    .select((q) => q.fn.max('position').as('position'))
    .where('session', '=', session)
    .executeTakeFirst()
  return Number(last?.position ?? 0) + 1
}

import { allow } from '../../shared/decision.ts'
import { keepEvidence, seeReport, seeRestricted } from '../../shared/evidence/rules.ts'
import type { AccountId, ReportId, SessionId } from '../../shared/ids.ts'
import type { House } from '../house.ts'
import { sessionSeen } from '../sessions/queries.ts'
import { loadAnnexes, loadEarlier, loadFindings, loadReports, loadStandards, loadThemes } from './queries.ts'

/** Findings, standards and themes that recommendations refer to. A restricted report is not named to who may not see it. Source: RULES.md EV5. */
export async function viewReferences(house: House, account: AccountId, input: { session: SessionId }) {
  const { db } = house
  const found = await sessionSeen(house, input.session, account)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const reports = (await loadReports(db, session.id)).filter((report) => seeReport(report, capacity).ok)
  const named = (id: ReportId | null, reference: string) => {
    const report = reports.find((one) => one.id === id)
    return report ? { report: { id: report.id, title: report.title }, reference } : { report: null, reference: '' }
  }
  return allow({
    findings: (await loadFindings(db, session.id)).map(({ id, number, title, text, report, reference }) => ({
      id,
      number,
      title,
      text,
      ...named(report, reference),
    })),
    standards: await loadStandards(db),
    themes: await loadThemes(db),
    mayKeep: keepEvidence(session, capacity).ok,
  })
}

/** The evidence of a session: reports, findings, earlier recommendations. Source: RULES.md EV1, EV3, EV5, EV11. */
export async function viewEvidence(house: House, account: AccountId, input: { session: SessionId }) {
  const { db } = house
  const found = await sessionSeen(house, input.session, account)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const reports = (await loadReports(db, session.id)).filter((report) => seeReport(report, capacity).ok)
  const findings = await loadFindings(db, session.id)
  const seesAnnexes = seeRestricted(capacity).ok
  const annexes = seesAnnexes
    ? await loadAnnexes(
        db,
        findings.map(({ id }) => id),
      )
    : []
  return allow({
    reports: reports.map(({ session: _, ...report }) => report),
    findings: findings.map(({ session: _, ...finding }) => ({
      ...finding,
      // A restricted report is not named by what was drawn from it.
      ...(reports.some(({ id }) => id === finding.report) ? {} : { report: null, reference: '' }),
      annexes: seesAnnexes
        ? annexes.filter((annex) => annex.finding === finding.id).map(({ finding: _, ...annex }) => annex)
        : null,
    })),
    earlier: (await loadEarlier(db, session.id)).map(({ session: _, ...earlier }) => earlier),
    mayKeep: keepEvidence(session, capacity).ok,
  })
}

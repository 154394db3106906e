import { z } from 'zod'
import { LIST_FORMATS } from '../councils/membership.ts'
import { FILE_KIND_NAMES } from '../files/kinds.ts'
import type { AnnexId, EarlierId, FileId, FindingId, ReportId, SessionId, StandardId, ThemeId } from '../ids.ts'
import { command, id, language, localDate, localised, query, requestId } from '../wire.ts'
import { IMPORT_EFFECTS, IMPORT_KINDS, IMPORT_PROBLEMS } from './importing.ts'
import {
  MOST_FINDING_LETTERS,
  MOST_NUMBER_LETTERS,
  MOST_SHORT_LETTERS,
  MOST_TITLE_LETTERS,
  REPORT_KINDS,
} from './model.ts'

const session = id<SessionId>()
const most = (letters: number) => z.string().trim().max(letters)
const inEach = (letters: number) => z.object({ kk: most(letters), ru: most(letters), en: most(letters) })
const short = most(MOST_SHORT_LETTERS)
const filedFile = z.object({
  id: id<FileId>(),
  name: z.string(),
  kind: z.enum(FILE_KIND_NAMES),
  size: z.number().int(),
})
const standard = z.object({ id: id<StandardId>(), instrument: z.string(), ref: z.string() })
/** A table as it was chosen; its base64 stays within a body. */
const listFile = { name: z.string().min(1).max(200), base64: z.base64().max(1_000_000) }

const report = z.object({
  id: id<ReportId>(),
  kind: z.enum(REPORT_KINDS),
  title: localised,
  source: localised,
  date: localDate.nullable(),
  link: z.string().nullable(),
  file: filedFile.nullable(),
  restricted: z.boolean(),
})

const findingWords = {
  number: z.string().trim().min(1).max(MOST_NUMBER_LETTERS),
  title: inEach(MOST_TITLE_LETTERS),
  text: inEach(MOST_FINDING_LETTERS),
  report: id<ReportId>().nullable(),
  reference: short,
  place: short,
  visited: localDate.nullable(),
  themes: z.array(id<ThemeId>()).max(20),
  standards: z.array(id<StandardId>()).max(50),
}

const annex = z.object({
  id: id<AnnexId>(),
  title: z.string(),
  words: z.string(),
  file: filedFile.nullable(),
})

const problem = z.object({ code: z.enum(IMPORT_PROBLEMS), values: z.record(z.string(), z.string()) })

export const evidenceWire = {
  references: query(
    'Findings, standards and themes that recommendations refer to. Refuses: not-found.',
    z.object({ session }),
    z.object({
      findings: z.array(
        z.object({
          id: id<FindingId>(),
          number: z.string(),
          title: localised,
          text: localised,
          report: z.object({ id: id<ReportId>(), title: localised }).nullable(),
          reference: z.string(),
        }),
      ),
      standards: z.array(standard),
      themes: z.array(z.object({ id: id<ThemeId>(), label: localised })),
      /** Whether the reader puts standards on the list. */
      mayKeep: z.boolean(),
    }),
  ),
  evidence: query(
    'Reports, findings and earlier recommendations of a session; what is restricted for the secretariat alone. Refuses: not-found.',
    z.object({ session }),
    z.object({
      reports: z.array(report),
      findings: z.array(
        z.object({
          id: id<FindingId>(),
          ...findingWords,
          number: z.string(),
          title: localised,
          text: localised,
          rev: z.number().int(),
          /** Null for who is not told whether there are any. */
          annexes: z.array(annex).nullable(),
        }),
      ),
      earlier: z.array(
        z.object({
          id: id<EarlierId>(),
          source: z.string(),
          number: z.string(),
          date: localDate.nullable(),
          text: localised,
          addressee: z.string(),
          became: z.string(),
        }),
      ),
      mayKeep: z.boolean(),
    }),
  ),
  'set-report': command(
    'Files a report, or with an id changes it; its file is sent to /api/evidence/upload. Refuses: not-found, no-right, session-closed, malformed, evidence-full.',
    z.object({
      session,
      report: id<ReportId>().optional(),
      kind: z.enum(REPORT_KINDS),
      title: inEach(MOST_TITLE_LETTERS),
      source: inEach(MOST_TITLE_LETTERS),
      date: localDate.nullable(),
      link: z
        .url({ protocol: /^https$/ })
        .max(2_000)
        .nullable(),
      restricted: z.boolean(),
      requestId,
    }),
    z.object({ report: id<ReportId>() }),
  ),
  'remove-report': command(
    'Takes out a report that no finding is drawn from. Refuses: not-found, no-right, session-closed, in-use.',
    z.object({ session, report: id<ReportId>(), requestId }),
    z.object({}),
  ),
  'set-finding': command(
    'Adds a finding, or with an id changes the one that was shown as `rev`. Refuses: not-found, no-right, session-closed, malformed, same-number, changed-meanwhile, evidence-full.',
    z.object({
      session,
      finding: id<FindingId>().optional(),
      rev: z.number().int().optional(),
      ...findingWords,
      requestId,
    }),
    z.object({ finding: id<FindingId>(), rev: z.number().int() }),
  ),
  'remove-finding': command(
    'Takes out a finding that no text rests on and that has no annex. Refuses: not-found, no-right, session-closed, in-use.',
    z.object({ session, finding: id<FindingId>(), requestId }),
    z.object({}),
  ),
  'add-annex': command(
    'Puts a restricted annex to a finding; its file is sent to /api/evidence/upload. Refuses: not-found, no-right, session-closed, evidence-full.',
    z.object({
      session,
      finding: id<FindingId>(),
      title: most(MOST_TITLE_LETTERS).min(1),
      words: most(MOST_FINDING_LETTERS),
      requestId,
    }),
    z.object({ annex: id<AnnexId>() }),
  ),
  'remove-annex': command(
    'Takes a restricted annex out, with its file. Refuses: not-found, no-right, session-closed.',
    z.object({ session, annex: id<AnnexId>(), requestId }),
    z.object({}),
  ),
  'add-standard': command(
    'Puts a place of a known instrument on the list of standards: "nmr 45". Refuses: not-found, no-right, session-closed, malformed, already-so.',
    z.object({ session, entry: z.string().trim().min(1).max(60), requestId }),
    z.object({ standard }),
  ),
  'preview-import': command(
    'What taking in findings or earlier recommendations from a CSV or a workbook would do, row by row; nothing is changed. Refuses: not-found, no-right, session-closed.',
    z.object({ session, kind: z.enum(IMPORT_KINDS), ...listFile, requestId }),
    z.object({
      format: z.enum(LIST_FORMATS),
      /** What is wrong with the file as a whole. */
      problems: z.array(problem),
      rows: z.array(
        z.object({
          /** As the file counts its rows, the first one below its head being 2. */
          line: z.number().int(),
          number: z.string(),
          words: localised,
          effect: z.enum(IMPORT_EFFECTS),
          problems: z.array(problem),
        }),
      ),
      /** Names exactly this preview. */
      state: z.string(),
    }),
  ),
  import: command(
    'Takes in a file as it was previewed, all of it or nothing. Refuses: not-found, no-right, session-closed, list-has-errors, changed-meanwhile, evidence-full.',
    z.object({ session, kind: z.enum(IMPORT_KINDS), ...listFile, state: z.string().max(64), requestId }),
    z.object({ added: z.number().int(), changed: z.number().int() }),
  ),
  'import-example': query(
    'A workbook with the columns of an import and one row to write over. Refuses: not-found, no-right.',
    z.object({ session, kind: z.enum(IMPORT_KINDS), language }),
    z.object({ name: z.string(), type: z.string(), content: z.base64() }),
  ),
  'remove-earlier': command(
    'Takes an earlier recommendation that none repeats out of the list. Refuses: not-found, no-right, session-closed, in-use.',
    z.object({ session, earlier: id<EarlierId>(), requestId }),
    z.object({}),
  ),
} as const

import { exportRecord } from '../../shared/accounts/rules.ts'
import { serveAuditFile } from '../accounts/audit-file.ts'
import type { House } from '../house.ts'
import type { Server } from '../http/serve.ts'
import { recordHead } from '../record/entries.ts'
import { recordLines } from '../record/reading.ts'

/** `GET /api/record/file`: the whole record book as it stands, for auditors. Refuses: no-right, malformed. Source: RULES.md RB30. */
export const serveRecordFile = (server: Server, house: House): void =>
  serveAuditFile(server, house, {
    path: '/api/record/file',
    may: exportRecord,
    rule: 'RB30',
    format: 'jsonl',
    of: async (db, format) => {
      const { number } = await recordHead(db)
      return { name: `record-${number}`, lines: recordLines(db, format, number) }
    },
  })

import { BACKUP_SCENARIOS } from './backup-scenarios.ts'
import { DOCUMENT_SCENARIOS } from './document-scenarios.ts'
import { HALL_SCENARIOS } from './hall-scenarios.ts'
import { HARDSHIP_SCENARIOS } from './hardship-scenarios.ts'
import type { Scenario } from './scenario.ts'
import { SITTING_SCENARIOS } from './sitting-scenarios.ts'
import { TWO_SERVER_SCENARIOS } from './two-server-scenarios.ts'

/** Every scenario, in the order it is played. */
export const SCENARIOS: readonly Scenario[] = [
  ...HALL_SCENARIOS,
  ...SITTING_SCENARIOS,
  ...DOCUMENT_SCENARIOS,
  ...HARDSHIP_SCENARIOS,
  ...BACKUP_SCENARIOS,
  ...TWO_SERVER_SCENARIOS,
]

import { accountsWire } from './accounts/wire.ts'
import { adoptionWire } from './adoption/wire.ts'
import { amendmentsWire } from './amendments/wire.ts'
import { commentsWire } from './comments/wire.ts'
import { councilsWire } from './councils/wire.ts'
import { evidenceWire } from './evidence/wire.ts'
import { exportsWire } from './exports/wire.ts'
import { floorWire } from './floor/wire.ts'
import { followUpWire } from './follow-up/wire.ts'
import { minutesWire } from './minutes/wire.ts'
import { recommendationsWire } from './recommendations/wire.ts'
import { recordWire } from './record/wire.ts'
import { screensWire } from './screens/wire.ts'
import { sessionsWire } from './sessions/wire.ts'
import { statusWire } from './status/wire.ts'
import { translationsWire } from './translations/wire.ts'
import { versionsWire } from './versions/wire.ts'
import { votesWire } from './votes/wire.ts'

/** Everything that may be asked, by domain and name. Right of all domains; the client imports only its type. */
export const api = {
  accounts: accountsWire,
  councils: councilsWire,
  sessions: sessionsWire,
  floor: floorWire,
  evidence: evidenceWire,
  recommendations: recommendationsWire,
  versions: versionsWire,
  comments: commentsWire,
  amendments: amendmentsWire,
  translations: translationsWire,
  votes: votesWire,
  adoption: adoptionWire,
  'follow-up': followUpWire,
  screens: screensWire,
  record: recordWire,
  status: statusWire,
  minutes: minutesWire,
  exports: exportsWire,
} as const
export type Api = typeof api

import { act, query } from './http/handlers.ts'
import { closeMinutesAct, reopenMinutesAct, signMinutesAct, wordMinutesAct } from './minutes/commands.ts'
import { viewMinutes } from './minutes/views.ts'

/** The endpoints of minutes; part of the wiring, beside endpoints.ts. */
export const minutes = {
  minutes: query(viewMinutes),
  word: act(wordMinutesAct),
  close: act(closeMinutesAct),
  reopen: act(reopenMinutesAct),
  sign: act(signMinutesAct),
}

import { assessAct, dispatchAct, noteLetterAct, noteMeasureAct, strikeAnswerAct } from './follow-up/commands.ts'
import { previewTable, takeInTableAct } from './follow-up/form.ts'
import { answerByLink, makeLink, readLink, revokeLinkAct } from './follow-up/links.ts'
import { listEarlier, placeTableAct, relateAct, unrelateAct } from './follow-up/placing.ts'
import { remindNow } from './follow-up/reminders.ts'
import { linkEarlierAct, unlinkEarlierAct } from './follow-up/repeats.ts'
import { findEarlier, viewPublishedRepeats, viewRepeats } from './follow-up/repeats-views.ts'
import { viewDesk, viewOne, viewTable } from './follow-up/views.ts'
import { act, mine, query } from './http/handlers.ts'
import { openTo } from './http/open.ts'

/** The endpoints of the follow-up; part of the wiring, beside endpoints.ts. */
export function followUps() {
  const open = openTo('FO3')
  const openToAll = openTo('FO22')
  return {
    table: query(viewTable),
    one: query(viewOne),
    desk: query(viewDesk),
    dispatch: act(dispatchAct),
    'make-link': mine((house, asker, input: Parameters<typeof makeLink>[2]) => makeLink(house, asker.account, input)),
    'revoke-link': act(revokeLinkAct),
    'read-link': open(readLink),
    'answer-by-link': open(answerByLink),
    'note-letter': act(noteLetterAct),
    'preview-table': mine((house, asker, input: Parameters<typeof previewTable>[2]) =>
      previewTable(house, asker.account, input),
    ),
    'take-in-table': act(takeInTableAct),
    'note-measure': act(noteMeasureAct),
    'strike-answer': act(strikeAnswerAct),
    assess: act(assessAct),
    relate: act(relateAct),
    unrelate: act(unrelateAct),
    repeats: query(viewRepeats),
    'earlier-ones': query(findEarlier),
    'link-earlier': act(linkEarlierAct),
    'unlink-earlier': act(unlinkEarlierAct),
    'published-repeats': openToAll(viewPublishedRepeats),
    remind: mine((house, asker, input: Parameters<typeof remindNow>[2]) => remindNow(house, asker.account, input)),
    'place-table': act(placeTableAct),
    earlier: query(listEarlier),
  }
}

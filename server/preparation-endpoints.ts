import type { Json } from '../shared/canonical-json.ts'
import { type Decision, refuse } from '../shared/decision.ts'
import type { TextId } from '../shared/ids.ts'
import type { Act } from './act.ts'
import { liveTextsOf, touchAmendmentsTo } from './amendment-endpoints.ts'
import { textDecided } from './amendments/adopting.ts'
import { answerCommentAct, changeCommentAct, leaveCommentAct, withdrawCommentAct } from './comments/commands.ts'
import { inviteObserversAct, listMentions, noteReadAct, viewThreads } from './comments/thread-views.ts'
import {
  answerThreadAct,
  changeRemarkAct,
  openThread,
  reopenThreadAct,
  resolveThreadAct,
  withdrawRemarkAct,
} from './comments/threads.ts'
import { listComments } from './comments/views.ts'
import type { House } from './house.ts'
import { type Asker, act, type Input, mine, own, query } from './http/handlers.ts'
import type { Deadlines } from './recommendations/deadlines.ts'
import { createSetAct, orderTextsAct, readLists, withdrawAct } from './recommendations/set.ts'
import type { Titles } from './recommendations/views.ts'
import {
  addPaperAct,
  answerInvitationAct,
  changeAgendaAct,
  changePlanAct,
  inviteAct,
  judgePaper,
  planSessionAct,
  removePaperAct,
  uninviteAct,
} from './sessions/planning.ts'
import { viewPlan, viewPlanChoices, viewPreparation } from './sessions/planning-views.ts'
import { circulateSet, noteOpenedAct } from './versions/circulation.ts'
import { listRevisions, viewRevision, wasCirculated } from './versions/circulation-queries.ts'
import { viewPresentSet } from './versions/present-set.ts'

/** The endpoints by which a session is prepared; part of the wiring, beside endpoints.ts. */
export const planning = (deadlines: Deadlines) => ({
  'plan-choices': query(viewPlanChoices),
  'plan-session': own(async (house, asker, input: Input<'sessions', 'plan-session'>) => {
    if (!asker) return refuse('signed-out', 'AC1')
    const planned = await runAs(house, asker, 'sessions/plan-session', input, planSessionAct)
    if (planned.ok) await deadlines.planned(planned.facts.session)
    return planned
  }),
  plan: query(viewPlan),
  'change-plan': own(async (house, asker, input: Input<'sessions', 'change-plan'>) => {
    if (!asker) return refuse('signed-out', 'AC1')
    const changed = await runAs(house, asker, 'sessions/change-plan', input, async (one, plan) =>
      changePlanAct(one, plan, idsOf(await liveTextsOf(one, plan.session))),
    )
    if (changed.ok) await deadlines.planned(input.session)
    return changed
  }),
  'change-agenda': act(async (one, input: Input<'sessions', 'change-agenda'>) =>
    changeAgendaAct(one, input, await liveTextsOf(one, input.session)),
  ),
  invite: act(inviteAct),
  uninvite: act(async (one, input: Input<'sessions', 'uninvite'>) =>
    uninviteAct(one, input, idsOf(await liveTextsOf(one, input.session))),
  ),
  'answer-invitation': act(answerInvitationAct),
  preparation: query(viewPreparation),
  'add-paper': mine(async (house, asker, input: Input<'sessions', 'add-paper'>) => {
    // Unpacking takes its time: it is done before the act has its turn.
    const sound = await judgePaper(input.source)
    return sound.ok ? runAs(house, asker, 'sessions/add-paper', input, addPaperAct) : sound
  }),
  'remove-paper': act(removePaperAct),
})

/** How the set comes to be. */
export const set = {
  'read-lists': own(async (house, asker, input: Input<'recommendations', 'read-lists'>) =>
    asker ? readLists(house, asker.account, input) : refuse('signed-out', 'AC1'),
  ),
  'create-set': act(createSetAct),
  withdraw: act(async (one, input: Input<'recommendations', 'withdraw'>) => {
    const withdrawn = await withdrawAct(one, input)
    if (withdrawn.ok) {
      await textDecided(one, input.id)
      await touchAmendmentsTo(one, input.id)
    }
    return withdrawn
  }),
  order: act(async (one, input: Input<'recommendations', 'order'>) =>
    orderTextsAct(one, input, await wasCirculated(one.tx, input.session)),
  ),
}

/** How it is sent round. */
export const circulation = {
  circulate: own(async (house, asker, input: Input<'versions', 'circulate'>) =>
    asker ? circulateSet(house, asker.account, input) : refuse('signed-out', 'AC1'),
  ),
  revisions: query(listRevisions),
  revision: query(viewRevision),
  present: query(viewPresentSet),
  'note-opened': act(noteOpenedAct),
}

/** What is written on it. */
export const comments = (titles: Titles) => ({
  list: query((house, account, input: Input<'comments', 'list'>) => listComments(house, account, input, titles)),
  leave: act(leaveCommentAct),
  change: act(changeCommentAct),
  withdraw: act(withdrawCommentAct),
  answer: act(answerCommentAct),
  ...discussion(titles),
})

/** What is discussed of the live texts. */
const discussion = (titles: Titles) => ({
  threads: query(viewThreads),
  mentions: query((house, account, input: Input<'comments', 'mentions'>) =>
    listMentions(house, account, input, titles),
  ),
  'open-thread': mine((house, asker, input: Input<'comments', 'open-thread'>) =>
    openThread(house, asker.account, input),
  ),
  'answer-thread': act(answerThreadAct),
  'resolve-thread': act(resolveThreadAct),
  'reopen-thread': act(reopenThreadAct),
  'change-remark': act(changeRemarkAct),
  'withdraw-remark': act(withdrawRemarkAct),
  'note-read': act(noteReadAct),
  'invite-observers': act(inviteObserversAct),
})

const idsOf = (texts: readonly { readonly text: TextId }[]) => texts.map(({ text }) => text)

/** Runs one act of an endpoint that has something left to do after it. */
function runAs<Words extends { requestId?: string | undefined }, Facts>(
  house: House,
  { account }: Asker,
  endpoint: string,
  input: Words,
  command: (one: Act, words: Omit<Words, 'requestId'>) => Promise<Decision<Facts>>,
): Promise<Decision<Facts>> {
  const { requestId, ...words } = input
  return house.acts.run({ by: account, endpoint, requestId, input: words as unknown as Json }, (one) =>
    command(one, words),
  )
}

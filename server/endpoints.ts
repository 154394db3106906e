import { allow, type Decision, refuse } from '../shared/decision.ts'
import type { RecommendationId, SessionId, TextId } from '../shared/ids.ts'
import { eachLanguage } from '../shared/language.ts'
import type { StageAct } from '../shared/sessions/sitting-rules.ts'
import { accounts } from './account-endpoints.ts'
import { createDoorkeeper } from './accounts/commands.ts'
import { createEntry } from './accounts/entry.ts'
import type { Act } from './act.ts'
import { adoptAct } from './adoption/commands.ts'
import { viewAdopted } from './adoption/queries.ts'
import { amendments, liveTextsOf, seatsChanged, touchAmendmentsTo } from './amendment-endpoints.ts'
import { bringUpOthers } from './amendments/bringing-up.ts'
import type { Readings } from './amendments/reading.ts'
import {
  changeCouncilAct,
  changeSeatAct,
  foundCouncilAct,
  giveSeatAct,
  removeSeatAct,
  type SeatChanged,
  setOrdersAct,
} from './councils/commands.ts'
import { exportList, previewList, takeInList } from './councils/membership.ts'
import { listCandidates, listCouncils, viewCouncil, viewOrders, viewSeatHistory } from './councils/views.ts'
import { evidence } from './evidence-endpoints.ts'
import { listFiles, viewProgress } from './exports/downloads.ts'
import type { Making } from './exports/making.ts'
import { viewHead, viewRecord } from './exports/record-book.ts'
import { finals } from './final-endpoints.ts'
import {
  askForFloorAct,
  callSpeakerAct,
  endSpeechAct,
  giveTimeAct,
  moveSpeakerAct,
  setListAct,
  withdrawAskingAct,
} from './floor/commands.ts'
import { declareInterestAct, withdrawInterestAct } from './floor/interests.ts'
import {
  appealRulingAct,
  decideMotionAct,
  raiseMotionAct,
  raisePointAct,
  rulePointAct,
  settleAppealAct,
  withdrawMotionAct,
  withdrawPointAct,
} from './floor/order-commands.ts'
import type { VotesFacts } from './floor/queries.ts'
import { viewFloor } from './floor/views.ts'
import { followUps } from './follow-up-endpoints.ts'
import type { House } from './house.ts'
import { act, type Handlers, type Input, mine, own, query } from './http/handlers.ts'
import { minutes } from './minutes-endpoints.ts'
import { circulation, comments, planning, set } from './preparation-endpoints.ts'
import { viewAuthors, viewContributions } from './recommendations/authorship.ts'
import { changeFieldsAct, moveToPointAct, setPenAct } from './recommendations/commands.ts'
import type { Deadlines } from './recommendations/deadlines.ts'
import { voteIsOpenAt, voteIsOpenOn } from './recommendations/queries.ts'
import {
  listRecommendations,
  type Titles,
  viewAddressees,
  viewConnected,
  viewCoverage,
  viewRecommendation,
  viewSinceSuspension,
  viewText,
} from './recommendations/views.ts'
import { redacting } from './redacting-endpoints.ts'
import { remedies } from './remedy-endpoints.ts'
import { createLink, enterScreen, revokeLinkAct, showAct } from './screens/commands.ts'
import { viewLinks, viewScreen } from './screens/views.ts'
import {
  checkInAct,
  declareRecusalAct,
  noteAttendanceAct,
  noteListAct,
  withdrawRecusalAct,
} from './sessions/commands.ts'
import {
  changePrivacyAct,
  changeStageAct,
  handOverAct,
  letObserversReadAct,
  nameOperatorAct,
  stateQuorumAct,
  takePointAct,
} from './sessions/sittings.ts'
import { listSessions, viewAttendance, viewSession } from './sessions/views.ts'
import { type Standing, status } from './status-endpoints.ts'
import { translations } from './translation-endpoints.ts'
import type { AutomaticCuts } from './versions/automatic.ts'
import { freezeText, stopFreezeAct } from './versions/commands.ts'
import type { Countdowns } from './versions/countdowns.ts'
import { cutNamed } from './versions/naming.ts'
import { listVersions, viewVersion } from './versions/queries.ts'
import { restoreVersion } from './versions/restoring.ts'
import { ballots, opinions } from './vote-endpoints.ts'
import { textAmendedBy } from './votes/amendments.ts'
import { announceVoteAct, openVoteAct, takeBackFreezeAct } from './votes/commands.ts'
import { loadVotesFacts, seatsThatTookPart, voteIsOpen } from './votes/queries.ts'
import type { Asked } from './votes/questions.ts'
import { prepareSeriesAct, viewSeries } from './votes/series.ts'
import { closeTrialAct, openTrialAct, pressTrialAct, viewTrial } from './votes/trial.ts'
import { listVotes, viewOpenVote, viewPreparation, viewVote } from './votes/views.ts'
import { askWithoutVoteAct, objectAct } from './votes/without-vote.ts'

const tookPart = (one: Act) => seatsThatTookPart(one.tx)

/** A changed seat holds at once wherever its council sits. Source: RULES.md CO12. */
async function seatChanged(one: Act, changed: Decision<SeatChanged>): Promise<Decision<SeatChanged['answer']>> {
  if (!changed.ok) return changed
  await seatsChanged(one, [changed.facts.council])
  return allow(changed.facts.answer)
}

/** What is done at an hour, or after an act. */
type Later = {
  readonly countdowns: Countdowns
  readonly deadlines: Deadlines
  readonly cuts: AutomaticCuts
  readonly making: Making
  readonly readings: Readings
  readonly standing: Standing
}

/** The way from each endpoint of the wire to its command or query; part of the wiring. */
export function createHandlers(
  house: House,
  titles: Titles,
  { countdowns, deadlines, cuts, making, readings, standing }: Later,
): Handlers {
  const entry = createEntry(house, createDoorkeeper(house.db))
  return {
    accounts: accounts(house, entry),
    councils: {
      list: query((house, account) => listCouncils(house, account)),
      council: query((house, account, input) => viewCouncil(house, account, input, seatsThatTookPart)),
      candidates: query((house, account) => listCandidates(house, account)),
      'seat-history': query(viewSeatHistory),
      found: act(foundCouncilAct),
      change: act(async (one, input) => {
        const changed = await changeCouncilAct(one, input)
        if (changed.ok) await seatsChanged(one, [input.id])
        return changed
      }),
      'give-seat': act(async (one, input) => {
        const given = await giveSeatAct(one, input)
        if (given.ok) await seatsChanged(one, [input.council])
        return given
      }),
      'end-seat': act(async (one, input) => seatChanged(one, await changeSeatAct(one, input, await tookPart(one)))),
      'correct-seat': act(async (one, input) => seatChanged(one, await changeSeatAct(one, input, await tookPart(one)))),
      'remove-seat': act(async (one, input) => seatChanged(one, await removeSeatAct(one, input, await tookPart(one)))),
      orders: query(viewOrders),
      'set-orders': act(setOrdersAct),
      'preview-list': own(async (house, asker, input) =>
        asker ? previewList(house, asker.account, input, seatsThatTookPart) : refuse('signed-out', 'AC1'),
      ),
      'take-in-list': act(async (one, input) => {
        const taken = await takeInList(one, input, await tookPart(one))
        if (!taken.ok) return taken
        await seatsChanged(one, taken.facts.councils)
        return allow(taken.facts.answer)
      }),
      'export-list': query(exportList),
    },
    sessions: {
      list: query((house, account) => listSessions(house, account)),
      session: query(viewSession),
      connected: query(viewConnected),
      attendance: query(viewAttendance),
      'note-attendance': act(noteAttendanceAct),
      ...stages(cuts),
      'take-point': act(takePointAct),
      'change-privacy': act(async (one, input) => {
        const texts = await liveTextsOf(one, input.session)
        return changePrivacyAct(one, input, idsOf(texts.filter(({ point }) => point === input.point)))
      }),
      'let-observers-read': act(async (one, input) =>
        letObserversReadAct(one, input, idsOf(await liveTextsOf(one, input.session))),
      ),
      'hand-over': act(handOverAct),
      'name-operator': act(nameOperatorAct),
      'state-quorum': act(stateQuorumAct),
      'check-in': act(checkInAct),
      'note-list': act(noteListAct),
      'declare-recusal': act(async (one, input) => {
        const voteOpen = await voteIsOpenOn(one.tx, input.session, input.recommendation)
        return voteOpen.ok ? declareRecusalAct(one, input, voteOpen.facts) : voteOpen
      }),
      'withdraw-recusal': act(async (one, input) => {
        const voteOpen = await voteIsOpenOn(one.tx, input.session, input.recommendation)
        return voteOpen.ok ? withdrawRecusalAct(one, input, voteOpen.facts) : voteOpen
      }),
      ...planning(deadlines),
    },
    floor: {
      floor: query(async (house, account, input) =>
        viewFloor(
          house,
          account,
          input,
          await house.memo.of(`votes ${input.session}`, () => loadVotesFacts(house.db, input.session)),
        ),
      ),
      ask: onFloor(askForFloorAct),
      withdraw: onFloor(withdrawAskingAct),
      call: onFloor(callSpeakerAct),
      'end-speech': onFloor(endSpeechAct),
      'give-time': onFloor(giveTimeAct),
      move: onFloor(moveSpeakerAct),
      'set-list': onFloor(setListAct),
      'raise-point': onFloor(raisePointAct),
      'withdraw-point': onFloor(withdrawPointAct),
      rule: onFloor(rulePointAct),
      appeal: onFloor(appealRulingAct),
      'settle-appeal': onFloor(settleAppealAct),
      'raise-motion': onFloor(raiseMotionAct),
      'withdraw-motion': onFloor(withdrawMotionAct),
      'decide-motion': onFloor(decideMotionAct),
      'declare-interest': act(async (one, input) =>
        declareInterestAct(one, input, await voteIsOpenAt(one.tx, input.session, input.point)),
      ),
      'withdraw-interest': act(async (one, input) =>
        withdrawInterestAct(one, input, await voteIsOpenAt(one.tx, input.session, input.point)),
      ),
    },
    evidence,
    recommendations: {
      ...set,
      list: query((house, account, input) => listRecommendations(house, account, input, titles)),
      recommendation: query((house, account, input) => viewRecommendation(house, account, input, titles)),
      coverage: query((house, account, input) => viewCoverage(house, account, input, titles)),
      text: query(viewText),
      'since-suspension': query(viewSinceSuspension),
      authors: query(viewAuthors),
      contributions: query(viewContributions),
      addressees: query((house) => viewAddressees(house)),
      'change-fields': act(changeFieldsAct),
      'set-pen': act(setPenAct),
      'move-to-point': act(async (one, input) => {
        const moved = await moveToPointAct(one, input)
        if (moved.ok) await touchAmendmentsTo(one, input.recommendation)
        return moved
      }),
    },
    versions: {
      ...circulation,
      ...redacting,
      list: query(listVersions),
      version: query(viewVersion),
      cut: mine((house, asker, input) => cutNamed(house, asker.account, input)),
      restore: mine((house, asker, input) => restoreVersion(house, asker.account, input)),
      freeze: own(async (house, asker, input) =>
        asker ? freezeText(house, asker.account, input, countdowns.start) : refuse('signed-out', 'AC1'),
      ),
      'stop-freeze': act(stopFreezeAct),
    },
    comments: comments(titles),
    amendments: amendments(readings),
    translations,
    minutes,
    votes: {
      list: query(listVotes),
      vote: query(viewVote),
      now: query(viewOpenVote),
      prepare: query((house, account, input: { recommendation: RecommendationId }) =>
        viewPreparation(house, account, { kind: 'adopt-recommendation', ...input }),
      ),
      'prepare-question': query((house, account, asked: Input<'votes', 'prepare-question'>) =>
        viewPreparation(
          house,
          account,
          asked.kind === 'procedure' ? { ...asked, words: eachLanguage(() => '') } : asked,
        ),
      ),
      'take-back-freeze': act(async (one, input) => {
        const takenBack = await takeBackFreezeAct(one, input)
        if (takenBack.ok) await touchAmendmentsTo(one, input.recommendation)
        return takenBack
      }),
      open: act((one, { recommendation, ...input }: { recommendation: RecommendationId; hash: string }) =>
        openVoteAct(one, { kind: 'adopt-recommendation', recommendation }, input, house.seals),
      ),
      'open-question': act((one, { question, ...input }: { question: Asked; hash?: string | undefined }) =>
        openVoteAct(one, question, input, house.seals),
      ),
      trial: query(viewTrial),
      'open-trial': act(openTrialAct),
      'close-trial': act(closeTrialAct),
      'press-trial': act(pressTrialAct),
      'prepare-series': act(prepareSeriesAct),
      series: query(viewSeries),
      'ask-without-vote': act(askWithoutVoteAct),
      object: act(objectAct),
      // What the outcome changed in a text is brought to the other amendments before the answer. Source: RULES.md AM33.
      announce: mine(async (house, { account: by }, input: Input<'votes', 'announce'>) => {
        const { requestId, ...plain } = input
        const request = { by, endpoint: 'votes/announce', requestId, input: plain }
        const announced = await house.acts.run(request, (one) => announceVoteAct(one, plain))
        const changed = announced.ok ? await textAmendedBy(house.db, input.vote) : null
        if (changed) await bringUpOthers(house, by, changed)
        return announced
      }),
      ...ballots(house.seals),
      ...opinions,
      ...remedies,
    },
    adoption: { adopt: act(adoptAct), text: query(viewAdopted), ...finals(entry) },
    'follow-up': followUps(),
    screens: {
      links: query(viewLinks),
      'create-link': own(async (house, asker, input) =>
        asker ? createLink(house, asker.account, input) : refuse('signed-out', 'AC1'),
      ),
      'revoke-link': act(revokeLinkAct),
      show: act(showAct),
      enter: own(async (house, _asker, input, reply) => enterScreen(house, input, reply.setCookie)),
      screen: own(async (house, _asker, input, reply) => viewScreen(house, input, reply.cookie, readings)),
    },
    status: status(standing),
    record: { entries: query(viewRecord), head: query((house) => viewHead(house)) },
    exports: { files: query(listFiles), progress: query(viewProgress(making)) },
  }
}

const idsOf = (texts: readonly { readonly text: TextId }[]) => texts.map(({ text }) => text)

/** An act on the floor, with what it is told of the session's votes. */
const onFloor = <I extends { readonly session: SessionId }, A>(
  run: (one: Act, input: I, votes: VotesFacts) => Promise<Decision<A>>,
) => act(async (one, input: I) => run(one, input, await loadVotesFacts(one.tx, input.session)))

/** Opening, suspending, resuming and closing, with what votes and texts know of the session. */
const changesStage = (change: StageAct) => async (one: Act, input: { session: SessionId }) =>
  changeStageAct(change)(one, input, {
    voteOpen: await voteIsOpen(one.tx, input.session),
    texts: idsOf(await liveTextsOf(one, input.session)),
  })
const stages = (cuts: AutomaticCuts) => ({
  open: act(changesStage('open')),
  suspend: act(changesStage('suspend')),
  resume: act(changesStage('resume')),
  // From the act on nobody writes; the last versions are cut of what is there then. Source: RULES.md VE11.
  close: mine(async (house, { account: by }, input: Input<'sessions', 'close'>) => {
    const { requestId, ...plain } = input
    const request = { by, endpoint: 'sessions/close', requestId, input: plain }
    const closed = await house.acts.run(request, (one) => changesStage('close')(one, plain))
    if (closed.ok) await cuts.closed(input.session)
    return closed
  }),
})

import { allow, refuse } from '../shared/decision.ts'
import { createDoorkeeper, setUp } from './accounts/commands.ts'
import { adoptAct } from './adoption/commands.ts'
import { viewAdopted } from './adoption/queries.ts'
import { viewMe } from './councils/views.ts'
import { viewReferences } from './evidence/queries.ts'
import { viewHead, viewRecord } from './exports/record-book.ts'
import type { House } from './house.ts'
import { act, type Handlers, own, query } from './http/handlers.ts'
import { changeFieldsAct } from './recommendations/commands.ts'
import { voteIsOpenOn } from './recommendations/queries.ts'
import {
  listRecommendations,
  type Titles,
  viewAddressees,
  viewConnected,
  viewRecommendation,
  viewText,
} from './recommendations/views.ts'
import { declareRecusalAct, noteAttendanceAct, withdrawRecusalAct } from './sessions/commands.ts'
import { listSessions, viewAttendance, viewSession } from './sessions/views.ts'
import { freezeText, stopFreezeAct } from './versions/commands.ts'
import type { Countdowns } from './versions/countdowns.ts'
import { listVersions, viewVersion } from './versions/queries.ts'
import {
  announceVoteAct,
  castBallotAct,
  closeVoteAct,
  openVoteAct,
  recordWordAct,
  takeBackFreezeAct,
} from './votes/commands.ts'
import { listVotes, viewPreparation, viewVote } from './votes/views.ts'

/** The way from each endpoint of the wire to its command or query; part of the wiring. */
export function createHandlers({ db }: Pick<House, 'db'>, titles: Titles, countdowns: Countdowns): Handlers {
  const doorkeeper = createDoorkeeper(db)
  return {
    accounts: {
      'sign-in': own(async (house, _asker, input, reply) => {
        const admitted = await doorkeeper.admit(input.email, input.password, reply.address)
        if (!admitted.ok) return admitted
        reply.setCookie(await house.signIns.start(admitted.facts))
        return viewMe(house, admitted.facts)
      }),
      'sign-out': own(async (house, asker, _input, reply) => {
        if (!asker) return refuse('signed-out', 'AC1')
        reply.setCookie(await house.signIns.end(asker.signInHash))
        house.live.signedOut(asker.account, asker.signInHash)
        house.news.signedOut(asker.signInHash)
        house.tellServers()
        return allow({})
      }),
      me: query((house, account) => viewMe(house, account)),
      'set-up': own(async (house, _asker, input, reply) => {
        const made = await setUp(house, input)
        if (!made.ok) return made
        reply.setCookie(await house.signIns.start(made.facts))
        return viewMe(house, made.facts)
      }),
    },
    sessions: {
      list: query((house, account) => listSessions(house, account)),
      session: query(viewSession),
      connected: query(viewConnected),
      attendance: query(viewAttendance),
      'note-attendance': act(noteAttendanceAct),
      'declare-recusal': act(async (one, input) => {
        const voteOpen = await voteIsOpenOn(one.tx, input.session, input.recommendation)
        return voteOpen.ok ? declareRecusalAct(one, input, voteOpen.facts) : voteOpen
      }),
      'withdraw-recusal': act(async (one, input) => {
        const voteOpen = await voteIsOpenOn(one.tx, input.session, input.recommendation)
        return voteOpen.ok ? withdrawRecusalAct(one, input, voteOpen.facts) : voteOpen
      }),
    },
    evidence: { references: query(viewReferences) },
    recommendations: {
      list: query((house, account, input) => listRecommendations(house, account, input, titles)),
      recommendation: query((house, account, input) => viewRecommendation(house, account, input, titles)),
      text: query(viewText),
      addressees: query((house) => viewAddressees(house)),
      'change-fields': act(changeFieldsAct),
    },
    versions: {
      list: query(listVersions),
      version: query(viewVersion),
      freeze: own(async (house, asker, input) =>
        asker ? freezeText(house, asker.account, input, countdowns.start) : refuse('signed-out', 'AC1'),
      ),
      'stop-freeze': act(stopFreezeAct),
    },
    votes: {
      list: query(listVotes),
      vote: query(viewVote),
      prepare: query(viewPreparation),
      'take-back-freeze': act(takeBackFreezeAct),
      open: act(openVoteAct),
      cast: act(castBallotAct),
      'record-word': act(recordWordAct),
      close: act(closeVoteAct),
      announce: act(announceVoteAct),
    },
    adoption: { adopt: act(adoptAct), text: query(viewAdopted) },
    record: { entries: query(viewRecord), head: query((house) => viewHead(house)) },
  }
}

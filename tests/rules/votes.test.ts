import { describe, expect, test } from 'vitest'
import type { Manner } from '../../shared/councils/model.ts'
import type { PlaceId } from '../../shared/ids.ts'
import type { Ballot, Choice } from '../../shared/votes/model.ts'
import { putText } from '../../shared/votes/questions.ts'
import {
  announceVote,
  castBallot,
  closeVote,
  mannersOf,
  openVote,
  recordWord,
  rollNow,
  seeOutcome,
  takeBackFreeze,
} from '../../shared/votes/rules.ts'
import {
  ALLOWED,
  account,
  aRecommendation,
  aSession,
  as,
  CHAIR,
  council,
  DRAFTER,
  here,
  MEMBER,
  OBSERVER,
  refused,
  SEATS,
  SECRETARY,
  STRANGER,
  someOrders,
} from './session-world.ts'

const HASH = 'a'.repeat(64)
const OTHER = 'b'.repeat(64)
const place = (name: string) => name as PlaceId

const rollOf = (change: Partial<Parameters<typeof rollNow>[0]> = {}) =>
  rollNow({
    counting: 'one-pool',
    seats: SEATS,
    present: here('m01', 'm02', 'm06', 'm12'),
    recused: new Set(),
    presiding: account('m01'),
    presidingCouncil: council('cc'),
    ...change,
  })

describe('taking a freeze back', () => {
  const frozen = aRecommendation({ stage: 'frozen' })

  test('[VO1] the presiding chair takes it back until a vote opened on the version', () => {
    expect(takeBackFreeze(frozen, aSession(), CHAIR, false)).toMatchObject(ALLOWED)
    expect(takeBackFreeze(frozen, aSession(), CHAIR, true)).toMatchObject(refused('vote-opened', 'VO1'))
    const over = aSession({ stage: 'closed' })
    expect(takeBackFreeze(frozen, over, CHAIR, false)).toMatchObject(refused('session-closed', 'VO1'))
  })

  test('[VO1] nobody else does, and only a frozen text is given back', () => {
    for (const person of [MEMBER, SECRETARY, OBSERVER])
      expect(takeBackFreeze(frozen, aSession(), person, false)).toMatchObject(refused('no-right', 'SE2'))
    for (const stage of ['drafting', 'carried', 'rejected', 'no-decision', 'adopted'] as const) {
      expect(takeBackFreeze(aRecommendation({ stage }), aSession(), CHAIR, false)).toMatchObject(
        refused('not-frozen', 'VO1'),
      )
    }
  })
})

describe('the roll', () => {
  test('[VO3] it names who is present and not recused; recused and absent seats stand beside it', () => {
    const roll = rollOf({ recused: new Set([account('m12')]) })
    expect(roll.places.map(({ id }) => id)).toEqual(['m01', 'm02', 'm06'])
    expect(roll.recused.map(({ seat }) => seat)).toEqual(['ec-m12'])
    expect(roll.absent.map(({ seat }) => seat)).toEqual(['ec-m13'])
    expect(roll.presentAtOpening).toEqual(['cc-m01', 'cc-m02', 'cc-m06', 'ec-m12', 'ec-m06'])
  })

  test('[VO3] who is recused and away is absent, not recused', () => {
    const roll = rollOf({ recused: new Set([account('m13')]) })
    expect(roll.recused).toEqual([])
    expect(roll.absent.map(({ seat }) => seat)).toEqual(['ec-m13'])
  })

  test('[CO2] in one pool a person with two seats is one place that names both', () => {
    const own = rollOf().places.filter((one) => one.account === 'm06')
    expect(own.map(({ id, seats }) => [id, seats.map(({ seat }) => seat)])).toEqual([['m06', ['cc-m06', 'ec-m06']]])
  })

  test('[CO2] in councils apart the same person has a place for each seat', () => {
    const roll = rollOf({ counting: 'each-apart' })
    expect(roll.places.map(({ id }) => id)).toEqual(['cc-m01', 'cc-m02', 'cc-m06', 'ec-m12', 'ec-m06'])
    expect(roll.places.filter((one) => one.account === 'm06')).toHaveLength(2)
  })

  test('[CO2] [VO3] who is recused is beside the roll with every seat', () =>
    expect(rollOf({ recused: new Set([account('m06')]) }).recused.map(({ seat }) => seat)).toEqual([
      'cc-m06',
      'ec-m06',
    ]))

  test('[VO3] it says who is in the hall and who is remote', () => {
    const present = new Map([...here('m01'), [account('m06'), 'remote' as const]])
    expect(rollOf({ present }).places.map(({ id, mode }) => [id, mode])).toEqual([
      ['m01', 'hall'],
      ['m06', 'remote'],
    ])
  })

  test('[VO40] it names the place that decides a tie: the presiding person, or nobody when that person is not on it', () => {
    expect(rollOf().presiding).toBe('m01')
    expect(rollOf({ present: here('m02', 'm12') }).presiding).toBeNull()
    expect(
      rollOf({ counting: 'each-apart', presiding: account('m06'), presidingCouncil: council('ec') }).presiding,
    ).toBe('ec-m06')
  })
})

describe('opening', () => {
  const question = (change: Partial<Parameters<typeof openVote>[0]> = {}) => ({
    put: putText(aRecommendation({ stage: 'frozen' })),
    session: aSession(),
    capacity: CHAIR,
    hash: HASH,
    shownHash: HASH,
    voteOpen: false,
    rulingWaits: false,
    manner: 'roll-call' as Manner,
    orders: [someOrders('cc'), someOrders('ec')],
    quorum: [{ council: council('cc'), present: 8, base: 11, needed: 8, reached: true }],
    roll: rollOf(),
    ...change,
  })

  test('[VO2] the presiding chair puts a frozen version by its hash; a text left without a decision is put again', () => {
    expect(openVote(question())).toMatchObject(ALLOWED)
    expect(openVote(question({ put: putText(aRecommendation({ stage: 'no-decision' })) }))).toMatchObject(ALLOWED)
  })

  test('[SE2] [VO2] nobody else opens a vote', () => {
    for (const capacity of [MEMBER, as('m02'), SECRETARY, OBSERVER, STRANGER]) {
      expect(openVote(question({ capacity }))).toMatchObject(refused('no-right', 'SE2'))
    }
  })

  test('[VO2] never on a live text, nor on one that is decided', () => {
    for (const stage of ['drafting', 'carried', 'rejected', 'adopted'] as const) {
      expect(openVote(question({ put: putText(aRecommendation({ stage })) }))).toMatchObject(
        refused('not-frozen', 'VO2'),
      )
    }
    expect(openVote(question({ hash: null }))).toMatchObject(refused('not-frozen', 'VO2'))
  })

  test('[VO2] never on another version than the one shown, nor outside an open session', () => {
    expect(openVote(question({ shownHash: OTHER }))).toMatchObject(refused('wrong-text', 'VO2'))
    expect(openVote(question({ session: aSession({ stage: 'suspended' }) }))).toMatchObject(
      refused('session-not-open', 'VO2'),
    )
  })

  test('[VO4] not while another vote is open', () =>
    expect(openVote(question({ voteOpen: true }))).toMatchObject(refused('vote-running', 'VO4')))

  test('[VO5] not without a quorum in every council; the refusal says how many are missing', () => {
    const quorum = [
      { council: council('cc'), present: 8, base: 11, needed: 8, reached: true },
      { council: council('ec'), present: 7, base: 12, needed: 8, reached: false },
    ]
    expect(openVote(question({ quorum }))).toEqual({
      ok: false,
      refusal: { code: 'no-quorum', rule: 'VO5', details: { council: 'ec', present: 7, needed: 8 } },
    })
  })

  test('[VO6] in a manner that every council allows, and in no other', () => {
    expect(openVote(question({ manner: 'open' }))).toMatchObject(ALLOWED)
    const orders = [someOrders('cc'), someOrders('ec', { otherManners: [] })]
    expect(openVote(question({ manner: 'open', orders }))).toMatchObject(refused('wrong-manner', 'VO6'))
    expect(openVote(question({ manner: 'roll-call', orders }))).toMatchObject(ALLOWED)
    expect(mannersOf(someOrders('cc', { manner: 'open', otherManners: ['open', 'roll-call'] }))).toEqual([
      'open',
      'roll-call',
    ])
  })

  test('[VO3] not with an empty roll', () =>
    expect(openVote(question({ roll: rollOf({ present: here() }) }))).toMatchObject(refused('empty-roll', 'VO3')))
})

describe('ballots', () => {
  const vote = (stage: 'open' | 'closed' | 'announced' = 'open', manner: Manner = 'roll-call') => ({
    stage,
    hash: HASH,
    manner,
    roll: rollOf({ recused: new Set([account('m12')]) }),
  })
  const ballot = (source: Ballot['source'] = 'device'): Ballot => ({
    place: place('m06'),
    choice: 'for',
    at: 0,
    by: account('m06'),
    source,
  })
  const tries = (name: string, at = name, hash = HASH, choice: Choice = 'against') => ({
    account: account(name),
    place: place(at),
    hash,
    choice,
  })

  test('[VO7] [VO9] who is on the roll casts while the vote is open, not after it', () => {
    expect(castBallot(vote(), [], tries('m06'))).toMatchObject(ALLOWED)
    for (const stage of ['closed', 'announced'] as const) {
      expect(castBallot(vote(stage), [], tries('m06'))).toMatchObject(refused('vote-not-open', 'VO7'))
    }
  })

  test('[VO8] a ballot on another hash is refused', () =>
    expect(castBallot(vote(), [], tries('m06', 'm06', OTHER))).toMatchObject(refused('wrong-text', 'VO8')))

  test('[VO9] who came later, looks on, or is recused has no place', () => {
    expect(castBallot(vote(), [], tries('m13'))).toMatchObject(refused('not-on-the-roll', 'VO9'))
    expect(castBallot(vote(), [], tries('o01'))).toMatchObject(refused('not-on-the-roll', 'VO9'))
    expect(castBallot(vote(), [], tries('m12'))).toMatchObject(refused('recused', 'VO9'))
    expect(castBallot(vote(), [], tries('m12', 'ec-m12'))).toMatchObject(refused('recused', 'VO9'))
  })

  test('[VO10] nobody votes for another’s place, not the chair and not the secretary', () => {
    for (const name of ['m01', 'm02', 'm12', 's01']) {
      expect(castBallot(vote(), [], tries(name, 'm06'))).toMatchObject(refused('not-your-place', 'VO10'))
    }
  })

  test('[VO11] in roll call a ballot stands; in the open manner the last one counts', () => {
    expect(castBallot(vote('open', 'roll-call'), [ballot()], tries('m06'))).toMatchObject(
      refused('already-cast', 'VO11'),
    )
    expect(castBallot(vote('open', 'open'), [ballot()], tries('m06'))).toMatchObject(ALLOWED)
    expect(castBallot(vote('open', 'roll-call'), [ballot()], tries('m02'))).toMatchObject(ALLOWED)
  })

  test('[VO12] after a word was recorded the device ballot of that place is closed, in either manner', () => {
    for (const manner of ['roll-call', 'open'] as const) {
      expect(castBallot(vote('open', manner), [ballot('word')], tries('m06'))).toMatchObject(
        refused('already-cast', 'VO11'),
      )
    }
  })

  test('[VO12] the secretary records a word for any place on the roll, nobody else does', () => {
    expect(recordWord(vote(), SECRETARY, tries('s01', 'm06'))).toMatchObject(ALLOWED)
    for (const person of [CHAIR, MEMBER, OBSERVER, DRAFTER]) {
      expect(recordWord(vote(), person, tries('s01', 'm06'))).toMatchObject(refused('no-right', 'VO12'))
    }
  })

  test('[VO7] [VO8] [VO9] a word too comes in time, on the text shown, for a place on the roll', () => {
    expect(recordWord(vote('closed'), SECRETARY, tries('s01', 'm06'))).toMatchObject(refused('vote-not-open', 'VO7'))
    expect(recordWord(vote(), SECRETARY, tries('s01', 'm06', OTHER))).toMatchObject(refused('wrong-text', 'VO8'))
    for (const at of ['m12', 'm13', 's01']) {
      expect(recordWord(vote(), SECRETARY, tries('s01', at))).toMatchObject(refused('not-on-the-roll', 'VO9'))
    }
  })

  test('[VO66] in a show of hands nothing is cast on a device or by word', () => {
    const hands = vote('open', 'show-of-hands')
    expect(castBallot(hands, [], tries('m06'))).toMatchObject(refused('hands-are-counted', 'VO66'))
    expect(recordWord(hands, SECRETARY, tries('s01', 'm06'))).toMatchObject(refused('hands-are-counted', 'VO66'))
  })

  test('[VO70] a place that holds a paper sheet casts nothing else', () => {
    expect(castBallot(vote(), [], tries('m06'), [place('m06')])).toMatchObject(refused('sheet-handed', 'VO70'))
    expect(castBallot(vote(), [], tries('m02'), [place('m06')])).toMatchObject(ALLOWED)
    expect(recordWord(vote(), SECRETARY, tries('s01', 'm06'), [place('m06')])).toMatchObject(
      refused('sheet-handed', 'VO70'),
    )
  })

  test('[VO13] the presiding chair closes an open vote, once', () => {
    expect(closeVote(vote(), CHAIR)).toMatchObject(ALLOWED)
    for (const stage of ['closed', 'announced'] as const)
      expect(closeVote(vote(stage), CHAIR)).toMatchObject(refused('vote-not-open', 'VO13'))
    for (const person of [MEMBER, SECRETARY, OBSERVER])
      expect(closeVote(vote(), person)).toMatchObject(refused('no-right', 'SE2'))
  })

  test('[VO14] the presiding chair announces a closed vote, once', () => {
    expect(announceVote(vote('closed'), CHAIR)).toMatchObject(ALLOWED)
    expect(announceVote(vote('open'), CHAIR)).toMatchObject(refused('vote-not-closed', 'VO14'))
    expect(announceVote(vote('announced'), CHAIR)).toMatchObject(refused('already-announced', 'VO14'))
    for (const person of [MEMBER, SECRETARY, OBSERVER]) {
      expect(announceVote(vote('closed'), person)).toMatchObject(refused('no-right', 'SE2'))
    }
  })

  test('[VO15] before the announcement the chair and the secretariat read the outcome, afterwards everybody', () => {
    const readers = (stage: 'open' | 'closed' | 'announced') =>
      Object.entries({ CHAIR, SECRETARY, MEMBER, OBSERVER }).flatMap(([name, person]) =>
        seeOutcome(stage, person) ? [name] : [],
      )
    expect(readers('open')).toEqual([])
    expect(readers('closed')).toEqual(['CHAIR', 'SECRETARY'])
    expect(readers('announced')).toEqual(['CHAIR', 'SECRETARY', 'MEMBER', 'OBSERVER'])
  })
})

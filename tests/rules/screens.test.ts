import { describe, expect, test } from 'vitest'
import type { AgendaPointId, AmendmentId, RecommendationId, ScreenId, VoteId } from '../../shared/ids.ts'
import type { Screen } from '../../shared/screens/model.ts'
import {
  type AskedVote,
  admitScreen,
  type Candidate,
  keepScreens,
  revokeScreen,
  type Situation,
  sceneOf,
  showOnScreens,
} from '../../shared/screens/rules.ts'
import type { AgendaPoint } from '../../shared/sessions/model.ts'
import {
  ALLOWED,
  account,
  aPoint,
  aSession,
  CHAIR,
  DRAFTER,
  MEMBER,
  OBSERVER,
  OPERATOR,
  refused,
  SECRETARY,
} from './session-world.ts'

const session = aSession({})
const screen = (change: Partial<Screen> = {}): Screen => ({
  id: 'x1' as ScreenId,
  session: session.id,
  name: 'Hall',
  languages: ['kk', 'ru'],
  createdAt: 1,
  createdBy: account('s01'),
  revokedAt: null,
  lastSeen: null,
  ...change,
})
const P1 = 'p1' as AgendaPointId
const point = (change: Partial<AgendaPoint> = {}) => aPoint({ id: P1, ...change })
const text = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  id: id as RecommendationId,
  point: P1,
  visible: true,
  vote: null,
  ...change,
})
const scene = (change: Partial<Situation> = {}) =>
  sceneOf({
    stage: 'open',
    point: point(),
    texts: [text('r1'), text('r2')],
    asked: null,
    amendment: null,
    trial: false,
    choice: null,
    hadQuorum: true,
    ...change,
  })
const shows = (
  shown: 'text' | 'amendment' | 'point' | 'check-in',
  at: number,
  recommendation: string | null = null,
) => ({
  shown,
  recommendation: recommendation as RecommendationId | null,
  amendment: null,
  point: P1,
  at,
})
const vote = (stage: 'open' | 'closed' | 'announced', openedAt = 10): Candidate['vote'] => ({
  stage,
  openedAt,
  announcedAt: stage === 'announced' ? openedAt + 5 : null,
})

describe('links', () => {
  test('[SE50] the secretariat and who runs the session keep them, nobody else', () => {
    for (const may of [SECRETARY, CHAIR, OPERATOR]) expect(keepScreens(may)).toMatchObject(ALLOWED)
    for (const other of [MEMBER, OBSERVER, DRAFTER])
      expect(keepScreens(other)).toMatchObject(refused('no-right', 'SE50'))
  })

  test('[SE51] a link is revoked once, opens its own session, and nothing when it is revoked or unknown', () => {
    expect(revokeScreen(screen(), SECRETARY)).toMatchObject(ALLOWED)
    expect(revokeScreen(screen({ revokedAt: 2 }), SECRETARY)).toMatchObject(refused('already-so', 'SE51'))
    expect(revokeScreen(screen(), MEMBER)).toMatchObject(refused('no-right', 'SE50'))
    expect(admitScreen(screen(), session.id)).toMatchObject({ ok: true })
    for (const one of [null, screen({ revokedAt: 2 }), screen({ session: 'other' as never })])
      expect(admitScreen(one, session.id)).toMatchObject(refused('no-screen', 'SE51'))
  })
})

describe('what screens show', () => {
  test('[SE52] who runs the session puts a text of its set on them, while it is open', () => {
    const own = { session: session.id }
    const open = aSession({ stage: 'open' })
    expect(showOnScreens(open, CHAIR, 'text', own)).toMatchObject(ALLOWED)
    expect(showOnScreens(open, CHAIR, 'check-in', null)).toMatchObject(ALLOWED)
    expect(showOnScreens(open, CHAIR, 'text', null)).toMatchObject(refused('not-found', 'SE52'))
    expect(showOnScreens(open, CHAIR, 'text', { session: 'x' as never })).toMatchObject(refused('not-found', 'SE52'))
    expect(showOnScreens(open, SECRETARY, 'text', own)).toMatchObject(refused('no-right', 'SE2'))
    const suspended = aSession({ stage: 'suspended' })
    expect(showOnScreens(suspended, CHAIR, 'text', own)).toMatchObject(refused('session-not-open', 'SE52'))
  })

  test('[SE52] they follow the point, and what was put on them holds as long as it', () => {
    expect(scene()).toEqual({ scene: 'text', text: 'r1' })
    expect(scene({ choice: shows('text', 1, 'r2') })).toEqual({ scene: 'text', text: 'r2' })
    expect(scene({ choice: shows('check-in', 1) })).toEqual({ scene: 'arrival', text: null })
    const next = point({ id: 'p2' as AgendaPointId })
    expect(scene({ choice: shows('text', 1, 'r2'), point: next })).toEqual({ scene: 'point', text: null })
    expect(scene({ texts: [] })).toEqual({ scene: 'point', text: null })
  })

  test('[SE52] until the first quorum of the sitting the way to check in, unless the desk says otherwise', () => {
    expect(scene({ hadQuorum: false })).toMatchObject({ scene: 'arrival' })
    expect(scene({ hadQuorum: false, choice: shows('point', 1) })).toMatchObject({ scene: 'text' })
    expect(scene({ hadQuorum: false, point: point({ closed: true }) })).toEqual({ scene: 'arrival', text: null })
    expect(scene({ stage: 'planned', hadQuorum: false })).toMatchObject({ scene: 'arrival' })
    for (const stage of ['suspended', 'closed'] as const) expect(scene({ stage })).toMatchObject({ scene: 'ended' })
  })

  test('[SE53] of a closed point only that it is closed, of a text that may not be read only its point', () => {
    const texts = [text('r1', { visible: false })]
    expect(scene({ point: point({ closed: true }), texts })).toEqual({ scene: 'closed-point', text: null })
    expect(scene({ point: point({ closed: true, released: true }) })).toMatchObject({ scene: 'text' })
    expect(scene({ texts })).toEqual({ scene: 'point', text: null })
    const voted = [text('r1', { visible: false, vote: vote('open') })]
    expect(scene({ texts: voted })).toEqual({ scene: 'closed-point', text: null })
  })

  test('[SE54] [VO109] a vote for practice says so on the screens, and gives way to a vote', () => {
    expect(scene({ trial: true })).toEqual({ scene: 'trial', text: null })
    expect(scene({ trial: true, texts: [text('r2', { vote: vote('open') })] })).toEqual({ scene: 'vote', text: 'r2' })
  })

  test('[SE70] a tabled amendment is put on them by who runs the session, and stands there until a vote or another choice', () => {
    const open = aSession({ stage: 'open' })
    const tabled = { session: session.id, stage: 'tabled' as const }
    expect(showOnScreens(open, CHAIR, 'amendment', null, tabled)).toMatchObject(ALLOWED)
    for (const one of [null, { ...tabled, stage: 'draft' as const }, { ...tabled, session: 'x' as never }])
      expect(showOnScreens(open, CHAIR, 'amendment', null, one)).toMatchObject(refused('not-found', 'SE52'))
    expect(showOnScreens(open, MEMBER, 'amendment', null, tabled)).toMatchObject(refused('no-right', 'SE2'))
    const amendment = { id: 'am1' as AmendmentId, recommendation: 'r2' as RecommendationId, visible: true }
    const choice = { ...shows('amendment', 20), amendment: amendment.id }
    const now = { choice, amendment }
    expect(scene(now)).toEqual({ scene: 'amendment', text: 'r2', amendment: 'am1' })
    expect(scene({ ...now, amendment: { ...amendment, visible: false } })).toEqual({ scene: 'point', text: null })
    const asked = { id: 'v9' as VoteId, point: P1, visible: true }
    const put = (openedAt: number) => ({ ...asked, vote: { stage: 'closed' as const, openedAt, announcedAt: null } })
    expect(scene({ ...now, asked: put(30) })).toMatchObject({ scene: 'vote', vote: 'v9' })
    expect(scene({ ...now, asked: put(10) })).toMatchObject({ scene: 'amendment' })
    expect(scene({ ...now, texts: [text('r1', { vote: vote('announced', 30) })] })).toMatchObject({ scene: 'outcome' })
    expect(scene({ ...now, texts: [text('r1', { vote: vote('announced', 10) })] })).toMatchObject({
      scene: 'amendment',
    })
    expect(scene({ ...now, point: point({ closed: true }) })).toEqual({ scene: 'closed-point', text: null })
  })

  test('[SE54] [VO100] a vote on the set, a part or procedure stands on the screens like one on a text, until its point is over', () => {
    const asked = (stage: 'open' | 'closed' | 'announced', change: Partial<AskedVote> = {}): AskedVote => ({
      id: 'v9' as VoteId,
      point: P1,
      visible: true,
      vote: { stage, openedAt: 10, announcedAt: stage === 'announced' ? 20 : null },
      ...change,
    })
    const shown = (scene: 'vote' | 'outcome') => ({ scene, text: null, vote: 'v9' })
    expect(scene({ asked: asked('open'), choice: shows('text', 99, 'r1') })).toEqual(shown('vote'))
    expect(scene({ asked: asked('closed') })).toEqual(shown('vote'))
    expect(scene({ asked: asked('announced') })).toEqual(shown('outcome'))
    expect(scene({ asked: asked('open', { visible: false }) })).toEqual({ scene: 'closed-point', text: null })
    expect(scene({ asked: asked('announced'), choice: shows('text', 50, 'r1') })).toMatchObject({ text: 'r1' })
    expect(scene({ asked: asked('announced', { point: null }) })).toMatchObject({ scene: 'text', text: 'r1' })
    const later = [text('r1', { vote: vote('announced', 30) })]
    expect(scene({ asked: asked('announced'), texts: later })).toMatchObject({ scene: 'outcome', text: 'r1' })
  })

  test('[SE54] a vote before all else, its outcome after the announcement, until something else is shown', () => {
    const with1 = (one: Candidate['vote']) => [text('r1'), text('r2', { vote: one })]
    expect(scene({ texts: with1(vote('open')), choice: shows('text', 99, 'r1') })).toEqual({
      scene: 'vote',
      text: 'r2',
    })
    expect(scene({ texts: with1(vote('closed')) })).toEqual({ scene: 'vote', text: 'r2' })
    expect(scene({ texts: with1(vote('announced')), choice: shows('text', 1, 'r1') })).toEqual({
      scene: 'outcome',
      text: 'r2',
    })
    // Announced after the desk had gone on: the outcome comes all the same.
    expect(scene({ texts: with1(vote('announced')), choice: shows('text', 12, 'r1') })).toEqual({
      scene: 'outcome',
      text: 'r2',
    })
    expect(scene({ texts: with1(vote('announced')), choice: shows('text', 50, 'r1') })).toEqual({
      scene: 'text',
      text: 'r1',
    })
    expect(scene({ texts: with1(vote('announced')), choice: shows('text', 50, 'r2') })).toEqual({
      scene: 'text',
      text: 'r2',
    })
  })
})

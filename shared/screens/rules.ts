import type { Amendment } from '../amendments/model.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, AgendaPointId, AmendmentId, RecommendationId, SessionId, VoteId } from '../ids.ts'
import type { AgendaPoint, Session, SessionStage } from '../sessions/model.ts'
import { type Capacity, isSecretariat, run } from '../sessions/rules.ts'
import { isHidden } from '../sessions/sitting-rules.ts'
import type { Instant } from '../time.ts'
import type { Choice, Scene, Screen, Shown } from './model.ts'

/** Whether a person makes, lists and revokes the links of screens: the secretariat, and who runs the session. Refuses: no-right. Source: RULES.md SE50. */
export const keepScreens = (capacity: Capacity): Decision =>
  isSecretariat(capacity) || run(capacity).ok ? allow() : refuse('no-right', 'SE50')

/** Whether a link may be revoked; it is never given back. Refuses: no-right, already-so. Source: RULES.md SE50, SE51. */
export function revokeScreen(screen: Screen, capacity: Capacity): Decision {
  const may = keepScreens(capacity)
  if (!may.ok) return may
  return screen.revokedAt === null ? allow() : refuse('already-so', 'SE51')
}

/** Whether a link still opens the screen of a session. Refuses: no-screen, alike for what is revoked, foreign or unknown. Source: RULES.md SE51. */
export const admitScreen = (screen: Screen | null, session: SessionId): Decision<Screen> =>
  screen && screen.session === session && screen.revokedAt === null ? allow(screen) : refuse('no-screen', 'SE51')

/**
 * Whether who runs the session may put something on the screens: a text of its set, an amendment that was tabled, the way to check in,
 * or what follows from the point. Refuses: no-right, session-not-open, not-found. Source: RULES.md SE52.
 */
export function showOnScreens(
  session: Session,
  capacity: Capacity,
  shown: Shown,
  recommendation: { readonly session: SessionId } | null,
  amendment: Pick<Amendment, 'session' | 'stage'> | null = null,
): Decision {
  const may = run(capacity)
  if (!may.ok) return may
  if (session.stage !== 'open') return refuse('session-not-open', 'SE52')
  if (shown === 'text' && recommendation?.session !== session.id) return refuse('not-found', 'SE52')
  const isTabled = amendment?.session === session.id && amendment.stage !== 'draft'
  return shown === 'amendment' && !isTabled ? refuse('not-found', 'SE52') : allow()
}

/** Somebody who looks on, as the rules of texts, points and votes meet them; a screen sees what they do. Source: RULES.md SE53. */
export const LOOKING_ON: Capacity = {
  account: '' as AccountId,
  role: 'person',
  seats: [],
  sessionRole: 'observer',
  presiding: false,
  operating: false,
  presidedBy: null,
}

/** A text, and its newest vote, as far as the choice of scene needs them. */
export type Candidate = {
  readonly id: RecommendationId
  readonly point: AgendaPointId | null
  /** Whether those who look on may read it now. */
  readonly visible: boolean
  readonly vote: VoteSeen | null
}

type VoteSeen = {
  readonly stage: 'open' | 'closed' | 'announced' | 'void'
  readonly openedAt: Instant
  /** When it was announced, or made void. */
  readonly announcedAt: Instant | null
}

/** The newest vote on the set, a part or procedure, as far as the choice of scene needs it. */
export type AskedVote = {
  readonly id: VoteId
  readonly point: AgendaPointId | null
  readonly visible: boolean
  readonly vote: VoteSeen
}

/** An amendment under discussion, as far as the choice of scene needs it. */
export type Discussed = {
  readonly id: AmendmentId
  readonly recommendation: RecommendationId | null
  readonly visible: boolean
}

export type Situation = {
  readonly stage: SessionStage
  readonly point: AgendaPoint | null
  /** In the order of the set. */
  readonly texts: readonly Candidate[]
  readonly asked: AskedVote | null
  /** The amendment that the desk chose. */
  readonly amendment: Discussed | null
  /** A vote for practice runs. */
  readonly trial: boolean
  readonly choice: Choice | null
  /** Whether this sitting has had its quorum at any moment. */
  readonly hadQuorum: boolean
}

/** `vote` where it is not the newest vote of a text that is shown. */
export type SceneNow = {
  readonly scene: Scene
  readonly text: RecommendationId | null
  readonly vote?: VoteId
  readonly amendment?: AmendmentId
}

/**
 * What the screens show. An open vote before all; of a closed point, or of a text that may not be read, nothing.
 * The outcome stays until the desk shows something else or takes another point. Source: RULES.md SE52, SE53, SE54.
 */
export function sceneOf({ stage, point, texts, asked, amendment, trial, choice, hadQuorum }: Situation): SceneNow {
  const only = (scene: Scene): SceneNow => ({ scene, text: null })
  if (stage === 'planned') return only('arrival')
  if (stage !== 'open') return only('ended')
  const open = texts.find(({ vote }) => vote?.stage === 'open')
  if (open) return open.visible ? { scene: 'vote', text: open.id } : only('closed-point')
  if (asked?.vote.stage === 'open') return asked.visible ? askedScene(asked) : only('closed-point')
  if (trial) return only('trial')
  const chosen = choice && choice.point === (point?.id ?? null) ? choice : null
  if (chosen?.shown === 'check-in' || (!hadQuorum && !chosen)) return only('arrival')
  if (point && isHidden(point)) return only('closed-point')
  const text = textShown(texts, point?.id ?? null, chosen)
  const isLater = asked && movedAt(asked) >= Math.max(chosen?.at ?? 0, text ? movedAt(text) : 0)
  if (asked?.visible && isLater && asked.point === (point?.id ?? null)) return askedScene(asked)
  const isVoted = text !== null && movedAt(text) >= (chosen?.at ?? 0)
  if (chosen?.shown === 'amendment' && !isVoted)
    return amendment?.visible
      ? { scene: 'amendment', text: amendment.recommendation, amendment: amendment.id }
      : only('point')
  if (!text?.visible) return only('point')
  const voted = isVoted ? text.vote?.stage : null
  if (voted === 'closed') return { scene: 'vote', text: text.id }
  if (voted === 'announced' || voted === 'void') return { scene: 'outcome', text: text.id }
  return { scene: 'text', text: text.id }
}

/** The text under discussion: the one the desk chose, or voted on since; else that of the point's newest vote, else its first. */
function textShown(texts: readonly Candidate[], point: AgendaPointId | null, chosen: Choice | null): Candidate | null {
  const of = texts.filter((text) => text.point === point)
  const voted = of
    .filter((text) => text.vote && movedAt(text) >= (chosen?.at ?? 0))
    .toSorted((a, b) => movedAt(b) - movedAt(a))[0]
  if (voted) return voted
  return (chosen?.shown === 'text' ? texts.find(({ id }) => id === chosen.recommendation) : null) ?? of[0] ?? null
}

/** When a text's newest vote last called for the screens: when it was announced or made void, before that at its opening. */
const movedAt = ({ vote }: Pick<Candidate, 'vote'>): Instant => vote?.announcedAt ?? vote?.openedAt ?? -1

const askedScene = ({ id, vote }: AskedVote): SceneNow => ({
  scene: vote.stage === 'announced' || vote.stage === 'void' ? 'outcome' : 'vote',
  text: null,
  vote: id,
})

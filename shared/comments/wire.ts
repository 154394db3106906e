import { z } from 'zod'
import type { AccountId, CommentId, RecommendationId, SessionId } from '../ids.ts'
import { command, id, instant, language, localised, query, requestId } from '../wire.ts'
import { COMMENT_KINDS, MOST_COMMENT_LETTERS } from './model.ts'
import { threadWire } from './thread-wire.ts'

const session = id<SessionId>()
const comment = id<CommentId>()
const words = z.string().trim().min(1).max(MOST_COMMENT_LETTERS)
const content = {
  kind: z.enum(COMMENT_KINDS),
  language,
  words,
  proposed: z.string().trim().max(MOST_COMMENT_LETTERS).nullable(),
}

export const commentsWire = {
  ...threadWire,
  list: query(
    'The written comments on a session’s texts; who looks on sees only the own ones. Refuses: not-found.',
    z.object({ session }),
    z.object({
      /** The newest revision on which comments are taken, and until when; null: none. */
      open: z.object({ revision: z.number().int(), until: instant }).nullable(),
      mayComment: z.boolean(),
      mayAnswer: z.boolean(),
      comments: z.array(
        z.object({
          id: comment,
          recommendation: id<RecommendationId>(),
          number: z.number().int().nullable(),
          title: localised,
          revision: z.number().int(),
          author: z.object({ account: id<AccountId>(), name: localised }),
          kind: z.enum(COMMENT_KINDS),
          language,
          words: z.string(),
          proposed: z.string().nullable(),
          at: instant,
          changedAt: instant.nullable(),
          reply: z
            .object({
              words: z.string(),
              at: instant,
              /** Null for who looks on: they are told what was answered, not by whom. */
              by: z.object({ account: id<AccountId>(), name: localised }).nullable(),
            })
            .nullable(),
          mayChange: z.boolean(),
        }),
      ),
    }),
  ),
  leave: command(
    'Leaves a written comment on a text of a revision. Refuses: not-found, not-on-the-session, session-closed, comments-closed.',
    z.object({ session, recommendation: id<RecommendationId>(), revision: z.number().int(), ...content, requestId }),
    z.object({ comment }),
  ),
  change: command(
    'Changes one’s own comment. Refuses: not-found, not-your-comment, session-closed, comments-closed.',
    z.object({ comment, ...content, requestId }),
    z.object({}),
  ),
  withdraw: command(
    'Withdraws one’s own comment. Refuses: not-found, not-your-comment, session-closed, comments-closed.',
    z.object({ comment, requestId }),
    z.object({}),
  ),
  answer: command(
    'A drafter or the secretariat answers a comment, or changes the answer. Refuses: not-found, no-right, session-closed.',
    z.object({ comment, reply: words, requestId }),
    z.object({}),
  ),
} as const

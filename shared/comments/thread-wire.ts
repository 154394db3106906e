import { z } from 'zod'
import type { AccountId, RecommendationId, RemarkId, SessionId, ThreadId } from '../ids.ts'
import { PARTS } from '../text/canonical.ts'
import { command, id, instant, language, localised, query, requestId } from '../wire.ts'
import { CONTEXT, MOST_QUOTE_LETTERS, MOST_REMARK_LETTERS } from './threads.ts'

const recommendation = id<RecommendationId>()
const thread = id<ThreadId>()
const remark = id<RemarkId>()
const words = z.string().trim().min(1).max(MOST_REMARK_LETTERS)
const person = z.object({ account: id<AccountId>(), name: localised })
/** A Yjs relative position is some thirty bytes. */
const position = z
  .string()
  .max(120)
  .regex(/^[A-Za-z0-9+/]+=*$/)
  .nullable()

const passage = z.object({
  part: z.enum(PARTS),
  language,
  start: position,
  end: position,
  quote: z.string().min(1).max(MOST_QUOTE_LETTERS),
  before: z.string().max(CONTEXT),
  after: z.string().max(CONTEXT),
})

const place = z.union([
  z.object({ state: z.enum(['here', 'changed']), from: z.number().int(), to: z.number().int() }),
  z.object({ state: z.literal('gone') }),
])

export const threadWire = {
  threads: query(
    'The threads of a text’s discussion, oldest first; who looks on sees those open to them where they are invited. Refuses: not-found.',
    z.object({ recommendation }),
    z.object({
      /** Whether those who look on are invited to this discussion. */
      observersInvited: z.boolean(),
      /** Whether the reader is one of them. */
      looksOn: z.boolean(),
      mayOpen: z.boolean(),
      mayInviteObservers: z.boolean(),
      /** Who may be mentioned; `looksOn`: only in what is open to those who look on. */
      people: z.array(person.extend({ looksOn: z.boolean() })),
      threads: z.array(
        z.object({
          id: thread,
          openedBy: person,
          at: instant,
          toObservers: z.boolean(),
          resolved: z.object({ by: person, at: instant }).nullable(),
          mayResolve: z.boolean(),
          /** Null: the whole text. */
          passage: passage
            .extend({
              seq: z.number().int(),
              /** Where it stood when this was answered, in letters of the part’s plain words. */
              place,
              /** Where it does not stand as it did: the newest version that says it, as far as the reader sees one. */
              version: z.number().int().nullable(),
            })
            .nullable(),
          remarks: z.array(
            z.object({
              id: remark,
              author: person,
              /** Mentions are `@{id}`; null once withdrawn. */
              words: z.string().nullable(),
              at: instant,
              changedAt: instant.nullable(),
              withdrawnAt: instant.nullable(),
              /** What it said before, oldest first, and until when; nothing for who looks on. */
              earlier: z.array(z.object({ words: z.string(), until: instant })),
              mayChange: z.boolean(),
              /** It mentions the reader, who has not been shown it. */
              unread: z.boolean(),
            }),
          ),
        }),
      ),
    }),
  ),
  mentions: query(
    'The newest fifty remarks of a session that mention the reader. Refuses: not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({
      mentions: z.array(
        z.object({
          recommendation,
          number: z.number().int().nullable(),
          title: localised,
          thread,
          remark,
          author: person,
          words: z.string(),
          at: instant,
          unread: z.boolean(),
        }),
      ),
      /** Who is named in the words. */
      people: z.array(person),
    }),
  ),
  'open-thread': command(
    'Opens a thread on a passage of a live text, or on all of it. Refuses: not-found, no-right, session-closed, not-in-the-text, not-shown-to-them, discussion-full, too-fast.',
    z.object({
      recommendation,
      passage: passage.nullable(),
      words,
      toObservers: z.boolean().default(false),
      requestId,
    }),
    z.object({ thread, remark }),
  ),
  'answer-thread': command(
    'Answers in a thread; a resolved one is open again. Refuses: not-found, no-right, session-closed, not-shown-to-them, discussion-full, too-fast.',
    z.object({ thread, words, requestId }),
    z.object({ remark }),
  ),
  'resolve-thread': command(
    'Resolves a thread. Refuses: not-found, no-right, session-closed, already-so.',
    z.object({ thread, requestId }),
    z.object({}),
  ),
  'reopen-thread': command(
    'Opens a resolved thread again. Refuses: not-found, no-right, session-closed, already-so.',
    z.object({ thread, requestId }),
    z.object({}),
  ),
  'change-remark': command(
    'Changes one’s own remark; what it said before stays to be read. Refuses: not-found, not-your-comment, no-right, session-closed, already-so, not-shown-to-them, too-fast.',
    z.object({ remark, words, requestId }),
    z.object({}),
  ),
  'withdraw-remark': command(
    'Withdraws one’s own remark: its words are shown to nobody, that it was there to all. Refuses: not-found, not-your-comment, no-right, session-closed, already-so.',
    z.object({ remark, requestId }),
    z.object({}),
  ),
  'note-read': command(
    'Notes that the reader was shown remarks that mention them. Refuses: not-found.',
    z.object({ recommendation, remarks: z.array(remark).max(100), requestId }),
    z.object({}),
  ),
  'invite-observers': command(
    'Invites those who look on to the discussion of a text, or takes that back. Refuses: not-found, no-right, session-closed, already-so.',
    z.object({ recommendation, on: z.boolean(), requestId }),
    z.object({}),
  ),
} as const

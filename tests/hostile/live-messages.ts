import { SYNC, syncMessage } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { NOTHING_NEW, presenceMessage, presenceText, stepTwoMessage, updateMessage } from '../live/updates.ts'
import type { LiveInput } from './live-frames.ts'
import { bytes, fresh, paragraphs, says, sends, stateVector, times, updates, writes } from './saying.ts'

/** Messages of y-websocket, and of nobody. */
export const MESSAGES: readonly LiveInput[] = [
  { name: 'nothing', outcome: '4400', does: sends(bytes()) },
  { name: 'a kind that y-websocket has and nobody needs', outcome: '4400', does: sends(bytes(MESSAGE.auth, 0, 0)) },
  { name: 'kinds that nobody has', outcome: '4400', does: sends(bytes(4, 0), bytes(99)) },
  { name: 'our own answers', outcome: '4400', does: sends(bytes(MESSAGE.saved, 100), bytes(MESSAGE.refused, 0)) },
  { name: 'a kind longer than numbers are', outcome: '4400', does: sends(new Uint8Array(30).fill(0xff)) },
  { name: 'a sync message of a fourth kind', outcome: '4400', does: sends(bytes(MESSAGE.sync, 3, 1, 0)) },
  { name: 'a sync message without a kind', outcome: '4400', does: sends(bytes(MESSAGE.sync)) },
  {
    name: 'an update longer than its message',
    outcome: '4400',
    does: sends(bytes(MESSAGE.sync, SYNC.update, 200, 1, 0, 0)),
  },
  { name: 'a state vector that ends too early', outcome: '4400', does: sends(syncMessage(SYNC.step1, bytes(9, 1, 1))) },
  {
    name: 'a state vector that says a million and has one',
    outcome: '4400',
    does: sends(syncMessage(SYNC.step1, stateVector(1, 1_000_000))),
  },
  {
    name: 'a state vector of 150,000 clients',
    outcome: '4400',
    does: sends(syncMessage(SYNC.step1, stateVector(150_000))),
  },
  {
    name: 'a state vector of 2,000 clients that nobody has',
    outcome: 'passed over',
    does: sends(syncMessage(SYNC.step1, stateVector(2_000))),
  },
  {
    name: 'a state vector of a million clients',
    outcome: '4413',
    does: sends(syncMessage(SYNC.step1, stateVector(1_000_000))),
  },
  {
    name: 'a thousand questions what there is',
    outcome: 'passed over',
    does: sends(...times(1_000, syncMessage(SYNC.step1, bytes(0)))),
  },
  { name: 'presence without states', outcome: '4400', does: sends(bytes(MESSAGE.awareness)) },
  {
    name: 'presence of a billion',
    outcome: '4400',
    does: sends(bytes(MESSAGE.awareness, 5, 0xff, 0xff, 0xff, 0xff, 3)),
  },
  {
    name: 'presence of 500 as the chair',
    outcome: 'passed over',
    does: sends(
      presenceMessage(
        ...Array.from({ length: 500 }, (_, n): [number, number, unknown] => [
          fresh() + n,
          1,
          { user: { id: 'm01', name: 'Chair' } },
        ]),
      ),
    ),
  },
  {
    name: 'presence above 2 KiB',
    outcome: 'passed over',
    does: sends(presenceMessage([fresh(), 1, { cursor: 'x'.repeat(3_000) }])),
  },
  { name: 'presence that is no JSON', outcome: 'passed over', does: sends(presenceText(fresh(), 1, '{"cursor":')) },
  {
    name: 'presence 900 deep',
    outcome: 'passed over',
    does: sends(presenceText(fresh(), 1, '['.repeat(900) + ']'.repeat(900))),
  },
  {
    name: 'presence with a prototype',
    outcome: 'passed over',
    does: sends(presenceText(fresh(), 1, '{"__proto__":{"user":{"id":"m01"}}}')),
  },
  {
    name: 'presence with a clock beyond numbers',
    outcome: 'passed over',
    does: sends(presenceMessage([fresh(), 2 ** 53 - 1, { cursor: null }])),
  },
  {
    name: 'presence of whom one does not own',
    outcome: 'passed over',
    does: says(({ chairs }) => [presenceMessage([chairs().client, 99, null])]),
  },
  {
    name: '3,000 moves in one breath',
    outcome: 'passed over',
    does: says(() => {
      const client = fresh()
      return Array.from({ length: 3_000 }, (_, n) => presenceMessage([client, n + 1, { cursor: { n } }]))
    }),
  },
  {
    name: '3,000 questions who is here',
    outcome: 'passed over',
    does: sends(...times(3_000, bytes(MESSAGE.queryAwareness))),
  },
  {
    name: '12,000 updates with nothing in them, above the rate',
    outcome: 'passed over',
    does: updates(...times(12_000, NOTHING_NEW)),
  },
  {
    name: 'words by who only reads',
    outcome: 'no-right LT11',
    does: says(() => [updateMessage(writes(...paragraphs()))], { who: 'observer' }),
  },
  {
    name: 'words by who only reads, as an answer',
    outcome: 'no-right LT11',
    does: says(() => [stepTwoMessage(writes(...paragraphs()))], { who: 'observer' }),
  },
]

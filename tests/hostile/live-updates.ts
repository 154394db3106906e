import * as encoding from 'lib0/encoding'
import { ANY, FORMAT, forged, gc, item, paragraph, STRING, string, TYPE } from '../live/forged.ts'
import { updateMessage } from '../live/updates.ts'
import type { LiveInput } from './live-frames.ts'
import {
  bytes,
  forges,
  fresh,
  gaps,
  grows,
  huge,
  inText,
  type Message,
  mark,
  node,
  paragraphs,
  says,
  sections,
  times,
  uints,
  updates,
  words,
  writes,
} from './saying.ts'

/** Updates that cannot be read, say too much, or are nobody's to write. */
export const UPDATES: readonly LiveInput[] = [
  { name: 'an update of no bytes', outcome: 'malformed LT2', does: updates(bytes()) },
  {
    name: 'an update that ends too early',
    outcome: 'malformed LT2',
    does: updates(writes(...paragraphs()).slice(0, -3)),
  },
  {
    name: 'an update with more behind it',
    outcome: 'malformed LT2',
    does: updates(Uint8Array.from([...writes(...paragraphs()), 7, 7, 7])),
  },
  {
    name: 'an update that says a billion structs',
    outcome: 'malformed LT2',
    does: updates(uints(1, 1_000_000_000, 7, 0)),
  },
  { name: 'an update that says a million clients', outcome: 'too-large LT10', does: updates(uints(1_000_000)) },
  { name: 'an update of 65 clients', outcome: 'too-large LT10', does: updates(forged(sections(65))) },
  {
    name: 'an update that goes on by more than a million',
    outcome: 'too-large LT10',
    does: updates(writes(gc(1_000_001))),
  },
  {
    name: 'an update that goes on beyond numbers',
    outcome: 'malformed LT2',
    does: updates(writes(gc(2 ** 53 - 1), gc(2 ** 53 - 1))),
  },
  { name: 'an update above 1 MiB', outcome: '4413', does: updates(new Uint8Array(huge(1_100_000))) },
  {
    name: 'a client twice in an update',
    outcome: 'malformed LT2',
    does: updates(forged(times(2, { client: fresh(), clock: 0, structs: [gc(1)] }))),
  },
  {
    name: 'another name than the twelve',
    outcome: 'malformed LT2',
    does: updates(writes(item(TYPE, { parent: 'secret:ru' }, paragraph))),
  },
  {
    name: 'a name that every object has',
    outcome: 'malformed LT2',
    does: updates(writes(item(TYPE, { parent: '__proto__' }, paragraph))),
  },
  {
    name: 'a node that texts do not know',
    outcome: 'malformed LT2',
    does: updates(writes(item(TYPE, inText, node('script')))),
  },
  { name: 'words without a paragraph', outcome: 'malformed LT30', does: updates(writes(item(TYPE, inText, words))) },
  {
    name: 'a thing that is no words',
    outcome: 'malformed LT2',
    does: updates(
      writes(
        item(ANY, inText, (encoder) => {
          encoding.writeVarUint(encoder, 1)
          encoding.writeAny(encoder, { a: 1 })
        }),
      ),
    ),
  },
  {
    name: 'a document in the document',
    outcome: 'malformed LT2',
    does: updates(
      writes(
        item(9, inText, (encoder) => {
          encoding.writeVarString(encoder, 'x')
          encoding.writeAny(encoder, {})
        }),
      ),
    ),
  },
  {
    name: 'a mark that texts do not know',
    outcome: 'malformed LT2',
    does: updates(writes(item(FORMAT, inText, mark('onclick', 'x')))),
  },
  {
    name: 'a link that runs',
    outcome: 'malformed LT30',
    does: updates(
      grows((client) =>
        paragraphs(
          item(TYPE, { parent: [client, 0] }, words),
          item(FORMAT, { parent: [client, 1] }, mark('link', { href: 'javascript:alert(1)' })),
          item(STRING, { left: [client, 2] }, string('x')),
          item(FORMAT, { left: [client, 3] }, mark('link', null)),
        ),
      ),
    ),
  },
  {
    name: 'letters that are no letters',
    outcome: 'malformed LT2',
    does: updates(writes(item(STRING, inText, (encoder) => encoding.writeVarUint8Array(encoder, bytes(0xff, 0xfe))))),
  },
  {
    name: 'nodes 100 deep',
    outcome: 'too-large LT10',
    does: updates(
      grows((client) =>
        paragraphs(...Array.from({ length: 100 }, (_, n) => item(TYPE, { parent: [client, n] }, paragraph))),
      ),
    ),
  },
  {
    name: 'words under the id of another',
    outcome: 'forged LT3',
    does: says((given) => [forges(given)]),
  },
  {
    name: 'what stands on nothing',
    outcome: 'gap LT22',
    does: gaps(writes(item(STRING, { left: [fresh(), 7] }, string('x')))),
  },
  {
    name: 'clocks that were left out',
    outcome: 'gap LT22',
    does: gaps(forged([{ client: fresh(), clock: 50, structs: [gc(1)] }])),
  },
  {
    name: 'a deletion of what is not there',
    outcome: 'gap LT22',
    does: gaps(forged([], { 77: [[900_000, 50]] })),
  },
  {
    name: 'a deletion beyond numbers',
    outcome: 'malformed LT2',
    does: updates(forged([], { 77: [[2 ** 53 - 1, 2 ** 53 - 1]] })),
  },
]

const quietly = (...messages: readonly Message[]) => says(() => messages, { query: '' })

/** To a client of y-websocket, which is told by the code it is closed with. */
export const GIFTS: readonly LiveInput[] = [
  { name: 'an update that cannot be read', outcome: '4400', does: quietly(updateMessage(bytes(9, 9, 9))) },
  {
    name: 'a node that texts do not know',
    outcome: '4400',
    does: quietly(updateMessage(writes(item(TYPE, inText, node('script'))))),
  },
  { name: 'an update of 65 clients', outcome: '4413', does: quietly(updateMessage(forged(sections(65)))) },
  {
    name: 'words under the id of another',
    outcome: '4403',
    does: says((given) => [forges(given)], { query: '' }),
  },
  {
    name: 'words by who only reads',
    outcome: '4403',
    does: says(() => [updateMessage(writes(...paragraphs()))], { who: 'observer', query: '' }),
  },
  { name: 'a copy from before', outcome: '4409', does: says(() => [], { query: '?v=1&epoch=none' }) },
]

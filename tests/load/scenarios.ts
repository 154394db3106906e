import { amendments } from './amendments.ts'
import { differences } from './differences.ts'
import { files } from './files.ts'
import { freeze, freezeAtTwo } from './freeze.ts'
import { endWhileTyping } from './kill.ts'
import { longTasks } from './long-tasks.ts'
import { idleMemory } from './memory.ts'
import { news } from './news.ts'
import type { Player } from './outcome.ts'
import { rolling } from './rolling.ts'
import type { ServerName } from './servers.ts'
import { slowReaders } from './slow-readers.ts'
import { soak } from './soak.ts'
import { joinStorm } from './storm.ts'
import type { Column } from './table.ts'
import { type Cut, cutAtTwo, typingAtTwo } from './two-servers.ts'
import { typing } from './typing.ts'
import { versions } from './versions.ts'
import { voting, votingThroughKills } from './voting.ts'

export type Scenario = {
  readonly name: string
  /** What happens in it, as the heading of its table says it. */
  readonly title: string
  /** Who is measured beside Kenes. */
  readonly peers: readonly Exclude<ServerName, 'kenes'>[]
  readonly columns: readonly Column[]
  /** PostgreSQL and Redis must be installed. */
  readonly needsServices?: boolean
  readonly repetitions: number
  readonly seconds: number
  readonly times: number
  readonly play: Player
}

const DELIVERY_COLUMNS: readonly Column[] = [
  { figure: 'deliveries', heading: 'deliveries/s', digits: 0, isRatio: true },
  { figure: 'p50', heading: 'p50 ms', digits: 1, isRatio: true },
  { figure: 'p95', heading: 'p95 ms', digits: 1, isRatio: true },
  { figure: 'p99', heading: 'p99 ms', digits: 1, isRatio: true },
  { figure: 'longest', heading: 'max ms', digits: 0 },
  { figure: 'cpu', heading: 'CPU %', digits: 0, isRatio: true },
  { figure: 'cpuPerDelivery', heading: 'CPU µs/delivery', digits: 1, isRatio: true },
  { figure: 'rss', heading: 'RSS MB', digits: 0 },
  { figure: 'waited', heading: 'waited for a core %', digits: 0 },
  { figure: 'generatorCpu', heading: 'generator CPU %', digits: 0 },
  { figure: 'generatorLag', heading: 'generator lag p99 ms', digits: 1 },
]

const END_COLUMNS: readonly Column[] = [
  { figure: 'keystrokes', heading: 'keystrokes', digits: 0 },
  { figure: 'lost', heading: 'lost', digits: 0 },
  { figure: 'doubled', heading: 'doubled', digits: 0 },
  { figure: 'readyP50', heading: 'start p50 ms', digits: 0 },
  { figure: 'oneTextP50', heading: 'one text p50 ms', digits: 0 },
  { figure: 'oneTextLongest', heading: 'one text max ms', digits: 0, most: 5_000 },
]

const FREEZE_COLUMNS: readonly Column[] = [
  { figure: 'freezes', heading: 'freezes', digits: 0 },
  { figure: 'refused', heading: 'later edits, refused', digits: 0 },
  { figure: 'p50', heading: 'freeze p50 ms', digits: 0 },
  { figure: 'p99', heading: 'freeze p99 ms', digits: 0 },
  { figure: 'longest', heading: 'freeze max ms', digits: 0 },
]

const TYPED = { columns: DELIVERY_COLUMNS, repetitions: 3, seconds: 4, times: 0 } as const

/** Every scenario, in the order it is played. */
export const SCENARIOS: readonly Scenario[] = [
  {
    ...TYPED,
    name: 'hall',
    title: '100 clients, 20 typing 5 keystrokes a second',
    peers: ['relay', 'y-websocket-server', 'hocuspocus'],
    play: typing({ clients: 100, typists: 20, pace: { perSecond: 5 } }),
  },
  {
    ...TYPED,
    name: 'all',
    title: '100 clients, all typing 5 keystrokes a second',
    peers: ['relay', 'hocuspocus'],
    play: typing({ clients: 100, typists: 100, pace: { perSecond: 5 } }),
  },
  {
    ...TYPED,
    name: 'n500',
    title: '500 clients, 50 typing 5 keystrokes a second',
    peers: ['hocuspocus'],
    play: typing({ clients: 500, typists: 50, pace: { perSecond: 5 } }),
  },
  {
    ...TYPED,
    name: 'n1000',
    title: '1,000 clients, 20 typing 5 keystrokes a second',
    peers: ['hocuspocus'],
    play: typing({ clients: 1_000, typists: 20, pace: { perSecond: 5 } }),
  },
  {
    ...TYPED,
    name: 'n400all',
    title: '400 clients, all typing 5 keystrokes a second',
    peers: ['hocuspocus'],
    play: typing({ clients: 400, typists: 400, pace: { perSecond: 5 } }),
  },
  {
    ...TYPED,
    name: 'saturation',
    title: '100 clients, 20 typing as fast as the server lets them: each keeps 4 keystrokes on their way',
    peers: ['relay', 'hocuspocus'],
    play: typing({ clients: 100, typists: 20, pace: { outstanding: 4 } }),
  },
  {
    ...TYPED,
    name: 'presence',
    title: '100 clients, 20 typing, each keystroke with a caret, every client sending every presence message back',
    peers: ['y-websocket-server', 'hocuspocus'],
    play: typing({ clients: 100, typists: 20, pace: { perSecond: 5 }, carets: true }),
  },
  {
    name: 'storm',
    title: '100 join a text of 200,000 operations at once while 20 type in it; then one opens it after a restart',
    peers: ['y-websocket-server', 'hocuspocus'],
    repetitions: 3,
    seconds: 0,
    times: 200_000,
    columns: [
      { figure: 'bytes', heading: 'text kB', digits: 0 },
      { figure: 'all', heading: 'all have it ms', digits: 0, most: 400, isRatio: true },
      { figure: 'stall', heading: 'longest stall of typing ms', digits: 0, most: 150, isRatio: true },
      { figure: 'p50', heading: 'typing p50 ms', digits: 1 },
      { figure: 'cpuSeconds', heading: 'CPU s', digits: 2, isRatio: true },
      { figure: 'peak', heading: 'peak RSS MB', digits: 0 },
      { figure: 'cold', heading: 'cold load ms', digits: 0, most: 50, isRatio: true },
      { figure: 'generatorLag', heading: 'generator lag p99 ms', digits: 1 },
    ],
    play: joinStorm,
  },
  {
    name: 'memory',
    title: 'memory of the server from 0 to 1,000 idle connections',
    peers: ['hocuspocus'],
    repetitions: 3,
    seconds: 0,
    times: 1_000,
    columns: [
      { figure: 'before', heading: 'RSS before MB', digits: 0 },
      { figure: 'after', heading: 'RSS after MB', digits: 0 },
      { figure: 'growth', heading: 'growth MB', digits: 1, isRatio: true },
    ],
    play: idleMemory,
  },
  {
    name: 'news',
    title: '300 readers of a session, five acts a second; each asks the two panels of its page again',
    peers: [],
    repetitions: 1,
    seconds: 20,
    times: 300,
    columns: [
      { figure: 'acts', heading: 'acts', digits: 0 },
      { figure: 'events', heading: 'events', digits: 0 },
      { figure: 'eventP50', heading: 'event p50 ms', digits: 0 },
      { figure: 'eventP95', heading: 'event p95 ms', digits: 0 },
      { figure: 'p50', heading: 'panel p50 ms', digits: 0 },
      { figure: 'p95', heading: 'panel p95 ms', digits: 0, most: 300 },
      { figure: 'p99', heading: 'panel p99 ms', digits: 0 },
      { figure: 'longest', heading: 'panel max ms', digits: 0 },
      { figure: 'asked', heading: 'questions/s', digits: 0 },
      { figure: 'cpu', heading: 'CPU %', digits: 0 },
      { figure: 'rss', heading: 'RSS MB', digits: 0 },
      { figure: 'waited', heading: 'waited for a core %', digits: 0 },
      { figure: 'generatorCpu', heading: 'generator CPU %', digits: 0 },
      { figure: 'generatorLag', heading: 'generator lag p99 ms', digits: 1 },
    ],
    play: news,
  },
  {
    name: 'voting',
    title: '100 people with 100 sign-ins vote, all at once and within two seconds in turn',
    peers: [],
    repetitions: 1,
    seconds: 0,
    times: 20,
    columns: [
      { figure: 'votes', heading: 'votes', digits: 0 },
      { figure: 'whole', heading: 'all at once: last receipt max ms', digits: 0, most: 2_000 },
      { figure: 'atOnceP95', heading: 'all at once: receipt p95 ms', digits: 0 },
      { figure: 'spreadP50', heading: 'within 2 s: receipt p50 ms', digits: 1 },
      { figure: 'spreadP95', heading: 'within 2 s: receipt p95 ms', digits: 0, most: 150 },
      { figure: 'cpu', heading: 'CPU %', digits: 0 },
      { figure: 'rss', heading: 'RSS MB', digits: 0 },
      { figure: 'generatorCpu', heading: 'generator CPU %', digits: 0 },
    ],
    play: voting,
  },
  {
    name: 'voting-kill',
    title: 'kill -9 while 100 people vote, who press again until they have a receipt',
    peers: [],
    repetitions: 1,
    seconds: 0,
    times: 20,
    columns: [
      { figure: 'kills', heading: 'kills', digits: 0 },
      { figure: 'receipts', heading: 'receipts', digits: 0 },
      { figure: 'faults', heading: 'not as they must be', digits: 0 },
    ],
    play: votingThroughKills,
  },
  {
    name: 'differences',
    title: 'two revisions of a report of more than 5,000 words compared, and two texts of 100,000 characters',
    peers: [],
    repetitions: 3,
    seconds: 0,
    times: 20,
    columns: [
      { figure: 'ruP50', heading: 'Russian p50 ms', digits: 0 },
      { figure: 'ruLongest', heading: 'Russian max ms', digits: 0, most: 1_000 },
      { figure: 'enP50', heading: 'English p50 ms', digits: 0 },
      { figure: 'enLongest', heading: 'English max ms', digits: 0, most: 1_000 },
      { figure: 'hugeChanged', heading: '100,000 characters changed ms', digits: 0 },
      { figure: 'hugeAnew', heading: '100,000 characters anew ms', digits: 0 },
    ],
    play: differences,
  },
  {
    name: 'versions',
    title: '8 people list and compare the versions of 200 texts with 500 versions each',
    peers: [],
    repetitions: 1,
    seconds: 0,
    times: 400,
    columns: [
      { figure: 'versions', heading: 'versions', digits: 0 },
      { figure: 'listP50', heading: 'list p50 ms', digits: 0 },
      { figure: 'listP95', heading: 'list p95 ms', digits: 0, most: 300 },
      { figure: 'comparedP50', heading: 'two to compare p50 ms', digits: 0 },
      { figure: 'comparedP95', heading: 'two to compare p95 ms', digits: 0, most: 300 },
      { figure: 'revisionP95', heading: 'whole set p95 ms', digits: 0, most: 300 },
      { figure: 'cpuPerQuestion', heading: 'CPU ms/question', digits: 1 },
      { figure: 'cpu', heading: 'CPU %', digits: 0 },
      { figure: 'rss', heading: 'RSS MB', digits: 0 },
      { figure: 'waited', heading: 'waited for a core %', digits: 0 },
    ],
    play: versions,
  },
  {
    name: 'long-tasks',
    title: 'the longest task in a browser: 50 amendments to a text, 500 versions of one',
    peers: [],
    repetitions: 1,
    seconds: 0,
    times: 2,
    columns: [
      { figure: 'list', heading: 'amendments beside the text ms', digits: 0, most: 100 },
      { figure: 'set', heading: 'set with all ms', digits: 0, most: 100 },
      { figure: 'compare', heading: 'two versions compared ms', digits: 0, most: 100 },
      { figure: 'timeline', heading: 'line of all versions ms', digits: 0, most: 100 },
    ],
    play: longTasks,
  },
  {
    name: 'files',
    title: 'a hall of 100 with 20 typing, alone and while 20 people ask for the PDF of the session at once',
    peers: [],
    repetitions: 3,
    seconds: 6,
    times: 0,
    columns: [
      { figure: 'pdfs', heading: 'PDFs', digits: 0 },
      { figure: 'pdfsMs', heading: 'last one after ms', digits: 0 },
      { figure: 'p50', heading: 'alone p50 ms', digits: 1 },
      { figure: 'p99', heading: 'alone p99 ms', digits: 1 },
      { figure: 'besideP50', heading: 'beside p50 ms', digits: 1 },
      { figure: 'besideP99', heading: 'beside p99 ms', digits: 1 },
      { figure: 'more', heading: 'more at p99 ms', digits: 1, most: 50 },
      { figure: 'longest', heading: 'beside max ms', digits: 0 },
      { figure: 'rss', heading: 'RSS MB', digits: 0 },
      { figure: 'waited', heading: 'waited for a core %', digits: 0 },
      { figure: 'largePdf', heading: '200 texts × 3 PDF CPU ms', digits: 0, most: 5_000 },
      { figure: 'largeDocx', heading: 'DOCX CPU ms', digits: 0, most: 3_000 },
      { figure: 'largeMegabytes', heading: 'MB', digits: 0, most: 512 },
    ],
    play: files,
  },
  {
    name: 'amendments',
    title:
      '8 people look at 50 amendments to a recommendation of 40 paragraphs, in which one writes and which they amend',
    peers: [],
    repetitions: 1,
    seconds: 0,
    times: 200,
    columns: [
      { figure: 'amendments', heading: 'amendments', digits: 0 },
      ...(['warm', 'written', 'accepted'] as const).flatMap((when) => [
        { figure: `${when}List`, heading: `${when}: list p95 ms`, digits: 0, most: 300 },
        { figure: `${when}Compare`, heading: `${when}: one to compare p95 ms`, digits: 0, most: 300 },
        { figure: `${when}Set`, heading: `${when}: set with all p95 ms`, digits: 0, most: 300 },
      ]),
      { figure: 'acceptP50', heading: 'accepted, 49 brought up, p50 ms', digits: 0 },
      { figure: 'acceptLongest', heading: 'accepted max ms', digits: 0 },
      { figure: 'warmCpu', heading: 'CPU ms, warm: all three', digits: 0 },
      { figure: 'writtenCpu', heading: 'written: all three', digits: 0 },
      { figure: 'acceptCpu', heading: 'accepted', digits: 0 },
      { figure: 'acceptedCpu', heading: 'accepted: all three', digits: 0 },
      { figure: 'rss', heading: 'RSS MB', digits: 0 },
      { figure: 'waited', heading: 'waited for a core %', digits: 0 },
    ],
    play: amendments,
  },
  {
    name: 'slow',
    title: '5 of 50 clients stop reading while 128 MB go out to each of the others',
    peers: [],
    repetitions: 1,
    seconds: 0,
    times: 128,
    columns: [
      { figure: 'p50', heading: 'p50 ms', digits: 1 },
      { figure: 'p99', heading: 'p99 ms', digits: 0, most: 250 },
      { figure: 'longest', heading: 'max ms', digits: 0 },
      { figure: 'before', heading: 'RSS before MB', digits: 0 },
      { figure: 'growth', heading: 'growth MB', digits: 0, most: 50 },
      { figure: 'closed', heading: 'slow ones closed', digits: 0 },
      { figure: 'whole', heading: 'slow ones whole', digits: 0 },
      { figure: 'wholeMs', heading: 'whole after ms', digits: 0 },
      { figure: 'cpu', heading: 'CPU %', digits: 0 },
      { figure: 'generatorCpu', heading: 'generator CPU %', digits: 0 },
    ],
    play: slowReaders,
  },
  {
    name: 'kill',
    title: 'kill -9 while 20 people type, each time restarted on the same store',
    peers: [],
    repetitions: 1,
    seconds: 0,
    times: 100,
    columns: [{ figure: 'ends', heading: 'kills', digits: 0 }, ...END_COLUMNS],
    play: endWhileTyping('SIGKILL'),
  },
  {
    name: 'stop',
    title: 'SIGTERM while 20 people type, each time restarted on the same store',
    peers: [],
    repetitions: 1,
    seconds: 0,
    times: 100,
    columns: [
      { figure: 'ends', heading: 'stops', digits: 0 },
      { figure: 'endedP50', heading: 'stop p50 ms', digits: 0 },
      { figure: 'endedLongest', heading: 'stop max ms', digits: 0, most: 10_000 },
      ...END_COLUMNS,
    ],
    play: endWhileTyping('SIGTERM'),
  },
  {
    name: 'freeze',
    title: 'the chair freezes a text while 50 people type, and takes the freeze back',
    peers: [],
    repetitions: 1,
    seconds: 0,
    times: 200,
    columns: FREEZE_COLUMNS,
    play: freeze,
  },
  {
    name: 'soak',
    title: '50 people go from text to text, type and take their words away',
    peers: [],
    repetitions: 1,
    seconds: 120,
    times: 0,
    columns: [
      { figure: 'minutes', heading: 'minutes', digits: 0 },
      { figure: 'stays', heading: 'texts opened', digits: 0 },
      { figure: 'rss', heading: 'RSS MB, most of the first minutes', digits: 0 },
      { figure: 'rssBeyond', heading: 'at the end beyond', digits: 0 },
      { figure: 'handles', heading: 'handles', digits: 0 },
      { figure: 'handlesBeyond', heading: 'at the end beyond', digits: 0 },
      { figure: 'wal', heading: 'WAL kB', digits: 0 },
      { figure: 'walBeyond', heading: 'at the end beyond', digits: 0 },
    ],
    play: soak,
  },
  {
    ...TYPED,
    name: 'two',
    title: 'two servers over PostgreSQL and Redis, 200 clients at each, 40 typing 5 keystrokes a second',
    peers: [],
    needsServices: true,
    columns: [
      { figure: 'deliveries', heading: 'deliveries/s', digits: 0 },
      { figure: 'p50', heading: 'p50 ms', digits: 1 },
      { figure: 'p99', heading: 'p99 ms', digits: 1 },
      { figure: 'across p50', heading: 'across servers p50 ms', digits: 1 },
      { figure: 'across p99', heading: 'across servers p99 ms', digits: 1, most: 100 },
      { figure: 'across longest', heading: 'across servers max ms', digits: 0 },
      { figure: 'missing', heading: 'missing', digits: 0 },
      { figure: 'cpu', heading: 'CPU % of both', digits: 0 },
      { figure: 'generatorCpu', heading: 'generator CPU %', digits: 0 },
    ],
    play: typingAtTwo({ clients: 400, typists: 40, pace: { perSecond: 5 } }),
  },
  {
    name: 'freeze-two',
    title: 'the chair freezes a text while 50 people type at two servers, at each in turn, and takes the freeze back',
    peers: [],
    needsServices: true,
    repetitions: 1,
    seconds: 0,
    times: 200,
    columns: FREEZE_COLUMNS,
    play: freezeAtTwo,
  },
  {
    name: 'rolling',
    title: 'two servers are stopped and started again in turn while 200 people type',
    peers: [],
    needsServices: true,
    repetitions: 1,
    seconds: 0,
    times: 3,
    columns: [
      { figure: 'restarts', heading: 'restarts', digits: 0 },
      { figure: 'keystrokes', heading: 'keystrokes', digits: 0 },
      { figure: 'lost', heading: 'lost', digits: 0, most: 0 },
      { figure: 'endedLongest', heading: 'stop max ms', digits: 0, most: 10_000 },
      { figure: 'backP50', heading: 'all back p50 ms', digits: 0 },
      { figure: 'backLongest', heading: 'all back max ms', digits: 0, most: 15_000 },
    ],
    play: rolling,
  },
  cutScenario('server', 'all that server B has to do with others'),
  cutScenario('redis', 'Redis'),
  cutScenario('postgres', 'PostgreSQL'),
]

function cutScenario(cut: Cut, what: string): Scenario {
  return {
    name: `cut-${cut}`,
    title: `two servers, 40 people type, ${what} is cut off for 10 s`,
    peers: [],
    needsServices: true,
    repetitions: 1,
    seconds: 0,
    times: 0,
    columns: [
      { figure: 'keystrokes', heading: 'keystrokes', digits: 0 },
      { figure: 'during', heading: 'saved during the cut', digits: 0 },
      { figure: 'lost', heading: 'saved and lost', digits: 0 },
      { figure: 'oneText', heading: 'one text after ms', digits: 0 },
    ],
    play: cutAtTwo(cut),
  }
}

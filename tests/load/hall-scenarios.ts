import { idleMemory } from './memory.ts'
import type { Scenario } from './scenario.ts'
import { joinStorm } from './storm.ts'
import type { Column } from './table.ts'
import { typing } from './typing.ts'

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

const TYPED = { columns: DELIVERY_COLUMNS, repetitions: 3, seconds: 4, times: 0 } as const

/** Halls that type, a hall that joins at once, and one that does nothing. */
export const HALL_SCENARIOS: readonly Scenario[] = [
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
]

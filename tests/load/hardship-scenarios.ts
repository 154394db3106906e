import { freeze } from './freeze.ts'
import { endWhileTyping } from './kill.ts'
import { FREEZE_COLUMNS, type Scenario } from './scenario.ts'
import { slowReaders } from './slow-readers.ts'
import type { Column } from './table.ts'

const END_COLUMNS: readonly Column[] = [
  { figure: 'keystrokes', heading: 'keystrokes', digits: 0 },
  { figure: 'lost', heading: 'lost', digits: 0 },
  { figure: 'doubled', heading: 'doubled', digits: 0 },
  { figure: 'readyP50', heading: 'start p50 ms', digits: 0 },
  { figure: 'oneTextP50', heading: 'one text p50 ms', digits: 0 },
  { figure: 'oneTextLongest', heading: 'one text max ms', digits: 0, most: 5_000 },
]

/** One server that is killed, stopped, held up, or freezes a text that is typed in. */
export const HARDSHIP_SCENARIOS: readonly Scenario[] = [
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
]

import { freezeAtTwo } from './freeze.ts'
import { rolling } from './rolling.ts'
import { FREEZE_COLUMNS, type Scenario } from './scenario.ts'
import { type Cut, cutAtTwo, typingAtTwo } from './two-servers.ts'

/** Two servers over PostgreSQL and Redis. */
export const TWO_SERVER_SCENARIOS: readonly Scenario[] = [
  {
    name: 'two',
    title: 'two servers over PostgreSQL and Redis, 200 clients at each, 40 typing 5 keystrokes a second',
    peers: [],
    needsServices: true,
    repetitions: 3,
    seconds: 4,
    times: 0,
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
      { figure: 'readyP50', heading: 'ready again p50 ms', digits: 0 },
      { figure: 'readyLongest', heading: 'ready again max ms', digits: 0 },
      { figure: 'backP50', heading: 'all back p50 ms', digits: 0 },
      { figure: 'backLongest', heading: 'all back max ms', digits: 0, most: 15_000 },
      { figure: 'startCpu', heading: 'CPU s of a start', digits: 2 },
      { figure: 'backCpu', heading: 'CPU s until all are back', digits: 2 },
      { figure: 'generatorCpu', heading: 'generator CPU %', digits: 0 },
      { figure: 'load', heading: 'load of the machine', digits: 1 },
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

import { backup } from './backup.ts'
import { restore } from './restore.ts'
import type { Scenario } from './scenario.ts'

/** What a second disk costs, and how long it takes to come back from it. */
export const BACKUP_SCENARIOS: readonly Scenario[] = [
  {
    name: 'backup',
    title: 'acts, and words of 100 clients of whom 20 type, at a server and at one beside a second disk',
    peers: [],
    repetitions: 3,
    seconds: 4,
    times: 300,
    columns: [
      { figure: 'acts', heading: 'acts', digits: 0 },
      { figure: 'actsP50', heading: 'act p50 ms', digits: 1 },
      { figure: 'actsP99', heading: 'act p99 ms', digits: 1 },
      { figure: 'actsBesideP50', heading: 'beside the disk p50 ms', digits: 1 },
      { figure: 'actsBesideP99', heading: 'beside the disk p99 ms', digits: 1, most: 250 },
      { figure: 'actsTimes', heading: 'times as long', digits: 2, most: 3 },
      { figure: 'wordsP50', heading: 'word p50 ms', digits: 1 },
      { figure: 'wordsP99', heading: 'word p99 ms', digits: 1 },
      { figure: 'wordsBesideP50', heading: 'beside the disk p50 ms', digits: 1 },
      { figure: 'wordsBesideP99', heading: 'beside the disk p99 ms', digits: 1, most: 150 },
      { figure: 'wordsTimes', heading: 'times as long', digits: 2, most: 3 },
      { figure: 'waited', heading: 'waited for a core %', digits: 0 },
    ],
    play: backup,
  },
  {
    name: 'restore',
    title: 'a store of 1 GB is backed up, its server dies, and it is restored from the second disk and from the file',
    peers: [],
    repetitions: 1,
    seconds: 0,
    times: 1_024,
    columns: [
      { figure: 'megabytes', heading: 'store MB', digits: 0 },
      { figure: 'filled', heading: 'filled s', digits: 0 },
      { figure: 'backedUp', heading: 'backup s', digits: 1 },
      { figure: 'again', heading: 'start beside the disk s', digits: 1 },
      { figure: 'fromDisk', heading: 'from the disk s', digits: 1, most: 300 },
      { figure: 'fromFile', heading: 'from the file s', digits: 1, most: 300 },
    ],
    play: restore,
  },
]

import { amendments } from './amendments.ts'
import { differences } from './differences.ts'
import { files } from './files.ts'
import { longTasks } from './long-tasks.ts'
import type { Scenario } from './scenario.ts'
import { versions } from './versions.ts'

/** Versions, amendments and files: what is put together of many texts. */
export const DOCUMENT_SCENARIOS: readonly Scenario[] = [
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
      { figure: 'largePdf', heading: '200 texts × 3 PDF ms', digits: 0, most: 5_000 },
      { figure: 'largeDocx', heading: 'DOCX ms', digits: 0, most: 3_000 },
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
]

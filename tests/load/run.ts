import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { postgresPrograms, redisProgram } from '../services.ts'
import type { Given, Outcome } from './outcome.ts'
import { installPeers } from './peers.ts'
import type { Scenario } from './scenario.ts'
import { SCENARIOS } from './scenarios.ts'
import type { ServerName } from './servers.ts'
import { medianOf, type Run, ratioOf, table } from './table.ts'

/**
 * `npm run bench [-- SCENARIO… --repetitions N --seconds N --times N --stock]`: plays the scenarios, each run in a process of its own
 * against new servers, the servers of a scenario in turn within each repetition. Prints a Markdown table for each scenario and
 * one line of JSON. Exit code 1 when something was lost, doubled, or not as it must be.
 */
const GENERATOR = join(import.meta.dirname, 'generator.ts')
/** Also without `npm run`, servers start as `npm start` starts them: with what Node made of the sources at the last start. */
const COMPILED = join(import.meta.dirname, '../../node_modules/.cache/compiled')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repetitions: { type: 'string' },
    seconds: { type: 'string' },
    times: { type: 'string' },
    stock: { type: 'boolean', default: false },
  },
})

/** A number from the command line; what is none ends the bench with a sentence. */
function numberOf(word: string | undefined, otherwise: number): number {
  const number = word === undefined ? otherwise : Number(word)
  if (!Number.isInteger(number) || number < 0) end(`${word} is not a number`)
  return number
}

function end(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

type Played = { readonly scenario: Scenario; readonly runs: Run[]; readonly faults: string[] }

const unknown = positionals.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name))
if (unknown.length > 0)
  end(`no scenario ${unknown.join(', ')}; there are ${SCENARIOS.map(({ name }) => name).join(', ')}`)
const withoutServices = postgresPrograms() === null || redisProgram() === null
const chosen = SCENARIOS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const leftOut = chosen.filter(({ needsServices }) => needsServices && withoutServices).map(({ name }) => name)
const played: Played[] = chosen
  .filter(({ name }) => !leftOut.includes(name))
  .map((scenario) => ({ scenario, runs: [], faults: [] }))
const withoutPeers = played.some(({ scenario }) => scenario.peers.length > 0) ? installPeers() : null
const started = performance.now()
const folder = mkdtempSync(join(tmpdir(), 'kenes-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

const repetitionsOf = ({ repetitions }: Scenario) => numberOf(values.repetitions, repetitions)
const most = Math.max(...played.map(({ scenario }) => repetitionsOf(scenario)))
for (let repetition = 1; repetition <= most; repetition += 1) {
  for (const one of played) if (repetition <= repetitionsOf(one.scenario)) await playAll(one, repetition)
}
report()

/** One repetition of a scenario: each server once, another one first each time. */
async function playAll({ scenario, runs, faults }: Played, repetition: number): Promise<void> {
  const servers: ServerName[] = ['kenes', ...(withoutPeers === null ? scenario.peers : [])]
  for (let turn = 0; turn < servers.length; turn += 1) {
    const server = servers[(turn + repetition - 1) % servers.length]
    if (!server) continue
    process.stderr.write(`${scenario.name} ${repetition}/${repetitionsOf(scenario)} ${server}…`)
    const begun = performance.now()
    const outcome = await play(scenario.name, {
      server,
      seconds: numberOf(values.seconds, scenario.seconds),
      times: numberOf(values.times, scenario.times),
      folder,
      isStock: values.stock,
    })
    process.stderr.write(` ${((performance.now() - begun) / 1_000).toFixed(0)} s\n`)
    const { figures, isGeneratorTheLimit } = outcome
    runs.push({ server, repetition, figures, isGeneratorTheLimit })
    for (const fault of outcome.faults) {
      faults.push(`${server}, repetition ${repetition}: ${fault}`)
      process.stderr.write(`  ${fault}\n`)
    }
  }
}

/** Plays one run in a process of its own; one that ends without an answer is a fault. */
function play(name: string, given: Given): Promise<Outcome> {
  const child = spawn(process.execPath, [GENERATOR, name, JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { NODE_COMPILE_CACHE: COMPILED, ...process.env },
  })
  let said = ''
  child.stdout?.on('data', (bytes: Buffer) => {
    said += bytes
  })
  return new Promise((resolve) =>
    child.on('close', (code) =>
      resolve(
        code === 0
          ? (JSON.parse(said) as Outcome)
          : { figures: {}, faults: [`the run ended with ${code}`], isGeneratorTheLimit: false },
      ),
    ),
  )
}

function report(): void {
  const write = (words: string) => process.stdout.write(`${words}\n`)
  const machine = {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
  }
  write(`${new Date().toISOString().slice(0, 10)}, ${machine.cores} cores of ${machine.cpu}, Node ${machine.node}`)
  if (withoutPeers !== null) write(`\nWithout the peers, which could not be installed: ${withoutPeers}`)
  if (leftOut.length > 0) write(`\nWithout ${leftOut.join(', ')}: PostgreSQL and Redis are not both installed`)
  for (const { scenario, runs, faults } of played) {
    write(`\n### ${scenario.name}: ${scenario.title}\n`)
    write(table(runs, scenario.columns))
    for (const fault of faults) write(`\nFault: ${fault}`)
  }
  write(
    `\nIn ${Math.round((performance.now() - started) / 1_000)} s. * the generator was the limit; ! above what Kenes may need.`,
  )
  write(
    JSON.stringify({ at: new Date().toISOString(), machine, withoutPeers, leftOut, scenarios: played.map(summary) }),
  )
  process.exitCode = played.some(({ faults }) => faults.length > 0) ? 1 : 0
}

function summary({ scenario, runs, faults }: Played) {
  const figures = [...new Set(runs.flatMap((run) => Object.keys(run.figures)))]
  const servers = [...new Set(runs.map(({ server }) => server))]
  const each = (value: (server: ServerName, figure: string) => number, of: readonly ServerName[]) =>
    Object.fromEntries(
      of.map((server) => [
        server,
        Object.fromEntries(figures.map((figure) => [figure, rounded(value(server, figure))])),
      ]),
    )
  return {
    name: scenario.name,
    repetitions: Math.max(0, ...runs.map(({ repetition }) => repetition)),
    medians: each((server, figure) => medianOf(runs, server, figure), servers),
    kenesDividedBy: each(
      (peer, figure) => ratioOf(runs, peer, figure),
      servers.filter((server) => server !== 'kenes'),
    ),
    generatorWasTheLimit: servers.filter((server) =>
      runs.some((run) => run.server === server && run.isGeneratorTheLimit),
    ),
    faults,
  }
}

/** Four digits are more than any of the figures is worth; what is no number is null. */
function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null
}

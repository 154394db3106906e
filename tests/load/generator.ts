import type { Given, Outcome } from './outcome.ts'
import { SCENARIOS } from './scenarios.ts'

/**
 * A process that plays one scenario once, with the clients in it and the servers as its children, and says what came out as one
 * line of JSON. A process for each run: none inherits the memory and the compiled code of the one before.
 */
const [name, words = '{}'] = process.argv.slice(2)

// Without the one who asked, nobody waits for an answer.
process.on('disconnect', () => process.exit(1))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

const scenario = SCENARIOS.find((one) => one.name === name)
if (!scenario) throw new Error(`no scenario ${name}`)
const outcome = await scenario
  .play(JSON.parse(words) as Given)
  .catch((fault: unknown): Outcome => ({ figures: {}, faults: [String(fault)], isGeneratorTheLimit: false }))
process.stdout.write(`${JSON.stringify(outcome)}\n`, () => process.exit(0))

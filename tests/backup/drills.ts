import { Random, seedOfRun } from '../live/random.ts'
import { drill } from './drill.ts'

// By hand, as often as wanted: `node tests/backup/drills.ts 20`. SEED repeats a run. The exit code is 1 when something was lost.

const times = Number(process.argv[2] ?? 20)
const random = new Random(seedOfRun())
let failed = 0
for (let time = 1; time <= times; time += 1) {
  const seed = random.int(1_000_000_000)
  const { receipts, acts, words, restoreMs, readyMs, ...wrong } = await drill(new Random(seed))
  const isRight = Object.values(wrong).every((list) => list.length === 0)
  if (!isRight) failed += 1
  const figures = `${receipts} receipts, ${acts} other acts, ${words} words, restored in ${Math.round(restoreMs)} ms, ready after ${Math.round(readyMs)} ms`
  process.stdout.write(`${time}: seed ${seed}: ${figures}: ${isRight ? 'nothing lost' : JSON.stringify(wrong)}\n`)
}
process.stdout.write(`${times - failed} of ${times} drills lost nothing\n`)
process.exit(failed === 0 ? 0 : 1)

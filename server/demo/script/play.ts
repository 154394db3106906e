import { demoContent } from '../content.ts'
import { playBadDay } from './bad-day.ts'
import { playMainDay } from './main-day.ts'
import { Players, Unexpected } from './people.ts'
import { Report } from './report.ts'

/**
 * Plays the demo's script against a running demo server, as the demo people, over HTTP and live texts; the bad day plays what goes
 * wrong instead. Both begin on a demo that nobody has touched. The answer is whether all was as expected.
 */
export async function playScript(url: string, isBadDay: boolean, say: (line: string) => void): Promise<boolean> {
  const report = new Report(say)
  const players = new Players(url)
  try {
    await (isBadDay ? playBadDay : playMainDay)(demoContent(), players, report)
  } catch (fault) {
    if (!(fault instanceof Unexpected)) throw fault
    report.step('the play goes on', 'so', fault.message)
  }
  return report.ends()
}

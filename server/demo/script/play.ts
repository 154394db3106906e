import { demoContent } from '../content.ts'
import { playApart } from './apart.ts'
import { playBadDay } from './bad-day.ts'
import { playMainDay } from './main-day.ts'
import { Players, Unexpected } from './people.ts'
import { Report } from './report.ts'

/** What is played: the script as it is written, a day on which things go wrong, or councils that count apart. */
const PLAYS = { main: playMainDay, 'bad-day': playBadDay, apart: playApart } as const
export type Play = keyof typeof PLAYS

/**
 * Plays the demo's script against a running demo server, as the demo people, over HTTP and live texts. The two days begin on a demo
 * that nobody has touched; councils apart have a session of their own. The answer is whether all was as expected.
 */
export async function playScript(url: string, play: Play, say: (line: string) => void): Promise<boolean> {
  const report = new Report(say)
  const players = new Players(url)
  try {
    await PLAYS[play](demoContent(), players, report)
  } catch (fault) {
    if (!(fault instanceof Unexpected)) throw fault
    report.step('the play goes on', 'so', fault.message)
  }
  return report.ends()
}

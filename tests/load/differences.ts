import { blocksFromPlain } from '../../shared/text/canonical.ts'
import { differenceOf } from '../../shared/text/difference.ts'
import { edited, revision } from '../monitoring/editing.ts'
import { EDITS } from '../monitoring/edits.ts'
import { reportOf } from '../monitoring/report.ts'
import { english } from '../monitoring/sentences-en.ts'
import { russian } from '../monitoring/sentences-ru.ts'
import { Latencies } from './latencies.ts'
import type { Given, Outcome } from './outcome.ts'

/** As long as a text of the largest kind that anybody writes. */
const HUGE = 100_000

/**
 * Two revisions of the report of tests/monitoring, in Russian and in English, are compared as often as `times` says, the first time in a
 * process that has compared nothing yet; then two texts of 100,000 characters with a change in each paragraph, and two that share no word.
 */
export async function differences({ times }: Given): Promise<Outcome> {
  const figures: Record<string, number> = {}
  const faults: string[] = []
  for (const [language, report] of [
    ['ru', reportOf(russian)],
    ['en', reportOf(english)],
  ] as const) {
    const lines = edited(report, EDITS, language)
    const [before, after] = [revision(lines, 'before'), revision(lines, 'after')]
    const latencies = new Latencies()
    for (let time = 0; time < times; time += 1) {
      const begun = performance.now()
      const { counts } = differenceOf(before, after, language)
      latencies.add(performance.now() - begun)
      if (counts.moved === 0) faults.push(`${language}: no paragraph was found moved`)
    }
    figures[`${language}P50`] = latencies.quantile(0.5)
    figures[`${language}Longest`] = latencies.longest
  }
  const huge = hugeText()
  figures.hugeChanged = timeOf(huge, (paragraph, at) => paragraph.replace(' ', ` ${at} `))
  figures.hugeAnew = timeOf(huge, (paragraph) => paragraph.replaceAll(/[а-яё]/gi, 'ж'))
  return { figures, faults, isGeneratorTheLimit: false }
}

/** The report as often as it takes; each time with words of its own, so that no paragraph is twice there. */
function hugeText(): string[] {
  const paragraphs: string[] = []
  for (let volume = 1; paragraphs.join('\n').length < HUGE; volume += 1)
    paragraphs.push(...reportOf(russian).map(({ words }) => `Том ${volume}. ${words}`))
  return paragraphs
}

function timeOf(paragraphs: readonly string[], change: (paragraph: string, at: number) => string): number {
  const [before, after] = [paragraphs, paragraphs.map(change)].map((text) => blocksFromPlain(text.join('\n')))
  const begun = performance.now()
  differenceOf(before ?? [], after ?? [], 'ru')
  return performance.now() - begun
}

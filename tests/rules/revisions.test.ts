import { describe, expect, test } from 'vitest'
import { differenceOf, sameBlocks } from '../../shared/text/difference.ts'
import { edited, foundLines, markedLines, revision } from '../monitoring/editing.ts'
import { EDITS } from '../monitoring/edits.ts'
import { reportOf } from '../monitoring/report.ts'
import { english } from '../monitoring/sentences-en.ts'
import { russian } from '../monitoring/sentences-ru.ts'

// Two revisions of a report of more than 5,000 words. The table in tests/monitoring/edits.ts says what was done between them, as an
// editor would mark it; both revisions are read off these marks.

const REPORTS = [
  ['ru', reportOf(russian)],
  ['en', reportOf(english)],
] as const

describe.each(REPORTS)('two revisions of a long report in %s', (language, report) => {
  test.each(EDITS.map((edit) => [edit.what, edit] as const))('[VE5 VE6 VE7 VE8] %s', (_, edit) => {
    const lines = edited(report, [edit], language)
    const [before, after] = [revision(lines, 'before'), revision(lines, 'after')]
    expect(sameBlocks(before, after)).toBe(false)
    expect(foundLines(differenceOf(before, after, language))).toEqual(markedLines(lines))
  })

  test('[VE5 VE6 VE7 VE8] all of them at once, and nothing else', () => {
    const lines = edited(report, EDITS, language)
    const [before, after] = [revision(lines, 'before'), revision(lines, 'after')]
    for (const text of [before, after])
      expect(text.flatMap(({ content }) => content.flatMap((run) => run.text.split(/\s+/))).length).toBeGreaterThan(
        5_000,
      )
    expect(foundLines(differenceOf(before, after, language))).toEqual(markedLines(lines))
  })
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { outlineDocx } from '../../server/exports/formats/docx.ts'
import { outlineOf } from '../../shared/exports/outline.ts'
import { amendmentOf, factsOf, inEach, KAZAKH, partsOf, textOf, voteOf } from './facts.ts'
import { oneLine, pdfText } from './reading.ts'

const PATIENCE_MS = 180_000

/** The file as another program understands it: LibreOffice makes a PDF of it. */
function converted(docx: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'kenes-word-'))
  try {
    writeFileSync(join(folder, 'file.docx'), docx)
    const done = spawnSync(
      'soffice',
      [
        `-env:UserInstallation=file://${join(folder, 'profile')}`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        join(folder, 'file.docx'),
      ],
      { encoding: 'utf8' },
    )
    if (done.status !== 0) throw new Error(`soffice: ${done.stderr}`)
    return readFileSync(join(folder, 'file.pdf'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('[EX7] LibreOffice opens a draft with numbers, fields, votes and tracked changes', {
  timeout: PATIENCE_MS,
}, () => {
  const parts = partsOf(inEach(`Examine within 24 hours. ${KAZAKH}`))
  const amended = partsOf(inEach(`Examine within 12 hours. ${KAZAKH}`))
  const texts = [textOf(3, { parts, amendments: [amendmentOf(1, amended)] }), textOf(4), textOf(9)]
  const said = oneLine(pdfText(converted(outlineDocx(outlineOf(factsOf({ texts, votes: [voteOf(3)] }), 'kk')))))
  for (const words of [
    '3. Title (kk)',
    '4. Title of 4',
    '9. Title of 9',
    KAZAKH,
    '2412',
    'ЖОБА',
    'Carried: 11 for',
    'Recused member',
  ])
    expect(said).toContain(words)
})

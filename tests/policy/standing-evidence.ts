import type { Person } from '../world.ts'
import { session } from './places.ts'

/** Evidence with files: a report, a finding of which nothing hangs, another one's restricted annex, an earlier recommendation. */
export async function filed(secretary: Person) {
  const send = async (place: Record<string, string>) => {
    const query = new URLSearchParams({ ...place, name: 'a.pdf' })
    must(await secretary.raw('POST', `/api/evidence/upload?${query}`, '%PDF-1.7 x'))
  }
  const must = (answer: Response) => {
    if (!answer.ok) throw new Error(`the file is refused: ${answer.status}`)
  }
  const { report } = await secretary.does('evidence', 'set-report', {
    ...session,
    ...REPORT,
    link: null,
    restricted: false,
  })
  await send({ report })
  const { finding } = await secretary.does('evidence', 'set-finding', { ...session, ...FINDING, number: 'F90' })
  const annexed = { ...session, finding: 'f1', title: 'Names', words: 'A. B.' }
  const { annex } = await secretary.does('evidence', 'add-annex', annexed)
  await send({ annex })
  const table = { ...session, ...EARLIER_TABLE }
  const { state } = await secretary.does('evidence', 'preview-import', table)
  await secretary.does('evidence', 'import', { ...table, state })
  const { earlier } = await secretary.sees('evidence', 'evidence', session)
  const of = { kind: 'listed', id: earlier[1]?.id ?? '' }
  await secretary.does('follow-up', 'link-earlier', { recommendation: 'r01', way: 'repeats', of })
  const preview = await secretary.does('evidence', 'preview-import', { ...session, ...FINDINGS_TABLE })
  return { report, finding, annex, earlier: earlier[0]?.id ?? '', previewOfFindings: preview.state }
}

const REPORT = {
  kind: 'visit',
  title: { kk: '', ru: 'Доклад', en: '' },
  source: { kk: '', ru: '', en: '' },
  date: null,
}
export const FINDING = {
  title: { kk: '', ru: 'Вывод', en: '' },
  text: { kk: '', ru: 'Установлено.', en: '' },
  report: null,
  reference: '',
  place: '',
  visited: null,
  themes: [],
  standards: [],
}

const base64 = (...rows: string[]) => Buffer.from(rows.join('\n')).toString('base64')
const EARLIER_TABLE = {
  kind: 'earlier',
  name: 'a.csv',
  base64: base64('source;number;textEn', 'CAT;21;End it.', 'CAT;22;Say so.'),
}
export const FINDINGS_TABLE = {
  kind: 'findings',
  name: 'a.csv',
  base64: base64('number;titleEn;textEn', 'F91;A finding;Found.'),
}

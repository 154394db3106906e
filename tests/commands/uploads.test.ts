import { Buffer } from 'node:buffer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWorkbook } from '../../server/office/xlsx.ts'
import { writeZip } from '../../server/office/zip.ts'
import { MOST_FILE_BYTES } from '../../shared/files/kinds.ts'
import { MOST_PAPER_BYTES } from '../../shared/sessions/planning.ts'
import { MOST_SCAN_BYTES } from '../../shared/votes/paper-rules.ts'
import { opensVote, type Person, SESSION, type World, world } from '../world.ts'
import { adopts, linked } from './following.ts'
import { allowsManners } from './manners.ts'

const TYPES =
  '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const docx = (...more: (readonly [string, string | Uint8Array])[]) =>
  Buffer.from(writeZip([['[Content_Types].xml', TYPES], ['word/document.xml', '<w/>'], ...more]))
const TEMPLATE =
  '<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" TargetMode="External" Target="http://x"/></Relationships>'

/** A file of each kind that some place takes. */
const GOOD = {
  pdf: Buffer.from('%PDF-1.7 words'),
  png: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]),
  jpg: Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  docx: docx(),
  xlsx: Buffer.from(writeWorkbook([{ title: 'a', rows: [['b']] }])),
}
type Kind = keyof typeof GOOD
/** What no place takes, under the name that says most for it. */
const BAD: readonly (readonly [string, Buffer])[] = [
  ['page.html', Buffer.from('<script>alert(1)</script>')],
  ['drawing.svg', Buffer.from('<svg onload="alert(1)"/>')],
  ['program.exe', Buffer.from('MZ\u0090')],
  ['page.pdf', Buffer.from('<script>alert(1)</script>')],
  ['program.png', Buffer.from('MZ\u0090')],
  ['letter.docx', Buffer.from('PK\u0003\u0004 cut off')],
  ['macro.docx', docx(['word/vbaProject.bin', 'x'])],
  ['reaching.docx', docx(['word/_rels/settings.xml.rels', TEMPLATE])],
  ['bomb.docx', docx(['word/media/1.bin', Buffer.alloc(40 * 1_048_576)])],
]

/** Where files are sent to. `sends` answers the refusal, or where the file is fetched; a link's are seen once it was answered. */
type Place = {
  readonly takes: readonly Kind[]
  readonly most: number
  readonly sends: (name: string, content: Buffer) => Promise<{ refused: string } | { kept: string | null }>
}

let w: World
let secretary: Person
const places: Record<string, Place> = {}

/** The answer of an address that takes the bytes as body. */
const posts = async (path: string, content: Buffer, headers: Record<string, string>) => {
  const body = new Uint8Array(content)
  const answer = await w.app.http.request(path, { method: 'POST', headers, body })
  const said = (await answer.json()) as { id?: string; code?: string }
  return answer.ok ? said : { refused: `${said.code}` }
}
const inBase64 = (content: Buffer) => content.toString('base64')

beforeAll(async () => {
  w = await world()
  const [chair] = await w.people('m01')
  secretary = await w.person('s01')
  await adopts(w, 'r01')
  const { cookie } = secretary
  const said = { kk: '', ru: '', en: 'A study' }
  const { report } = await secretary.does('evidence', 'set-report', {
    ...{ session: SESSION, kind: 'study', title: said, source: said, date: null, link: null, restricted: false },
  })
  const { code } = await linked(secretary, 'adr-kuis', ['r01'])
  const { measure } = await secretary.does('follow-up', 'note-measure', {
    ...{ session: SESSION, recommendation: 'r01', addressee: 'adr-kuis' },
    ...{ words: 'Обучены.', language: 'ru', doneOn: null, letter: null },
  })
  await allowsManners(w, ['open'])
  const { vote } = await opensVote(chair, 'r03', 'open')
  const sheets = ['m02', 'm03', 'm04', 'm05']
  for (const place of sheets) await secretary.does('votes', 'hand-sheet', { vote, place })
  const every = Object.keys(GOOD) as Kind[]
  const asked = (query: Record<string, string>) => new URLSearchParams(query)
  places.report = {
    takes: every,
    most: MOST_FILE_BYTES,
    async sends(name, content) {
      const answer = await posts(`/api/evidence/upload?${asked({ report, name })}`, content, { cookie })
      return 'refused' in answer ? answer : { kept: `/api/evidence/file?report=${report}` }
    },
  }
  places.measure = {
    takes: every,
    most: MOST_FILE_BYTES,
    async sends(name, content) {
      const answer = await posts(`/api/follow-up/upload?${asked({ measure, name })}`, content, { cookie })
      return 'refused' in answer ? answer : { kept: `/api/follow-up/file?id=${answer.id}` }
    },
  }
  places.link = {
    takes: every,
    most: MOST_FILE_BYTES,
    async sends(name, content) {
      const path = `/api/follow-up/link/upload?${asked({ recommendation: 'r01', name })}`
      const answer = await posts(path, content, { 'x-answer-code': code })
      return 'refused' in answer ? answer : { kept: null }
    },
  }
  places.paper = {
    takes: ['pdf', 'docx'],
    most: MOST_PAPER_BYTES,
    async sends(name, content) {
      const paper = { session: SESSION, point: null, kind: 'report', title: said, languages: ['ru'] }
      const source = { file: { name, base64: inBase64(content) } }
      const answer = await secretary.act('sessions', 'add-paper', { ...paper, source })
      return answer.ok ? { kept: `/api/sessions/paper?id=${answer.value.paper}` } : { refused: answer.code }
    },
  }
  places.scan = {
    takes: ['pdf', 'png', 'jpg'],
    most: MOST_SCAN_BYTES,
    async sends(_, content) {
      const place = sheets[0] ?? ''
      const answer = await secretary.act('votes', 'attach-scan', { vote, place, base64: inBase64(content) })
      if (!answer.ok) return { refused: answer.code }
      sheets.shift()
      return { kept: `/api/votes/scan?vote=${vote}&place=${place}` }
    },
  }
})
afterAll(() => w.close())

test.each(['report', 'measure', 'link', 'paper', 'scan'])(
  '[FI6] [FI1] [FI2] [FI4] [SE68] [VO74] %s: takes its kinds up to its bound, and nothing else',
  async (name) => {
    const { takes, most, sends } = places[name] as Place
    const wrong: string[] = []
    for (const [file, content] of BAD) {
      const answer = await sends(file, content)
      if (!('refused' in answer) || !/^(wrong|unsafe)-file$/.test(answer.refused))
        wrong.push(`${file}: ${JSON.stringify(answer)}`)
    }
    const large = await sends('large.pdf', Buffer.concat([GOOD.pdf, Buffer.alloc(most)]))
    expect([wrong, large]).toEqual([[], { refused: 'too-large' }])
    for (const kind of Object.keys(GOOD) as Kind[]) {
      const answer = await sends(`Файл.${kind}`, GOOD[kind])
      if (!takes.includes(kind)) {
        expect([kind, answer]).toEqual([kind, { refused: 'wrong-file' }])
        continue
      }
      expect([kind, answer]).toEqual([kind, { kept: name === 'link' ? null : expect.any(String) }])
      if (!('kept' in answer) || answer.kept === null) continue
      const given = await secretary.raw('GET', answer.kept)
      const { headers } = given
      expect(Buffer.from(await given.arrayBuffer()).equals(GOOD[kind])).toBe(true)
      expect(headers.get('content-disposition')).toMatch(/^attachment; /)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; sandbox")
      expect(headers.get('cache-control')).toBe('no-store')
    }
  },
)

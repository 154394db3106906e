import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { writeWorkbook } from '../../server/office/xlsx.ts'
import { writeZip } from '../../server/office/zip.ts'
import { IMPORT_COLUMNS } from '../../shared/evidence/importing.ts'
import { type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { refuses } from './store.ts'

inTheHall()

const session = { session: SESSION }
const words = (en: string) => ({ kk: '', ru: '', en })
const REPORT = {
  ...session,
  kind: 'visit',
  title: words('Visit to IK-9'),
  source: words('NPM'),
  date: '2024-10-15',
  link: null,
  restricted: false,
}
const FINDING = {
  ...session,
  number: 'F9',
  title: words('No clinician at night'),
  text: words('Of 27 units 16 had none.'),
  report: null,
  reference: 'para. 3',
  place: 'medical unit',
  visited: '2024-10-15',
  themes: ['t-health'],
  standards: ['nmr-27'],
}
const SECRET = 'Aidos B., HIV'
const seen = (person: Person) => person.sees('evidence', 'evidence', session)

const upload = (person: Person, query: Record<string, string>, bytes: Uint8Array) =>
  w.app.http.request(`/api/evidence/upload?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { cookie: person.cookie, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  })
const download = (person: Person, query: Record<string, string>) =>
  person.raw('GET', `/api/evidence/file?${new URLSearchParams(query)}`)

const PDF = Buffer.from('%PDF-1.7 a report')

describe('reports', () => {
  test('[EV1] the secretariat files, changes and takes out reports; whoever sees the session reads them', async () => {
    expect((await seen(observer)).reports.map(({ id }) => id)).toContain('demo-consolidated-report-2024')
    const { report } = await secretary.does('evidence', 'set-report', REPORT)
    await secretary.does('evidence', 'set-report', {
      ...REPORT,
      report,
      title: { kk: 'Бару', ru: 'Посещение', en: '' },
    })
    expect((await seen(observer)).reports.at(-1)).toMatchObject({
      id: report,
      title: { kk: 'Бару', ru: 'Посещение', en: 'Бару' },
      source: { kk: 'NPM', ru: 'NPM', en: 'NPM' },
      file: null,
    })
    for (const person of [chair, member, observer])
      await refuses(w, () => person.act('evidence', 'set-report', REPORT), 'no-right', 'EV1')
    await refuses(
      w,
      () => secretary.act('evidence', 'set-report', { ...REPORT, title: words(' ') }),
      'malformed',
      'EV1',
    )
    await refuses(
      w,
      () => secretary.act('evidence', 'remove-report', { ...session, report: 'demo-study-women' }),
      'in-use',
      'EV1',
    )
    await secretary.does('evidence', 'remove-report', { ...session, report })
    expect((await seen(secretary)).reports.map(({ id }) => id)).not.toContain(report)
    for (const link of ['javascript:alert(1)', 'http://plain.example', 'data:text/html,x'])
      expect((await secretary.act('evidence', 'set-report', { ...REPORT, link })).ok).toBe(false)
  })

  test('[EV2] [FI2] [FI5] a file is sent, given back to be saved, replaced, and erased with its report', async () => {
    const { report } = await secretary.does('evidence', 'set-report', REPORT)
    const foreign = { cookie: secretary.cookie, origin: 'https://else.example' }
    const forged = { method: 'POST', headers: foreign, body: new Uint8Array(PDF) }
    const to = `/api/evidence/upload?${new URLSearchParams({ report, name: 'Есеп.pdf' })}`
    expect((await w.app.http.request(to, forged)).status).toBe(403)
    expect((await upload(secretary, { report, name: 'Есеп.pdf' }, PDF)).status).toBe(200)
    const answer = await download(observer, { report })
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PDF)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; .*%D0%95/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; sandbox; .*frame-ancestors 'none'$/,
    )
    const first = (await seen(member)).reports.at(-1)?.file
    expect(first).toMatchObject({ name: 'Есеп.pdf', kind: 'pdf', size: PDF.length })
    await upload(secretary, { report, name: 'b.pdf' }, Buffer.from('%PDF-1.7 b'))
    expect((await seen(member)).reports.at(-1)?.file).toMatchObject({ name: 'b.pdf' })
    await secretary.does('evidence', 'remove-report', { ...session, report })
    expect((await download(secretary, { report })).status).toBe(404)
    const { db } = w.app.house
    expect(await db.selectFrom('file_contents').select('file').execute()).toEqual([])
    expect((await verifyStore(db, null)).findings).toEqual([])
    // Content that is gone without an act is found.
    const kept = await secretary.does('evidence', 'set-report', REPORT)
    await upload(secretary, { report: kept.report, name: 'c.pdf' }, PDF)
    await db.deleteFrom('file_contents').execute()
    expect((await verifyStore(db, null)).findings).toMatchObject([{ table: 'file_contents', what: 'is missing' }])
  })

  test('[EV2] [FI1] [FI4] wrong, harmful and foreign files are refused, and nothing of them is kept', async () => {
    const { report } = await secretary.does('evidence', 'set-report', REPORT)
    const external = writeZip([
      ['[Content_Types].xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
      ['word/document.xml', '<w/>'],
      [
        'word/_rels/settings.xml.rels',
        '<Relationships><Relationship Type="x/attachedTemplate" Target="https://x.example/t.dotm" TargetMode="External"/></Relationships>',
      ],
    ])
    const code = async (person: Person, query: Record<string, string>, bytes: Uint8Array) => {
      const answer = await upload(person, query, bytes)
      return [answer.status, ((await answer.json()) as { code: string }).code]
    }
    expect(await code(secretary, { report, name: 'a.pdf' }, Buffer.from('<script>'))).toEqual([400, 'wrong-file'])
    expect(await code(secretary, { report, name: 'a.html' }, PDF)).toEqual([400, 'wrong-file'])
    expect(await code(secretary, { report, name: 'a.docx' }, external)).toEqual([400, 'unsafe-file'])
    expect(await code(secretary, { report, name: 'a.pdf' }, Buffer.alloc(11 * 1_048_576))).toEqual([413, 'too-large'])
    expect(await code(member, { report, name: 'a.pdf' }, PDF)).toEqual([403, 'no-right'])
    expect(await code(secretary, { report: 'nothing', name: 'a.pdf' }, PDF)).toEqual([404, 'not-found'])
    expect(await code(secretary, { report, annex: 'x', name: 'a.pdf' }, PDF)).toEqual([400, 'malformed'])
    expect(await code(secretary, { report: '../x', name: 'a.pdf' }, PDF)).toEqual([400, 'malformed'])
    const signedOut = await w.app.http.request(`/api/evidence/upload?report=${report}&name=a.pdf`, { method: 'POST' })
    expect(signedOut.status).toBe(401)
    expect(await w.app.house.db.selectFrom('files').select('id').execute()).toEqual([])
  })
})

describe('findings', () => {
  test('[EV3] a finding is added, changed as it was shown, and taken out when nothing hangs on it', async () => {
    const { finding, rev } = await secretary.does('evidence', 'set-finding', FINDING)
    expect((await seen(member)).findings.at(-1)).toMatchObject({
      id: finding,
      number: 'F9',
      text: { kk: 'Of 27 units 16 had none.' },
      visited: '2024-10-15',
      annexes: null,
    })
    const change = { ...FINDING, finding, rev, place: 'ward' }
    expect(await secretary.does('evidence', 'set-finding', change)).toEqual({ finding, rev: 2 })
    await refuses(w, () => secretary.act('evidence', 'set-finding', change), 'changed-meanwhile', 'EV3')
    await refuses(w, () => secretary.act('evidence', 'set-finding', { ...FINDING, number: 'f1' }), 'same-number', 'EV3')
    for (const wrong of [
      { report: 'nowhere' },
      { themes: ['x'] },
      { standards: ['nmr-27', 'nmr-27'] },
      { text: words('') },
    ])
      await refuses(
        w,
        () => secretary.act('evidence', 'set-finding', { ...FINDING, number: 'F10', ...wrong }),
        'malformed',
        'EV3',
      )
    await refuses(w, () => secretary.act('evidence', 'remove-finding', { ...session, finding: 'f1' }), 'in-use', 'EV3')
    await refuses(w, () => member.act('evidence', 'remove-finding', { ...session, finding }), 'no-right', 'EV1')
    await secretary.does('evidence', 'remove-finding', { ...session, finding })
    expect((await seen(secretary)).findings.map(({ id }) => id)).not.toContain(finding)
  })

  test('[EV3] mark-up in every field is words', async () => {
    const evil = `<img src=x onerror="alert(1)"> #include("x") ]]>&amp; ${'\u202e'}`
    const { finding } = await secretary.does('evidence', 'set-finding', {
      ...FINDING,
      number: '<b>',
      title: words(evil),
      text: words(evil),
      place: evil,
      reference: evil,
    })
    expect((await seen(member)).findings.at(-1)).toMatchObject({ id: finding, title: { en: evil }, place: evil })
    const files = await member.raw('GET', `/api/exports/file?session=${SESSION}&format=html&language=en`)
    expect(await files.text()).not.toContain('<img src=x')
  })

  test('[EV8] which recommendation rests on what is told with the set', async () => {
    const { texts } = await member.sees('recommendations', 'coverage', session)
    expect(texts.find(({ id }) => id === 'r01')).toMatchObject({ number: 1, fields: { findings: ['f1'] } })
    expect(texts.some(({ fields }) => (fields.findings as readonly string[]).includes('f8'))).toBe(false)
  })
})

describe('what is restricted', () => {
  test('[EV5] an annex is the secretariat’s alone, its file too, and nothing of it is in the record book', async () => {
    const { finding } = await secretary.does('evidence', 'set-finding', FINDING)
    const { annex } = await secretary.does('evidence', 'add-annex', {
      ...session,
      finding,
      title: SECRET,
      words: SECRET,
    })
    expect((await upload(secretary, { annex, name: `${SECRET}.pdf` }, PDF)).status).toBe(200)
    expect((await seen(secretary)).findings.at(-1)?.annexes).toMatchObject([
      { id: annex, title: SECRET, words: SECRET },
    ])
    expect((await download(secretary, { annex })).status).toBe(200)
    for (const person of [chair, member, observer]) {
      expect((await download(person, { annex })).status).toBe(404)
      expect((await upload(person, { annex, name: 'a.pdf' }, PDF)).status).toBe(404)
      await refuses(w, () => person.act('evidence', 'remove-annex', { ...session, annex }), 'no-right', 'EV1')
      const answer = await person.raw('GET', `/api/evidence/evidence?session=${SESSION}`)
      expect(await answer.text()).not.toMatch(/HIV|Aidos/)
    }
    await refuses(w, () => secretary.act('evidence', 'remove-finding', { ...session, finding }), 'in-use', 'EV3')
    const { db } = w.app.house
    const book = await db.selectFrom('record').selectAll().execute()
    expect(book.map((entry) => Object.values(entry).map(String).join(' ')).join('\n')).not.toMatch(/HIV|Aidos/)
    for (const format of ['json', 'html', 'csv'])
      expect(
        await (await chair.raw('GET', `/api/exports/file?session=${SESSION}&format=${format}&language=en`)).text(),
      ).not.toMatch(/HIV|Aidos/)
    await secretary.does('evidence', 'remove-annex', { ...session, annex })
    expect(await db.selectFrom('file_contents').select('file').execute()).toEqual([])
    expect((await verifyStore(db, null)).findings).toEqual([])
  })

  test('[EV5] a restricted report is not named to others, not even by the finding drawn from it', async () => {
    const { report } = await secretary.does('evidence', 'set-report', { ...REPORT, restricted: true })
    await upload(secretary, { report, name: 'a.pdf' }, PDF)
    await secretary.does('evidence', 'set-finding', { ...FINDING, report })
    for (const person of [chair, member, observer]) {
      const { reports, findings } = await seen(person)
      expect(reports.map(({ id }) => id)).not.toContain(report)
      expect(findings.at(-1)).toMatchObject({ report: null, reference: '' })
      expect((await download(person, { report })).status).toBe(404)
      const references = await person.sees('evidence', 'references', session)
      expect(references.findings.at(-1)).toMatchObject({ report: null, reference: '' })
    }
    expect((await seen(secretary)).findings.at(-1)).toMatchObject({ report, reference: 'para. 3' })
  })
})

describe('standards', () => {
  test('[EV6] [EV7] a place of a known instrument is put on the list by its short form, once', async () => {
    const { standard } = await secretary.does('evidence', 'add-standard', { ...session, entry: 'nmr 45' })
    expect(standard).toMatchObject({ instrument: 'Nelson Mandela Rules', ref: 'rule 45' })
    await refuses(
      w,
      () => secretary.act('evidence', 'add-standard', { ...session, entry: 'пнм 45' }),
      'already-so',
      'EV6',
    )
    await refuses(
      w,
      () => secretary.act('evidence', 'add-standard', { ...session, entry: 'xyz 1' }),
      'malformed',
      'EV6',
    )
    await refuses(w, () => member.act('evidence', 'add-standard', { ...session, entry: 'nmr 46' }), 'no-right', 'EV1')
    const { standards, mayKeep } = await member.sees('evidence', 'references', session)
    expect(standards.at(-1)).toEqual(standard)
    expect(mayKeep).toBe(false)
  })
})

const table = (kind: 'findings' | 'earlier', name: string, bytes: Uint8Array) => ({
  ...session,
  kind,
  name,
  base64: Buffer.from(bytes).toString('base64'),
})
const csv = (...rows: string[]) => Buffer.from(rows.join('\r\n'))

describe('import', () => {
  test('[EV9] findings are previewed and taken in as they were shown, all of them or none', async () => {
    const rows = csv('number;titleRu;textRu;standards', 'F1;Новое;Слова;nmr 27', 'F20;Ещё;Слова;')
    const file = table('findings', 'a.csv', rows)
    const preview = await secretary.does('evidence', 'preview-import', file)
    expect(preview).toMatchObject({ format: 'csv', problems: [] })
    expect(preview.rows.map(({ number, effect }) => [number, effect])).toEqual([
      ['F1', 'changed'],
      ['F20', 'new'],
    ])
    expect(await secretary.does('evidence', 'import', { ...file, state: preview.state })).toEqual({
      added: 1,
      changed: 1,
    })
    const { findings } = await seen(member)
    expect(findings.find(({ number }) => number === 'F1')).toMatchObject({ id: 'f1', title: { en: 'Новое' } })
    expect(findings.at(-1)).toMatchObject({ number: 'F20', standards: [] })
    // What is there by now is another state.
    await refuses(
      w,
      () => secretary.act('evidence', 'import', { ...file, state: preview.state }),
      'changed-meanwhile',
      'EV9',
    )
    const wrong = table('findings', 'a.csv', csv('number;titleRu;textRu', 'F30;a;b', ';a;b'))
    const shown = await secretary.does('evidence', 'preview-import', wrong)
    await refuses(
      w,
      () => secretary.act('evidence', 'import', { ...wrong, state: shown.state }),
      'list-has-errors',
      'EV9',
    )
    await refuses(w, () => member.act('evidence', 'preview-import', file), 'no-right', 'EV1')
    await refuses(w, () => member.act('evidence', 'import', { ...file, state: 'x' }), 'no-right', 'EV1')
  })

  test('[EV9] [EV11] earlier recommendations come from a workbook, and each may be taken out', async () => {
    const long = 'Ә'.repeat(5_000)
    const sheet = writeWorkbook([
      { title: 'a', rows: [[...IMPORT_COLUMNS.earlier], ['CAT', '21(b)', '2023-06-05', '', '', long, 'MIA']] },
    ])
    const file = table('earlier', 'table.csv', sheet)
    const preview = await secretary.does('evidence', 'preview-import', file)
    expect(preview).toMatchObject({ format: 'xlsx', problems: [], rows: [{ effect: 'new', number: 'CAT · 21(b)' }] })
    await secretary.does('evidence', 'import', { ...file, state: preview.state })
    const [one] = (await seen(observer)).earlier
    expect(one).toMatchObject({ source: 'CAT', date: '2023-06-05', text: { kk: long } })
    await refuses(
      w,
      () => member.act('evidence', 'remove-earlier', { ...session, earlier: one?.id }),
      'no-right',
      'EV1',
    )
    await secretary.does('evidence', 'remove-earlier', { ...session, earlier: one?.id })
    expect((await seen(observer)).earlier).toEqual([])
  })

  test('[EV10] what is no table, or is made to do harm, is not read', async () => {
    const bomb = writeZip([
      ['xl/workbook.xml', '<workbook><sheets><sheet r:id="rId1"/></sheets></workbook>'],
      ['xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="rId1" Target="sheet.xml"/></Relationships>'],
      ['xl/sheet.xml', Buffer.alloc(20 * 1_048_576, 0x20)],
    ])
    const entity = writeZip([['xl/workbook.xml', '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>']])
    for (const bytes of [PDF, Buffer.from([0, 1, 2]), Buffer.from('PK\u0003\u0004'), bomb, entity]) {
      const { problems, rows } = await secretary.does('evidence', 'preview-import', table('findings', 'a.xlsx', bytes))
      expect(rows).toEqual([])
      expect(problems.map(({ code }) => code)).toEqual([bytes === PDF ? 'missing-column' : 'unreadable'])
    }
    const example = await secretary.sees('evidence', 'import-example', { ...session, kind: 'findings', language: 'kk' })
    const file = { ...table('findings', example.name, Buffer.from(example.content, 'base64')) }
    const preview = await secretary.does('evidence', 'preview-import', file)
    expect(preview.problems).toEqual([])
    expect(preview.rows.flatMap(({ problems }) => problems)).toEqual([])
  })
})

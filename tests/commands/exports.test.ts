import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openZip } from '../../server/office/zip.ts'
import type { Outline } from '../../shared/exports/model.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { cast, freezes, opensVote, type Person, SESSION, type World, world } from '../world.ts'

const CLI = join(import.meta.dirname, '..', '..', 'server', 'cli.ts')

let w: World
beforeAll(async () => {
  w = await world()
  const chair = await w.person('m01')
  const opened = await opensVote(chair, 'r10')
  await cast(w, opened, { for: ['m01', 'm02', 'm03', 'm12'], against: ['m13'], abstain: ['m04'] })
  await chair.does('votes', 'close', opened)
  await chair.does('votes', 'announce', { vote: opened.vote })
  await chair.does('adoption', 'adopt', opened)
  await freezes(chair, 'r05')
})
afterAll(() => w.close())

const file = (person: Person, query: Record<string, string>) =>
  person.raw('GET', `/api/exports/file?${new URLSearchParams({ session: SESSION, ...query })}`)
async function outlines(person: Person): Promise<Record<Language, Outline>> {
  const answer = await file(person, { format: 'json' })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { outlines: Record<Language, Outline> }).outlines
}
const stages = ({ recommendations }: Outline) => Object.fromEntries(recommendations.map(({ id, stage }) => [id, stage]))

describe('files of a session', () => {
  test('[EX2] [EX12] a member reads adopted, frozen and drafted texts as the pages have them, under their own name', async () => {
    const member = await w.person('m02')
    const { en, kk } = await outlines(member)
    expect(stages(en)).toMatchObject({ r10: 'adopted', r05: 'frozen', r01: 'drafting' })
    expect(en.preamble?.kind).toBe('preamble')
    const me = await member.sees('accounts', 'me')
    expect(kk.stamp).toContain(me.name.kk)
    const adopted = await member.sees('adoption', 'text', { recommendation: 'r10' })
    const own = en.recommendations.find(({ id }) => id === 'r10')
    expect(own?.source).toMatchObject({ kind: 'adopted', hash: adopted.hash, head: adopted.head })
    expect(own?.parts[0]?.blocks).toEqual(adopted.parts.text.en)
    const frozen = en.recommendations.find(({ id }) => id === 'r05')
    expect(frozen?.source.kind).toBe('version')
    expect(frozen?.amendments.map(({ id }) => id).sort()).toEqual(['am1', 'am2'])
    expect(en.newTexts.map(({ id }) => id)).toEqual(['am4'])
  })

  test('[EX1] [EX3] the outcome has the numbers and sentences of the vote’s own page', async () => {
    const member = await w.person('m02')
    const { en, ru } = await outlines(member)
    const [one] = en.votes
    const vote = await member.sees('votes', 'vote', { id: one?.id ?? '' })
    expect([one?.headline, ru.votes[0]?.headline]).toEqual([vote.outcome?.headline.en, vote.outcome?.headline.ru])
    const [tally] = one?.tallies ?? []
    expect(tally).toMatchObject({ for: 4, against: 1, abstain: 1 })
    expect(
      one?.roll
        .filter(({ choice }) => choice === 'for')
        .map(({ account }) => account)
        .sort(),
    ).toEqual(
      vote.roll
        .filter(({ choice }) => choice === 'for')
        .map(({ account }) => account)
        .sort(),
    )
    expect(one?.roll.filter(({ said }) => said === 'Absent')).toHaveLength(vote.absent.length)
  })

  test('[EX2] an observer gets what observers see: nothing drafted unless the chair lets them read, nothing proposed to it', async () => {
    const chair = await w.person('m01')
    const observer = await w.person('o06')
    await chair.does('sessions', 'let-observers-read', { session: SESSION, on: false })
    const before = await observer.sees('recommendations', 'list', { session: SESSION })
    expect(Object.keys(stages((await outlines(observer)).en)).sort()).toEqual(
      before.recommendations.flatMap(({ id, kind }) => (kind === 'preamble' ? [] : [id])).sort(),
    )
    await chair.does('sessions', 'let-observers-read', { session: SESSION, on: true })
    const now = (await outlines(observer)).en
    expect(stages(now)).toMatchObject({ r01: 'drafting', r10: 'adopted' })
    expect(before.recommendations.map(({ id }) => id)).not.toContain('r01')
    await chair.does('sessions', 'change-privacy', { session: SESSION, point: 'a09', closed: true, released: false })
    const closed = JSON.stringify(await outlines(observer))
    const { recommendations } = await chair.sees('recommendations', 'list', { session: SESSION })
    const hidden = recommendations.filter(({ point }) => point === 'a09')
    expect(hidden.length).toBeGreaterThan(0)
    for (const { id, title } of hidden) {
      expect(closed).not.toContain(`"id":"${id}"`)
      expect(closed).not.toContain(title.en)
    }
    await chair.does('sessions', 'change-privacy', { session: SESSION, point: 'a09', closed: false, released: false })
  })

  test('[EX2] a session one does not see has no files; what is no format or language is refused', async () => {
    const stranger = await w.person('m02')
    expect((await file(stranger, { session: 'nothing', format: 'pdf', language: 'kk' })).status).toBe(404)
    expect((await file(stranger, { format: 'exe' })).status).toBe(400)
    expect((await file(stranger, { format: 'pdf' })).status).toBe(400)
    expect((await file(stranger, { format: 'pdf', language: 'de' })).status).toBe(400)
    const nobody = await w.app.http.request(`/api/exports/file?session=${SESSION}&format=json`)
    expect(nobody.status).toBe(401)
    expect((await stranger.ask('exports', 'files', { session: 'nothing' })).ok).toBe(false)
  })

  test('[EX11] the list names each file, and what is in it', async () => {
    const member = await w.person('m02')
    const { files, texts, written, votes } = await member.sees('exports', 'files', { session: SESSION })
    expect(files).toHaveLength(8 * LANGUAGES.length + 3)
    expect(files.map(({ name }) => name)).toContain(`${SESSION}.kk.docx`)
    expect([texts.adopted, texts.out, votes]).toEqual([1, 0, 1])
    expect(written.ru).toBe(texts.adopted + texts.drafts)
  })

  test('[MI5] a member has the minutes as a file, who looks on not before they are approved', async () => {
    const wanted = { paper: 'minutes', format: 'docx', language: 'ru' }
    expect((await file(await w.person('m02'), wanted)).headers.get('content-disposition')).toBe(
      `attachment; filename="${SESSION}.ru.minutes.docx"`,
    )
    const observer = await w.person('o06')
    expect((await file(observer, wanted)).status).toBe(403)
    expect((await file(await w.person('m02'), { ...wanted, format: 'csv' })).status).toBe(400)
    const { files } = await observer.sees('exports', 'files', { session: SESSION })
    expect(files.filter(({ paper }) => paper === 'minutes')).toEqual([])
    expect((await outlines(observer)).en.minutes).toBeNull()
  })

  test('[EX13] letters are made for who sends them, to whom something adopted is addressed', async () => {
    const secretary = await w.person('s01')
    const { files, addressees } = await secretary.sees('exports', 'files', { session: SESSION })
    const [first] = addressees
    if (!first) throw new Error('r10 is addressed to nobody')
    expect(files.filter(({ addressee }) => addressee === first.id)).toHaveLength(2 * LANGUAGES.length)
    const letter = { format: 'docx', language: 'kk', addressee: first.id }
    expect((await file(secretary, letter)).headers.get('content-disposition')).toBe(
      `attachment; filename="${SESSION}.kk.letter-${first.id}.docx"`,
    )
    expect((await file(secretary, { ...letter, addressee: 'nobody' })).status).toBe(404)
    expect((await file(secretary, { ...letter, format: 'csv' })).status).toBe(400)
    expect((await file(await w.person('m02'), letter)).status).toBe(404)
    expect((await (await w.person('m02')).sees('exports', 'files', { session: SESSION })).addressees).toEqual([])
  })

  test('[EX14] [CM8] a member’s file has the discussion, and that of who looks on only what is open to them', async () => {
    const member = await w.person('m02')
    await member.does('comments', 'open-thread', {
      recommendation: 'r01',
      passage: null,
      toObservers: false,
      words: 'Said among members.',
    })
    const said = (of: Outline) =>
      of.recommendations.flatMap(({ comments }) => comments.flatMap(({ remarks }) => remarks))
    expect(said((await outlines(member)).en).map(({ words }) => words)).toContain('Said among members.')
    expect(JSON.stringify(await outlines(await w.person('o06')))).not.toContain('Said among members.')
  })

  test('[EX10] one at a time for each account: the second is told to wait, and where the first is', {
    timeout: 120_000,
  }, async () => {
    const member = await w.person('m03')
    const archive = file(member, { format: 'zip' })
    await expect
      .poll(async () => (await member.sees('exports', 'progress', { session: SESSION })).running?.format)
      .toBe('zip')
    const second = await file(member, { format: 'json' })
    expect([second.status, ((await second.json()) as { code: string }).code]).toEqual([503, 'busy'])
    const done = await archive
    expect(done.headers.get('content-disposition')).toBe(`attachment; filename="${SESSION}.zip"`)
    const part = openZip(new Uint8Array(await done.arrayBuffer()))
    for (const language of LANGUAGES)
      for (const name of ['pdf', 'docx', 'akn.xml', 'html', 'csv', 'impact.csv'])
        expect(part(`${SESSION}.${language}.${name}`), name).not.toBeNull()
    expect(new TextDecoder().decode(part('verify.html') ?? undefined)).toMatch(/^<!doctype html>/)
    expect((await member.sees('exports', 'progress', { session: SESSION })).running).toBeNull()
    expect((await file(member, { format: 'json' })).status).toBe(200)
  })
})

test('[EX11] [EX18] the command writes every file of the session beside a running server', {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kenes-export-'))
  const { store } = w
  const environment = store.kind === 'sqlite' ? { DATA_DIR: join(store.file, '..') } : { DATABASE_URL: store.url }
  const run = (...options: string[]) =>
    new Promise<{ code: number | null; out: string }>((resolve) => {
      const child = spawn(process.execPath, [CLI, 'export', ...options], {
        env: { ...process.env, PUBLIC_URL: 'https://kenes.example/', ...environment },
      })
      let out = ''
      child.stdout.on('data', (chunk) => (out += chunk))
      child.stderr.on('data', (chunk) => (out += chunk))
      child.on('close', (code) => resolve({ code, out }))
    })
  try {
    const done = await run('--out', folder, '--session', SESSION)
    expect(done.code, done.out).toBe(0)
    const names = readdirSync(folder).sort()
    const secretary = await w.person('s01')
    const { addressees } = await secretary.sees('exports', 'files', { session: SESSION })
    expect(addressees.length).toBeGreaterThan(0)
    expect(names).toEqual(
      [
        ...LANGUAGES.flatMap((language) =>
          ['pdf', 'docx', 'akn.xml', 'html', 'csv', 'impact.csv', 'minutes.pdf', 'minutes.docx'].map(
            (end) => `${SESSION}.${language}.${end}`,
          ),
        ),
        ...LANGUAGES.flatMap((language) =>
          addressees.flatMap(({ id }) => ['pdf', 'docx'].map((end) => `${SESSION}.${language}.letter-${id}.${end}`)),
        ),
        ...['xlsx', 'json', 'zip'].map((end) => `${SESSION}.${end}`),
      ].sort(),
    )
    const { outlines: written } = JSON.parse(readFileSync(join(folder, `${SESSION}.json`), 'utf8'))
    const served = await outlines(await w.person('s01'))
    // This server was not told where people reach it; the command was.
    const bare = (all: Outline['recommendations']) => all.map(({ check, ...text }) => ({ ...text, code: check?.code }))
    expect(bare(written.en.recommendations)).toEqual(JSON.parse(JSON.stringify(bare(served.en.recommendations))))
    const coded = (written.en.recommendations as Outline['recommendations']).flatMap(({ check }) => check ?? [])
    expect(coded.map(({ address }) => address)).toEqual(coded.map(({ code }) => `https://kenes.example/check/${code}`))
    expect(coded).toHaveLength(2)
    expect(
      readFileSync(join(folder, `${SESSION}.kk.pdf`))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const none = await run('--out', folder, '--session', 'nothing')
    expect([none.code, none.out]).toEqual([2, expect.stringContaining('there is no session nothing')])
    expect((await run('--session', SESSION)).code).toBe(2)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

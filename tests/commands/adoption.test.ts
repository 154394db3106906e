import { afterEach, describe, expect, test } from 'vitest'
import { demoContent, type SessionContent } from '../../server/demo/content.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { RecommendationId } from '../../shared/ids.ts'
import { cast, opensVote, type Person, type World, type WorldOptions, world } from '../world.ts'
import { headOf, refuses, storeOf } from './store.ts'
import { checks } from './translating.ts'

let w: World
let chair: Person
let member: Person
let observer: Person
afterEach(() => w.close())

const begin = async (options: WorldOptions = {}) => {
  w = await world(options)
  ;[chair, member, observer] = await w.people('m01', 'm03', 'o01')
}
/** A vote up to its announcement. */
async function decided(choice: 'for' | 'against', recommendation = 'r01') {
  const vote = await opensVote(chair, recommendation)
  await cast(w, vote, { [choice]: ['m01', 'm02'] })
  await chair.does('votes', 'close', { vote: vote.vote })
  await chair.does('votes', 'announce', { vote: vote.vote })
  return vote
}
const adopt = (person: Person, vote: { vote: string; hash: string }) => person.act('adoption', 'adopt', vote)
const file = (person: Person, query: string) => person.raw('GET', `/api/adoption/file?${query}`)

describe('adopting', () => {
  test('[AD1] [RE2] the presiding chair adopts what an announced vote carried, on its hash', async () => {
    await begin()
    const vote = await decided('for')
    expect(await adopt(chair, vote)).toMatchObject({ ok: true, value: { adopted: ['r01'] } })
    expect(await member.sees('recommendations', 'recommendation', { id: 'r01' })).toMatchObject({ stage: 'adopted' })
    expect(await member.sees('votes', 'vote', { id: vote.vote })).toMatchObject({
      adopted: true,
      may: { adopt: false },
    })
  })

  test('[AD1] not before the announcement, not what was rejected, not on another hash', async () => {
    await begin()
    const vote = await opensVote(chair, 'r01')
    await cast(w, vote, { for: ['m01'] })
    await refuses(w, () => adopt(chair, vote), 'vote-not-closed', 'AD1')
    await chair.does('votes', 'close', { vote: vote.vote })
    await refuses(w, () => adopt(chair, vote), 'vote-not-closed', 'AD1')
    await chair.does('votes', 'announce', { vote: vote.vote })
    await refuses(w, () => adopt(chair, { ...vote, hash: 'a'.repeat(64) }), 'wrong-text', 'AD1')
    const rejected = await decided('against', 'r02')
    await refuses(w, () => adopt(chair, rejected), 'not-carried', 'AD1')
    await refuses(w, () => adopt(chair, { ...vote, hash: rejected.hash }), 'wrong-text', 'AD1')
  })

  test('[AD1] [SE2] nobody else adopts', async () => {
    await begin()
    const vote = await decided('for')
    for (const person of [member, observer, ...(await w.people('m02', 'm12', 's01'))])
      await refuses(w, () => adopt(person, vote), 'no-right', 'SE2')
  })

  test('[AD2] once: pressed again, or twice at the same moment, it is refused', async () => {
    await begin()
    const vote = await decided('for')
    const answers = await Promise.all([adopt(chair, vote), adopt(chair, vote), adopt(chair, vote)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    await refuses(w, () => adopt(chair, vote), 'already-adopted', 'AD2')
  })

  test('[AD2] [RE4] after it nobody freezes, takes back, votes on or changes the text, and the database refuses too', async () => {
    await begin()
    const vote = await decided('for')
    await adopt(chair, vote)
    await refuses(w, () => chair.act('versions', 'freeze', { recommendation: 'r01' }), 'frozen', 'VE1')
    await refuses(w, () => chair.act('votes', 'take-back-freeze', { recommendation: 'r01' }), 'not-frozen', 'VO1')
    await refuses(w, () => chair.act('votes', 'open', { recommendation: 'r01', hash: vote.hash }), 'not-frozen', 'VO2')
    const { fields, fieldsRev } = await member.sees('recommendations', 'recommendation', { id: 'r01' })
    await refuses(
      w,
      () => member.act('recommendations', 'change-fields', { id: 'r01', rev: fieldsRev, fields }),
      'frozen',
      'RE4',
    )
    const { db } = w.app.house
    await expect(db.updateTable('adopted_texts').set({ content: '{}' }).execute()).rejects.toThrow(
      'adopted_texts is never changed',
    )
    await expect(db.deleteFrom('adopted_texts').execute()).rejects.toThrow('adopted_texts is never changed')
  })

  test('[AD3] it names the state of each language of record', async () => {
    await begin()
    await adopt(chair, await decided('for'))
    const adopted = await member.sees('adoption', 'text', { recommendation: 'r01' })
    expect(adopted).toMatchObject({
      languagesOfRecord: ['kk', 'ru', 'en'],
      languages: { kk: 'draft', ru: 'source', en: 'draft' },
    })
    const { entries } = await member.sees('record', 'entries')
    expect(JSON.parse(entries[0]?.content ?? '{}')).toMatchObject({
      act: 'text-adopted',
      facts: { languages: { kk: 'draft', ru: 'source', en: 'draft' } },
    })
  })

  test('[AD3] [LA10] where the standing orders wait for translations, one that is behind stops it until it is checked', async () => {
    const content = demoContent()
    const councils = content.councils.map((one) =>
      one.id === 'ec' ? { ...one, rules: { ...one.rules, translationToFollow: false } } : one,
    )
    await begin({ content: { ...content, councils } })
    const vote = await decided('for')
    await refuses(w, () => adopt(chair, vote), 'languages-behind', 'AD3')
    const secretary = await w.person('s01')
    await checks(secretary, 'r01', 'kk')
    await refuses(w, () => adopt(chair, vote), 'languages-behind', 'AD3')
    // What is noted for lists decides nothing.
    await w.app.house.db
      .updateTable('recommendations')
      .set({ languages: JSON.stringify({ kk: 'checked', ru: 'source', en: 'checked' }) })
      .where('id', '=', 'r01' as RecommendationId)
      .execute()
    await refuses(w, () => adopt(chair, vote), 'languages-behind', 'AD3')
    await checks(secretary, 'r01', 'en')
    expect((await adopt(chair, vote)).ok).toBe(true)
    expect(await member.sees('adoption', 'text', { recommendation: 'r01' })).toMatchObject({
      languages: { kk: 'checked', ru: 'source', en: 'checked' },
    })
  })
})

describe('the adopted text', () => {
  test('[AD4] [RB5] its page has hash, vote, outcome and the head of the record book', async () => {
    await begin()
    const vote = await decided('for')
    expect(await member.ask('adoption', 'text', { recommendation: 'r01' })).toMatchObject({
      ok: false,
      code: 'not-found',
      rule: 'AD4',
    })
    await adopt(chair, vote)
    const head = await headOf(w)
    for (const person of [chair, member, observer]) {
      expect(await person.sees('adoption', 'text', { recommendation: 'r01' })).toMatchObject({
        hash: vote.hash,
        vote: vote.vote,
        voteNumber: 1,
        outcome: { result: 'carried', headline: { en: 'Carried: 2 for, 0 against.' } },
        head,
        adoptedBy: { account: 'm01' },
        plain: { title: { ru: 'Недопустимость разлучения ребёнка без оценки' } },
      })
    }
  })

  test('[AD4] the JSON file holds the bytes themselves: their SHA-256 is the hash that was voted', async () => {
    await begin()
    const vote = await decided('for')
    await adopt(chair, vote)
    const answer = await file(member, 'recommendation=r01&format=json')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="r01.json"')
    const kept = (await answer.json()) as { canonical: string; hash: string; head: { number: number } }
    expect(kept.hash).toBe(vote.hash)
    expect(sha256Hex(kept.canonical)).toBe(vote.hash)
    expect(kept.head).toEqual(await headOf(w))
  })

  test('[AD4] the HTML file says text, vote, hash and head in the language asked for, or in all three', async () => {
    await begin()
    const vote = await decided('for')
    await adopt(chair, vote)
    const head = await headOf(w)
    const russian = await file(observer, 'recommendation=r01&format=html&language=ru')
    expect(russian.headers.get('content-disposition')).toBe('attachment; filename="r01.ru.html"')
    const page = await russian.text()
    expect(page).toContain('<h1>1. Недопустимость разлучения ребёнка без оценки</h1>')
    for (const words of [vote.hash, `${head.number}:${head.hash}`, 'Принять рекомендацию 1?'])
      expect(page).toContain(words)
    expect(page).not.toContain('No separation of a child')
    const all = await (await file(observer, 'recommendation=r01&format=html')).text()
    expect([...all.matchAll(/<section lang="(\w+)">/g)].map(([, language]) => language)).toEqual(['kk', 'ru', 'en'])
  })

  test('[AD4] what people wrote is words in the file, never markup', async () => {
    const content = demoContent()
    const evil = `<script>alert("x")</script> & 'y' "><img src=x onerror=alert(1)> \`z\``
    const each = { kk: evil, ru: evil, en: evil }
    const recommendations = content.recommendations.map((one) =>
      one.id === 'r01'
        ? {
            ...one,
            title: each,
            text: { kk: `${evil}\n${evil}`, ru: evil, en: evil },
            rationale: each,
            indicator: each,
          }
        : one,
    )
    const members = content.members.map((one) => (one.id === 'm01' ? { ...one, name: each } : one))
    const councils = content.councils.map((one) => ({ ...one, name: each }))
    const evilContent: SessionContent = {
      ...content,
      recommendations,
      members,
      councils,
      session: { ...content.session, title: each },
    }
    await begin({ content: evilContent })
    await adopt(chair, await decided('for'))
    const answer = await file(member, 'recommendation=r01&format=html')
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; .*frame-ancestors 'none'$/,
    )
    const page = await answer.text()
    expect(page).not.toMatch(/<script|<img|alert\("x"\)/i)
    expect(
      [...page.matchAll(/&lt;script&gt;alert\(&quot;x&quot;\)&lt;\/script&gt; &amp; &#39;y&#39; &quot;&gt;&lt;img/g)]
        .length,
    ).toBeGreaterThan(12)
    const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name))
    expect([...tags].sort()).toEqual([
      'body',
      'dd',
      'dl',
      'dt',
      'h1',
      'h2',
      'head',
      'html',
      'main',
      'meta',
      'p',
      'section',
      'style',
      'title',
    ])
    const json = await file(member, 'recommendation=r01&format=json')
    expect(json.headers.get('content-type')).toContain('application/json')
    expect(json.headers.get('x-content-type-options')).toBe('nosniff')
    expect(((await json.json()) as { plain: { title: { en: string } } }).plain.title.en).toBe(evil)
  })

  test('[AD4] there is no file before adoption, for a form that does not exist, or for who is signed out', async () => {
    await begin()
    const vote = await decided('for')
    expect((await file(member, 'recommendation=r01&format=html')).status).toBe(404)
    await adopt(chair, vote)
    const before = await storeOf(w)
    expect(await (await file(member, 'recommendation=r01&format=pdf')).json()).toMatchObject({
      code: 'malformed',
      rule: 'AC6',
    })
    expect(await (await w.app.http.request('/api/adoption/file?recommendation=r01&format=html')).json()).toMatchObject({
      code: 'signed-out',
      rule: 'AC1',
    })
    expect(await storeOf(w)).toEqual(before)
  })
})

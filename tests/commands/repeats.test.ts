import { Buffer } from 'node:buffer'
import { beforeEach, describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { ANOTHER_SESSION } from '../plans.ts'
import { freezes, type Person, SESSION } from '../world.ts'
import { finishesText } from './finishing.ts'
import { adopts, followsUp, listsEarlier, outside } from './following.ts'
import { inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, refuses } from './store.ts'

inTheHall()

let upr: string
let cat: string
beforeEach(async () => {
  ;[upr, cat] = await listsEarlier(secretary)
})

const r01 = { recommendation: 'r01' }
const listed = (id: string) => ({ kind: 'listed' as const, id })
const links = (person: Person, id: string, more = {}) =>
  person.act('follow-up', 'link-earlier', { ...r01, way: 'repeats', of: listed(id), ...more })
const linksOf = async (person: Person, recommendation = 'r01') =>
  (await person.sees('follow-up', 'repeats', { recommendation })).links
const found = async (words?: string) =>
  (await secretary.sees('follow-up', 'earlier-ones', { ...r01, ...(words ? { words } : {}) })).found.map(
    ({ said }) => said.number,
  )

describe('a link to an earlier recommendation', () => {
  test('[FO20] is made and taken back by who may change the fields, and by the secretariat at any time', async () => {
    await refuses(w, () => links(observer, upr), 'no-right', 'RE3')
    expect(await links(member, upr)).toMatchObject({ ok: true, value: { number: 1 } })
    await refuses(w, () => links(secretary, upr), 'already-so', 'FO20')
    await refuses(w, () => links(secretary, 'nothing'), 'not-found', 'FO20')
    await refuses(w, () => links(secretary, upr, { recommendation: 'nothing' }), 'not-found', 'RE5')
    await freezes(await w.person('m01'), 'r01')
    const taken = { ...r01, number: 1 }
    for (const ask of [() => links(member, cat), () => member.act('follow-up', 'unlink-earlier', taken)])
      await refuses(w, ask, 'frozen', 'RE4')
    expect((await member.raw('GET', '/api/follow-up/earlier-ones?recommendation=r01')).status).toBe(409)
    expect(await links(secretary, cat)).toMatchObject({ ok: true })
    await secretary.does('follow-up', 'unlink-earlier', taken)
    await refuses(w, () => secretary.act('follow-up', 'unlink-earlier', taken), 'not-found', 'FO20')
    expect((await linksOf(observer)).map(({ said }) => said.number)).toEqual(['21(b)'])
    expect(await links(secretary, upr)).toMatchObject({ ok: true, value: { number: 3 } })
    const book = (await actsOn(w, 'r01')).filter(({ act }) => act.endsWith('linked'))
    expect(book.map(({ act, by }) => `${act} ${by}`)).toEqual([
      'recommendation-linked m03',
      'recommendation-linked s01',
      'recommendation-unlinked s01',
      'recommendation-linked s01',
    ])
  })

  test('[FO20] is found as one types, in each language, without the letters a keyboard lacks', async () => {
    expect(await found()).toEqual(['139.45', '21(b)'])
    expect(await found('жогары кауип')).toEqual(['139.45'])
    expect(await found('separat')).toEqual(['139.45'])
    expect(await found('комитет осматр')).toEqual(['21(b)'])
    expect(await found('139')).toEqual(['139.45'])
    expect(await found('комитет семьи')).toEqual([])
  })

  test('[FO20] keeps what the earlier one said, also when the list is taken in anew; [EV11] it is not taken out meanwhile', async () => {
    await links(secretary, upr)
    const [before] = await linksOf(member)
    await w.app.house.db.updateTable('earlier_recommendations').set({ became: 'Исполнена' }).execute()
    const rows = 'source;number;textRu\r\nУПО, 4-й цикл;139.45;Иные слова'
    const file = { session: SESSION, kind: 'earlier', name: 'a.csv', base64: Buffer.from(rows).toString('base64') }
    const { state } = await secretary.does('evidence', 'preview-import', file)
    await secretary.does('evidence', 'import', { ...file, state })
    expect(await linksOf(member)).toEqual([{ ...before, listedAs: '' }])
    const out = { session: SESSION, earlier: upr }
    await refuses(w, () => secretary.act('evidence', 'remove-earlier', out), 'in-use', 'EV11')
    await secretary.does('follow-up', 'unlink-earlier', { ...r01, number: 1 })
    await secretary.does('evidence', 'remove-earlier', out)
  })

  test('[FO20] [RB3] is in the record book, and verify finds one that was changed, made or taken away beside it', async () => {
    await links(secretary, upr)
    await links(secretary, cat)
    await secretary.does('follow-up', 'unlink-earlier', { ...r01, number: 2 })
    const { db } = w.app.house
    const wrong = async () => (await verifyStore(db, null)).findings.map(({ table, key }) => `${table} ${key}`)
    expect(await wrong()).toEqual([])
    await db.updateTable('repeats').set({ way: 'follows' }).where('number', '=', 1).execute()
    expect(await wrong()).toEqual(['repeats r01/1'])
    await db.updateTable('repeats').set({ way: 'repeats' }).where('number', '=', 1).execute()
    await db.deleteFrom('ended_repeats').execute()
    expect(await wrong()).toEqual(['ended_repeats r01/2'])
  })
})

describe('what became of the earlier one', () => {
  test('[FO21] is what the list says, or nothing', async () => {
    await links(secretary, upr)
    await links(secretary, cat)
    expect(await linksOf(observer)).toMatchObject([
      { listedAs: 'Исполнена частично', found: null },
      { listedAs: '', found: null },
    ])
  })

  test('[FO20] [FO21] of one that was adopted in an earlier session it is what the councils found, to who takes part there', async () => {
    await adopts(w, 'r01')
    await followsUp(w, 'r01')
    const { session } = await secretary.does('sessions', 'plan-session', ANOTHER_SESSION)
    const { recommendations } = await secretary.does('recommendations', 'create-set', {
      session,
      point: null,
      texts: [
        {
          kind: 'recommendation',
          source: 'ru',
          title: { kk: '', ru: 'Ещё раз', en: '' },
          paragraphs: { kk: [], ru: [{ level: 0, words: 'Снова.' }], en: [] },
        },
      ],
    })
    const later = recommendations[0]?.id ?? ''
    const of = { kind: 'adopted' as const, id: 'r01' }
    // What is later, or of the same session, is not earlier.
    await refuses(w, () => links(secretary, '', { recommendation: 'r02', of }), 'not-found', 'FO20')
    await refuses(
      w,
      () => links(secretary, '', { recommendation: later, of: { ...of, id: 'r02' } }),
      'not-found',
      'FO20',
    )
    await secretary.does('follow-up', 'link-earlier', { recommendation: later, way: 'follows', of })
    const [link] = await linksOf(secretary, later)
    expect(link).toMatchObject({ way: 'follows', of, said: { number: '1' } })
    expect(link?.found).toMatchObject({ session: SESSION })
    expect(new Set(link?.found?.addressees.map(({ status }) => status))).toEqual(new Set(['in-progress']))
    const back = (await member.sees('follow-up', 'repeats', r01)).later
    expect(back).toMatchObject([{ recommendation: later, session, way: 'follows', isAdopted: false }])
    // Who looks on in the first session alone hears nothing of the second.
    expect((await observer.sees('follow-up', 'repeats', r01)).later).toEqual([])
  })
})

describe('where it is read', () => {
  test('[FO22] everybody reads it with the published text, and nobody before', async () => {
    await adopts(w, 'r01')
    await links(secretary, upr)
    const asks = () => outside(w).reads('published-repeats', r01)
    expect(await asks()).toMatchObject({ ok: false, code: 'not-found', rule: 'FO22' })
    await finishesText(w, 'r01')
    expect(await asks()).toMatchObject({
      ok: true,
      value: {
        links: [{ way: 'repeats', said: { number: '139.45', source: { kk: 'УПО, 4-й цикл' } }, published: null }],
      },
    })
  })

  test('[FO23] [FO14] files and the table name it with what became of it', async () => {
    await adopts(w, 'r01')
    await followsUp(w, 'r01')
    await links(secretary, upr)
    const { rows } = await member.sees('follow-up', 'table', { session: SESSION })
    expect(rows.find(({ recommendation }) => recommendation === 'r01')?.earlier).toMatchObject([{ number: '139.45' }])
    const table = `/api/follow-up/table-file?session=${SESSION}&format=csv&language=ru`
    expect(await (await member.raw('GET', table)).text()).toContain('Повторяет: УПО, 4-й цикл, 139.45')
    const day = formatDate('ru', '2019-11-07')
    const said = `Повторяет: УПО, 4-й цикл, 139.45 (${day}). Не разлучать семьи. Что с ней стало: Исполнена частично.`
    for (const format of ['html', 'csv', 'json']) {
      const file = `/api/exports/file?session=${SESSION}&format=${format}&language=ru`
      expect(await (await member.raw('GET', file)).text(), format).toContain(said)
    }
  })
})

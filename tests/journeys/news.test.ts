import { expect, test } from 'vitest'
import { NEWS_HEADER } from '../../shared/live/news.ts'
import { until } from '../live/people.ts'
import { freezes, SESSION, world } from '../world.ts'
import { listens } from './listens.ts'

test('[SE7] a vote that opens is told to every open page, by its name and nothing else', async () => {
  const w = await world()
  const url = await w.listen()
  const [chair, member, observer] = await w.people('m01', 'm02', 'o01')
  const pages = [await listens(url, member), await listens(url, observer)]
  expect(pages.map(({ status }) => status)).toEqual([200, 200])
  const hash = await freezes(chair, 'r01')
  const { vote } = await chair.does('votes', 'open', { recommendation: 'r01', hash })
  for (const page of pages) {
    await until('it is told', () => page.topics.includes(`vote:${vote}`))
    expect(page.topics).toContain('recommendation:r01')
    expect(page.heard()).not.toMatch(/separat|разлуч|Айгуль|Serikbayeva|"for"|choice/)
    await page.stop()
  }
  await w.close()
})

test('[SE7] who is signed out, or asks for a session that is not there, is told nothing; signing out ends the stream', async () => {
  const w = await world()
  const url = await w.listen()
  const strangers = [
    await listens(url, null),
    await listens(url, await w.person('m03'), { session: 'no-such-session' }),
  ]
  expect(strangers.map(({ status }) => status)).toEqual([401, 404])
  const member = await w.person('m02')
  const page = await listens(url, member)
  await until('it listens', () => page.heard().includes('ready'))
  await member.does('accounts', 'sign-out', {})
  await until('the stream has ended', () => page.ended())
  expect((await member.ask('accounts', 'me')).status).toBe(401)
  await w.close()
})

test('[SE7] a HEAD on the news is answered and listens to nothing', async () => {
  const w = await world()
  const url = await w.listen()
  const member = await w.person('m02')
  const response = await fetch(`${url}/api/news?session=${SESSION}`, {
    method: 'HEAD',
    headers: { cookie: member.cookie },
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const connected = await (await w.person('m03')).sees('sessions', 'connected', { session: SESSION })
  expect(connected).toEqual({ accounts: [] })
  await w.close()
})

test('[SE7] a page that comes back with the number it heard last is told what it missed, and nothing twice', async () => {
  const w = await world()
  const url = await w.listen()
  const [chair, member] = await w.people('m01', 'm02')
  const page = await listens(url, member)
  await until('it listens', () => page.heard().includes('ready'))
  await freezes(chair, 'r01')
  const news = await w.app.house.db.selectFrom('news').select('seq').execute()
  await until('it is told of the freeze and of its version', () => page.last() === String(news.at(-1)?.seq))
  await page.stop()
  await freezes(chair, 'r02')
  const back = await listens(url, member, { lastHeard: page.last() })
  await until('it is told what it missed', () => back.topics.includes('recommendation:r02'))
  expect(back.topics).not.toContain('recommendation:r01')
  await back.stop()
  await w.close()
})

test('[SE71] what happens between the first answer of a page and its line is told; what was before it is not', async () => {
  const w = await world()
  const url = await w.listen()
  const [chair, member] = await w.people('m01', 'm02')
  await freezes(chair, 'r01')
  const { headers } = await fetch(`${url}/api/votes/now?session=${SESSION}`, { headers: { cookie: member.cookie } })
  const since = headers.get(NEWS_HEADER) ?? ''
  expect(since).toMatch(/^\d+$/)
  await freezes(chair, 'r02')
  const page = await listens(url, member, { since })
  await until('it is told what it missed', () => page.topics.includes('recommendation:r02'))
  expect(page.topics).not.toContain('recommendation:r01')
  await page.stop()
  // Who is nobody is told no number.
  expect((await fetch(`${url}/api/adoption/published`)).headers.get(NEWS_HEADER)).toBeNull()
  await w.close()
})

test('[SE71] a page that was away for more acts than are kept is told to ask everything', async () => {
  const w = await world()
  const url = await w.listen()
  const [chair, member] = await w.people('m01', 'm02')
  await freezes(chair, 'r01')
  await w.app.house.db
    .updateTable('news')
    .set(({ eb }) => ({ seq: eb('seq', '+', 2_000) }))
    .execute()
  const long = await listens(url, member, { since: '5' })
  const short = await listens(url, member, { since: '1999' })
  await until('it is told', () => long.topics.includes('everything'))
  await until('the other is told what is known', () => short.topics.includes('recommendation:r01'))
  expect(long.topics).not.toContain('recommendation:r01')
  expect(short.topics).not.toContain('everything')
  for (const page of [long, short]) await page.stop()
  await w.close()
})

test('[SE7] [SE66] who is no longer on the session hears nothing more of it, not even the next word', async () => {
  const w = await world()
  const url = await w.listen()
  const [secretary, chair, guest, member, other] = await w.people('s01', 'm01', 'o04', 'm09', 'm03')
  const pages = [await listens(url, guest), await listens(url, member)]
  const kept = await listens(url, other)
  await secretary.does('sessions', 'uninvite', { session: SESSION, account: 'o04' })
  const council = await secretary.sees('councils', 'council', { id: 'cc' })
  const seat = council.places.find(({ holder }) => holder === 'm09')
  await secretary.does('councils', 'end-seat', { seat: seat?.id ?? '', rev: council.rev, until: '2026-04-23' })
  await freezes(chair, 'r01')
  await until('the others are told', () => kept.topics.includes('recommendation:r01'))
  for (const page of pages) {
    await until('the stream has ended', () => page.ended())
    expect(page.topics).not.toContain('recommendation:r01')
  }
  await kept.stop()
  await w.close()
})

test('[SE12] when a point is closed, open pages of those who look on ask again all that shows something of it', async () => {
  const w = await world()
  const url = await w.listen()
  const [chair, observer] = await w.people('m01', 'o01')
  const page = await listens(url, observer)
  await chair.does('sessions', 'change-privacy', { session: SESSION, point: 'a09', closed: true, released: false })
  await until('it is told', () => page.topics.includes('record'))
  for (const topic of ['session', 'recommendations', 'votes', 'floor', 'plan', 'revisions', 'comments'])
    expect(page.topics).toContain(topic)
  await page.stop()
  await w.close()
})

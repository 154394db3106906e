import { expect, test } from 'vitest'
import { until } from '../live/people.ts'
import { cast, opensVote, type Person, SESSION, type World, world } from '../world.ts'
import { listens } from './listens.ts'

const session = { session: SESSION }

/** A screen's link, opened; what it may be known by is its cookie. */
async function aScreen(w: World, secretary: Person): Promise<{ id: string; cookie: string }> {
  const { id, path } = await secretary.does('screens', 'create-link', { ...session, name: 'Hall', languages: ['ru'] })
  const answer = await w.app.http.request('/api/screens/enter', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...session, secret: path.split('#')[1] }),
  })
  return { id, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

test('[SE51] a screen hears what changes until its link is revoked; then its line ends and opens no more', async () => {
  const w = await world()
  const url = await w.listen()
  const [chair, secretary] = await w.people('m01', 's01')
  const screen = await aScreen(w, secretary)
  const other = await aScreen(w, secretary)
  const page = await listens(url, screen, { screen: screen.id })
  const kept = await listens(url, other, { screen: other.id })
  expect([page.status, kept.status]).toEqual([200, 200])
  expect((await listens(url, screen, { screen: other.id })).status).toBe(401)
  expect((await listens(url, screen)).status).toBe(401)
  await chair.does('screens', 'show', { ...session, shown: 'check-in' })
  await until('it is told', () => page.topics.includes('screens'))
  await secretary.does('screens', 'revoke-link', { screen: screen.id })
  await until('the line has ended', () => page.ended())
  expect((await listens(url, screen, { screen: screen.id })).status).toBe(401)
  await chair.does('sessions', 'take-point', { ...session, point: 'a01' })
  await until('the other screen goes on', () => kept.topics.includes('session'))
  await kept.stop()
  await w.close()
})

test('[SE55] during a closed point those who look on hear no id of its texts and votes, neither at once nor later', async () => {
  const w = await world()
  const url = await w.listen()
  const [chair, secretary, member, observer] = await w.people('m01', 's01', 'm03', 'o01')
  const screen = await aScreen(w, secretary)
  const pages = [await listens(url, observer), await listens(url, screen, { screen: screen.id })]
  const seated = await listens(url, member)
  const before = [...pages]
  await chair.does('sessions', 'change-privacy', { ...session, point: 'a09', closed: true, released: false })
  for (const page of before) await until('it is told that the session changed', () => page.last() !== undefined)
  const from = pages.map((page) => page.last())
  const { vote, hash } = await opensVote(chair, 'r01')
  await cast(w, { vote, hash }, { for: ['m01', 'm02'], against: ['m04'] })
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
  await secretary.does('sessions', 'note-attendance', { ...session, account: 'm09', event: 'came' })
  await until('the member is told by id', () => seated.topics.includes(`vote:${vote}`))
  for (const page of pages) await until('they are told', () => page.topics.includes('attendance'))
  const back = [
    await listens(url, observer, { lastHeard: from[0] }),
    await listens(url, screen, { screen: screen.id, lastHeard: from[1] }),
  ]
  for (const page of back) await until('they are told what they missed', () => page.topics.includes('attendance'))
  for (const page of [...pages, ...back]) {
    expect(page.topics).toContain('votes')
    expect(page.topics.filter((topic) => topic.includes(':'))).toEqual([])
    expect(page.heard()).not.toMatch(/r01|r1\b/)
  }
  // Released, it is theirs like any other.
  await chair.does('sessions', 'change-privacy', { ...session, point: 'a09', closed: true, released: true })
  const released = await listens(url, observer, { lastHeard: from[0] })
  await until('now by id', () => released.topics.includes(`vote:${vote}`))
  for (const page of [...pages, ...back, seated, released]) await page.stop()
  await w.close()
})

test('[SE55] the whole traffic of an observer and of a screen during a closed point holds nothing of it', async () => {
  const w = await world()
  const url = await w.listen()
  const [chair, secretary, observer] = await w.people('m01', 's01', 'o01')
  const screen = await aScreen(w, secretary)
  const { agenda } = await chair.sees('sessions', 'session', { id: SESSION })
  const title = agenda.find(({ id }) => id === 'a09')?.title.ru ?? ''
  const { plain } = await chair.sees('recommendations', 'text', { id: 'r01' })
  const news = [await listens(url, observer), await listens(url, screen, { screen: screen.id })]
  await chair.does('sessions', 'change-privacy', { ...session, point: 'a09', closed: true, released: false })
  const { vote, hash } = await opensVote(chair, 'r01')
  await cast(w, { vote, hash }, { for: ['m02'] })
  const asked = [
    `sessions/session?id=${SESSION}`,
    'sessions/list',
    `sessions/connected?session=${SESSION}`,
    `recommendations/list?session=${SESSION}`,
    'recommendations/recommendation?id=r01',
    'recommendations/text?id=r01',
    'versions/list?recommendation=r01',
    `votes/list?session=${SESSION}`,
    `votes/vote?id=${vote}`,
    'votes/prepare?recommendation=r01',
    'adoption/text?recommendation=r01',
    'record/entries',
  ]
  const bodies = [
    ...(await Promise.all(asked.map(async (path) => (await observer.raw('GET', `/api/${path}`)).text()))),
    await (
      await fetch(`${url}/api/screens/screen?session=${SESSION}&screen=${screen.id}`, {
        headers: { cookie: screen.cookie },
      })
    ).text(),
    ...news.map((page) => page.heard()),
  ]
  for (const body of bodies) {
    for (const hidden of [title, plain.title.ru, plain.text.ru.slice(0, 40), vote, hash, '"r01"'])
      expect(body).not.toContain(hidden)
  }
  // No names of authors or voters either, in what is about the texts.
  for (const body of bodies.slice(3)) expect(body).not.toMatch(/Серикбаев|authors":\[\{/)
  for (const page of news) await page.stop()
  await w.close()
})

test('[SE56] a hall that comes in at once is told of a few times, not once for each', async () => {
  const w = await world()
  const url = await w.listen()
  const first = await listens(url, await w.person('m22'))
  await until('it listens', () => first.heard().includes('ready'))
  const people = await w.people(...Array.from({ length: 20 }, (_, index) => `m${String(index + 1).padStart(2, '0')}`))
  const pages = await Promise.all(people.flatMap((one) => [listens(url, one), listens(url, one)]))
  w.clock.move(500)
  await until('it is told of them', () => first.heard().includes('"connected"'))
  w.clock.move(500)
  const told = first.heard().match(/^data: .*"connected"/gm)?.length ?? 0
  expect(told).toBeLessThanOrEqual(3)
  const { accounts } = await (await w.person('m01')).sees('sessions', 'connected', session)
  expect(accounts).toHaveLength(21)
  for (const page of [first, ...pages]) await page.stop()
  await w.close()
})

import { describe, expect, test } from 'vitest'
import { SESSION } from '../world.ts'
import { accepts, KUIS, rowOf, sends } from './follow-up-house.ts'
import { adopts, linked, outside, SENT } from './following.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, dumpOf, refuses, settles } from './store.ts'

inTheHall()

describe('sending', () => {
  test('[FO1] the secretariat sends what is adopted to whom it names, once', async () => {
    await refuses(w, () => sends(secretary), 'not-sent', 'FO1')
    await adopts(w, 'r01')
    for (const person of [chair, member]) await refuses(w, () => sends(person), 'no-right', 'FO1')
    await refuses(w, () => sends(secretary, { addressee: 'adr-moh' }), 'not-addressed', 'FO1')
    await refuses(w, () => sends(secretary, { recommendations: ['r01', 'r02'] }), 'not-sent', 'FO1')
    await refuses(w, () => sends(secretary, { recommendations: ['r01', 'r01'] }), 'malformed', 'FO1')
    expect(await sends(secretary)).toMatchObject({ ok: true })
    await refuses(w, () => sends(secretary, { number: '17-3/43' }), 'already-so', 'FO1')
    expect(await sends(secretary, { addressee: 'adr-moe' })).toMatchObject({ ok: true })
  })

  test('[FO2] the clock runs, says soon, then that there was no answer in time; a late one is taken', async () => {
    await adopts(w, 'r01')
    expect((await rowOf(member)).clock).toBe('not-sent')
    await refuses(w, () => sends(secretary, { due: SENT.sentOn }), 'malformed', 'FO2')
    for (const [addressee, sentOn, due, clock] of [
      [KUIS, '2026-01-20', '2026-04-20', 'overdue'],
      ['adr-moe', '2026-02-08', '2026-05-08', 'soon'],
      ['adr-akim', '2026-02-09', '2026-05-09', 'running'],
    ]) {
      expect(await sends(secretary, { addressee, sentOn, due })).toMatchObject({ ok: true })
      expect(await rowOf(member, 'r01', addressee)).toMatchObject({ clock, due })
    }
    const { dispatches } = await secretary.sees('follow-up', 'desk', { session: SESSION })
    const { path } = await secretary.does('follow-up', 'make-link', {
      dispatch: dispatches.find(({ addressee }) => addressee.id === KUIS)?.id,
      language: 'ru',
      mail: false,
    })
    expect(await accepts(w, path.split('#')[1] ?? '')).toMatchObject({ ok: true })
    expect(await rowOf(member)).toMatchObject({ clock: 'answered-late', position: 'accepted' })
  })
})

describe('a link', () => {
  test('[FO3] it asks about one dispatch; reading it uses nothing up, answering does', async () => {
    await adopts(w, 'r01', 'r02')
    const { code } = await linked(secretary, KUIS, ['r01'])
    for (let times = 0; times < 3; times += 1) {
      const read = await outside(w).asks('read-link', { code })
      expect(read).toMatchObject({ ok: true, value: { number: SENT.number, recommendations: [{ id: 'r01' }] } })
    }
    const other = [{ recommendation: 'r02', position: 'accepted', words: '' }]
    await refuses(w, () => accepts(w, code, { answers: other }) as never, 'not-addressed', 'FO4')
    expect(await accepts(w, code)).toMatchObject({ ok: true, value: { answers: 1 } })
    await refuses(w, () => accepts(w, code) as never, 'link-over', 'FO3')
    await refuses(w, () => outside(w).asks('read-link', { code }) as never, 'link-over', 'FO3')
    expect(await actsOn(w, 'r01')).toContainEqual({ act: 'answer-taken', by: null })
  })

  test('[FO3] [RB6] sent again after its answer was lost it is answered as then; other words or another press are not', async () => {
    await adopts(w, 'r01')
    const { code } = await linked(secretary, KUIS, ['r01'])
    const requestId = 'press-1-of-the-addressee'
    expect(await accepts(w, code, { requestId })).toMatchObject({ ok: true, value: { answers: 1 } })
    expect(await accepts(w, code, { requestId })).toMatchObject({ ok: true, value: { answers: 1 } })
    expect((await actsOn(w, 'r01')).filter(({ act }) => act === 'answer-taken')).toHaveLength(1)
    await refuses(w, () => accepts(w, code, { requestId, signedBy: 'В. Г.' }) as never, 'malformed', 'RB6')
    await refuses(w, () => accepts(w, code, { requestId: 'press-2-of-the-addressee' }) as never, 'link-over', 'FO3')
  })

  test('[FO3] a newer link, its end and its day end it; another code is none', async () => {
    await adopts(w, 'r01')
    const { dispatch, code } = await linked(secretary, KUIS, ['r01'])
    const made = await secretary.does('follow-up', 'make-link', { dispatch, language: 'kk', mail: false })
    const newer = made.path.split('#')[1] ?? ''
    await refuses(w, () => accepts(w, code) as never, 'link-over', 'FO3')
    await refuses(w, () => accepts(w, '0'.repeat(32)) as never, 'not-found', 'FO3')
    const links = async () =>
      (await secretary.sees('follow-up', 'desk', { session: SESSION })).dispatches[0]?.links ?? []
    expect((await links()).map(({ state }) => state).sort()).toEqual(['live', 'revoked'])
    const live = (await links()).find(({ state }) => state === 'live')
    await refuses(w, () => member.act('follow-up', 'revoke-link', { link: live?.id }), 'no-right', 'FO1')
    await secretary.does('follow-up', 'revoke-link', { link: live?.id })
    await refuses(w, () => secretary.act('follow-up', 'revoke-link', { link: live?.id }), 'link-over', 'FO3')
    await refuses(w, () => accepts(w, newer) as never, 'link-over', 'FO3')
    const last = await secretary.does('follow-up', 'make-link', { dispatch, language: 'kk', mail: false })
    w.clock.move(last.until - w.clock.now())
    await settles(w)
    await refuses(w, () => accepts(w, last.path.split('#')[1] ?? '') as never, 'link-over', 'FO3')
  })

  test('[FO3] of two who press at once one answers', async () => {
    await adopts(w, 'r01')
    const { code } = await linked(secretary, KUIS, ['r01'])
    const both = await Promise.all([accepts(w, code), accepts(w, code)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect((await rowOf(member)).answers).toBe(1)
  })

  test('[FO3] the secret is in no row of the store', async () => {
    await adopts(w, 'r01')
    const { code } = await linked(secretary, KUIS, ['r01'])
    expect(await dumpOf(w.app.house.db)).not.toContain(code)
    await accepts(w, code)
    expect(await dumpOf(w.app.house.db)).not.toContain(code)
  })

  test('[FO3] who tries codes is stopped', async () => {
    await adopts(w, 'r01')
    const { code } = await linked(secretary, KUIS, ['r01'])
    const tries = []
    for (let number = 0; number < 301; number += 1)
      tries.push((await outside(w).asks('read-link', { code: String(number).padStart(32, '0') })).status)
    expect([tries[0], tries[299], tries[300]]).toEqual([404, 404, 429])
    expect(await outside(w).asks('read-link', { code })).toMatchObject({ ok: false, code: 'too-fast', rule: 'FO3' })
  })

  test('[FO12] links are the secretariat’s alone', async () => {
    await adopts(w, 'r01')
    const { dispatch } = await linked(secretary, KUIS, ['r01'])
    for (const person of [chair, member, observer]) {
      const asked = { dispatch, language: 'ru', mail: false }
      await refuses(w, () => person.act('follow-up', 'make-link', asked), 'no-right', 'FO1')
      expect((await person.raw('GET', `/api/follow-up/desk?session=${SESSION}`)).status).toBe(403)
    }
  })
})

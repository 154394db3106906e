import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../shared/language.ts'
import { type Person, SESSION, type World, world } from '../world.ts'
import { isRefusal } from './store.ts'

let w: World
let member: Person
beforeAll(async () => {
  w = await world()
  member = await w.person('m03')
})
afterAll(() => w.close())

const request = (path: string, init: RequestInit) => Promise.resolve(w.app.http.request(path, init))

describe('how it is said', () => {
  test('[AC8] an unknown address answers 404 as JSON', async () => {
    for (const path of ['/api/nothing', '/api/votes', '/api/votes/close/now', '/nothing', '/..%2f..%2fetc%2fpasswd']) {
      expect(await isRefusal(await member.raw('GET', path), 404)).toMatchObject({ code: 'not-found', rule: 'AC8' })
    }
    expect(await isRefusal(await member.raw('GET', '/api/votes/close'), 404)).toMatchObject({ rule: 'AC8' })
    expect(await isRefusal(await member.raw('DELETE', '/api/votes/vote'), 404)).toMatchObject({ rule: 'AC8' })
  })

  test('[RE5] a refusal speaks the reader’s language: the page’s, else the browser’s, else Russian', async () => {
    const said = async (headers: Record<string, string>) =>
      (await isRefusal(await request('/api/votes/vote?id=x', { headers: { cookie: member.cookie, ...headers } }), 404))
        .message
    const each = await Promise.all(LANGUAGES.map((language) => said({ 'x-language': language })))
    expect(new Set(each).size).toBe(3)
    const [kk, ru, en] = each
    expect(kk).toMatch(/[әғқңөұүһі]/i)
    expect(en).toMatch(/^This is not there/)
    expect(await said({ 'accept-language': 'de, kk;q=0.8, en;q=0.5' })).toBe(kk)
    expect(await said({ 'accept-language': 'de' })).toBe(ru)
    expect(await said({ 'x-language': 'de' })).toBe(ru)
  })

  test('[AC8] a fault answers 500 without its cause', async () => {
    const broken = await world()
    const person = await broken.person('m03')
    await broken.app.house.db.schema.dropTable('themes').execute()
    const answer = await person.raw('GET', `/api/evidence/references?session=${SESSION}`)
    expect(answer.status).toBe(500)
    const body = (await answer.json()) as { code: string; requestId: string }
    expect(body).toEqual({ code: 'fault', requestId: expect.stringMatching(/^[0-9a-z]{16}$/) })
    await expect(broken.close()).rejects.toThrow(body.requestId)
  })
})

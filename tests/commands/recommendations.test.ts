import { describe, expect, test } from 'vitest'
import type { AccountId, RecommendationId, SessionId } from '../../shared/ids.ts'
import { freezes, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { refuses } from './store.ts'

inTheHall()

const shown = (person: Person, id = 'r01') => person.sees('recommendations', 'recommendation', { id })
const setPen = (pen: 'drafters' | 'secretariat' | 'amendments-only') =>
  w.app.house.db
    .updateTable('recommendations')
    .set({ pen })
    .where('id', '=', 'r01' as RecommendationId)
    .execute()
const hideFromObservers = () => chair.does('sessions', 'let-observers-read', { session: SESSION, on: false })
const endTermOf = (id: string) =>
  w.app.house.db
    .updateTable('seats')
    .set({ until_date: '2026-04-23' })
    .where('holder', '=', id as AccountId)
    .execute()

describe('what is read', () => {
  test('[SE1] the set stands in its order, the preamble first, each with its title in three languages', async () => {
    const { recommendations } = await member.sees('recommendations', 'list', { session: SESSION })
    expect(recommendations.map(({ number }) => number)).toEqual([null, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(recommendations[0]).toMatchObject({ id: 'p00', kind: 'preamble' })
    expect(recommendations[1]).toMatchObject({
      id: 'r01',
      stage: 'drafting',
      title: {
        kk: 'Баланы бағалаусыз ажыратпау',
        ru: 'Недопустимость разлучения ребёнка без оценки',
        en: 'No separation of a child without an assessment',
      },
      vote: null,
      version: null,
    })
  })

  test('[RE3] a text tells its words, in blocks and plain, and who may do what with it', async () => {
    const text = await member.sees('recommendations', 'text', { id: 'r01' })
    expect(text).toMatchObject({ textId: 'r01', seq: 1, stage: 'drafting' })
    expect(text.plain.title.en).toBe('No separation of a child without an assessment')
    expect(text.parts.title.en).toEqual([{ content: [{ text: text.plain.title.en }] }])
    expect((await shown(member)).may).toEqual({
      edit: true,
      freeze: false,
      takeBackFreeze: false,
      openVote: false,
      adopt: false,
      setPen: false,
      moveToPoint: false,
    })
    expect((await shown(chair)).may).toEqual({
      edit: true,
      freeze: true,
      takeBackFreeze: false,
      openVote: false,
      adopt: false,
      setPen: true,
      moveToPoint: true,
    })
    expect((await shown(observer)).may).toEqual({
      edit: false,
      freeze: false,
      takeBackFreeze: false,
      openVote: false,
      adopt: false,
      setPen: false,
      moveToPoint: false,
    })
  })

  test('[RE2] while a vote is open a text is shown as frozen with an open vote: voting is no stage', async () => {
    const { vote } = await opensVote(chair, 'r01')
    expect(await shown(member)).toMatchObject({ stage: 'frozen', vote: { id: vote, stage: 'open' } })
    await chair.does('votes', 'close', { vote })
    expect(await shown(member)).toMatchObject({ stage: 'frozen', vote: { id: vote, stage: 'closed' } })
    await chair.does('votes', 'announce', { vote })
    expect(await shown(member)).toMatchObject({ stage: 'no-decision', vote: { id: vote, stage: 'announced' } })
  })

  test('[SE8] observers read texts in drafting only while the chair allows it, frozen ones always', async () => {
    await freezes(chair, 'r02')
    expect((await observer.sees('recommendations', 'list', { session: SESSION })).recommendations).toHaveLength(13)
    await hideFromObservers()
    expect(
      (await observer.sees('recommendations', 'list', { session: SESSION })).recommendations.map(({ id }) => id),
    ).toEqual(['r02'])
    expect((await observer.ask('recommendations', 'text', { id: 'r02' })).ok).toBe(true)
    expect(await observer.ask('recommendations', 'text', { id: 'r01' })).toMatchObject({
      ok: false,
      code: 'not-found',
      rule: 'RE5',
    })
    expect((await member.ask('recommendations', 'text', { id: 'r01' })).ok).toBe(true)
  })

  test('[RE5] what an account may not see answers word for word as what does not exist', async () => {
    const hash = await freezes(chair, 'r01')
    const version = (await shown(member)).version?.id ?? ''
    // Before the opening: whoever is on the roll of an open vote goes on seeing that vote.
    await endTermOf('m03')
    const { vote } = await chair.does('votes', 'open', { recommendation: 'r01', hash })
    const alike = async (ask: (id: string) => Promise<unknown>, there: string) => {
      const hidden = await ask(there)
      expect(hidden).toMatchObject({ ok: false, code: 'not-found', status: 404 })
      expect(await ask('nothing-here')).toEqual(hidden)
    }
    await alike((id) => member.ask('sessions', 'session', { id }), SESSION)
    await alike((session) => member.ask('recommendations', 'list', { session }), SESSION)
    await alike((session) => member.ask('votes', 'list', { session }), SESSION)
    await alike((session) => member.ask('sessions', 'connected', { session }), SESSION)
    await alike((session) => member.ask('sessions', 'attendance', { session }), SESSION)
    await alike((session) => member.ask('evidence', 'references', { session }), SESSION)
    await alike(
      (session) => member.act('sessions', 'note-attendance', { session, account: 'm09', event: 'came' }),
      SESSION,
    )
    for (const name of ['recommendation', 'text'] as const)
      await alike((id) => member.ask('recommendations', name, { id }), 'r01')
    await alike((recommendation) => member.ask('versions', 'list', { recommendation }), 'r01')
    await alike((id) => member.ask('versions', 'version', { id }), version)
    await alike((id) => member.ask('votes', 'vote', { id }), vote)
    await alike((recommendation) => member.ask('votes', 'prepare', { recommendation }), 'r01')
    await alike((recommendation) => member.ask('adoption', 'text', { recommendation }), 'r01')
    await alike((recommendation) => member.act('versions', 'freeze', { recommendation }), 'r01')
    await alike((recommendation) => member.act('versions', 'stop-freeze', { recommendation }), 'r01')
    await alike((recommendation) => member.act('votes', 'take-back-freeze', { recommendation }), 'r01')
    await alike((recommendation) => member.act('votes', 'open', { recommendation, hash }), 'r01')
    for (const name of ['cast', 'record-word'] as const) {
      await alike((one) => member.act('votes', name, { vote: one, place: 'm03', hash, choice: 'for' }), vote)
    }
    for (const name of ['close', 'announce'] as const)
      await alike((one) => member.act('votes', name, { vote: one }), vote)
    await alike((one) => member.act('adoption', 'adopt', { vote: one, hash }), vote)
  })
})

describe('the fields', () => {
  const change = async (person: Person, fields: Record<string, unknown>, rev?: number) => {
    const now = await shown(chair)
    return person.act('recommendations', 'change-fields', {
      id: 'r01',
      rev: rev ?? now.fieldsRev,
      fields: { ...now.fields, ...fields },
    })
  }

  test('[RE6] a change made on the state that was shown is taken and raises it', async () => {
    expect(await change(member, { deadline: '2026-01-31', priority: 'urgent' })).toMatchObject({
      ok: true,
      value: { rev: 2 },
    })
    expect(await shown(member)).toMatchObject({ fieldsRev: 2, fields: { deadline: '2026-01-31', priority: 'urgent' } })
  })

  test('[RE6] when somebody was faster it is refused and what the other wrote stays', async () => {
    await change(secretary, { deadline: '2026-01-31' })
    await refuses(w, () => change(member, { deadline: '2027-01-31' }, 1), 'changed-meanwhile', 'RE6')
    await refuses(w, () => change(member, { deadline: '2027-01-31' }, 3), 'changed-meanwhile', 'RE6')
    expect((await shown(member)).fields.deadline).toBe('2026-01-31')
  })

  test('[RE6] of two at the same moment one is taken and the other told', async () => {
    const answers = await Promise.all([
      change(member, { priority: 'low' }, 1),
      change(secretary, { priority: 'high' }, 1),
    ])
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await shown(member)).toMatchObject({ fieldsRev: 2 })
  })

  test('[RE7] the fields refer only to what exists, each once', async () => {
    const { fields } = await shown(member)
    const [finding] = fields.findings
    const [addressee] = fields.addressees
    for (const wrong of [
      { findings: ['f999'] },
      { standards: ['no-such-article'] },
      { themes: ['t-none'] },
      { addressees: [{ id: 'adr-none', role: 'lead' }] },
      { findings: [finding, finding] },
      { addressees: [addressee, { ...addressee, role: 'co' }] },
    ]) {
      await refuses(w, () => change(member, wrong), 'malformed', 'RE7')
    }
    expect((await change(member, { findings: [], standards: [], themes: [], addressees: [] })).ok).toBe(true)
  })

  test('[AC6] fields of the wrong form are refused before anything is read', async () => {
    for (const wrong of [
      { deadline: 'tomorrow' },
      { priority: 'huge' },
      { findings: 'f1' },
      { addressees: [{ id: 'adr-moe', role: 'boss' }] },
    ]) {
      await refuses(w, () => change(member, wrong), 'malformed', 'AC6')
    }
  })

  test('[RE3] who does not hold the pen does not change the fields', async () => {
    await refuses(w, () => change(observer, { priority: 'low' }), 'no-right', 'RE3')
    await setPen('secretariat')
    await refuses(w, () => change(member, { priority: 'low' }), 'no-right', 'RE3')
    expect((await change(secretary, { priority: 'low' })).ok).toBe(true)
    await setPen('amendments-only')
    await refuses(w, () => change(secretary, { priority: 'high' }), 'no-right', 'RE3')
  })

  test('[RE4] nobody changes the fields of a frozen text or in a closed session', async () => {
    await freezes(chair, 'r01')
    for (const person of [chair, secretary, member])
      await refuses(w, () => change(person, { priority: 'low' }), 'frozen', 'RE4')
    await chair.does('votes', 'take-back-freeze', { recommendation: 'r01' })
    expect((await change(member, { priority: 'low' })).ok).toBe(true)
    await w.app.house.db
      .updateTable('sessions')
      .set({ stage: 'closed' })
      .where('id', '=', SESSION as SessionId)
      .execute()
    await refuses(w, () => change(member, { priority: 'high' }), 'session-not-open', 'RE4')
  })
})

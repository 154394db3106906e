import { describe, expect, test } from 'vitest'
import type { AmendmentStage } from '../../shared/amendments/model.ts'
import { freezes, type Person, SESSION } from '../world.ts'
import { begins, decides, JOURNAL, one, puts, TEXT } from './amending.ts'
import { chair, inTheHall, member, secretary, w } from './hall.ts'
import { refuses } from './store.ts'

inTheHall()

const ADDED = { ...JOURNAL, from: '', to: 'Отчитываться ежегодно.' }
const NO_CHOICE = { key: 'text:ru:none', choice: 'present' }

/** What its mover, who signed it, another member, the secretariat and the chair may do with an amendment in some stage or other. */
async function acts() {
  const [signer, other] = await w.people('m12', 'm13')
  const act = (person: Person, name: string, more: object = {}) => ({
    name,
    does: (amendment: string) => () => person.act('amendments', name as 'table', { amendment, ...more }),
  })
  return [
    act(member, 'arrange', { kind: 'add' }),
    act(member, 'reword', { changes: [ADDED] }),
    act(member, 'invite', { accounts: [] }),
    act(member, 'table'),
    act(member, 'revise'),
    act(other, 'sign'),
    act(signer, 'unsign'),
    act(member, 'confirm'),
    act(member, 'withdraw'),
    act(other, 'take-up'),
    act(chair, 'mark-falls', { fallsWith: null }),
    act(secretary, 'decide', { choices: [NO_CHOICE] }),
    act(chair, 'accept'),
    act(chair, 'fall'),
    {
      name: 'put',
      does: (amendment: string) => () =>
        chair.act('votes', 'open-question', {
          question: { kind: 'adopt-amendment', amendment },
          hash: 'a'.repeat(64),
        }),
    },
  ]
}

const NEVER_MORE = {
  reword: 'frozen AM22',
  arrange: 'not-a-draft AM22',
  invite: 'not-a-draft AM22',
  table: 'not-a-draft AM23',
  revise: 'not-tabled AM23',
  sign: 'wrong-stage AM24',
  unsign: 'wrong-stage AM24',
  confirm: 'already-so AM26',
  withdraw: 'wrong-stage AM27',
  'take-up': 'wrong-stage AM27',
  'mark-falls': 'not-tabled AM28',
  decide: 'not-tabled AM29',
  accept: 'not-tabled AM30',
  fall: 'not-tabled AM33',
  put: 'not-tabled AM31',
}
/** What is refused in each stage, and how. */
const REFUSED: Record<AmendmentStage, Readonly<Record<string, string>>> = {
  put: NEVER_MORE,
  adopted: NEVER_MORE,
  rejected: NEVER_MORE,
  fallen: NEVER_MORE,
  withdrawn: { ...NEVER_MORE, withdraw: 'already-withdrawn AM27', 'take-up': '' },
  tabled: {
    arrange: 'not-a-draft AM22',
    reword: 'frozen AM22',
    invite: 'not-a-draft AM22',
    table: 'not-a-draft AM23',
    confirm: 'already-so AM26',
    'take-up': 'wrong-stage AM27',
    decide: 'not-in-review AM29',
  },
  // Nobody else knows of it.
  draft: {
    revise: 'not-tabled AM23',
    confirm: 'already-so AM26',
    sign: 'not-found AM21',
    'take-up': 'not-found AM21',
    'mark-falls': 'not-found AM21',
    decide: 'not-in-review AM29',
    accept: 'not-found AM21',
    fall: 'not-found AM21',
    put: 'not-found AM21',
  },
}

async function refusesAll(amendment: string, stage: AmendmentStage): Promise<void> {
  expect((await one(secretary, amendment)).stage).toBe(stage)
  for (const { name, does } of await acts()) {
    const [code, rule = ''] = REFUSED[stage][name]?.split(' ') ?? []
    if (code) await refuses(w, does(amendment), code, rule)
  }
}

describe('the stages of an amendment', () => {
  test('[AM22] [AM23] [AM24] [AM27] [AM28] [AM29] [AM30] [AM31] [AM33] each has its stages; with what is decided nothing more is done, but that what was withdrawn is taken up', async () => {
    const begun: Record<string, string> = {}
    for (const stage of Object.keys(REFUSED)) {
      // Where they would clash with what is adopted they would be refused for that.
      const language = { tabled: 'kk', draft: 'en' }[stage] ?? 'ru'
      const amendment = await begins(member, { changes: [{ ...ADDED, language, to: `${ADDED.to} ${stage}` }] })
      await member.does('amendments', 'invite', { amendment, accounts: ['m12'] })
      await (await w.person('m12')).does('amendments', 'sign', { amendment })
      if (stage !== 'draft') await member.does('amendments', 'table', { amendment })
      begun[stage] = amendment
    }
    const { put = '', adopted = '', rejected = '', fallen = '', withdrawn = '' } = begun
    await chair.does('amendments', 'fall', { amendment: fallen })
    await member.does('amendments', 'withdraw', { amendment: withdrawn })
    await freezes(chair, TEXT)
    await decides(w, chair, rejected, 0)
    await chair.does('amendments', 'accept', { amendment: adopted })
    await secretary.does('amendments', 'decide', {
      amendment: put,
      choices: (await one(secretary, put)).review.map(({ key }) => ({ key, choice: 'amendment' })),
    })
    // Before a vote is open in the session, which stands above the stages.
    for (const stage of ['tabled', 'draft', 'adopted', 'rejected', 'fallen', 'withdrawn'] as const)
      await refusesAll(begun[stage] ?? '', stage)
    await puts(w, chair, put, 5)
    await refusesAll(put, 'put')
  })

  test('[AM21] [AM20] nothing is done with one that is not there, alike for all acts, and nothing that is no request is looked at', async () => {
    for (const { name, does } of await acts()) {
      for (const wrong of ['nowhere', TEXT, 'm03', SESSION]) await refuses(w, does(wrong), 'not-found', 'AM21')
      for (const wrong of ['', 'x'.repeat(300), null, 7, [], {}, '../am1'])
        expect(await does(wrong as string)(), `${name} ${JSON.stringify(wrong)}`).toMatchObject({
          ok: false,
          code: 'malformed',
        })
    }
  })
})

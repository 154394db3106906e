import { Buffer } from 'node:buffer'
import { cast, opensVote, type Person, SESSION, type World } from '../world.ts'
import { LETTER } from './keeping.ts'

/** Texts are frozen, carried and adopted, so that they can be sent. */
export async function adopts(w: World, ...recommendations: readonly string[]): Promise<void> {
  const chair = await w.person('m01')
  for (const recommendation of recommendations) {
    const vote = await opensVote(chair, recommendation)
    await cast(w, vote, { for: ['m01', 'm02'] })
    await chair.does('votes', 'close', { vote: vote.vote })
    await chair.does('votes', 'announce', { vote: vote.vote })
    await chair.does('adoption', 'adopt', vote)
  }
}

export const SENT = { session: SESSION, number: '17-3/42', sentOn: '2026-04-01', due: '2026-07-01', contact: null }
export const LETTER_FIELDS = {
  session: SESSION,
  language: 'ru',
  signedBy: 'А. Б., вице-министр',
  theirNumber: '4-12/77',
  theirDate: '2026-04-20',
  ourNumber: '118',
  receivedOn: '2026-04-23',
}

/** Sends recommendations to an addressee and makes it a link; the answer is the link's code. */
export async function linked(secretary: Person, addressee: string, recommendations: readonly string[], more = {}) {
  const { dispatch } = await secretary.does('follow-up', 'dispatch', { ...SENT, addressee, recommendations, ...more })
  const { path } = await secretary.does('follow-up', 'make-link', { dispatch, language: 'ru', mail: false })
  return { dispatch, code: path.split('#')[1] ?? '' }
}

/** Somebody without an account, who has a link. */
export const outside = (w: World) => ({
  async reads(name: string, asked: Record<string, string>) {
    const response = await w.app.http.request(`/api/follow-up/${name}?${new URLSearchParams(asked)}`)
    const said = (await response.json()) as Record<string, unknown>
    return response.ok ? { ok: true, value: said } : { ok: false, ...said }
  },
  async asks(name: string, body: object) {
    const response = await w.app.http.request(`/api/follow-up/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const said = (await response.json()) as Record<string, unknown> & { code?: string; rule?: string }
    return response.ok
      ? ({ ok: true, status: response.status, value: said } as const)
      : ({ ok: false, status: response.status, code: said.code ?? '', rule: said.rule ?? '', message: '' } as const)
  },
  uploads: (code: string, recommendation: string, name: string, content: Buffer) =>
    w.app.http.request(`/api/follow-up/link/upload?${new URLSearchParams({ recommendation, name })}`, {
      method: 'POST',
      headers: { 'x-answer-code': code },
      body: new Uint8Array(content),
    }),
})

/** Everything that becomes of an adopted recommendation once: sent, answered by link and by letter, measures, assessments. */
export async function followsUp(w: World, recommendation: string): Promise<void> {
  const secretary = await w.person('s01')
  const chair = await w.person('m01')
  const { addressees } = (await secretary.sees('recommendations', 'recommendation', { id: recommendation })).fields
  for (const { id: addressee } of addressees) {
    const pair = { session: SESSION, recommendation, addressee }
    const { code } = await linked(secretary, addressee, [recommendation], { contact: 'office@example.org' })
    await outside(w).uploads(code, recommendation, 'Отчёт.pdf', LETTER)
    await outside(w).asks('answer-by-link', {
      code,
      signedBy: 'В. Г., начальник',
      language: 'ru',
      answers: [{ recommendation, position: 'partly', words: 'Нет средств.' }],
      measures: [{ recommendation, words: 'Приказ издан.', doneOn: '2026-04-20' }],
    })
    const { letter } = await secretary.does('follow-up', 'note-letter', {
      ...LETTER_FIELDS,
      addressee,
      answers: [{ recommendation, position: 'accepted', words: '' }],
    })
    const scan = new URLSearchParams({ letter, name: 'Скан.pdf' })
    await secretary.raw('POST', `/api/follow-up/upload?${scan}`, LETTER.toString())
    await secretary.does('follow-up', 'note-measure', {
      ...pair,
      words: 'Обучены 40 сотрудников.',
      language: 'ru',
      doneOn: null,
      letter,
    })
    await chair.does('follow-up', 'assess', { ...pair, status: 'in-progress', reason: 'Приказ издан.', shown: 0 })
  }
}

/** Two earlier recommendations on the list of a session, one with what became of it; the answer is their ids. */
export async function listsEarlier(secretary: Person, session: string = SESSION): Promise<readonly [string, string]> {
  const rows = [
    'source;number;date;textKk;textRu;textEn;addressee;became',
    'УПО, 4-й цикл;139.45;2019-11-07;Жоғары қауіпсіздік;Не разлучать семьи;Do not separate families;МВД;Исполнена частично',
    'Комитет против пыток;21(b);2023-06-05;;Осматривать без охраны;;;',
  ]
  const file = { session, kind: 'earlier', name: 'a.csv', base64: Buffer.from(rows.join('\r\n')).toString('base64') }
  const { state } = await secretary.does('evidence', 'preview-import', file)
  await secretary.does('evidence', 'import', { ...file, state })
  const { earlier } = await secretary.sees('evidence', 'evidence', { session })
  const idOf = (number: string) => String(earlier.find((one) => one.number === number)?.id)
  return [idOf('139.45'), idOf('21(b)')]
}

/** One link to an earlier recommendation that stands, and one that was taken back. */
export async function repeatsEarlier(w: World, recommendation: string): Promise<void> {
  const secretary = await w.person('s01')
  for (const id of await listsEarlier(secretary))
    await secretary.does('follow-up', 'link-earlier', { recommendation, way: 'repeats', of: { kind: 'listed', id } })
  await secretary.does('follow-up', 'unlink-earlier', { recommendation, number: 2 })
}

/** Answers that were entered wrongly are struck. */
export async function strikes(w: World, recommendation: string): Promise<void> {
  const secretary = await w.person('s01')
  const { addressees } = await secretary.sees('follow-up', 'one', { recommendation })
  for (const { id: addressee, answers } of addressees)
    if (answers.length > 0)
      await secretary.does('follow-up', 'strike-answer', {
        ...{ recommendation, addressee, number: 1 },
        reason: 'Внесён не к той рекомендации.',
      })
}

import { freezes, type Person, SESSION, type World } from '../world.ts'

/** Words of recommendation 12, to which the demo has no amendment, and other ones in their place. */
export const JOURNAL = { part: 'text', language: 'ru', from: 'в журнале', to: 'в едином журнале' }
/** Leaves no room for the other. */
export const REGISTER = { ...JOURNAL, to: 'в открытом реестре' }
export const TEXT = 'r12'

type More = Readonly<Record<string, unknown>>

/** What an amendment to recommendation 12 is begun with. */
export const beginning = (more: More = {}) => ({
  session: SESSION,
  recommendation: TEXT,
  kind: 'replace',
  language: 'ru',
  changes: [JOURNAL],
  ...more,
})

/** Begins a draft. */
export const begins = async (person: Person, more: More = {}): Promise<string> =>
  (await person.does('amendments', 'start', beginning(more))).amendment

/** Begins a draft and tables it. */
export async function tables(person: Person, more: More = {}): Promise<string> {
  const amendment = await begins(person, more)
  await person.does('amendments', 'table', { amendment })
  return amendment
}

/** A draft of a new recommendation that says something in Russian. */
export const aNewOne = (more: More = {}) => ({
  recommendation: null,
  kind: 'new-recommendation',
  changes: [
    { part: 'title', language: 'ru', from: '', to: 'Учёт фиксации' },
    { part: 'text', language: 'ru', from: '', to: 'Вести единый журнал фиксации.' },
  ],
  ...more,
})

export const one = (person: Person, id: string) => person.sees('amendments', 'amendment', { id })
export const listed = async (person: Person, recommendation = TEXT) =>
  (await person.sees('amendments', 'list', { recommendation })).amendments
/** The Russian main text, as it stands. */
export const says = async (person: Person, id = TEXT) =>
  (await person.sees('recommendations', 'text', { id })).plain.text.ru

/** Puts an amendment to everybody present, of whom so many are for; the rest are against. */
export async function puts(w: World, chair: Person, amendment: string, inFavour: number): Promise<string> {
  const question = { kind: 'adopt-amendment', amendment }
  const { hash } = await chair.sees('votes', 'prepare-question', { kind: 'adopt-amendment', amendment })
  const { vote } = await chair.does('votes', 'open-question', { question, hash: hash ?? '' })
  const { roll, hash: bound } = await chair.sees('votes', 'vote', { id: vote })
  for (const [index, { place, account }] of roll.entries())
    await (await w.person(account)).does('votes', 'cast', {
      vote,
      place,
      hash: bound,
      choice: index < inFavour ? 'for' : 'against',
    })
  return vote
}

/** Puts an amendment, and announces what came of it. */
export async function decides(w: World, chair: Person, amendment: string, inFavour = 20): Promise<string> {
  const vote = await puts(w, chair, amendment, inFavour)
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
  return vote
}

/** The secretariat decides every clash alike. */
export async function settles(secretary: Person, amendment: string, choice: 'present' | 'amendment'): Promise<void> {
  const { review } = await one(secretary, amendment)
  const choices = review.map(({ key }) => ({ key, choice }))
  await secretary.does('amendments', 'decide', { amendment, choices })
}

/** One is accepted without a vote, one that clashed with it is reviewed, put and adopted, one brings a new recommendation. */
export async function amendsTexts(w: World): Promise<void> {
  const [chair, secretary, member, other] = await w.people('m01', 's01', 'm03', 'm12')
  const first = await tables(member)
  const second = await tables(other, { changes: [REGISTER] })
  await chair.does('amendments', 'accept', { amendment: first })
  await settles(secretary, second, 'amendment')
  await freezes(chair, TEXT)
  await decides(w, chair, second)
  await decides(w, chair, await tables(member, aNewOne()))
}

/** A recommendation of so many paragraphs, with a tabled amendment to each, moved by the members in turn; the answer is its id. */
export async function amendedOften(w: World, count: number): Promise<string> {
  const paragraphs = (words: string) =>
    Array.from({ length: count }, (_, at) => ({ level: 0, words: `${words} ${at + 1}.` }))
  const texts = [
    {
      kind: 'recommendation',
      source: 'ru',
      title: { kk: 'Ұзақ', ru: 'Длинная', en: 'Long' },
      paragraphs: { kk: paragraphs('Тармақ'), ru: paragraphs('Проверять учреждение номер'), en: paragraphs('Point') },
    },
  ]
  const secretary = await w.person('s01')
  const { recommendations } = await secretary.does('recommendations', 'create-set', {
    session: SESSION,
    point: null,
    texts,
  })
  const id = recommendations[0]?.id ?? ''
  for (let at = 0; at < count; at += 1) {
    const member = await w.person(`m${String((at % 20) + 2).padStart(2, '0')}`)
    const changes = [{ part: 'text', language: 'ru', from: `номер ${at + 1}.`, to: `номер ${at + 1} ежегодно.` }]
    await tables(member, { recommendation: id, changes })
  }
  return id
}

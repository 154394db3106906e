import { type Person, SESSION, type World } from '../world.ts'
import { outside, SENT } from './following.ts'

/** The addressee that most tests of follow-up are about, and what it is asked of. */
export const KUIS = 'adr-kuis'
export const PAIR = { session: SESSION, recommendation: 'r01', addressee: KUIS }

export const sends = (person: Person, more = {}) =>
  person.act('follow-up', 'dispatch', { ...SENT, addressee: KUIS, recommendations: ['r01'], ...more })

/** A row of the table, as somebody sees it. */
export const rowOf = async (person: Person, recommendation = 'r01', addressee = KUIS) => {
  const { rows } = await person.sees('follow-up', 'table', { session: SESSION })
  const row = rows.find((one) => one.recommendation === recommendation && one.addressee === addressee)
  if (!row) throw new Error('no such row')
  return row
}

/** What became of r01 at its addressee, as somebody sees it. */
export const answersOf = async (person: Person) => {
  const { addressees, letters } = await person.sees('follow-up', 'one', { recommendation: 'r01' })
  const found = addressees.find(({ id }) => id === KUIS)
  if (!found) throw new Error('no such addressee')
  return { ...found, letters }
}

/** Who has a link accepts r01. */
export const accepts = (w: World, code: string, more = {}) =>
  outside(w).asks('answer-by-link', {
    code,
    signedBy: 'А. Б., председатель',
    language: 'ru',
    answers: [{ recommendation: 'r01', position: 'accepted', words: '' }],
    measures: [],
    ...more,
  })

import { writeWorkbook } from '../../server/office/xlsx.ts'
import { sha256Hex } from '../../shared/hash.ts'
import { LETTER_FIELDS, SENT } from '../commands/following.ts'
import { SESSION } from '../world.ts'
import { draft, type Input } from './asked.ts'
import { MADE_FINAL, session } from './places.ts'

const ANSWERED = { recommendation: 'r06', position: 'accepted', words: '' }
const SENT_PAIR = { ...session, recommendation: 'r06', addressee: 'adr-moh' }
/** A table as it is sent back. */
const RETURNED = Buffer.from(
  writeWorkbook([
    {
      title: 'Ответы',
      rows: [
        ['Ответ', 'Обоснование', 'id'],
        ['Принята', '', 'r06'],
      ],
    },
  ]),
).toString('base64')

/** What is asked of follow-up. */
export const FOLLOW_UP_INPUTS: Readonly<Record<string, Input>> = {
  'follow-up/table': () => session,
  'follow-up/one': () => ({ recommendation: 'r06' }),
  'follow-up/desk': () => session,
  'follow-up/dispatch': () => ({ ...SENT, addressee: 'adr-kuis', recommendations: ['r06'] }),
  'follow-up/make-link': ({ dispatch }) => ({ dispatch, language: 'ru', mail: false }),
  'follow-up/revoke-link': ({ answerLink }) => ({ link: answerLink }),
  'follow-up/read-link': ({ answerCode }) => ({ code: answerCode }),
  'follow-up/answer-by-link': ({ answerCode }) => ({
    code: answerCode,
    signedBy: 'А. Б.',
    language: 'ru',
    answers: [ANSWERED],
    measures: [],
  }),
  'follow-up/note-letter': () => ({ ...LETTER_FIELDS, addressee: 'adr-moh', answers: [ANSWERED] }),
  'follow-up/preview-table': ({ dispatch }) => ({ dispatch, base64: RETURNED }),
  'follow-up/take-in-table': ({ dispatch }) => ({
    dispatch,
    base64: RETURNED,
    hash: sha256Hex(Buffer.from(RETURNED, 'base64')),
    language: 'ru',
    signedBy: 'А. Б.',
    receivedOn: '2026-04-22',
  }),
  'follow-up/note-measure': () => ({ ...SENT_PAIR, words: 'Обучены.', language: 'ru', doneOn: null, letter: null }),
  'follow-up/assess': () => ({ ...SENT_PAIR, status: 'in-progress', reason: 'Приказ.', shown: 0 }),
  'follow-up/strike-answer': () => ({
    recommendation: 'r06',
    addressee: 'adr-moh',
    number: 1,
    reason: 'Not theirs.',
  }),
  'follow-up/relate': () => ({ recommendation: 'r06', source: 'УПО', reference: '139.46', words: '' }),
  'follow-up/unrelate': () => ({ recommendation: 'r06', number: 1 }),
  'follow-up/repeats': () => draft,
  'follow-up/earlier-ones': () => draft,
  'follow-up/link-earlier': ({ earlier }) => ({ ...draft, way: 'repeats', of: { kind: 'listed', id: earlier } }),
  'follow-up/unlink-earlier': () => ({ ...draft, number: 1 }),
  'follow-up/published-repeats': () => MADE_FINAL,
  'follow-up/remind': () => session,
  'follow-up/place-table': () => ({ ...session, earlier: SESSION }),
  'follow-up/earlier': () => session,
  'follow-up/file': ({ evidence }) => ({ id: evidence }),
  'follow-up/form': ({ dispatch }) => ({ dispatch }),
  'follow-up/table-file': () => ({ ...session, format: 'json' }),
  'follow-up/upload': ({ letter }) => ({ letter, name: 'Скан.pdf' }),
  'follow-up/link/upload': () => ({ recommendation: 'r06', name: 'Приказ.pdf' }),
}

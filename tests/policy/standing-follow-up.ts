import { LETTER_FIELDS, linked } from '../commands/following.ts'
import { LETTER } from '../commands/keeping.ts'
import type { World } from '../world.ts'
import { session } from './places.ts'

/** An adopted text sent to one of its two addressees, answered by letter, with a measure, a file and a live link. */
export async function followedUp(w: World) {
  const secretary = await w.person('s01')
  const { dispatch, code: answerCode } = await linked(secretary, 'adr-moh', ['r06'])
  const { dispatches } = await secretary.sees('follow-up', 'desk', session)
  const answers = [{ recommendation: 'r06', position: 'accepted', words: '' }]
  const { letter } = await secretary.does('follow-up', 'note-letter', {
    ...LETTER_FIELDS,
    addressee: 'adr-moh',
    answers,
  })
  const file = { letter, name: 'Скан.pdf' }
  const kept = await secretary.raw('POST', `/api/follow-up/upload?${new URLSearchParams(file)}`, LETTER.toString())
  const { id: evidence } = (await kept.json()) as { id: string }
  const related = { recommendation: 'r06', source: 'УПО', reference: '139.45', words: '' }
  await secretary.does('follow-up', 'relate', related)
  return { dispatch, answerCode, answerLink: dispatches[0]?.links[0]?.id ?? '', letter, evidence }
}

import type { AddresseeId } from '../ids.ts'
import { formatDate } from '../messages/format.ts'
import { say } from '../messages/translate.ts'
import { annexWords } from './annexes.ts'
import type { Outline, OutlineText, SessionFacts } from './model.ts'
import { printable } from './words.ts'

/** What a body is sent: a letter, and the recommendations to it as they were adopted. */
export type OutlineLetter = Pick<
  Outline,
  'form' | 'language' | 'session' | 'letterhead' | 'councils' | 'stamp' | 'madeAt' | 'record' | 'words'
> & {
  readonly addressee: { readonly id: AddresseeId; readonly name: string }
  /** The line on which number and date are written by hand. */
  readonly numbered: string
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly extract: string
  readonly recommendations: readonly OutlineText[]
  /** Who signs it: the chair of each council, named where the seat was held. */
  readonly signatures: readonly { readonly role: string; readonly name: string }[]
}

/** The bodies to which something adopted is addressed, in their order; for who may write to them. Source: RULES.md EX13. */
export function lettersGoTo(
  facts: Pick<SessionFacts, 'texts' | 'addressees' | 'sendsLetters'>,
): readonly AddresseeId[] {
  if (!facts.sendsLetters) return []
  const addressed = new Set(
    facts.texts.flatMap(({ source, fields }) =>
      source.kind === 'adopted' ? fields.addressees.map(({ id }) => id) : [],
    ),
  )
  return facts.addressees.flatMap(({ id }) => (addressed.has(id) ? [id] : []))
}

/** The letter to one body in the outline's language; null where nothing adopted is addressed to it. Source: RULES.md EX13. */
export function letterOf(facts: SessionFacts, outline: Outline, addressee: AddresseeId): OutlineLetter | null {
  const { language, session, letterhead, councils, madeAt, record, words } = outline
  const to = facts.addressees.find(({ id }) => id === addressee)
  const recommendations = outline.recommendations.filter(
    ({ source, addressees }) => source.kind === 'adopted' && addressees.some(({ id }) => id === addressee),
  )
  if (!to || recommendations.length === 0) return null
  const name = printable(to.name[language])
  return {
    form: 1,
    language,
    session,
    letterhead,
    councils,
    stamp: null,
    madeAt,
    record,
    words: { ...words, ...annexWords(language, { votes: false, opinions: false }) },
    addressee: { id: addressee, name },
    numbered: say(language, 'files.letter.numbered'),
    subject: say(language, 'files.letter.subject', { date: formatDate(language, session.date) }),
    paragraphs: paragraphsOf(outline, name, { addressee, recommendations }),
    extract: say(language, 'files.letter.extract', { name }),
    recommendations,
    signatures: facts.councils.map((council) => ({
      role: say(language, 'files.letter.chair', { council: printable(council.name[language]) }),
      name: council.chair === null ? '' : printable(council.chair[language]),
    })),
  }
}

function paragraphsOf(
  { language, session, councils }: Outline,
  name: string,
  { addressee, recommendations }: Pick<OutlineLetter, 'recommendations'> & { readonly addressee: AddresseeId },
): readonly string[] {
  const numbersOf = (leads: boolean) =>
    recommendations
      .filter(({ addressees }) => addressees.some((one) => one.id === addressee && one.leads === leads))
      .map(({ number }) => `${number ?? '—'}`)
      .join(', ')
  const line = (key: 'leads' | 'joins', numbers: string) =>
    numbers === '' ? [] : [say(language, `files.letter.${key}`, { numbers })]
  return [
    say(language, 'files.letter.adopted', {
      councils: councils.map((council) => council.name).join('; '),
      title: session.title,
      dated: session.dated,
      name,
    }),
    ...line('leads', numbersOf(true)),
    ...line('joins', numbersOf(false)),
    say(language, 'files.letter.answer'),
    say(language, 'files.letter.fixed'),
  ]
}

import { eachLanguage, LANGUAGES, type Localised } from '../language.ts'
import { formatWeekday } from '../messages/format.ts'
import { sayInEach } from '../messages/translate.ts'
import type { LocalDate } from '../time.ts'
import {
  type Fraction,
  type MajorityBase,
  type MajorityRule,
  type OrdersContent,
  QUESTION_KINDS,
  type QuestionRules,
  type QuorumRule,
} from './model.ts'
import { quorumNeeded } from './rules.ts'

/** The council that orders are read for: of its seats, so many are held. */
export type OrdersScale = { readonly seats: number; readonly held: number }

/** One thing that standing orders say; the same key in another version is the same thing. */
export type OrdersLine = { readonly key: string; readonly words: Localised }

/** Standing orders in words, in every language, part by part. Source: RULES.md CO29. */
export function orderLines(orders: OrdersContent, scale: OrdersScale): readonly OrdersLine[] {
  const line = (key: string, words: Localised): OrdersLine => ({ key, words })
  return [
    ...questionLines(orders, scale),
    line('device', sayInEach('orders.say.device', { device: sayInEach(`orders.devices.${orders.device}`) })),
    line('recusal', sayInEach(`orders.say.recusal.${recusalKey(orders.recusal)}`)),
    line('advance', sayInEach(`orders.say.${orders.advanceBallots ? 'advance' : 'noAdvance'}`)),
    line('written', sayInEach(`orders.say.${orders.writtenProcedure ? 'written' : 'noWritten'}`)),
    line('propose', sayInEach('orders.say.mayPropose', { who: sayInEach(`orders.proposers.${orders.mayPropose}`) })),
    line(
      'reopening',
      sayInEach(
        `orders.say.${orders.reopening.strict ? 'reopeningMore' : 'reopeningAtLeast'}`,
        shareWords(orders.reopening),
      ),
    ),
    line('dissent', dissentWords(orders)),
    line('minutes', minutesWords(orders)),
    line('adoption', sayInEach('orders.say.adoption', { how: sayInEach(`orders.adoptions.${orders.adoption}`) })),
    line('languages', languageWords(orders)),
    line('calendar', calendarWords(orders)),
    ...kindLines(orders, scale),
    line('verified', sayInEach(`orders.say.${orders.verified ? 'verified' : 'notVerified'}`)),
  ]
}

/** What differs between two versions, in words: `before` or `after` null where the other says nothing of it. Source: RULES.md CO29. */
export function orderChanges(before: readonly OrdersLine[], after: readonly OrdersLine[]) {
  const keys = [...new Set([...before, ...after].map(({ key }) => key))]
  const of = (lines: readonly OrdersLine[], key: string) => lines.find((one) => one.key === key)?.words ?? null
  return keys
    .map((key) => ({ key, before: of(before, key), after: of(after, key) }))
    .filter((one) => LANGUAGES.some((language) => one.before?.[language] !== one.after?.[language]))
}

/** How a question is decided, in words: quorum, majority, equal votes, manner. */
function questionLines(rules: QuestionRules & Pick<OrdersContent, 'mannerAskers'>, scale: OrdersScale): OrdersLine[] {
  return [
    { key: 'quorum', words: quorumWords(rules.quorum, scale) },
    { key: 'majority', words: majorityWords(rules.majority) },
    { key: 'tie', words: tieWords(rules) },
    { key: 'manner', words: mannerWords(rules) },
  ]
}

const join = (parts: readonly Localised[], between: string): Localised =>
  eachLanguage((language) => parts.map((one) => one[language]).join(between))

const quorumWords = (quorum: QuorumRule, { seats, held }: OrdersScale): Localised =>
  sayInEach(`orders.say.quorum.${quorum.base}${quorum.strict ? 'More' : 'AtLeast'}`, {
    part: partWords(quorum.fraction),
    number: quorum.base === 'seats' ? seats : held,
    needed: quorumNeeded(quorum, seats, held),
  })

const BASES = {
  'for+against': 'forAndAgainst',
  'votes-cast': 'votesCast',
  present: 'present',
  members: 'members',
} as const satisfies Record<MajorityBase, string>

const partWords = ({ numerator, denominator }: Fraction): Localised => {
  const is = (over: number, under: number) => numerator * under === denominator * over
  const key = is(1, 2) ? 'half' : is(2, 3) ? 'twoThirds' : is(3, 4) ? 'threeQuarters' : 'other'
  return sayInEach(`votes.fraction.${key}`, { numerator, denominator })
}

const shareWords = ({ fraction, base }: Pick<MajorityRule, 'fraction' | 'base'>) => ({
  part: partWords(fraction),
  base: sayInEach(`outcome.base.${BASES[base]}`),
})

/** A Kazakh sentence may begin with the base, which elsewhere stands inside one. */
const capital = (words: Localised): Localised =>
  eachLanguage((language) => words[language].replace(/^./u, (first) => first.toUpperCase()))

function majorityWords(majority: MajorityRule): Localised {
  const { base, fraction, strict, leastFor } = majority
  const simple = base === 'for+against' && strict && fraction.numerator * 2 === fraction.denominator
  const rule = simple
    ? sayInEach('outcome.put.simple')
    : capital(sayInEach(`outcome.put.${strict ? 'more' : 'atLeast'}`, shareWords(majority)))
  return leastFor === undefined ? rule : join([rule, sayInEach('outcome.put.leastFor', { count: leastFor })], ' ')
}

const tieWords = ({ tie }: QuestionRules): Localised =>
  sayInEach(tie === 'rejected' ? 'orders.say.tieRejected' : 'outcome.put.tieChair')

function mannerWords({
  manner,
  otherManners,
  mannerAskers,
}: Pick<OrdersContent, 'manner' | 'otherManners' | 'mannerAskers'>): Localised {
  const own = sayInEach(`orders.manners.${manner}`)
  if (otherManners.length === 0) return sayInEach('orders.say.manner', { manner: own })
  return sayInEach('orders.say.mannerWithOthers', {
    manner: own,
    others: join(
      otherManners.map((one) => sayInEach(`orders.manners.${one}`)),
      ', ',
    ),
    asker: sayInEach(`orders.mannerAskers.${mannerAskers}`),
  })
}

const recusalKey = ({ countsForQuorum, countsForMajority }: OrdersContent['recusal']) =>
  countsForQuorum ? (countsForMajority ? 'both' : 'quorum') : countsForMajority ? 'majority' : 'neither'

const dissentWords = ({ dissent }: OrdersContent): Localised =>
  dissent.allowed
    ? sayInEach('orders.say.dissent', {
        count: dissent.workingDays,
        where: sayInEach(`orders.annexes.${dissent.annexedTo}`),
      })
    : sayInEach('orders.say.noDissent')

function minutesWords({ minutes }: OrdersContent): Localised {
  const signers = minutes.signedBy.map((one) => sayInEach(`orders.signers.${one}`))
  return sayInEach('orders.say.minutes', {
    count: minutes.workingDays,
    who: signers.length > 0 ? join(signers, ', ') : sayInEach('orders.say.nobody'),
  })
}

const languageWords = ({ languagesOfRecord, leastState, translationToFollow }: OrdersContent): Localised =>
  sayInEach(`orders.say.${translationToFollow ? 'languagesToFollow' : 'languages'}`, {
    languages: join(
      languagesOfRecord.map((one) => sayInEach(`common.languages.${one}`)),
      ', ',
    ),
    state: sayInEach(`common.languageStates.${leastState}`),
  })

/** 1 January 2024 was a Monday. */
const weekday = (day: number): Localised => eachLanguage((language) => formatWeekday(language, `2024-01-0${day}`))

function calendarWords({ calendar }: OrdersContent): Localised {
  const none = sayInEach('orders.say.calendarNone')
  const { weekend, holidays, movedWorkdays } = calendar
  return sayInEach('orders.say.calendar', {
    weekend: weekend.length > 0 ? join(weekend.map(weekday), ', ') : none,
    holidays: holidays.length > 0 ? dayList(holidays) : none,
    moved: movedWorkdays.length > 0 ? dayList(movedWorkdays) : none,
  })
}

/** Days in order, short: a year has a dozen holidays. */
const dayList = (days: readonly LocalDate[]): string =>
  [...days]
    .sort()
    .map((day) => day.split('-').reverse().join('.'))
    .join(', ')

/** What is otherwise for a kind of question; only what its own rule says. */
function kindLines(orders: OrdersContent, scale: OrdersScale): OrdersLine[] {
  return QUESTION_KINDS.flatMap((kind): OrdersLine[] => {
    const own = orders.byKind[kind]
    if (!own || Object.keys(own).length === 0) return []
    const words = [
      ...(own.quorum ? [quorumWords(own.quorum, scale)] : []),
      ...(own.majority ? [majorityWords(own.majority)] : []),
      ...(own.tie ? [tieWords({ ...orders, ...own })] : []),
      ...(own.manner || own.otherManners ? [mannerWords({ ...orders, ...own })] : []),
    ]
    return [
      {
        key: `kind-${kind}`,
        words: sayInEach('orders.say.kind', { kind: sayInEach(`orders.kinds.${kind}`), words: join(words, ' ') }),
      },
    ]
  })
}

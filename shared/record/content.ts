const CHOICES = ['for', 'against', 'abstain'] as const
type Choice = (typeof CHOICES)[number]
/** `scope`: one pool of all, or a council; beside a pool the councils' own numbers stand as information. */
type Counts = Readonly<Record<Choice, number>> & { readonly scope: string | null }

/** What an entry says, as far as entries are checked against each other. */
export type Said = {
  readonly number: number
  readonly act: string
  readonly subject: string
  readonly facts: {
    readonly hash: string | null
    readonly version: string | null
    readonly vote: string | null
    readonly question: string | null
    readonly manner: string | null
    readonly place: string | null
    readonly choice: string | null
    readonly result: string | null
    readonly tallies: readonly Counts[]
  }
}

/** An entry's content, read; null for what is no entry's. */
export function saidIn(content: string): Said | null {
  try {
    const { number, act, subject, facts } = fieldsOf(JSON.parse(content))
    if (typeof number !== 'number' || typeof act !== 'string' || typeof subject !== 'string') return null
    const of = fieldsOf(facts)
    const words = (name: string) => (typeof of[name] === 'string' ? of[name] : null)
    const tallies = Array.isArray(of.tallies) ? of.tallies.map(tallyIn) : []
    return {
      number,
      act,
      subject,
      facts: {
        hash: words('hash'),
        version: words('version'),
        vote: words('vote'),
        question: words('question'),
        manner: words('manner'),
        place: words('place'),
        choice: words('choice'),
        result: words('result'),
        tallies,
      },
    }
  } catch {
    return null
  }
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

function tallyIn(value: unknown): Counts {
  const of = fieldsOf(value)
  const count = (name: Choice) => (typeof of[name] === 'number' ? of[name] : 0)
  const scope = typeof of.scope === 'string' ? of.scope : null
  return { scope, for: count('for'), against: count('against'), abstain: count('abstain') }
}

/** With one of these the book alone does not say each ballot: it names the rows that do, by their hash. */
const NOT_IN_THE_BOOK = [
  'sheet-handed',
  'sheet-keyed',
  'hands-counted',
  'ballot-corrected',
  'counts-corrected',
  'objections-asked',
]

/**
 * Whether the numbers of an announced vote are those of its ballots; `unsaid` where the book does not name them all. Of ballots under
 * seal it names the places: how many there are must agree. `said`: its entries from the opening to the announcement. Source: RULES.md RB32.
 */
export function countsOf(said: readonly Said[]): 'agree' | 'differ' | 'unsaid' {
  if (said.some(({ act }) => NOT_IN_THE_BOOK.includes(act))) return 'unsaid'
  const all = said.at(-1)?.facts.tallies ?? []
  const pool = all.filter(({ scope }) => scope === 'pool')
  const announced = pool.length > 0 ? pool : all
  const choices = new Map<string, string | null>()
  for (const { act, facts } of said) if (act === 'ballot-cast' && facts.place) choices.set(facts.place, facts.choice)
  const sumOf = (choice: Choice) => announced.reduce((sum, tally) => sum + tally[choice], 0)
  const cast = [...choices.values()]
  const isSealed = cast.includes(null)
  const agree = isSealed
    ? CHOICES.reduce((sum, choice) => sum + sumOf(choice), 0) === cast.length
    : CHOICES.every((choice) => sumOf(choice) === cast.filter((one) => one === choice).length)
  return agree ? 'agree' : 'differ'
}

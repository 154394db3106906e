import type { RefusalCode, RuleId } from '../../shared/decision.ts'
import type { AccountId, TextId } from '../../shared/ids.ts'
import type { PartAnswer, Refused, Turn, TurnPart, TurnUpdate, Verdict } from './log-messages.ts'

// A turn on its way to the log's thread and back: as one list of words and numbers, because what copies between threads is paid by
// the object. Measured on threads that rest between turns, as in a hall: a turn there and back costs them 300 µs instead of 360.

/** What is copied; the first is the question's number. */
export type Wire = readonly (string | number)[]

/** A turn as a list; `readTurn` is its inverse. */
export function turnToWire(id: number, { at, batch, parts }: Turn): Wire {
  const wire: (string | number)[] = [id, at, batch, parts.length]
  for (const { text, seq, rev, updates } of parts) {
    wire.push(text, seq, rev, updates.length)
    for (const { bytes, account, writer, foreign, refusal } of updates) {
      wire.push(latin1(bytes), account, writer, refusal?.code ?? '', refusal?.rule ?? '', foreign.length)
      for (const client of foreign) wire.push(client)
    }
  }
  return wire
}

/** The turn that a list says. */
export function readTurn(wire: Wire): Turn {
  const list = new List(wire)
  const at = list.number()
  const batch = list.word()
  return { at, batch, parts: list.times(() => partOf(list)) }
}

function partOf(list: List): TurnPart {
  const text = list.word() as TextId
  const seq = list.number()
  const rev = list.number()
  return { text, seq, rev, updates: list.times(() => updateOf(list)) }
}

function updateOf(list: List): TurnUpdate {
  const bytes = Buffer.from(list.word(), 'latin1')
  const account = list.word() as AccountId
  const writer = list.number()
  const refusal = refusalOf(list.word(), list.word())
  return { bytes, account, writer, refusal, foreign: list.times(() => list.number()) }
}

const refusalOf = (code: string, rule: string): Refused | null =>
  code === '' ? null : { code: code as RefusalCode, rule: rule as RuleId }

const VERDICTS: Readonly<Record<string, Verdict>> = {
  c: { kind: 'committed' },
  n: { kind: 'nothing' },
  g: { kind: 'gap' },
}

/** Answers as a list, where they are as nearly always: decided, each update as it came, and nobody else wrote; null where they are not. */
export function answersToWire(id: number, answers: readonly PartAnswer[]): Wire | null {
  const wire: (string | number)[] = [id, answers.length]
  for (const answer of answers) {
    if (answer.kind !== 'decided' || answer.others) return null
    const letters = answer.verdicts.map(letterOf).join('')
    if (letters.length < answer.verdicts.length) return null
    wire.push(answer.text, answer.seq, letters)
  }
  return wire
}

/** The answers that a list says. */
export function readAnswers(wire: Wire): readonly PartAnswer[] {
  const list = new List(wire)
  return list.times((): PartAnswer => {
    const text = list.word() as TextId
    const seq = list.number()
    const verdicts = [...list.word()].flatMap((letter) => VERDICTS[letter] ?? [])
    return { text, kind: 'decided', seq, verdicts, others: null }
  })
}

/** Nothing for what a letter does not say. */
function letterOf(verdict: Verdict): string {
  if (verdict.kind === 'refused' || (verdict.kind === 'committed' && verdict.replaced)) return ''
  return verdict.kind.charAt(0)
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')

/** A list, read from its second element on. */
class List {
  readonly #wire: Wire
  #at = 1

  constructor(wire: Wire) {
    this.#wire = wire
  }

  word(): string {
    this.#at += 1
    return String(this.#wire[this.#at - 1])
  }

  number(): number {
    this.#at += 1
    return Number(this.#wire[this.#at - 1])
  }

  /** As many of them as the next number says. */
  times<T>(read: () => T): T[] {
    const items: T[] = []
    for (let left = this.number(); left > 0; left -= 1) items.push(read())
    return items
  }
}

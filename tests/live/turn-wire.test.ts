import { expect, test } from 'vitest'
import type { PartAnswer, Refused, Turn, TurnUpdate, Verdict } from '../../server/live/log-messages.ts'
import { answersToWire, readAnswers, readTurn, turnToWire } from '../../server/live/turn-wire.ts'
import type { AccountId, TextId } from '../../shared/ids.ts'
import { Random } from './random.ts'

const FORGED: Refused = { code: 'forged', rule: 'LT3' }
const text = (n: number) => `r0${n}` as TextId

test('[LT1] a turn comes to the thread of the log as it was, whatever is in it', () => {
  const random = new Random(71)
  const number = () => random.int(2 ** 32)
  const many = (below: number) => Array.from({ length: random.int(below) })
  const updateOf = (): TurnUpdate => ({
    bytes: random.bytes(random.int(300)),
    account: `a${number()}` as AccountId,
    writer: number(),
    foreign: many(random.chance(0.2) ? 4 : 1).map(number),
    refusal: random.chance(0.25) ? FORGED : null,
  })
  for (let round = 0; round < 200; round += 1) {
    const parts = many(4).map((_, n) => ({
      text: text(n),
      seq: number(),
      rev: number(),
      updates: many(5).map(updateOf),
    }))
    const turn: Turn = { at: 1_764_000_000_000 + round, batch: `b-${round}`, parts }
    const wire = structuredClone(turnToWire(round, turn))
    expect(wire[0]).toBe(round)
    const plain = parts.map((part) => ({
      ...part,
      updates: part.updates.map((update) => ({ ...update, bytes: Buffer.from(update.bytes) })),
    }))
    expect(readTurn(wire)).toEqual({ ...turn, parts: plain })
  }
})

test('[LT1] its answers come back as they were; what a list cannot say is not made one', () => {
  const decided = (verdicts: readonly Verdict[], seq = 7): PartAnswer => ({
    text: text(1),
    kind: 'decided',
    seq,
    verdicts,
    others: null,
  })
  const plain: readonly PartAnswer[] = [
    decided([{ kind: 'committed' }, { kind: 'gap' }, { kind: 'nothing' }, { kind: 'committed' }]),
    { ...decided([], 9), text: text(2) },
  ]
  const wire = answersToWire(5, plain)
  expect(wire?.[0]).toBe(5)
  expect(wire && readAnswers(structuredClone(wire))).toEqual(plain)
  const others: readonly PartAnswer[] = [
    decided([{ kind: 'committed' }, { kind: 'refused', refusal: FORGED, closed: [] }]),
    decided([{ kind: 'committed', replaced: new Uint8Array([1]) }]),
    { ...decided([{ kind: 'committed' }]), others: { rows: [], owners: [] } } as PartAnswer,
    { text: text(1), kind: 'stale' },
    { text: text(1), kind: 'damaged', message: 'row 3' },
  ]
  for (const answer of others) expect(answersToWire(5, [...plain, answer])).toBe(null)
})

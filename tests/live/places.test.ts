import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { InitialPlaces, Openings } from '../../server/live/places.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A hundred who wait; `done[n]` says that the bytes of the n-th have left. */
function hundred(bytes: number) {
  const places = new InitialPlaces()
  const done: (() => void)[] = []
  for (let n = 0; n < 100; n += 1) places.admit(bytes, (over) => void done.push(over))
  return done
}

test('[LT15] small texts do not wait', () => {
  expect(hundred(10_000)).toHaveLength(100)
})

test('[LT15] of large texts one begins after the other, and no more than eight are on their way', () => {
  const done = hundred(1_000_000)
  expect(done).toHaveLength(1)
  vi.advanceTimersByTime(3)
  expect(done).toHaveLength(2)
  vi.advanceTimersByTime(100)
  expect(done).toHaveLength(8)
  for (const over of done.splice(0, 3)) over()
  vi.advanceTimersByTime(100)
  expect(done).toHaveLength(8)
})

test('[LT15] one who reads slowly keeps its place for a second and no longer', () => {
  const done = hundred(1_000_000)
  vi.advanceTimersByTime(999)
  expect(done).toHaveLength(8)
  vi.advanceTimersByTime(100)
  expect(done.length).toBeGreaterThan(8)
})

test('[LT15] what leaves twice gives its place back once', () => {
  const done = hundred(1_000_000)
  vi.advanceTimersByTime(100)
  done[0]?.()
  done[0]?.()
  vi.advanceTimersByTime(100)
  expect(done).toHaveLength(9)
})

test('[LT15] sockets are opened a few at a time, each later one in a round of its own', async () => {
  const openings = new Openings()
  const opened: number[] = []
  const ends: (() => void)[] = []
  for (let n = 0; n < 10; n += 1) {
    openings.take(() => {
      opened.push(n)
      return new Promise<void>((resolve) => ends.push(resolve))
    })
  }
  expect(opened).toEqual([0, 1, 2])
  ends[1]?.()
  await Promise.resolve()
  await Promise.resolve()
  expect(opened).toEqual([0, 1, 2])
  await vi.advanceTimersByTimeAsync(1)
  expect(opened).toEqual([0, 1, 2, 3])
})

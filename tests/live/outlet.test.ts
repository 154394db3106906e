import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { Outlet } from '../../server/live/outlet.ts'
import { until } from './people.ts'

/** A connection of this machine: what is written on one side, and who reads it on the other, or does not yet. */
async function line(): Promise<{ near: Socket; far: Socket; end: () => void }> {
  const server = createServer({ noDelay: true }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const accepted = once(server, 'connection')
  const far = connect({ port: typeof address === 'object' && address ? address.port : 0, host: '127.0.0.1' })
  far.pause()
  const near: Socket = (await accepted)[0]
  near.on('error', () => undefined)
  far.on('error', () => undefined)
  const end = () => {
    near.destroy()
    far.destroy()
    server.close()
  }
  return { near, far, end }
}

/** Bytes of which each says which write it belongs to. */
const bytesOf = (write: number, length: number): Buffer => Buffer.alloc(length, write % 251)

describe('what goes out through a socket', () => {
  let open: () => void = () => undefined
  afterEach(() => open())

  test('[LT108] what the system takes at once comes in its order and never waits', async () => {
    const { near, far, end } = await line()
    open = end
    const outlet = new Outlet(near)
    const read: Buffer[] = []
    far.on('data', (bytes: Buffer) => read.push(bytes))
    far.resume()
    for (let write = 0; write < 50; write += 1) {
      outlet.write(bytesOf(write, 100))
      expect([outlet.queued(), near.writableLength]).toEqual([0, 0])
    }
    await until('all is read', () => read.reduce((sum, { length }) => sum + length, 0) === 5_000)
    expect(Buffer.concat(read)).toEqual(Buffer.concat(Array.from({ length: 50 }, (_, write) => bytesOf(write, 100))))
  })

  test('[LT108] everything comes once and in order to one who begins to read late, whichever way it was written', async () => {
    const { near, far, end } = await line()
    open = end
    const outlet = new Outlet(near)
    const sent: Buffer[] = []
    let told = 0
    const writes = (write: number): void => {
      const bytes = bytesOf(write, write % 3 === 0 ? 70_000 : 900)
      sent.push(bytes)
      const tell = () => {
        told += 1
      }
      if (write % 5 === 1) outlet.writeAndTell(bytes, tell)
      else if (write % 5 === 2) outlet.writePieces([bytes.subarray(0, 300), bytes.subarray(300)])
      else outlet.write(bytesOf(write, bytes.length))
    }
    for (let write = 0; write < 500 && outlet.queued() < 2_000_000; write += 1) writes(write)
    expect(outlet.queued()).toBeGreaterThanOrEqual(2_000_000)
    const waiting = outlet.queued()
    const drained = outlet.drained()
    const toTell = sent.filter((_, write) => write % 5 === 1).length
    expect(told).toBeLessThan(toTell)
    const read: Buffer[] = []
    far.on('data', (bytes: Buffer) => read.push(bytes))
    far.resume()
    await until('some has left', () => outlet.queued() < waiting)
    expect(outlet.drained()).toBeGreaterThan(drained)
    const more = sent.length
    for (let write = more; write < more + 40; write += 1) writes(write)
    await until('nothing waits', () => outlet.queued() === 0)
    for (let write = sent.length, last = write + 40; write < last; write += 1) writes(write)
    const length = sent.reduce((sum, bytes) => sum + bytes.length, 0)
    await until('all is read', () => read.reduce((sum, bytes) => sum + bytes.length, 0) === length)
    expect(Buffer.concat(read).equals(Buffer.concat(sent))).toBe(true)
    expect(told).toBe(sent.filter((_, write) => write % 5 === 1).length)
    expect(outlet.queued()).toBe(0)
  })

  test('[LT108] what waits is past the stream, on the Node that this comes with, and held by its write alone, whatever else comes to need memory', async () => {
    const { near, far, end } = await line()
    open = end
    const outlet = new Outlet(near)
    let writes = 0
    for (; writes < 200 && outlet.queued() === 0; writes += 1) outlet.write(bytesOf(writes, 1_000_000))
    expect([outlet.queued(), near.writableLength]).toEqual([1_000_000, 0])
    const others: Buffer[] = []
    for (let other = 0; other < 600; other += 1) {
      others.push(Buffer.alloc(1_000_000, 255))
      if (others.length > 40) others.shift()
      if (other % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    let read = 0
    let wrong = 0
    far.on('data', (bytes: Buffer) => {
      for (const byte of bytes) {
        if (byte !== Math.floor(read / 1_000_000) % 251) wrong += 1
        read += 1
      }
    })
    far.resume()
    await until('all is read', () => read === writes * 1_000_000)
    expect(wrong).toBe(0)
  })

  test('[LT108] who is gone costs nobody anything: the socket ends, with bytes that waited or without', async () => {
    for (const waits of [true, false]) {
      const { near, far, end } = await line()
      open = end
      const outlet = new Outlet(near)
      for (let write = 0; waits && write < 200 && outlet.queued() === 0; write += 1) outlet.write(bytesOf(1, 100_000))
      expect(outlet.queued() > 0).toBe(waits)
      far.resetAndDestroy()
      await until('it has ended', () => {
        if (outlet.isOpen) outlet.write(bytesOf(2, 100))
        return near.destroyed
      })
      expect(outlet.isOpen).toBe(false)
      const other = await line()
      const next = new Outlet(other.near)
      other.far.resume()
      next.write(bytesOf(3, 100))
      expect(next.queued()).toBe(0)
      other.end()
    }
  })
})

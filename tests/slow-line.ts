import { connect, createServer, type Socket } from 'node:net'

export type Wifi = {
  readonly port: number
  close(): Promise<void>
}

/** So long everything is on its way in each direction, and each so many pieces one comes that much later. */
const BAD = { eachWayMs: 200, every: 20, laterMs: 400 } as const

/** A bad wireless network in front of a port of 127.0.0.1: what comes at one end leaves at the other late, in its order. */
export async function badWifi(target: number): Promise<Wifi> {
  const ends = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end)
      end.setNoDelay(true)
      late(end, other)
      end.on('error', () => other.destroy())
      end.on('close', () => {
        ends.delete(end)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const end of ends) end.destroy()
      }),
  }
}

function late(from: Socket, to: Socket): void {
  let pieces = 0
  /** No piece overtakes the one before. */
  let notBefore = 0
  from.on('data', (bytes: Buffer) => {
    pieces += 1
    const own = BAD.eachWayMs + (pieces % BAD.every === 0 ? BAD.laterMs : 0)
    const at = Math.max(performance.now() + own, notBefore)
    notBefore = at
    setTimeout(() => to.write(bytes), at - performance.now())
  })
}

import { connect, createServer, type Server, type Socket } from 'node:net'

/** A line between two processes that can be cut, as a cable can. */
export type Line = {
  readonly port: number
  /** Ends every connection and takes no new one. */
  cut(): Promise<void>
  /** Takes connections again, at the same port. */
  mend(): Promise<void>
}

/** Opens a line to a port of 127.0.0.1; what comes at one end leaves at the other, in pieces of so many bytes where that is said. */
export async function openLine(target: number, piece?: number): Promise<Line> {
  const ends = new Set<Socket>()
  let server = await listen(0)
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  const { port } = address
  function listen(at: number): Promise<Server> {
    const listening = createServer((near) => {
      const far = connect(target, '127.0.0.1')
      for (const [end, other] of [
        [near, far],
        [far, near],
      ] as const) {
        ends.add(end)
        end.setNoDelay(true)
        end.on('error', () => other.destroy())
        end.on('close', () => {
          ends.delete(end)
          other.destroy()
        })
        if (piece === undefined) end.pipe(other)
        else end.on('data', (bytes: Buffer) => void sendInPieces(end, other, bytes, piece))
      }
    })
    return new Promise((resolve, reject) => {
      listening.once('error', reject)
      listening.listen(at, '127.0.0.1', () => resolve(listening))
    })
  }
  return {
    port,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const end of ends) end.destroy()
      }),
    async mend() {
      server = await listen(port)
    },
  }
}

async function sendInPieces(from: Socket, to: Socket, bytes: Buffer, piece: number): Promise<void> {
  // What comes next waits, or its pieces would come between these.
  from.pause()
  for (let at = 0; at < bytes.length; at += piece) {
    to.write(bytes.subarray(at, at + piece))
    // In a later round of the loop, so that the kernel does not join the pieces.
    await new Promise((resolve) => setImmediate(resolve))
  }
  from.resume()
}

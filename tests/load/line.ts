import { connect, createServer, type Server, type Socket } from 'node:net'

/** A line between two processes that can be cut, as a cable can. */
export type Line = {
  readonly port: number
  /** Ends every connection and takes no new one. */
  cut(): Promise<void>
  /** Takes connections again, at the same port. */
  mend(): Promise<void>
}

/** Opens a line to a port of 127.0.0.1; what comes at one end leaves at the other. */
export async function openLine(target: number): Promise<Line> {
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
        end.pipe(other)
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

import { Redis } from 'ioredis'
import type { Fanout, Hear, Word } from './fanout.ts'
import type { LiveNeeds } from './live-texts.ts'

const LONGEST_PAUSE_MS = 1_000
const CONNECT_MS = 2_000

/**
 * Says words to all servers of one store through Redis, and hears theirs. A Redis that is away costs nothing but speed:
 * what cannot be said now is dropped. `onBack` is called whenever it is there again: words were missed.
 */
export function redisFanout(
  url: string,
  names: { readonly store: string; readonly server: string },
  hear: Hear,
  needs: Pick<LiveNeeds, 'log'> & { readonly onBack: () => void },
): Fanout {
  const options = {
    lazyConnect: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_MS,
    retryStrategy: (tries: number) => Math.min(tries * 100, LONGEST_PAUSE_MS),
  }
  const channel = `kenes:${names.store}`
  const says = new Redis(url, options)
  const hears = new Redis(url, options)
  let isUp = false
  const note = () => {
    const now = says.status === 'ready' && hears.status === 'ready'
    if (now === isUp) return
    isUp = now
    needs.log(now ? 'info' : 'warn', now ? 'Redis is there' : 'Redis is away: presence is slower')
  }
  for (const redis of [says, hears]) {
    // Each failed try is an error; that it is away was said already.
    redis.on('error', () => undefined)
    for (const event of ['ready', 'close', 'end']) redis.on(event, note)
  }
  hears.on('ready', () => {
    hears.subscribe(channel).then(needs.onBack, () => undefined)
  })
  hears.on('message', (_channel: string, message: string) => {
    const heard = parsed(message)
    if (heard && heard.from !== names.server) hear(heard.from, heard.word)
  })
  return {
    get isUp() {
      return isUp
    },
    say(word) {
      if (says.status !== 'ready') return
      says.publish(channel, JSON.stringify({ from: names.server, word })).catch(() => undefined)
    },
    close() {
      says.disconnect()
      hears.disconnect()
    },
  }
}

/** Only our own servers speak on the channel; a word that cannot be read is passed over. */
function parsed(message: string): { from: string; word: Word } | null {
  try {
    return JSON.parse(message)
  } catch {
    return null
  }
}

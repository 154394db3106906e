import { request as overHttp } from 'node:http'
import { request as overTls } from 'node:https'
import type { Player } from './people.ts'

/** Sends a ballot and cuts the line as soon as it is sent: whether it arrived, the device cannot know. */
export function castAndCut(member: Player, ballot: object): Promise<void> {
  return new Promise((resolve) => {
    const url = new URL('/api/votes/cast', member.origin)
    const request = (url.protocol === 'https:' ? overTls : overHttp)(url, {
      method: 'POST',
      headers: member.headers,
    })
    // That the line was cut is what is wanted here.
    request.on('error', () => undefined)
    request.on('close', () => resolve())
    request.on('finish', () => request.destroy())
    request.end(JSON.stringify(ballot))
  })
}

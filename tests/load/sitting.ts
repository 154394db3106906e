import { padOf } from '../../shared/votes/manners.ts'
import { comeIn, type Person, SESSION, type Text } from './people.ts'
import type { Server } from './servers.ts'
import { pass } from './waiting.ts'

/** Everybody has pressed after this. */
const PRESSES_WITHIN_MS = 8_000
const CHOICES = ['for', 'against', 'abstain'] as const
const MANNERS = ['open', 'sealed'] as const
const LANGUAGES = ['kk', 'ru', 'en'] as const
const COUNCILS = ['cc', 'ec']
const COMES_AND_GOES = 'm09'
/** Words of the texts that are amended and frozen, known so that an amendment may quote them. */
const WORDS = 'Палаты рассматривают доклад о качестве воздуха до первого марта'

/** What those who run a sitting have done so far. */
export type Done = {
  votes: number
  ballots: number
  amendments: number
  versions: number
  files: number
  signIns: number
  comings: number
}

export type Officers = { readonly chair: Person; readonly secretary: Person; readonly voters: readonly Person[] }

/** What happens in a sitting beside the typing, each to be done again and again. */
export function sittingOf(server: Server, officers: Officers) {
  const { chair, secretary, voters } = officers
  const done: Done = { votes: 0, ballots: 0, amendments: 0, versions: 0, files: 0, signIns: 0, comings: 0 }
  let amended: Text | undefined
  let isPresent = false

  /** Both councils allow the manners that are voted in. */
  const allows = async () => {
    for (const council of COUNCILS) {
      type Orders = { version: number; orders: Readonly<Record<string, unknown>> }
      const { version, orders } = await secretary.ask<Orders>('GET', 'councils/orders', { council })
      await secretary.ask('POST', 'councils/set-orders', {
        council,
        basedOn: version,
        orders: { ...orders, manner: 'roll-call', otherManners: MANNERS, byKind: {} },
      })
    }
  }

  /** A text of its own that nobody types in: amended, cut, frozen and released. */
  const prepares = async () => {
    await allows()
    const paragraphs = Object.fromEntries(LANGUAGES.map((language) => [language, [{ level: 0, words: WORDS }]]))
    const title = { kk: 'Ауа', ru: 'Воздух', en: 'Air' }
    const texts = [{ kind: 'recommendation', source: 'ru', title, paragraphs }]
    await secretary.ask('POST', 'recommendations/create-set', {
      session: SESSION,
      point: null,
      texts,
    })
    const listed = await chair.ask<{ recommendations: Text[] }>('GET', 'recommendations/list', { session: SESSION })
    amended = listed.recommendations.at(-1)
  }

  /** A question of procedure, openly and secretly in turn: opened, cast, closed, announced. */
  const votes = async () => {
    const question = { kind: 'procedure', session: SESSION, words: { kk: '', ru: `Вопрос ${done.votes}?`, en: '' } }
    const manner = MANNERS[done.votes % MANNERS.length] ?? 'open'
    const { vote } = await chair.ask<{ vote: string }>('POST', 'votes/open-question', { question, manner })
    const { hash } = await chair.ask<{ hash: string }>('GET', 'votes/vote', { id: vote })
    await Promise.all(
      voters.map(async ({ id, ask }, index) => {
        await pass(Math.random() * PRESSES_WITHIN_MS)
        const choice = CHOICES[(index + done.votes) % CHOICES.length] ?? 'for'
        await ask('POST', 'votes/cast', { vote, hash, place: id, choice, pad: padOf(choice) })
        await ask('GET', 'votes/vote', { id: vote })
        done.ballots += 1
      }),
    )
    await chair.ask('POST', 'votes/close', { vote })
    await chair.ask('POST', 'votes/announce', { vote })
    done.votes += 1
  }

  /** A member moves an amendment, others look at it, and it is withdrawn again. */
  const amends = async () => {
    const mover = voters[done.amendments % voters.length] ?? chair
    const recommendation = amended?.id
    const changes = [
      { part: 'text', language: 'ru', from: 'до первого марта', to: `до ${done.amendments + 2} марта`, occurrence: 1 },
    ]
    const { amendment } = await mover.ask<{ amendment: string }>('POST', 'amendments/start', {
      session: SESSION,
      recommendation,
      kind: 'replace',
      language: 'ru',
      changes,
    })
    await mover.ask('POST', 'amendments/table', { amendment })
    for (const { ask } of [chair, secretary, mover]) {
      await ask('GET', 'amendments/list', { recommendation })
      await ask('GET', 'amendments/amendment', { id: amendment })
    }
    await mover.ask('POST', 'amendments/withdraw', { amendment })
    done.amendments += 1
  }

  /** A text is frozen, looked at and released. */
  const freezes = async () => {
    const recommendation = amended?.id
    const { version } = await chair.ask<{ version: { id: string } }>('POST', 'versions/freeze', { recommendation })
    await secretary.ask('GET', 'versions/version', { id: version.id })
    await chair.ask('GET', 'versions/list', { recommendation })
    await chair.ask('POST', 'votes/take-back-freeze', { recommendation })
    done.versions += 1
  }

  const downloads = async () => {
    const asker = voters[done.files % voters.length] ?? chair
    const format = done.files % 2 === 0 ? 'pdf' : 'docx'
    const language = LANGUAGES[done.files % LANGUAGES.length] ?? 'kk'
    const wanted = new URLSearchParams({ session: SESSION, format, language })
    const answer = await fetch(`${server.http}/api/exports/file?${wanted}`, { headers: asker.headers })
    const { byteLength } = await answer.arrayBuffer()
    if (!answer.ok || byteLength === 0) throw new Error(`no ${format}: ${answer.status}`)
    done.files += 1
  }

  /** Somebody comes to the page at another device, looks around and signs out. */
  const visits = async () => {
    const { id } = voters[done.signIns % voters.length] ?? chair
    const visitor = await comeIn(server.http, id)
    await visitor.ask('GET', 'sessions/session', { id: SESSION })
    await visitor.ask('GET', 'recommendations/list', { session: SESSION })
    await visitor.ask('POST', 'accounts/sign-out')
    done.signIns += 1
  }

  const notes = async () => {
    const event = isPresent ? 'left' : 'came'
    await secretary.ask('POST', 'sessions/note-attendance', { session: SESSION, account: COMES_AND_GOES, event })
    isPresent = !isPresent
    done.comings += 1
  }

  return { done, prepares, votes, amends, freezes, downloads, visits, notes }
}

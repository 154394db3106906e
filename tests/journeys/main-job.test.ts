import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { StoreAddress } from '../../server/db/address.ts'
import { sha256Hex } from '../../shared/hash.ts'
import { joined, until, type Person as Writer } from '../live/people.ts'
import { environmentOf, newStore, removeStore } from '../stores.ts'
import { freezes, SESSION, world } from '../world.ts'

/**
 * The main job with the demo's people, over HTTP and sockets: two councils draft, freeze, vote on and adopt one text.
 * Ballots and the expected outcome are the demo script's: 9 for, 9 against, 1 abstention, decided by the presiding chair.
 */
const BALLOTS = {
  for: ['m01', 'm02', 'm06', 'm08', 'm10', 'm11', 'm12', 'm19', 'm21'],
  against: ['m03', 'm05', 'm07', 'm13', 'm14', 'm15', 'm16', 'm18', 'm22'],
  abstain: ['m04'],
} as const

const CLI = join(import.meta.dirname, '..', '..', 'server', 'cli.ts')

/** Runs an operator's command as a process of its own. */
function kenes(store: StoreAddress, ...args: string[]): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, ...environmentOf(store) } })
    let out = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (out += chunk))
    child.on('close', (code) => resolve({ code, out }))
  })
}

test('[RE2] [VE1] [VO40] [AD1] [RB4] two councils draft, freeze, vote on and adopt a recommendation', async () => {
  const w = await world({ store: await newStore('demo') })
  const url = await w.listen()
  const [chair, secretary, observer] = await w.people('m01', 's01', 'o06')
  const host = { url: `${url.replace('http', 'ws')}/live`, origin: url }

  // Sign in, see the session, the set and who is checked in.
  const { sessions } = await chair.sees('sessions', 'list')
  expect(sessions.map(({ id }) => id)).toEqual([SESSION])
  const session = await chair.sees('sessions', 'session', { id: SESSION })
  expect(session.agenda).toHaveLength(12)
  expect(session.seats).toHaveLength(23)
  expect(session.seats.filter(({ present }) => present)).toHaveLength(21)
  expect(session.quorum.map(({ present, needed, reached }) => [present, needed, reached])).toEqual([
    [10, 8, true],
    [11, 8, true],
  ])
  const { recommendations } = await chair.sees('recommendations', 'list', { session: SESSION })
  expect(recommendations).toHaveLength(13)
  expect(recommendations.every(({ stage }) => stage === 'drafting')).toBe(true)

  // Two members of different councils write at once.
  const [aigul, irina] = await Promise.all(
    ['m02', 'm15'].map(async (id) => joined(host, 'r10', (await w.person(id)).cookie, { ours: true })),
  )
  const both = [aigul, irina] as [Writer, Writer]
  both[0].types(' First hand.')
  both[1].types(' Second hand.')
  await until('each has the other’s words', () =>
    both.every((one) => one.words().includes('First hand.') && one.words().includes('Second hand.')),
  )
  await until('everything is saved', () => both.every((one) => one.saved() === one.sent()))
  await until(
    'the page reads them too',
    async () => (await chair.sees('recommendations', 'text', { id: 'r10' })).plain.text.en === both[0].words(),
  )
  const { accounts } = await chair.sees('sessions', 'connected', { session: SESSION })
  expect(
    accounts.filter(({ texts }) => texts.some(({ text }) => text === 'r10')).map(({ account }) => account),
  ).toEqual(['m02', 'm15'])

  // The chair freezes; what comes later is refused and kept by its author.
  const hash = await freezes(chair, 'r10')
  await until('both read that it is frozen', () => both.every((one) => one.rooms.at(-1)?.reason === 'frozen'))
  const frozen = both[0].words()
  both[1].types(' Too late.')
  await until('the late words are refused', () => both[1].refused.length > 0 || both[1].closed() !== null)
  expect((await chair.sees('recommendations', 'text', { id: 'r10' })).plain.text.en).toBe(frozen)
  const [version] = (await chair.sees('versions', 'list', { recommendation: 'r10' })).versions
  const cut = await chair.sees('versions', 'version', { id: version?.id ?? '' })
  expect(sha256Hex(cut.canonical)).toBe(hash)
  expect(cut.plain.text.en).toBe(frozen)
  expect(cut.authors.map(({ account }) => account)).toEqual(['m02', 'm15', 's01'])

  // The vote opens on that hash, with a frozen roll.
  const { vote } = await chair.does('votes', 'open', { recommendation: 'r10', hash })
  const opened = await chair.sees('votes', 'vote', { id: vote })
  expect(opened.manner).toBe('roll-call')
  expect(opened.roll).toHaveLength(19)
  expect(opened.recused.map(({ account }) => account)).toEqual(['m20'])
  expect(opened.absent.map(({ account }) => account).sort()).toEqual(['m09', 'm17'])
  for (const [choice, members] of Object.entries(BALLOTS)) {
    for (const id of members) {
      const member = await w.person(id)
      const { mine } = await member.sees('votes', 'vote', { id: vote })
      expect(mine.map(({ receipt }) => receipt)).toEqual([null])
      await member.does('votes', 'cast', { vote, place: mine[0]?.place, hash, choice })
      expect((await member.sees('votes', 'vote', { id: vote })).mine[0]?.receipt?.choice).toBe(choice)
    }
  }

  // Closed, announced, explained in three languages.
  await chair.does('votes', 'close', { vote })
  expect((await observer.sees('votes', 'vote', { id: vote })).outcome).toBeNull()
  await chair.does('votes', 'announce', { vote })
  const { outcome, head } = await observer.sees('votes', 'vote', { id: vote })
  expect(outcome?.result).toBe('carried')
  expect(outcome?.reason).toBe('tie')
  expect(outcome?.tallies[0]).toMatchObject({
    scope: 'pool',
    for: 9,
    against: 9,
    abstain: 1,
    notVoting: 0,
    tie: { place: 'm01', choice: 'for' },
  })
  expect(outcome?.headline.en).toBe("Carried by the presiding chair's ballot: 9 for, 9 against, 1 abstention.")
  expect(outcome?.headline.ru).toContain('9')
  expect(outcome?.headline.kk).toContain('9')
  expect(head?.number).toBeGreaterThan(0)

  // Adopted: its own page, its files, its place in the record book.
  await chair.does('adoption', 'adopt', { vote, hash })
  const adopted = await observer.sees('adoption', 'text', { recommendation: 'r10' })
  expect(adopted.hash).toBe(hash)
  expect(adopted.plain.text.en).toBe(frozen)
  expect(adopted.languages).toEqual({ ru: 'source', kk: 'draft', en: 'draft' })
  const html = await (await observer.raw('GET', '/api/adoption/file?recommendation=r10&format=html')).text()
  expect(html).toContain('Separate budget line for the NPM')
  expect(html).toContain(hash)
  expect(html).toContain('Government of the Republic of Kazakhstan')
  expect(html).toContain('30\u00a0September 2025')
  const file = (await (await observer.raw('GET', '/api/adoption/file?recommendation=r10&format=json')).json()) as {
    canonical: string
  }
  expect(sha256Hex(file.canonical)).toBe(hash)
  expect(
    (await secretary.sees('recommendations', 'list', { session: SESSION })).recommendations.find(
      ({ id }) => id === 'r10',
    )?.stage,
  ).toBe('adopted')

  // Anyone with the folder checks it without the server.
  for (const one of both) one.leaves()
  await w.app.close()
  const checked = await kenes(w.store, 'verify', '--head', `${adopted.head.number}:${adopted.head.hash}`)
  expect(checked.out).toContain(`adopted r10: ${hash}`)
  expect(checked.code).toBe(0)
  await removeStore(w.store)
})

test('[LT8] [LT1] a second start keeps what was written', async () => {
  const first = await world({ store: await newStore('demo') })
  const url = await first.listen()
  const writer = await joined(
    { url: `${url.replace('http', 'ws')}/live`, origin: url },
    'r01',
    (await first.person('m03')).cookie,
    { ours: true },
  )
  writer.types(' Kept.')
  await until('it is saved', () => writer.sent() > 0 && writer.saved() === writer.sent())
  const words = writer.words()
  writer.leaves()
  await first.app.close()

  const second = await world({ store: first.store })
  const reader = await second.person('m04')
  expect((await reader.sees('recommendations', 'text', { id: 'r01' })).plain.text.en).toBe(words)
  await second.close()
  await removeStore(first.store)
})

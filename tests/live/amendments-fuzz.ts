import { sha256Hex } from '../../shared/hash.ts'
import { type Block, plainText } from '../../shared/text/canonical.ts'
import { faults, mustClash } from '../rules/amendment-fuzz.ts'
import type { Person as Account, World } from '../world.ts'
import { SESSION } from '../world.ts'
import { Random } from './random.ts'
import { Typist, wordsIn, wronglyOwned } from './typists.ts'

/** Who types, and the letter their words begin with. */
const TYPISTS = [
  ['m03', 'ж'],
  ['m12', 'ш'],
  ['m13', 'щ'],
] as const
/** Words that stand there before anybody types; the first typist wrote them. */
const FIRST = 'о'
const accountOf = (word: string): string | undefined =>
  word.startsWith(FIRST) ? TYPISTS[0][0] : TYPISTS.find(([, letter]) => word.startsWith(letter))?.[0]

/** What base, present text and amendment say. */
type Sides = Parameters<typeof mustClash>[0]
type Draft = { readonly id: string; readonly mover: Account }

/**
 * One run: three people type in one text and in their amendments at once, while these are tabled, accepted, decided, taken back, and the text is
 * frozen. The answer is what is wrong, in words; it is found by reading, without merging anything: what stands there is counted in sets of
 * words.
 */
export class AmendmentsRun {
  readonly #w: World
  readonly #random: Random
  readonly #text: string
  readonly #where: { url: string; origin: string }
  readonly #numbers = { next: 1 }
  readonly #wrong: string[] = []
  readonly #log: string[] = []
  /** How often what is looked for came about: a run in which nothing happens finds nothing. */
  readonly happened = { adopted: 0, adoptedInTheRush: 0, inReview: 0, decided: 0, kept: 0, saved: 0 }
  #typists: Typist[] = []
  /** What stands in the text, as far as it was said to be saved. */
  #stands = new Set<string>()
  #isFrozen = false
  /** What was frozen or adopted, with the hash that was answered then. */
  readonly #cut: { readonly id: string; readonly hash: string }[] = []
  #drafts: { readonly draft: Draft; readonly writers: Typist[] }[] = []

  constructor(w: World, origin: string, text: string, seed: number) {
    this.#w = w
    this.#random = new Random(seed)
    this.#text = text
    this.#where = { url: `${origin.replace('http', 'ws')}/live`, origin }
  }

  async plays(steps: number): Promise<string[]> {
    await this.#begins()
    const acts = [
      ['types', 8, () => this.#types()],
      ['drafts', 4, () => this.#drafted()],
      ['tables', 4, () => this.#tables()],
      ['accepts', 3, () => this.#accepts()],
      ['accepts while all type', 4, () => this.#acceptsInTheRush()],
      ['decides', 3, () => this.#decides()],
      ['takes back', 1, () => this.#takesBack()],
      ['freezes', 1, () => this.#freezes()],
      ['proposes a new one', 1, () => this.#adds()],
    ] as const
    const all = acts.flatMap(([name, weight, run]) => Array.from({ length: weight }, () => ({ name, run })))
    for (let step = 0; step < steps && this.#wrong.length === 0; step += 1) {
      if (this.#isFrozen && this.#random.chance(0.3)) await this.#freezes()
      const { name, run } = this.#random.pick(all)
      this.#log.push(name)
      await run()
      if (this.#random.chance(0.4)) await this.#settles()
    }
    await this.#settles()
    for (const { writers } of this.#drafts) await this.#settlesDrafts(writers)
    await this.#isOwned()
    await this.#isConstant()
    for (const typist of this.#typists) typist.leaves()
    for (const { writers } of this.#drafts) for (const writer of writers) writer.leaves()
    return this.#wrong.length === 0 ? [] : [...this.#wrong, `after: ${this.#log.join(', ')}`]
  }

  get #chair(): Promise<Account> {
    return this.#w.person('m01')
  }

  async #begins(): Promise<void> {
    const accounts = await this.#w.people(...TYPISTS.map(([id]) => id))
    this.#typists = accounts.map((account, index) => this.#typist(account, this.#text, TYPISTS[index]?.[1] ?? ''))
    for (const typist of this.#typists) await typist.comes()
    const paragraphs = Array.from({ length: 3 }, (_, paragraph) =>
      Array.from({ length: 8 }, (_, word) => `${FIRST}${paragraph * 8 + word + 1}`),
    )
    this.#typists[0]?.writesAll(
      paragraphs.map((words) => `${words.slice(0, 4).join(' ')}, ${words.slice(4).join(' ')}.`),
    )
    this.#stands = new Set(paragraphs.flat())
    await this.#settles()
  }

  #typist(account: Account, text: string, letter: string): Typist {
    return new Typist(this.#where, account, text, { letter, numbers: this.#numbers })
  }

  #typing(): void {
    for (const typist of this.#typists) {
      if (typist.mustStartAnew) continue
      for (let times = this.#random.int(3); times > 0; times -= 1) this.#oneDeed(typist)
    }
  }

  #oneDeed(typist: Typist): void {
    const what = this.#random.int(10)
    if (what < 6) typist.adds(this.#random, 1 + this.#random.int(2))
    else if (what < 8) typist.removes(this.#random)
    else if (what < 9) typist.addsParagraph(this.#random, 3)
    else typist.marks(this.#random)
  }

  async #types(): Promise<void> {
    this.#typing()
  }

  /** Waits for everybody, and holds what stands there against what was called saved. */
  async #settles(adopted?: Sides): Promise<void> {
    const settled = await Promise.all(this.#typists.map((typist) => typist.settles()))
    const unknown = settled.flatMap((one) => one.unknown)
    const kept = settled.flatMap((one) => one.kept)
    const unsure = new Set(unknown.map(({ word }) => word))
    this.happened.kept += kept.length
    this.happened.saved += settled.flatMap(({ saved }) => saved).length
    for (const { kind, word } of settled.flatMap(({ saved }) => saved)) {
      if (kind === 'added') this.#stands.add(word)
    }
    // What came in meanwhile may have been forked from words that nobody had asked about yet.
    if (adopted) this.#adopt(adopted)
    // Who takes out what an adoption has just written anew takes out nothing, which is saved whatever epoch it is (LT23).
    const anew = new Set(adopted ? wordsIn(adopted.amendment) : [])
    for (const { kind, word } of settled.flatMap(({ saved }) => saved))
      if (kind === 'removed' && !anew.has(word)) this.#stands.delete(word)
      else if (kind === 'removed') unsure.add(word)
    for (const typist of this.#typists) if (typist.mustStartAnew) await typist.startsAnew()
    const chair = await this.#chair
    const { plain } = await chair.sees('recommendations', 'text', { id: this.#text })
    const said = wordsIn(plain.text.ru)
    const count = new Map<string, number>()
    for (const word of said) count.set(word, (count.get(word) ?? 0) + 1)
    for (const word of this.#stands) if (!count.has(word) && !unsure.has(word)) this.#wrong.push(`lost: ${word}`)
    for (const [word, times] of count) {
      if (times > 1) this.#wrong.push(`doubled: ${word}`)
      if (kept.some((deed) => deed.kind === 'added' && deed.word === word))
        this.#wrong.push(`refused, and there: ${word}`)
      if (!this.#stands.has(word) && !unsure.has(word)) this.#wrong.push(`back: ${word}`)
    }
    this.#stands = new Set(said)
  }

  /** Somebody forks the text and writes in the draft, now and then with another who signed it. */
  async #drafted(): Promise<void> {
    if (this.#drafts.length >= 4) return
    const at = this.#random.int(TYPISTS.length)
    const [mover, other] = [TYPISTS[at], TYPISTS[(at + 1) % TYPISTS.length]]
    if (!mover || !other) return
    const person = await this.#w.person(mover[0])
    const starting = person.act('amendments', 'start', {
      session: SESSION,
      recommendation: this.#text,
      kind: 'replace',
      language: 'ru',
    })
    if (this.#random.chance(0.5)) this.#typing()
    const started = await starting
    if (!started.ok) return void this.#wrong.push(`start: ${started.code}`)
    const { amendment: id } = started.value
    const writers = [this.#typist(person, id, mover[1])]
    if (this.#random.chance(0.3)) {
      const signer = await this.#w.person(other[0])
      await person.does('amendments', 'invite', { amendment: id, accounts: [other[0]] })
      await signer.does('amendments', 'sign', { amendment: id })
      writers.push(this.#typist(signer, id, other[1]))
    }
    for (const writer of writers) await writer.comes()
    this.#drafts.push({ draft: { id, mover: person }, writers })
    this.#writesInDrafts()
  }

  #writesInDrafts(): void {
    for (const { writers } of this.#drafts)
      for (const writer of writers) {
        if (writer.mustStartAnew || writer.room?.access !== 'edit') continue
        for (let times = 1 + this.#random.int(3); times > 0; times -= 1) this.#oneDeed(writer)
      }
  }

  /** Settles the writers of one draft together: one may have taken out what the other wrote. */
  async #settlesDrafts(writers: readonly Typist[]): Promise<void> {
    const settled = await Promise.all(writers.map((writer) => writer.settles()))
    const saved = settled.flatMap((one) => one.saved)
    const removed = new Set(saved.filter(({ kind }) => kind === 'removed').map(({ word }) => word))
    for (const writer of writers) if (writer.mustStartAnew) await writer.startsAnew()
    const [first] = writers
    if (!first) return
    const { texts } = await (await this.#w.person('s01')).sees('amendments', 'amendment', { id: first.text })
    const said = wordsIn(plainText(texts.amendment.text.ru))
    for (const { kind, word } of saved)
      if (kind === 'added' && !said.includes(word) && !removed.has(word)) this.#wrong.push(`lost in a draft: ${word}`)
    if (new Set(said).size !== said.length) this.#wrong.push(`doubled in a draft: ${said.join(' ')}`)
  }

  async #tables(): Promise<void> {
    this.#writesInDrafts()
    const [one] = this.#drafts
    if (!one) return
    if (this.#random.chance(0.7)) await this.#settlesDrafts(one.writers)
    const tabled = await one.draft.mover.act('amendments', 'table', { amendment: one.draft.id })
    if (!tabled.ok && tabled.code !== 'nothing-changed') this.#wrong.push(`table: ${tabled.code}`)
    if (!tabled.ok) return
    await this.#settlesDrafts(one.writers)
    for (const writer of one.writers) writer.leaves()
    this.#drafts = this.#drafts.slice(1)
  }

  async #tabled(): Promise<string | null> {
    const { amendments } = await (await this.#chair).sees('amendments', 'list', { recommendation: this.#text })
    const tabled = amendments.filter(({ stage }) => stage === 'tabled').map(({ id }) => id)
    return tabled.length === 0 ? null : this.#random.pick(tabled)
  }

  /** Accepted while nobody types: what comes is exactly what was shown. */
  async #accepts(): Promise<void> {
    const id = await this.#tabled()
    if (!id) return
    await this.#settles()
    const chair = await this.#chair
    const shown = await chair.sees('amendments', 'amendment', { id })
    const sides = this.#sidesOf(shown.texts)
    const accepted = await chair.act('amendments', 'accept', { amendment: id })
    if (!accepted.ok) {
      this.happened.inReview += 1
      if (accepted.code !== 'in-review' || shown.clashes === 0) this.#wrong.push(`accept: ${accepted.code}`)
      return
    }
    if (shown.clashes > 0) this.#wrong.push('a clash was passed over')
    if (mustClash(sides)) this.#wrong.push(`no clash was seen: ${JSON.stringify(sides)}`)
    const { plain, parts } = await chair.sees('recommendations', 'text', { id: this.#text })
    this.#wrong.push(...faults(sides, plain.text.ru.replaceAll('\n', ' ¶ '), false))
    if (JSON.stringify(parts) !== JSON.stringify(shown.texts.amended)) this.#wrong.push('not what was shown')
    const { version } = accepted.value
    if (version?.hash !== shown.hash) this.#wrong.push('not the hash that was shown')
    if (version) this.#cut.push(version)
    this.happened.adopted += 1
    this.#adopt(sides)
    await this.#settles()
  }

  #sidesOf(texts: Record<'base' | 'present' | 'amendment', { text: { ru: readonly Block[] } }>) {
    const said = (blocks: readonly Block[]) => plainText(blocks).replaceAll('\n', ' ¶ ')
    return {
      base: said(texts.base.text.ru),
      present: said(texts.present.text.ru),
      amendment: said(texts.amendment.text.ru),
    }
  }

  /** What an adoption makes of what stands there: what the amendment put in is there, what it took out is not. */
  #adopt({ base, amendment }: Sides): void {
    const [was, now] = [new Set(wordsIn(base)), new Set(wordsIn(amendment))]
    for (const word of now) if (!was.has(word)) this.#stands.add(word)
    for (const word of was) if (!now.has(word)) this.#stands.delete(word)
  }

  /** Accepted while everybody types: what was called saved stays, what the new epoch refuses stays with its author. */
  async #acceptsInTheRush(): Promise<void> {
    const id = await this.#tabled()
    if (!id) return
    const chair = await this.#chair
    const sides = this.#sidesOf((await chair.sees('amendments', 'amendment', { id })).texts)
    this.#typing()
    this.#writesInDrafts()
    const accepting = chair.act('amendments', 'accept', { amendment: id, requestId: `accept-${id}` })
    this.#typing()
    const again = this.#random.chance(0.3)
      ? chair.act('amendments', 'accept', { amendment: id, requestId: `accept-${id}` })
      : null
    await new Promise((resolve) => setImmediate(resolve))
    this.#typing()
    const accepted = await accepting
    const repeated = await again
    if (repeated && (repeated.ok || accepted.ok) && JSON.stringify(repeated) !== JSON.stringify(accepted))
      this.#wrong.push('the same request was answered otherwise')
    if (!accepted.ok && accepted.code !== 'in-review') this.#wrong.push(`accept: ${accepted.code}`)
    if (accepted.ok) this.happened.adoptedInTheRush += 1
    if (accepted.ok && accepted.value.version) this.#cut.push(accepted.value.version)
    await this.#settles(accepted.ok ? sides : undefined)
  }

  async #decides(): Promise<void> {
    const id = await this.#tabled()
    if (!id) return
    const secretary = await this.#w.person('s01')
    const { review } = await secretary.sees('amendments', 'amendment', { id })
    if (review.length === 0) return
    const choices = review.map(({ key }) => ({ key, choice: this.#random.chance(0.5) ? 'present' : 'amendment' }))
    if (this.#random.chance(0.3)) this.#typing()
    const decided = await secretary.act('amendments', 'decide', { amendment: id, choices })
    if (decided.ok) this.happened.decided += 1
    if (!decided.ok && decided.code !== 'changed-meanwhile') this.#wrong.push(`decide: ${decided.code}`)
  }

  async #takesBack(): Promise<void> {
    const id = await this.#tabled()
    if (!id || this.#drafts.length >= 4) return
    const secretary = await this.#w.person('s01')
    await secretary.does('amendments', 'revise', { amendment: id })
    const { mover } = await secretary.sees('amendments', 'amendment', { id })
    const person = await this.#w.person(mover.account)
    const letter = TYPISTS.find(([account]) => account === mover.account)?.[1] ?? ''
    const writer = this.#typist(person, id, letter)
    await writer.comes()
    this.#drafts.push({ draft: { id, mover: person }, writers: [writer] })
    this.#writesInDrafts()
  }

  async #freezes(): Promise<void> {
    const chair = await this.#chair
    this.#typing()
    const name = this.#isFrozen ? 'take-back-freeze' : 'freeze'
    if (this.#isFrozen) await chair.does('votes', 'take-back-freeze', { recommendation: this.#text })
    else {
      const { version } = await chair.does('versions', 'freeze', { recommendation: this.#text })
      if (version) this.#cut.push(version)
    }
    this.#log.push(name)
    this.#isFrozen = !this.#isFrozen
    await this.#settles()
  }

  /** Proposed, and accepted twice at once: it is there once. */
  async #adds(): Promise<void> {
    const [chair, mover] = await this.#w.people('m01', 'm03')
    const word = `${TYPISTS[0][1]}${this.#numbers.next++}`
    const { amendment } = await mover.does('amendments', 'start', {
      session: SESSION,
      recommendation: null,
      kind: 'new-recommendation',
      language: 'ru',
      changes: [{ part: 'text', language: 'ru', from: '', to: word }],
    })
    await mover.does('amendments', 'table', { amendment })
    const before = await this.#count(chair)
    const requestId = `new-${amendment}`
    const accept = () => chair.act('amendments', 'accept', { amendment, requestId })
    await Promise.all([accept(), accept(), chair.act('amendments', 'accept', { amendment })])
    if ((await this.#count(chair)) !== before + 1) this.#wrong.push('a recommendation was made twice, or not at all')
  }

  #count = async (person: Account) =>
    (await person.sees('recommendations', 'list', { session: SESSION })).recommendations.length

  /** What was frozen or adopted has the bytes of the hash that was answered then. */
  async #isConstant(): Promise<void> {
    const chair = await this.#chair
    for (const { id, hash } of this.#cut) {
      const kept = await chair.sees('versions', 'version', { id })
      if (kept.hash !== hash || sha256Hex(kept.canonical) !== hash) this.#wrong.push(`another hash: ${id}`)
    }
  }

  /** Every character has a writer, and it is who typed it. */
  async #isOwned(): Promise<void> {
    const secretary = await this.#w.person('s01')
    const { amendments } = await secretary.sees('amendments', 'list', { recommendation: this.#text })
    const texts = [this.#text, ...amendments.flatMap(({ id, textId }) => (/^am\d$/.test(id) ? [] : (textId ?? [])))]
    for (const text of texts) this.#wrong.push(...(await wronglyOwned(this.#w, text, accountOf)))
  }
}

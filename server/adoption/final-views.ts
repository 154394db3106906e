import type { FinalRound, Signature } from '../../shared/adoption/final.ts'
import {
  beginFinal,
  confirmFinal,
  draftFinal,
  numberFinal,
  publishFinal,
  reviseFinal,
  seeFinal,
  signFinal,
  signsFor,
} from '../../shared/adoption/final-rules.ts'
import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId } from '../../shared/ids.ts'
import { type Parts, plainParts } from '../../shared/text/canonical.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { recommendationFor } from '../recommendations/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import {
  basePartsOf,
  changesOf,
  loadConfirmations,
  loadRounds,
  loadSignatures,
  signingCouncils,
} from './final-queries.ts'

type Names = Awaited<ReturnType<typeof loadNames>>

/** The final text of an adopted one, as its page shows it to those who work on it, confirm and sign. */
export async function viewFinal(house: House, account: AccountId, input: { recommendation: RecommendationId }) {
  const { db } = house
  const found = await recommendationFor(db, input.recommendation, account, house.clock.now())
  if (!found.ok) return found
  const { recommendation, capacity, councils } = found.facts
  const all = await loadRounds(db, recommendation.id)
  const rounds = all.filter((round) => seeFinal(round, capacity))
  const round = rounds.at(-1)
  const version = recommendation.version && (await loadVersion(db, recommendation.version.id))
  if (!version || (rounds.length === 0 && recommendation.stage !== 'adopted')) return refuse('not-found', 'AD20')
  const names = await loadNames(db)
  const final = round && (await partsOf(house, round))
  const changes = round && final ? await changesOf(db, round, final) : []
  const signatures = round ? await loadSignatures(db, round) : []
  const confirmed = round ? (await loadConfirmations(db, round)).map(({ council }) => council) : []
  const hash = round?.hash ?? ''
  return allow({
    title: plainParts(contentOf(version).parts).title,
    number: recommendation.number,
    councils: councils.map(({ id, name }) => ({ id, name })),
    rounds: await Promise.all(rounds.map((one) => shown(db, one, names))),
    texts: round && final ? { base: await basePartsOf(db, round), final } : null,
    changes: [...changes],
    may: {
      begin: beginFinal(recommendation, all, capacity, '-').ok,
      draft: round !== undefined && draftFinal(round, capacity).ok,
      submit: round !== undefined && draftFinal(round, capacity).ok,
      revise: round !== undefined && reviseFinal(round, capacity).ok,
      confirm: round !== undefined && confirmFinal(round, found.facts, confirmed, { shownHash: hash }).ok,
      sign:
        round !== undefined &&
        signsFor(found.facts).length > 0 &&
        signFinal(round, found.facts, signatures, { shownHash: hash, kind: 'recorded', reason: '' }).ok,
      number: round !== undefined && numberFinal(round, capacity, false).ok,
      publish:
        round !== undefined &&
        publishFinal(round, capacity, { councils: signingCouncils(found.facts), signatures, nobodyRecognised: true })
          .ok,
    },
  })
}

/** What a copy says: as it is written, or, once it was given to the chairs, as it stands under its hash. */
async function partsOf({ db, live }: House, round: FinalRound): Promise<Parts> {
  const version = round.version && (await loadVersion(db, round.version))
  return version ? contentOf(version).parts : (await live.read(round.text)).parts
}

async function shown(db: Reader, round: FinalRound, names: Names) {
  const person = (account: AccountId) => ({ account, name: nameIn(names, account) })
  const confirmations = await loadConfirmations(db, round)
  const { text, begunBy, published, ...said } = round
  return {
    ...said,
    textId: text,
    begunBy: person(begunBy),
    published: published && { by: person(published.by), at: published.at },
    confirmations: confirmations.map(({ council, account, at }) => ({ ...person(account), council, at })),
    signatures: signaturesShown(await loadSignatures(db, round), names),
  }
}

export const signaturesShown = (signatures: readonly Signature[], names: Names) =>
  signatures.map(({ account, ...signature }) => ({ account, name: nameIn(names, account), ...signature }))

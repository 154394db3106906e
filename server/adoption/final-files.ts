import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { FinalRound } from '../../shared/adoption/final.ts'
import { seeFinal } from '../../shared/adoption/final-rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId, CouncilId, RecommendationId } from '../../shared/ids.ts'
import type { House } from '../house.ts'
import { OPEN_QUESTIONS } from '../http/open.ts'
import { addressOf, answerRefusal, type Server, whoAsks } from '../http/serve.ts'
import { recommendationFor } from '../recommendations/queries.ts'
import { loadVersion } from '../versions/queries.ts'
import { loadRounds } from './final-queries.ts'

/** What a detached signature is of, and the signature itself: for everybody once it is published. Source: RULES.md AD25, AD29. */
export function serveFinalFiles(server: Server, house: House): void {
  const limiter = new RateLimiterMemory(OPEN_QUESTIONS)
  for (const file of ['final-file', 'signature-file'] as const)
    server.get(`/api/adoption/${file}`, async (call) => {
      call.header('cache-control', 'no-store')
      const asker = await whoAsks(house, call)
      if (!asker && (await limiter.penalty(addressOf(house, call))).consumedPoints > OPEN_QUESTIONS.points)
        return answerRefusal(call, { code: 'too-fast', rule: 'AD29' })
      const asked = {
        recommendation: (call.req.query('recommendation') ?? '') as RecommendationId,
        round: /^\d{1,4}$/.test(call.req.query('round') ?? '') ? Number(call.req.query('round')) : Number.NaN,
        council: (call.req.query('council') ?? '') as CouncilId,
      }
      const found = await (file === 'final-file' ? signedBytes : signatureFile)(house, asker?.account ?? null, asked)
      if (!found.ok) return answerRefusal(call, found.refusal)
      const { name, bytes } = found.facts
      call.header('content-type', 'application/octet-stream')
      call.header('content-security-policy', "default-src 'none'; sandbox")
      call.header('content-disposition', `attachment; filename="${name}"`)
      return call.body(new Uint8Array(bytes))
    })
}

type File = { readonly name: string; readonly bytes: Uint8Array }
type Asked = { readonly recommendation: RecommendationId; readonly round: number; readonly council: CouncilId }

/** A round that is published, or that the account sees before. Refuses: not-found. */
async function seenRound(house: House, account: AccountId | null, asked: Asked): Promise<Decision<FinalRound>> {
  const round = (await loadRounds(house.db, asked.recommendation)).find((one) => one.round === asked.round)
  if (!round) return refuse('not-found', 'AD21')
  if (round.stage === 'published') return allow(round)
  const found = account && (await recommendationFor(house.db, asked.recommendation, account, house.clock.now()))
  return found?.ok && seeFinal(round, found.facts.capacity) ? allow(round) : refuse('not-found', 'AD21')
}

/** The very bytes under the hash: canonical JSON. */
async function signedBytes(house: House, account: AccountId | null, asked: Asked): Promise<Decision<File>> {
  const seen = await seenRound(house, account, asked)
  if (!seen.ok) return seen
  const { version, round } = seen.facts
  const cut = version && (await loadVersion(house.db, version))
  if (!cut) return refuse('not-found', 'AD23')
  return allow({ name: `${asked.recommendation}-final-${round}.json`, bytes: new TextEncoder().encode(cut.content) })
}

async function signatureFile(house: House, account: AccountId | null, asked: Asked): Promise<Decision<File>> {
  const seen = await seenRound(house, account, asked)
  if (!seen.ok) return seen
  const { recommendation, round, attempt } = seen.facts
  const row = await house.db
    .selectFrom('final_signatures')
    .select('file')
    .where('recommendation', '=', recommendation)
    .where('round', '=', round)
    .where('attempt', '=', attempt)
    .where('council', '=', asked.council)
    .executeTakeFirst()
  if (!row?.file) return refuse('not-found', 'AD25')
  return allow({ name: `${recommendation}-final-${round}-${asked.council}.sig`, bytes: row.file })
}

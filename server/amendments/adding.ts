import { sha256Hex } from '../../shared/hash.ts'
import type { TextId } from '../../shared/ids.ts'
import { eachLanguage } from '../../shared/language.ts'
import { numbersFor } from '../../shared/recommendations/set-rules.ts'
import { type Block, plainText } from '../../shared/text/canonical.ts'
import type { Act } from '../act.ts'
import { authorsIn, forkText, textAt } from '../live/forking.ts'
import { setHead } from '../live/log-rows.ts'
import { insertRecommendation, noteVersion } from '../recommendations/commands.ts'
import { loadRecommendation, loadSet } from '../recommendations/queries.ts'
import { lastPosition } from '../recommendations/set.ts'
import { type Cut, insertVersion, recordCut } from '../versions/cutting.ts'
import { NO_FIELDS, type Planned } from './plans.ts'
import type { KeptAmendment } from './queries.ts'

/**
 * Puts the recommendation that was proposed at the end of the set, under the next number: its text is what was voted on, frozen, each
 * word its writer's. Source: RULES.md AM38.
 */
export async function addToSet(act: Act, amendment: KeptAmendment, { own, bound, texts }: Planned): Promise<Cut> {
  const { creates: id, session, language: source } = amendment
  if (!id || !own || !bound) throw new Error(`${amendment.id} proposes nothing new`)
  const textId = id as string as TextId
  const set = await loadSet(act.tx, session)
  const [number = null] = numbersFor(['recommendation'], set) ?? []
  const isSaid = (blocks: readonly Block[]) => plainText(blocks).trim() !== ''
  await insertRecommendation(act, {
    id,
    session,
    position: (await lastPosition(act, session)) + 1,
    kind: 'recommendation',
    number,
    stage: 'frozen',
    textId,
    point: amendment.point,
    sourceLanguage: source,
    languages: eachLanguage((one) =>
      one === source ? 'source' : isSaid(texts.amended.text[one]) ? 'draft' : 'missing',
    ),
    pen: 'everyone-seated',
    fields: amendment.fields ?? NO_FIELDS,
    fieldsRev: 1,
    freezesAt: null,
  })
  await forkText(act.tx, { text: textId, from: own, at: act.at, random: act.random })
  await setHead(act.tx, textId, { state: 'closed' })
  const text = await textAt(act.tx, textId)
  const kept = await loadRecommendation(act.tx, id)
  if (!kept) throw new Error(`${id} was not created`)
  const reading = {
    seq: text.seq,
    parts: texts.amended,
    state: text.state,
    authors: authorsIn(text),
    redactions: text.redactions,
  }
  const cut = await insertVersion(act, kept, reading, 'amendment')
  if (cut.hash !== bound.hash || sha256Hex(bound.content) !== cut.hash)
    throw new Error(`${id} would not say what was shown`)
  await noteVersion(act, id, cut)
  await recordCut(act, kept, { ...cut, seq: text.seq })
  act.touchText(textId)
  act.tell(session, 'recommendations', 'session', `recommendation:${id}`)
  return cut
}

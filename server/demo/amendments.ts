import type { AmendmentKind } from '../../shared/amendments/model.ts'
import type { AmendmentId, RecommendationId } from '../../shared/ids.ts'
import { eachLanguage, LANGUAGES } from '../../shared/language.ts'
import type { Fields } from '../../shared/recommendations/model.ts'
import type { Act } from '../act.ts'
import { writeFallsWith, writeOrder } from '../amendments/commands.ts'
import { NO_FIELDS } from '../amendments/plans.ts'
import { loadAmendment } from '../amendments/queries.ts'
import { type Beginning, begin } from '../amendments/starting.ts'
import { tabled } from '../amendments/tabling.ts'
import { loadRecommendation } from '../recommendations/queries.ts'
import type { AmendmentContent, SessionContent } from './content.ts'

/** Tables the amendments of a content, each as the act of its mover, in the order in which they are to be put. */
export async function loadAmendments(act: Act, content: SessionContent): Promise<void> {
  for (const amendment of content.amendments) await loadOne(act, content, amendment)
  for (const [recommendation, others] of Map.groupBy(content.amendments, (one) => one.recommendation))
    if (recommendation !== null && others.length > 1) await arrange(act, recommendation, others)
}

async function loadOne(act: Act, content: SessionContent, amendment: AmendmentContent): Promise<void> {
  const { id, recommendation, sponsors } = amendment
  const [mover, ...others] = sponsors
  if (!mover) throw new Error(`${id} has no mover`)
  const asMover: Act = { ...act, by: mover, record: (entry) => act.record({ by: mover, ...entry }) }
  const kept = recommendation && (await loadRecommendation(act.tx, recommendation))
  const beginning = beginningOf(content, amendment)
  const named = { id, ...(recommendation === null && { creates: createdBy(content, id) }) }
  const begun = await begin(asMover, kept, beginning, { mover, moved: 'self' }, named)
  if (!begun.ok) throw new Error(`${id} cannot be moved: ${begun.refusal.code}`)
  for (const [index, account] of others.entries())
    await act.tx
      .insertInto('amendment_sponsors')
      .values({ amendment: id, account, signed_at: act.at, position: index + 1 })
      .execute()
  const begins = await loadAmendment(act.tx, id)
  if (begins) await tabled(asMover, begins)
}

/** Under which id the script finds what an amendment makes. */
function createdBy(content: SessionContent, id: AmendmentId): RecommendationId {
  const made = content.script.steps.flatMap((step) => ('vote' in step && step.vote === id ? (step.creates ?? []) : []))
  return made[0] ?? (`${id}-creates` as RecommendationId)
}

const KINDS: Readonly<Record<string, AmendmentKind>> = {
  replace: 'replace',
  editorial: 'editorial',
  'separate vote': 'separate-vote',
  'new recommendation': 'new-recommendation',
}

function beginningOf(content: SessionContent, amendment: AmendmentContent): Beginning {
  const { id, kind, recommendation, lang, reason } = amendment
  const known = KINDS[kind]
  if (!known) throw new Error(`${id} is of an unknown kind: ${kind}`)
  return {
    session: content.session.id,
    recommendation,
    kind: known,
    language: lang,
    whole: false,
    after: null,
    changes: changesOf(amendment),
    wordings: [],
    reason: reason ?? eachLanguage(() => ''),
    fields: recommendation === null ? fieldsOf(amendment) : null,
  }
}

function changesOf({ lang, from, to, part, title, text }: AmendmentContent): Beginning['changes'] {
  if (part !== undefined) return [{ part: 'text', language: lang, from: part, to: '' }]
  if (from !== undefined) return [{ part: 'text', language: lang, from, to: to ?? '' }]
  return LANGUAGES.flatMap((language) =>
    (['title', 'text'] as const).flatMap((said) => {
      const words = { title, text }[said]?.[language]
      return words ? [{ part: said, language, from: '', to: words }] : []
    }),
  )
}

const fieldsOf = ({ addressees, standards, findings, themes }: AmendmentContent): Fields => ({
  ...NO_FIELDS,
  addressees: addressees ?? [],
  standards: standards ?? [],
  findings: findings ?? [],
  themes: themes ?? [],
})

/** The furthest from the text is put first; those nearer to it fall if it is adopted. */
async function arrange(act: Act, text: RecommendationId, all: readonly AmendmentContent[]): Promise<void> {
  const far = (one: AmendmentContent): number => one.distanceFromOriginal ?? 0
  const order = all.toSorted((one, other) => far(other) - far(one)).map(({ id }) => id)
  await writeOrder(act, text, order, null)
  for (const [index, id] of order.entries()) if (index > 0) await writeFallsWith(act, id, order.slice(0, index), null)
}

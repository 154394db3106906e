import { canonicalJson } from '../../shared/canonical-json.ts'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { type Answer, useAsk } from '../api.ts'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'

export type RecommendationSummary = Answer<'recommendations', 'list'>['recommendations'][number]
export type RecommendationDetail = Answer<'recommendations', 'recommendation'>
export type Fields = RecommendationDetail['fields']
export type References = Answer<'evidence', 'references'>
export type Addressee = Answer<'recommendations', 'addressees'>['addressees'][number]

/** The set of a session in its order, the preamble first. */
export const useRecommendations = (session: SessionId) => useAsk('recommendations', 'list', { session })

/** One recommendation with its fields and what the reader may do with it. */
export const useRecommendation = (id: RecommendationId) => useAsk('recommendations', 'recommendation', { id })

export const useReferences = (session: SessionId) => useAsk('evidence', 'references', { session })
export const useAddressees = () => useAsk('recommendations', 'addressees', {})

/** Who is connected to the session, and in which texts. */
export const useConnected = (session: SessionId) => useAsk('sessions', 'connected', { session })

/** Fields after somebody else was quicker: what one chose oneself stays, what one left alone is theirs. */
export function keepingChosen(base: Fields, mine: Fields, theirs: Fields): Fields {
  const isMine = (name: keyof Fields) => canonicalJson(mine[name]) !== canonicalJson(base[name])
  const pick = <Name extends keyof Fields>(name: Name): Fields[Name] => (isMine(name) ? mine : theirs)[name]
  return {
    addressees: pick('addressees'),
    deadline: pick('deadline'),
    priority: pick('priority'),
    findings: pick('findings'),
    standards: pick('standards'),
    themes: pick('themes'),
  }
}

/** Standards as they are cited: one instrument with all its places. */
export function citedStandards(
  references: References | undefined,
  fields: Pick<Fields, 'standards'>,
): { instrument: string; refs: string }[] {
  const places = new Map<string, string[]>()
  for (const { id, instrument, ref } of references?.standards ?? [])
    if (fields.standards.includes(id)) places.set(instrument, [...(places.get(instrument) ?? []), ref])
  return [...places].map(([instrument, refs]) => ({ instrument, refs: refs.join('; ') }))
}

/** What a text is called when it is spoken of: "Recommendation 5", "Preamble". */
export function useCalled(): (recommendation: Pick<RecommendationSummary, 'kind' | 'number'>) => string {
  const t = useWords()
  return ({ kind, number }) => {
    const name = t(`recommendations.kinds.${kind}`)
    return number === null ? name : t('recommendations.what', { kind: name, lower: name.toLowerCase(), number })
  }
}

/** The name of somebody of a session in every language; the id where the session does not know them. */
export function nameIn(session: SessionDetail, account: string): Localised | null {
  const seat = session.seats.find((each) => each.account === account)
  return seat?.name ?? session.others.find((each) => each.account === account)?.name ?? null
}

import type { Outline, OutlineVote } from '../../../shared/exports/model.ts'
import { LANGUAGES, type Language } from '../../../shared/language.ts'
import { CHOICES } from '../../../shared/votes/model.ts'
import { escaped } from '../../office/xml.ts'

/** ISO 639-2, as Akoma Ntoso names languages. */
const CODES: Readonly<Record<Language, string>> = { kk: 'kaz', ru: 'rus', en: 'eng' }

/** Of the Commissioner under whom the councils sit. */
const COUNTRY = 'kz'

/** Whose ids the other languages take over. */
const MASTER = LANGUAGES[0]

/** What this is as a work, in this language, and as this file; `component`: the main text or an annex. */
export function identification(outline: Outline, component: string): string {
  const { session, councils, language, madeAt, stamp } = outline
  const work = `/akn/${COUNTRY}/statement/deliberation/${councils.map(({ id }) => id).join('-') || 'council'}/${session.date}/${session.id}`
  const expression = (of: Language) => `${work}/${CODES[of]}@${session.date}`
  const authors =
    councils.map(({ id }) => `<FRBRauthor href="#council_${id}"/>`).join('') || '<FRBRauthor href="#kenes"/>'
  const isMaster = language === MASTER
  const dated = (name: string, date: string) => `<FRBRdate date="${date}" name="${name}"/>`
  return `<identification source="#kenes">
<FRBRWork><FRBRthis value="${work}/!${component}"/><FRBRuri value="${work}"/>${dated('session', session.date)}${authors}<FRBRcountry value="${COUNTRY}"/><FRBRsubtype value="deliberation"/><FRBRnumber value="${session.id}"/><FRBRname value="${escaped(session.title)}"/><FRBRprescriptive value="false"/><FRBRauthoritative value="${stamp === null}"/></FRBRWork>
<FRBRExpression><FRBRthis value="${expression(language)}/!${component}"/><FRBRuri value="${expression(language)}"/>${dated('session', session.date)}${authors}<FRBRversionNumber value="${stamp === null ? 'adopted' : 'draft'}"/><FRBRauthoritative value="${stamp === null}"/>${isMaster ? '' : `<FRBRmasterExpression href="${expression(MASTER)}" showAs="${CODES[MASTER]}"/>`}<FRBRlanguage language="${CODES[language]}"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="${expression(language)}/!${component}.xml"/><FRBRuri value="${expression(language)}.akn"/>${dated('generation', new Date(madeAt).toISOString().slice(0, 10))}<FRBRauthor href="#kenes"/><FRBRformat value="application/akn+xml"/></FRBRManifestation>
</identification>`
}

/** Quorum and counts of each vote whose outcome stands. Source: RULES.md EX3. */
export function votesAnalysis({ votes }: Outline): string {
  const standing = votes.filter(({ isVoid, result, tallies }) => !isVoid && result !== null && tallies.length > 0)
  if (standing.length === 0) return ''
  return `<analysis source="#kenes"><parliamentary>
${standing.flatMap((vote) => [...quorum(vote), counts(vote)]).join('\n')}
</parliamentary></analysis>
`
}

const quorum = ({ number, quorum: each }: OutlineVote): readonly string[] =>
  each.map(({ council, present, reached }) => {
    const id = `quorum_${number}__${council}`
    return `<quorumVerification eId="${id}" wId="${id}" outcome="#concept_${reached ? 'quorum' : 'no-quorum'}" refersTo="#council_${council}"><quorum eId="${id}__present" wId="${id}__present" value="${present}" refersTo="#concept_present"/></quorumVerification>`
  })

function counts({ number, about, result, tallies }: OutlineVote): string {
  const id = `vote_${number}`
  const each = tallies.flatMap((tally) =>
    [...CHOICES, 'not-voting' as const].map((name) => {
      const place = `${id}__${tally.scope}__${name}`
      const value = name === 'not-voting' ? tally.notVoting : tally[name]
      return `<count eId="${place}" wId="${place}" value="${value}" refersTo="#concept_${name}"/>`
    }),
  )
  return `<voting eId="${id}" wId="${id}" outcome="#concept_${result}"${about === null ? '' : ` href="#rec_${about}"`}>${each.join('')}</voting>`
}

const CONCEPTS = [
  'for',
  'against',
  'abstain',
  'not-voting',
  'present',
  'quorum',
  'no-quorum',
  'carried',
  'rejected',
  'no-decision',
]

/** The bodies and terms that the file points to. */
export function references({ councils, recommendations }: Outline): string {
  const one = (tag: string, id: string, href: string, name: string) =>
    `<${tag} eId="${id}" wId="${id}" href="/akn/ontology/${href}" showAs="${escaped(name)}"/>`
  const bodies = new Map(
    recommendations.flatMap(({ addressees }) => addressees.map(({ id, name }) => [id, name] as const)),
  )
  return `<references source="#kenes">
${[
  one('TLCObject', 'kenes', 'object/kenes', 'Kenes'),
  ...councils.map(({ id, name }) => one('TLCOrganization', `council_${id}`, `organization/${COUNTRY}/${id}`, name)),
  ...[...bodies].map(([id, name]) => one('TLCOrganization', `body_${id}`, `organization/${COUNTRY}/${id}`, name)),
  ...CONCEPTS.map((name) => one('TLCConcept', `concept_${name}`, `concept/${name}`, name)),
].join('\n')}
</references>`
}

import type {
  Outline,
  OutlineAmendment,
  OutlineCheck,
  OutlineOpinion,
  OutlinePart,
  OutlineText,
  OutlineVote,
  OutlineWords,
} from '../../../shared/exports/model.ts'
import type { Block, Mark } from '../../../shared/text/canonical.ts'
import { escaped, XML_HEAD } from '../../office/xml.ts'
import { identification, references, votesAnalysis } from './akn-meta.ts'

/**
 * The outline in Akoma Ntoso 3.0 (AKN4UN): a statement of the councils. Ids are made from the ids of texts, votes and bodies, so that they
 * are the same in each language and stay when texts are numbered anew. Source: RULES.md EX1, EX6.
 */
export function outlineAkn(outline: Outline): string {
  const { preamble, recommendations, words } = outline
  return `${XML_HEAD}<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
<statement name="deliberation">
<meta>
${identification(outline, 'main')}
${votesAnalysis(outline)}${references(outline)}
</meta>
${preface(outline)}
${preamble ? `<preamble eId="preamble" wId="preamble">\n${paragraphs(preamble.parts[0])}\n</preamble>` : ''}
<mainBody eId="body" wId="body">
${[...recommendations.map((text) => recommendation(text, words)), ...(recommendations.length === 0 ? ['<p/>'] : [])].join('\n')}
${outline.newTexts.map((one) => amendment(one, words)).join('\n')}
</mainBody>
${annexes(outline)}
</statement>
</akomaNtoso>
`
}

const stampOf = ({ stamp }: Outline): string => (stamp === null ? '' : `<p class="stamp">${escaped(stamp)}</p>\n`)

const preface = (outline: Outline): string => `<preface eId="preface" wId="preface">
${stampOf(outline)}${outline.councils.map(({ id, name }) => `<p class="letterhead"><organization refersTo="#council_${id}">${escaped(name)}</organization></p>`).join('\n')}
<longTitle><p><docTitle>${escaped(outline.session.title)}</docTitle></p></longTitle>
<p><docDate date="${outline.session.date}">${escaped(outline.session.dated)}</docDate></p>
</preface>`

function recommendation(text: OutlineText, words: OutlineWords): string {
  const id = `rec_${text.id}`
  const number = text.number === null ? '' : `<num>${text.number}.</num>`
  const parts = text.parts.map((part) => contained(part.part, `${id}__${part.part}`, part.heading, paragraphs(part)))
  return `<hcontainer name="${text.kind}" class="${text.stage}" eId="${id}" wId="${id}">
${number}<heading>${escaped(text.title)}</heading>
${parts.join('\n')}
${contained('standing', `${id}__standing`, null, `<p>${escaped(text.standing)}</p>\n${text.check ? check(text.check) : ''}${fields(text, words)}${text.followUp.map(({ sentence }) => `<p>${escaped(sentence)}</p>`).join('')}`)}
${text.amendments.map((one) => amendment(one, words)).join('\n')}
</hcontainer>`
}

/** The code by which the words are checked, and where. Source: RULES.md EX18. */
const check = ({ address, words }: OutlineCheck): string =>
  `<p class="check">${address === null ? escaped(words) : `<a href="${escaped(address)}">${escaped(words)}</a>`}</p>\n`

const contained = (name: string, id: string, heading: string | null, inside: string): string =>
  `<hcontainer name="${name}" eId="${id}" wId="${id}">${heading === null ? '' : `<heading>${escaped(heading)}</heading>`}<content>\n${inside}\n</content></hcontainer>`

/** In a language without words the place is kept, and says so. */
function paragraphs(part: OutlinePart | undefined): string {
  if (!part || part.blocks.length === 0 || part.missing !== null)
    return `<p><remark>${escaped(part?.missing ?? '')}</remark></p>`
  return part.blocks.map(block).join('\n')
}

const block = ({ level, content }: Block): string =>
  `<p${level ? ` class="level-${level}"` : ''}>${content.map(({ text, marks = [] }) => marked(text, marks)).join('')}</p>`

const marked = (words: string, marks: readonly Mark[]): string =>
  marks.reduce((inside, mark) => {
    if (mark.type === 'bold') return `<b>${inside}</b>`
    return mark.type === 'italic'
      ? `<i>${inside}</i>`
      : `<a href="${escaped(encodeURI(decoded(mark.href)))}">${inside}</a>`
  }, escaped(words))

/** Addresses as people paste them, in the letters that a schema takes for one. */
function decoded(href: string): string {
  try {
    return decodeURI(href)
  } catch {
    return href.replaceAll('%', '%25')
  }
}

function fields(text: OutlineText, words: OutlineWords): string {
  const bodies = text.addressees.map(
    ({ id, name, role }) => `<organization refersTo="#body_${id}">${escaped(`${name} (${role})`)}</organization>`,
  )
  const said: readonly (readonly [string, string, string])[] = [
    ['to', words.to, bodies.join('; ')],
    [
      'deadline',
      words.deadline,
      text.deadline ? `<date date="${text.deadline.date}">${escaped(text.deadline.words)}</date>` : '',
    ],
    ['priority', words.priority, escaped(text.priority ?? '')],
    ['findings', words.findings, escaped(text.findings.map(({ number, title }) => `${number}. ${title}`).join('; '))],
    ['standards', words.standards, escaped(text.standards.join('; '))],
    ['earlier', words.earlier, escaped(text.earlier.join(' '))],
    ['themes', words.themes, escaped(text.themes.join('; '))],
  ]
  return said
    .filter(([, , value]) => value !== '')
    .map(([name, label, value]) => `<p class="${name}"><i>${escaped(label)}:</i> ${value}</p>`)
    .join('\n')
}

function amendment({ id, heading, reason, changes }: OutlineAmendment, words: OutlineWords): string {
  const why = reason ? [`<p><i>${escaped(words.reason)}:</i> ${escaped(reason.words)}</p>`] : []
  const each = changes.flatMap((change) => [
    `<p><i>${escaped(change.heading)}</i></p>`,
    ...change.paragraphs.map(
      ({ segments }) =>
        `<p>${segments
          .map(({ kind, text, marks }) => {
            const inside = marked(text, marks)
            return kind === 'added' ? `<ins>${inside}</ins>` : kind === 'deleted' ? `<del>${inside}</del>` : inside
          })
          .join('')}</p>`,
    ),
  ])
  return contained(
    'amendment',
    `amendment_${id}`,
    heading,
    [...why, ...each, ...(why.length + each.length === 0 ? ['<p/>'] : [])].join('\n'),
  )
}

/** What is annexed: outcomes with their rolls, what members said, the head of the record book. */
function annexes(outline: Outline): string {
  const { words, votes, opinions, record } = outline
  const all: readonly (readonly [name: string, heading: string, body: readonly string[]])[] = [
    ['votes', words.votesAnnex, votes.map((vote) => voteXml(vote, words))],
    ['opinions', words.opinionsAnnex, opinions.map(opinionXml)],
    ['record', words.recordAnnex, [`<p>${escaped(record.words)}</p>`, `<p>${escaped(record.check)}</p>`]],
  ]
  const there = all.filter(([, , body]) => body.length > 0)
  return `<attachments>\n${there.map(([name, heading, body]) => annex(outline, name, heading, body)).join('\n')}\n</attachments>`
}

const annex = (outline: Outline, name: string, heading: string, body: readonly string[]): string =>
  `<attachment eId="annex_${name}" wId="annex_${name}"><heading>${escaped(heading)}</heading>
<doc name="annex">
<meta>
${identification(outline, name)}
</meta>
<mainBody eId="annex_${name}__body" wId="annex_${name}__body">
${body.join('\n')}
</mainBody>
</doc>
</attachment>`

function voteXml(vote: OutlineVote, words: OutlineWords): string {
  const id = `annex_vote_${vote.number}`
  const row = (cells: readonly (string | number)[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}><p>${escaped(String(cell))}</p></${tag}>`).join('')}</tr>`
  const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
    rows.length === 0 ? '' : `<table>${row(head, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>\n`
  return `<hcontainer name="vote" eId="${id}" wId="${id}"><num>${vote.number}</num><heading>${escaped(vote.heading)}</heading><content>
<p>${escaped(vote.question)}</p>
<p><b>${escaped(vote.headline)}</b> ${escaped(vote.explanation)}</p>
${[...vote.steps, ...vote.facts].map((step) => `<p>${escaped(step)}</p>`).join('\n')}
${table(
  [words.scope, words.for, words.against, words.abstain, words.notVoting],
  vote.tallies.map((one) => [`${one.name} (${one.note})`, one.for, one.against, one.abstain, one.notVoting]),
)}<p><b>${escaped(words.roll)}</b></p>
${vote.rollLines
  .flatMap(({ council, lines }) => [
    `<p><b>${escaped(council)}</b></p>`,
    ...lines.map(({ said, names }) => `<p><i>${escaped(said)}:</i> ${escaped(names)}</p>`),
  ])
  .join('\n')}
</content></hcontainer>`
}

const opinionXml = ({ heading, paragraphs: all }: OutlineOpinion, index: number): string =>
  contained(
    'opinion',
    `annex_opinion_${index + 1}`,
    heading,
    all.map((words) => `<p>${escaped(words)}</p>`).join('\n') || '<p/>',
  )

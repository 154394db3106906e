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
import type { ParagraphDifference } from '../../../shared/text/difference.ts'
import { escapeHtml } from '../../http/html.ts'
import { qrSvg } from '../../office/qr.ts'

/** The outline as a page that needs nothing beside it, for reading and printing. Source: RULES.md EX1, EX8. */
export function outlineHtml(outline: Outline): string {
  const { language, session, letterhead, stamp, words, preamble, recommendations } = outline
  const stamped = stamp === null ? '' : `<p class="stamp" role="note">${escapeHtml(stamp)}</p>\n`
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(session.title)}</title>
<style>${STYLE}</style></head>
<body>
<main>
${stamped}<header>
<div class="letterhead">${letterhead.map((side) => `<div lang="${side.language}">${side.names.map((name) => `<p>${escapeHtml(name)}</p>`).join('')}</div>`).join('')}</div>
<h1>${escapeHtml(session.title)}</h1>
<p class="dated">${escapeHtml(session.dated)}</p>
</header>
${preamble ? textHtml(preamble, words) : ''}
<h2>${escapeHtml(words.recommendations)}</h2>
${recommendations.map((text) => textHtml(text, words)).join('\n')}
${section(
  words.newTexts,
  outline.newTexts.map((one) => amendmentHtml(one, words)),
)}
${section(
  words.votesAnnex,
  outline.votes.map((vote) => voteHtml(vote, words)),
)}
${section(words.opinionsAnnex, outline.opinions.map(opinionHtml))}
<section>
<h2>${escapeHtml(words.recordAnnex)}</h2>
<p>${escapeHtml(outline.record.words)}</p>
<p>${escapeHtml(outline.record.check)}</p>
</section>
</main>
</body></html>
`
}

const section = (title: string, inside: readonly string[]): string =>
  inside.length === 0 ? '' : `<section>\n<h2>${escapeHtml(title)}</h2>\n${inside.join('\n')}\n</section>`

function textHtml(text: OutlineText, words: OutlineWords): string {
  const number = text.number === null ? '' : `${text.number}. `
  const amendments = text.amendments.map((one) => amendmentHtml(one, words))
  return `<article id="${escapeHtml(text.id)}" class="${text.stage}">
<h3>${number}${escapeHtml(text.title)}</h3>
<p class="standing">${escapeHtml(text.standing)}</p>
${text.check ? checkHtml(text.check) : ''}
${text.parts.map(partHtml).join('\n')}
${fieldsHtml(text, words)}
${text.followUp.map(({ sentence }) => `<p class="standing">${escapeHtml(sentence)}</p>`).join('\n')}
${amendments.length === 0 ? '' : `<h4>${escapeHtml(words.amendments)}</h4>\n${amendments.join('\n')}`}
</article>`
}

/** The code by which a print is checked, drawn where it leads anywhere. Source: RULES.md EX18. */
export const checkHtml = ({ address, words, picture }: OutlineCheck): string =>
  address === null
    ? `<p class="check">${escapeHtml(words)}</p>`
    : `<div class="check">${qrSvg(address, picture)}<p>${escapeHtml(words)}</p></div>`

const partHtml = ({ heading, missing, blocks }: OutlinePart): string =>
  `${heading === null ? '' : `<h4>${escapeHtml(heading)}</h4>\n`}${missing === null ? blocksHtml(blocks) : `<p class="missing">${escapeHtml(missing)}</p>`}`

function fieldsHtml(text: OutlineText, words: OutlineWords): string {
  const fields: readonly (readonly [name: string, values: readonly string[]])[] = [
    [words.to, text.addressees.map(({ name, role }) => `${name} (${role})`)],
    [words.deadline, text.deadline ? [text.deadline.words] : []],
    [words.priority, text.priority === null ? [] : [text.priority]],
    [words.findings, text.findings.map(({ number, title }) => `${number}. ${title}`)],
    [words.standards, text.standards],
    [words.earlier, text.earlier.length === 0 ? [] : [text.earlier.join(' ')]],
    [words.themes, text.themes],
  ]
  const said = fields.filter(([, values]) => values.length > 0)
  if (said.length === 0) return ''
  return `<dl>${said.map(([name, values]) => `<dt>${escapeHtml(name)}</dt><dd>${values.map(escapeHtml).join('; ')}</dd>`).join('')}</dl>`
}

function amendmentHtml({ heading, reason, changes }: OutlineAmendment, words: OutlineWords): string {
  const why =
    reason === null
      ? ''
      : `<p><em>${escapeHtml(words.reason)}:</em> <span lang="${reason.language}">${escapeHtml(reason.words)}</span></p>\n`
  const each = changes.map(
    (change) =>
      `<h6>${escapeHtml(change.heading)}</h6>\n<div lang="${change.language}">${change.paragraphs.map(differenceHtml).join('\n')}</div>`,
  )
  return `<div class="amendment"><h5>${escapeHtml(heading)}</h5>\n${why}${each.join('\n')}</div>`
}

function differenceHtml({ level, segments }: ParagraphDifference): string {
  const inside = segments.map(({ kind, text, marks }) => {
    const words = marked(text, marks)
    if (kind === 'added') return `<ins>${words}</ins>`
    return kind === 'deleted' ? `<del>${words}</del>` : words
  })
  return `<p${levelClass(level)}>${inside.join('')}</p>`
}

function voteHtml(vote: OutlineVote, words: OutlineWords): string {
  const row = (cells: readonly (string | number)[]) =>
    `<tr>${cells.map((cell, index) => (index === 0 ? `<th scope="row">${escapeHtml(String(cell))}</th>` : `<td>${escapeHtml(String(cell))}</td>`)).join('')}</tr>`
  const table = (head: readonly string[], rows: readonly string[]) =>
    rows.length === 0
      ? ''
      : `<table><thead><tr>${head.map((word) => `<th scope="col">${escapeHtml(word)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
  return `<article class="vote" id="vote-${vote.number}">
<h3>${escapeHtml(vote.heading)}</h3>
<p class="question">${escapeHtml(vote.question)}</p>
<p><strong>${escapeHtml(vote.headline)}</strong> ${escapeHtml(vote.explanation)}</p>
<ul>${[...vote.steps, ...vote.facts].map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ul>
${table(
  [words.scope, words.for, words.against, words.abstain, words.notVoting],
  vote.tallies.map((one) => row([`${one.name} (${one.note})`, one.for, one.against, one.abstain, one.notVoting])),
)}
<h4>${escapeHtml(words.roll)}</h4>
${vote.rollLines
  .map(
    ({ council, lines }) =>
      `<h5>${escapeHtml(council)}</h5>\n<dl>${lines.map(({ said, names }) => `<dt>${escapeHtml(said)}</dt><dd>${escapeHtml(names)}</dd>`).join('')}</dl>`,
  )
  .join('\n')}
</article>`
}

const opinionHtml = ({ heading, language, paragraphs }: OutlineOpinion): string =>
  `<h3>${escapeHtml(heading)}</h3>\n<div lang="${language}">${paragraphs.map((words) => `<p>${escapeHtml(words)}</p>`).join('')}</div>`

const blocksHtml = (blocks: readonly Block[]): string =>
  blocks
    .map(
      ({ level, content }) =>
        `<p${levelClass(level ?? 0)}>${content.map(({ text, marks = [] }) => marked(text, marks)).join('')}</p>`,
    )
    .join('\n')

const levelClass = (level: number): string => (level === 0 ? '' : ` class="level-${level}"`)

const marked = (words: string, marks: readonly Mark[]): string =>
  marks.reduce((inside, mark) => {
    if (mark.type === 'bold') return `<strong>${inside}</strong>`
    if (mark.type === 'italic') return `<em>${inside}</em>`
    return `<a href="${escapeHtml(mark.href)}" rel="noopener noreferrer nofollow">${inside}</a>`
  }, escapeHtml(words))

/** How the code stands beside its words. */
export const CHECK_STYLE = `.check{display:flex;align-items:center;gap:.8rem;margin:.4rem 0;break-inside:avoid}.check svg{flex:none;width:18mm;height:18mm}.check p{margin:0;overflow-wrap:anywhere}`

const STYLE = `body{font:17px/1.76 'Noto Serif',Georgia,serif;max-width:66ch;margin:2rem auto;padding:0 1rem;color:#172020;background:#fff}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.25rem;margin-top:3rem}h3{font-size:1.1rem;margin:2.4rem 0 0}h4{font-size:1rem;margin:1rem 0 0}h5,h6{font-size:.95rem;margin:1rem 0 0}h6{font-weight:400;font-style:italic}
p{margin:.4rem 0;overflow-wrap:anywhere}a{color:#0b5b69}
.letterhead{display:flex;gap:2rem;border-bottom:1px solid #0b5b69;font-size:.85rem;line-height:1.4}.letterhead div{flex:1}.letterhead div+div{text-align:right}.letterhead p{margin:.2rem 0}
.standing,.dated,.missing,.check{font:14px/1.5 system-ui,sans-serif;color:#4a5656}
${CHECK_STYLE}
.stamp{font:600 14px/1.5 system-ui,sans-serif;border:1px solid #8a5a00;color:#6b4500;padding:.4rem .8rem}
dl{font:14px/1.5 system-ui,sans-serif;border-top:1px solid #b9c2c1;padding-top:.6rem}dt{color:#4a5656}dd{margin:0 0 .4rem;overflow-wrap:anywhere}
.level-1{margin-left:2rem}.level-2{margin-left:4rem}.level-3{margin-left:6rem}.amendment{border-left:3px solid #b9c2c1;padding-left:1rem;margin:1rem 0}
ins{font-weight:600;text-decoration:underline;color:#0b5b69}del{color:#8c1d18}
table{border-collapse:collapse;width:100%;font:14px/1.5 system-ui,sans-serif;margin:.6rem 0}th,td{border-bottom:1px solid #b9c2c1;padding:.25rem .5rem;text-align:left;vertical-align:top}th{font-weight:600}td{font-variant-numeric:tabular-nums}
@media print{body{max-width:none;margin:0;font-size:11pt}.stamp{position:running(stamp)}article{break-inside:auto}h2,h3,h4{break-after:avoid}tr{break-inside:avoid}}`

import type { Decision } from '../../shared/decision.ts'
import { checkOutline } from '../../shared/exports/check-outline.ts'
import type { RecommendationId } from '../../shared/ids.ts'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { formatDate, formatDateTime } from '../../shared/messages/format.ts'
import { say } from '../../shared/messages/translate.ts'
import { shortHash } from '../../shared/short-hash.ts'
import type { Block, Run } from '../../shared/text/canonical.ts'
import { viewAdopted } from '../adoption/queries.ts'
import type { House } from '../house.ts'
import { escapeHtml } from '../http/html.ts'
import { answerRefusal, type Server, whoAsks } from '../http/serve.ts'
import { loadAddressees } from '../recommendations/queries.ts'
import { originOf } from './facts.ts'
import { CHECK_STYLE, checkHtml } from './formats/html.ts'

type Addressees = Awaited<ReturnType<typeof loadAddressees>>
type Adopted = Awaited<ReturnType<typeof viewAdopted>> extends Decision<infer Facts> ? Facts : never

/** `GET /api/adoption/file?recommendation=ID&format=html|json[&language=ru]`: the adopted text to keep. Source: RULES.md AD4. */
export function serveAdoptedFile(server: Server, house: House): void {
  server.get('/api/adoption/file', async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const recommendation = (call.req.query('recommendation') ?? '') as RecommendationId
    const adopted = await viewAdopted(house, asker.account, { recommendation })
    if (!adopted.ok) return answerRefusal(call, adopted.refusal)
    const format = call.req.query('format')
    if (format !== 'html' && format !== 'json') return answerRefusal(call, { code: 'malformed', rule: 'AC6' })
    const asked = call.req.query('language')
    const languages = isLanguage(asked) ? [asked] : LANGUAGES
    call.header(
      'content-disposition',
      `attachment; filename="${[recommendation, ...(languages.length === 1 ? languages : []), format].join('.')}"`,
    )
    if (format === 'json') return call.json(adopted.facts)
    call.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    return call.html(adoptedHtml(adopted.facts, languages, await loadAddressees(house.db), originOf(house.settings)))
  })
}

/** The adopted text as a page that needs nothing beside it; `origin`: where the code on it leads. */
export function adoptedHtml(
  adopted: Adopted,
  languages: readonly Language[],
  addressees: Addressees,
  origin: string | null,
): string {
  const title = languages.map((language) => adopted.plain.title[language]).join(' · ')
  return `<!doctype html>
<html lang="${languages[0]}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
<style>body{font:17px/1.76 'Noto Serif',Georgia,serif;max-width:66ch;margin:3rem auto;padding:0 1rem;color:#172020}h1{font-size:1.5rem;line-height:1.25}h2,h3{font-size:1rem;margin-bottom:0}h3{font-weight:400;font-style:italic}section{margin-bottom:3rem}dl{font:14px/1.5 system-ui,sans-serif;border-top:1px solid #b9c2c1;padding-top:1rem}dt{color:#4a5656}dd{margin:0 0 .6rem;overflow-wrap:anywhere}${CHECK_STYLE}.level-1{margin-left:2rem}.level-2{margin-left:4rem}.level-3{margin-left:6rem}</style></head>
<body>
<main>
${languages.map((language) => languageSection(adopted, language, addressees, origin)).join('\n')}
</main>
</body></html>`
}

function languageSection(adopted: Adopted, language: Language, addressees: Addressees, origin: string | null): string {
  const t = (
    key: 'rationale' | 'indicator' | 'to' | 'deadline' | 'voted' | 'adopted' | 'hash' | 'head' | 'check' | 'languages',
    values: Record<string, string | number> = {},
  ) => escapeHtml(say(language, `files.${key}`, values))
  const part = (name: 'rationale' | 'indicator') =>
    adopted.plain[name][language] === '' ? '' : `<h2>${t(name)}</h2>\n${blocksHtml(adopted.parts[name][language])}`
  const named = adopted.fields.addressees.flatMap(
    ({ id }) => addressees.find((body) => body.id === id)?.name[language] ?? [],
  )
  const to = named.length === 0 ? '' : `<dt>${t('to')}</dt><dd>${escapeHtml(named.join('; '))}</dd>\n`
  const { deadline } = adopted.fields
  const by =
    deadline === null ? '' : `<dt>${t('deadline')}</dt><dd>${escapeHtml(formatDate(language, deadline))}</dd>\n`
  const states = adopted.languagesOfRecord
    .map(
      (one) => `${say(language, `files.language.${one}`)}: ${say(language, `files.state.${adopted.languages[one]}`)}`,
    )
    .join('; ')
  const time = formatDateTime(language, adopted.adoptedAt, adopted.timezone)
  const head = `${adopted.head.number}:${adopted.head.hash}`
  return `<section lang="${language}">
<p>${escapeHtml(adopted.sessionTitle[language])}</p>
<h1>${adopted.number === null ? '' : `${adopted.number}. `}${escapeHtml(adopted.plain.title[language])}</h1>
${blocksHtml(adopted.parts.text[language])}
${part('rationale')}
${part('indicator')}
<dl>
${to}${by}<dt>${t('voted')} ${adopted.voteNumber}: ${escapeHtml(adopted.question[language])}</dt><dd>${escapeHtml(adopted.outcome.headline[language])} ${escapeHtml(adopted.outcome.explanation[language])}</dd>
<dt>${t('adopted', { time, name: adopted.adoptedBy.name[language] })}</dt><dd>${t('languages')}: ${escapeHtml(states)}</dd>
<dt>${t('hash')}</dt><dd>${adopted.hash} (${shortHash(adopted.hash)})</dd>
<dt>${t('head')}</dt><dd>${adopted.head.number} · ${shortHash(adopted.head.hash)}. ${t('check', { head })}</dd>
</dl>
${checkHtml(checkOutline(adopted.hash, origin, language))}
${opinionsHtml(adopted, language)}</section>`
}

/** What members said of it: in the section's language, else in the first in which they said it. Source: RULES.md AD10. */
function opinionsHtml({ opinions, timezone }: Adopted, language: Language): string {
  if (opinions.length === 0) return ''
  const each = opinions.map((opinion) => {
    const said = [language, ...LANGUAGES].find((one) => opinion.words[one].trim() !== '') ?? language
    const councils = opinion.councils.map(({ name }) => name[language]).join('; ')
    const when = formatDateTime(language, opinion.changedAt ?? opinion.givenAt, timezone)
    const head = `${say(language, `opinions.kinds.${opinion.kind}`)}: ${opinion.name[language]} (${councils}), ${when}, ${say(language, 'opinions.onVote', { number: opinion.voteNumber })}`
    const paragraphs = opinion.words[said]
      .split(/\n+/)
      .map((words) => `<p>${escapeHtml(words)}</p>`)
      .join('')
    return `<h3>${escapeHtml(head)}</h3>\n<div lang="${said}">${paragraphs}</div>`
  })
  return `<h2>${escapeHtml(say(language, 'opinions.title'))}</h2>\n${each.join('\n')}\n`
}

const blocksHtml = (blocks: readonly Block[]): string =>
  blocks
    .map(
      (block) => `<p${block.level ? ` class="level-${block.level}"` : ''}>${block.content.map(runHtml).join('')}</p>`,
    )
    .join('\n')

function runHtml(run: Run): string {
  return (run.marks ?? []).reduce((inside, mark) => {
    if (mark.type === 'bold') return `<strong>${inside}</strong>`
    if (mark.type === 'italic') return `<em>${inside}</em>`
    return `<a href="${escapeHtml(mark.href)}" rel="noopener noreferrer nofollow">${inside}</a>`
  }, escapeHtml(run.text))
}

import type { X509Certificate } from 'node:crypto'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { formatDate } from '../../shared/messages/format.ts'
import type { MessageKey } from '../../shared/messages/sentences.ts'
import { say } from '../../shared/messages/translate.ts'
import { utcDay } from '../../shared/time.ts'
import { escapeHtml } from '../http/html.ts'
import { languageOf, type Server } from '../http/serve.ts'
import { endOf } from './pair.ts'

const TRUST_PAGE = '/trust'
/** The name under which a device keeps the file. */
const AUTHORITY_FILE = `${TRUST_PAGE}/kenes-authority.crt`

/** Where a device that trusts nothing yet reads it: without TLS, on the same port. */
export const trustAddress = (origin: string): string => `${origin.replace(/^https:/, 'http:')}${TRUST_PAGE}`

/** What the page tells of, as it is at the moment. */
export type Trusted = {
  readonly authority: X509Certificate
  readonly names: readonly string[]
  /** The address of the workspace, with https. */
  readonly address: string
}

const DEVICES = ['apple', 'android', 'windows', 'mac', 'firefox'] as const
type Device = (typeof DEVICES)[number]
const STEPS = ['one', 'two', 'three', 'four'] as const

/**
 * `GET /trust`: how a phone comes to trust the local authority, and its certificate to be downloaded; nothing of it needs scripts or
 * other files, so that it is whole on a phone that does not trust the server yet. Where there is no local authority there is no such
 * page. Source: RULES.md HA3.
 */
export function serveTrust(server: Server, trusted: () => Trusted | null): void {
  server.get(TRUST_PAGE, async (call, next) => {
    const now = trusted()
    if (!now) return next()
    call.header('cache-control', 'no-store')
    return call.html(page(now, languageOf(call), deviceOf(call.req.header('user-agent') ?? '')))
  })
  server.get(AUTHORITY_FILE, async (call, next) => {
    const now = trusted()
    if (!now) return next()
    call.header('cache-control', 'no-store')
    // iOS and Android know by this type that it is an authority, and by its bytes that it is DER.
    call.header('content-type', 'application/x-x509-ca-cert')
    return call.body(new Uint8Array(now.authority.raw))
  })
}

/** Which steps are open when the page comes; all can be. */
function deviceOf(agent: string): Device {
  if (/Firefox\//.test(agent) && !/Android/.test(agent)) return 'firefox'
  if (/iPhone|iPad|iPod/.test(agent)) return 'apple'
  if (/Android/.test(agent)) return 'android'
  return /Macintosh/.test(agent) ? 'mac' : 'windows'
}

function page({ authority, names, address }: Trusted, language: Language, device: Device): string {
  const t = (key: MessageKey, values?: Record<string, string>) => escapeHtml(say(language, key, values))
  const devices = DEVICES.map((each) => {
    const steps = STEPS.map((step) => t(`trust.${each}.${step}`)).map((words) => `<li>${words}</li>`)
    return `<details${each === device ? ' open' : ''}><summary>${t(`trust.${each}.name`)}</summary><ol>${steps.join('')}</ol></details>`
  })
  const languages = LANGUAGES.map((each) =>
    each === language
      ? `<span aria-current="true" lang="${each}">${each.toUpperCase()}</span>`
      : `<a href="?language=${each}" lang="${each}" hreflang="${each}">${each.toUpperCase()}</a>`,
  )
  const until = formatDate(language, utcDay(endOf(authority)))
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${t('trust.title')} · Kenes</title><style>${STYLE}</style></head>
<body><header><span>Kenes</span><nav aria-label="${t('trust.languages')}">${languages.join('')}</nav></header>
<main><h1>${t('trust.title')}</h1><p>${t('trust.why')}</p>
<p><a class="button" href="${AUTHORITY_FILE}">${t('trust.download')}</a></p>
<h2>${t('trust.compare')}</h2><p>${t('trust.compareHow')}</p><p class="print" translate="no">${fingerprint(authority)}</p>
<h2>${t('trust.steps')}</h2>${devices.join('')}
<h2>${t('trust.after')}</h2><p>${t('trust.afterHow')}</p><p><a class="button" data-open href="${escapeHtml(address)}">${t('trust.open')}</a></p>
<h2>${t('trust.reach')}</h2><p>${t('trust.reachHow', { names: names.join(', '), until })}</p><p>${t('trust.remove')}</p></main></body></html>`
}

/** In groups, so that two people can read it to each other; a line breaks only between them. */
const fingerprint = (authority: X509Certificate): string =>
  (authority.fingerprint256.match(/(?:[0-9A-F]{2}:?){4}/g) ?? []).map((group) => `<span>${group}</span>`).join('<wbr>')

/** The colours of the pages (client/ui/tokens.css); the page stands alone, without their files. */
const STYLE = `:root{--canvas:#f3f5f4;--paper:#fff;--line:#dfe4e3;--text:#172020;--text-2:#4a5656;--accent:#0b5b69;--on:#fff}
@media(prefers-color-scheme:dark){:root{--canvas:#0f1515;--paper:#182020;--line:#2b3636;--text:#e6eceb;--text-2:#b4bfbe;--accent:#6cc0cc;--on:#04252b}}
*{box-sizing:border-box}body{margin:0;background:var(--canvas);color:var(--text);font:400 1rem/1.5 "Noto Sans",system-ui,sans-serif}
header{display:flex;align-items:center;justify-content:space-between;padding:4px 16px;background:var(--paper);border-bottom:1px solid var(--line);font-weight:600}
nav{display:flex}nav>*{display:inline-flex;align-items:center;justify-content:center;min-width:44px;min-height:44px;color:var(--text-2);font-weight:400}nav>[aria-current]{color:var(--text);font-weight:600}
main{max-width:44rem;margin:0 auto;padding:16px}h1{margin:8px 0;font-size:1.75rem;line-height:1.25}h2{margin:28px 0 8px;font-size:1.125rem}p{margin:8px 0}
.button{display:inline-flex;align-items:center;min-height:44px;padding:8px 20px;border-radius:6px;background:var(--accent);color:var(--on);font-weight:600;text-decoration:none}
.print{padding:12px 16px;border:1px solid var(--line);border-radius:10px;background:var(--paper);font:600 1.125rem/1.7 "Noto Sans Mono",ui-monospace,monospace;letter-spacing:.02em}.print span{white-space:nowrap}
details{margin:8px 0;border:1px solid var(--line);border-radius:10px;background:var(--paper)}summary{padding:10px 16px;min-height:44px;font-weight:600;cursor:pointer}ol{margin:0;padding:0 16px 12px 36px}li{margin:6px 0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`

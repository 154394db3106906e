import type { Part } from '../../shared/text/canonical.ts'

/** Words as they go into a text: composed (NFC), because one letter in two forms would be a difference nobody sees. Source: RULES.md VE3. */
export function pastedWords(words: string, part: Part): string {
  const composed = words.normalize('NFC')
  return part === 'title' ? composed.replace(/\s*[\r\n]+\s*/g, ' ') : composed
}

/** Pasted HTML composed; into a title goes only what it says, as one paragraph. */
export function pastedHtml(html: string, part: Part): string {
  const composed = html.normalize('NFC')
  if (part !== 'title') return composed
  const page = new DOMParser().parseFromString(composed, 'text/html')
  const line = page.createElement('p')
  line.textContent = (page.body.textContent ?? '').trim().replace(/\s+/g, ' ')
  return line.outerHTML
}

import { act, type Input, mine, query } from './http/handlers.ts'
import { nameTranslatorsAct, type Said, says } from './translations/commands.ts'
import { removeTermAct, setTermAct, viewGlossary } from './translations/glossary.ts'
import { viewBehind, viewQueue, viewTranslations } from './translations/views.ts'

/** Saying something of a translation. */
const spoken = (kind: Said) =>
  mine((house, asker, input: Input<'translations', 'check'>) => says(kind)(house, asker.account, input))

/** The endpoints of translations; part of the wiring, beside endpoints.ts. */
export const translations = {
  text: query(viewTranslations),
  behind: query(viewBehind),
  queue: query(viewQueue),
  glossary: query(viewGlossary),
  'note-translated': spoken('translated'),
  check: spoken('checked'),
  certify: spoken('certified'),
  'declare-editorial': spoken('editorial'),
  'name-translators': act(nameTranslatorsAct),
  'set-term': act(setTermAct),
  'remove-term': act(removeTermAct),
}

import { refuse } from '../shared/decision.ts'
import {
  addAnnexAct,
  addStandardAct,
  removeAnnexAct,
  removeEarlierAct,
  removeFindingAct,
  removeReportAct,
  setFindingAct,
  setReportAct,
} from './evidence/commands.ts'
import { exampleOfImport, importAct, previewImport } from './evidence/importing.ts'
import { viewEvidence, viewReferences } from './evidence/views.ts'
import { linksTo } from './follow-up/repeats.ts'
import { act, type Input, own, query } from './http/handlers.ts'
import { loadSet } from './recommendations/queries.ts'

/** The endpoints of evidence; part of the wiring, beside endpoints.ts. */
export const evidence = {
  references: query(viewReferences),
  evidence: query(viewEvidence),
  'set-report': act(setReportAct),
  'remove-report': act(removeReportAct),
  'set-finding': act(setFindingAct),
  'remove-finding': act(async (one, input: Input<'evidence', 'remove-finding'>) => {
    const set = await loadSet(one.tx, input.session)
    return removeFindingAct(one, input, set.filter(({ fields }) => fields.findings.includes(input.finding)).length)
  }),
  'add-annex': act(addAnnexAct),
  'remove-annex': act(removeAnnexAct),
  'add-standard': act(addStandardAct),
  'preview-import': own(async (house, asker, input: Input<'evidence', 'preview-import'>) =>
    asker ? previewImport(house, asker.account, input) : refuse('signed-out', 'AC1'),
  ),
  import: act(importAct),
  'import-example': query(exampleOfImport),
  'remove-earlier': act(async (one, input: Input<'evidence', 'remove-earlier'>) =>
    removeEarlierAct(one, input, await linksTo(one.tx, input.earlier)),
  ),
}

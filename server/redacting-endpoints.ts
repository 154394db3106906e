import type { TextId } from '../shared/ids.ts'
import { hideInQuotes } from './comments/hiding.ts'
import type { Reader } from './db/database.ts'
import { act, type Input, mine, query } from './http/handlers.ts'
import type { Kept } from './recommendations/queries.ts'
import { forgetWords } from './translations/redacted.ts'
import { confirmRedactionOf } from './versions/confirming.ts'
import { askRedaction, type Beyond, endRedactionAct } from './versions/redacting.ts'
import { viewPassageReach, viewRedactionReach, viewRedactions, viewWaiting } from './versions/redacting-views.ts'
import { voteIsOpen } from './votes/queries.ts'
import { isPutForAdoption } from './votes/reopening.ts'

/** Amendments to a text, and the one by which it came to be: their own texts begin with its letters, or it with theirs. */
const amendmentsOf = (db: Reader, { id }: Kept) =>
  db
    .selectFrom('amendments')
    .select(['text', 'stage'])
    .where((eb) => eb.or([eb('recommendation', '=', id), eb('creates', '=', id)]))
    .orderBy('id')
    .execute()

const beyond: Beyond = {
  async putOf(db, text) {
    const isAmendmentPut = (await amendmentsOf(db, text)).some(({ stage }) => stage === 'put')
    const isPut = text.version !== null && (await isPutForAdoption(db, text, text.version))
    return { voteOpen: await voteIsOpen(db, text.session), isPut: isPut || isAmendmentPut }
  },
  forksOf: async (db, text) => (await amendmentsOf(db, text)).flatMap((one): TextId[] => (one.text ? [one.text] : [])),
  hideInQuotes,
  forget: forgetWords,
}

/** The endpoints by which two people redact a passage; part of the wiring, beside endpoints.ts. */
export const redacting = {
  redactions: query((house, account, input: Input<'versions', 'redactions'>) =>
    viewRedactions(house, account, input, beyond),
  ),
  'waiting-redactions': query(viewWaiting),
  'passage-reach': query((house, account, input: Input<'versions', 'passage-reach'>) =>
    viewPassageReach(house, account, input, beyond),
  ),
  'redaction-reach': query((house, account, input: Input<'versions', 'redaction-reach'>) =>
    viewRedactionReach(house, account, input, beyond),
  ),
  'ask-redaction': mine((house, asker, input: Input<'versions', 'ask-redaction'>) =>
    askRedaction(house, asker.account, input, beyond),
  ),
  'confirm-redaction': mine((house, asker, input: Input<'versions', 'confirm-redaction'>) =>
    confirmRedactionOf(house, asker.account, input, beyond),
  ),
  'refuse-redaction': act(endRedactionAct('refused')),
  'withdraw-redaction': act(endRedactionAct('withdrawn')),
}

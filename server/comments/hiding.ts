import { withoutRedacted } from '../../shared/comments/hidden.ts'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Act } from '../act.ts'

/**
 * Takes words that are redacted in a text out of what its threads quote of it: quotes are copies of the text, nobody's own words. What
 * people said in a thread stays theirs to withdraw. Source: RULES.md CM11.
 */
export async function hideInQuotes(
  act: Act,
  text: { readonly id: RecommendationId; readonly session: SessionId },
  words: string,
): Promise<void> {
  const rows = await act.tx
    .selectFrom('threads')
    .select(['id', 'quote', 'quote_before', 'quote_after'])
    .where('recommendation', '=', text.id)
    .execute()
  for (const { id, quote, quote_before, quote_after } of rows) {
    if (quote === null) continue
    const hidden = withoutRedacted({ quote, before: quote_before ?? '', after: quote_after ?? '' }, words)
    if (!hidden) continue
    await act.tx
      .updateTable('threads')
      .set({ quote: hidden.quote, quote_before: hidden.before, quote_after: hidden.after })
      .where('id', '=', id)
      .execute()
  }
  act.tell(text.session, 'threads')
}

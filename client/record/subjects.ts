import type { SessionId } from '../../shared/ids.ts'
import { useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import type { RecordEntry } from './data.ts'

/** Names what entries are about, where the session at hand knows it: texts, votes, councils, people, the session itself. */
export function useSubjects(
  session: SessionId | null,
): (entry: Pick<RecordEntry, 'subject' | 'content' | 'by'>) => string | null {
  const t = useWords()
  const { inMine } = useLanguage()
  const inRecord = useRecordWords()
  const asked = session ? { session } : null
  const detail = useAsk('sessions', 'session', session ? { id: session } : null).data
  const set = useAsk('recommendations', 'list', asked).data?.recommendations ?? []
  const votes = useAsk('votes', 'list', asked).data?.votes ?? []
  const names = new Map<string, string>()
  if (detail) names.set(detail.id, inMine(detail.title))
  for (const council of detail?.councils ?? []) names.set(council.id, inMine(council.name))
  for (const seat of detail?.seats ?? []) names.set(seat.account, inMine(seat.name))
  for (const other of detail?.others ?? []) names.set(other.account, inMine(other.name))
  for (const each of set) {
    const title = inRecord(each.title, each.sourceLanguage).words
    names.set(each.id, `${t(`sessions.numbered.${each.kind}`, { number: each.number ?? '' })}. ${title}`)
  }
  for (const vote of votes) {
    const title = inRecord(vote.title).words
    names.set(vote.id, `${t('sessions.voteNumber', { number: vote.number })}. ${title}`)
  }
  return (entry) => {
    const subject = names.get(entry.subject) ?? null
    const id = personOf(entry.content)
    const person = id !== null && id !== entry.by ? names.get(id) : undefined
    return person ? [person, subject ?? entry.subject].join(' · ') : subject
  }
}

/** The person whom an act is about, such as who came or whose word was recorded; who noted it stands beside. */
function personOf(content: string): string | null {
  try {
    const { facts } = JSON.parse(content) as { facts?: { account?: unknown; place?: unknown } }
    const about = facts?.account ?? facts?.place
    return typeof about === 'string' ? about : null
  } catch {
    return null
  }
}

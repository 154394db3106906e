import AtSign from 'lucide-react/icons/at-sign'
import type { RecommendationId } from '../../shared/ids.ts'
import { useWords } from '../language.tsx'
import css from './Threads.module.css'
import { useThreads } from './threads.ts'

/** What stands beside the name of the discussion: how many threads are open, and how often the reader is mentioned and was not shown it. */
export function DiscussionTab({ recommendation }: { recommendation: RecommendationId }) {
  const t = useWords()
  const threads = useThreads(recommendation).data?.threads ?? []
  const open = threads.filter(({ resolved }) => !resolved).length
  const unread = threads.flatMap(({ remarks }) => remarks).filter((remark) => remark.unread).length
  if (unread > 0)
    return (
      <span className={css.count} data-unread>
        <AtSign size={12} aria-hidden />
        <span aria-hidden>{unread}</span>
        <span className="visually-hidden">{t('threads.unread', { count: unread })}</span>
      </span>
    )
  return open === 0 ? null : (
    <span className={css.count}>
      <span aria-hidden>{open}</span>
      <span className="visually-hidden">{t('threads.open', { count: open })}</span>
    </span>
  )
}

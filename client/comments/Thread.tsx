import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import Check from 'lucide-react/icons/check'
import Eye from 'lucide-react/icons/eye'
import MessageSquareReply from 'lucide-react/icons/message-square-reply'
import RotateCcw from 'lucide-react/icons/rotate-ccw'
import { useEffect, useRef, useState } from 'react'
import type { Place } from '../../shared/comments/anchor.ts'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { useAct, useSaid } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useDiscussion } from './Discussion.tsx'
import { Remark } from './Remark.tsx'
import { RemarkForm } from './RemarkForm.tsx'
import css from './Threads.module.css'
import type { Discussed, ThreadEntry, ThreadPassage } from './threads.ts'

/** Where a thread's text is, for its links. */
export type Where = {
  readonly session: SessionId
  readonly recommendation: RecommendationId
  readonly timezone: string
}

type Props = {
  readonly thread: ThreadEntry
  readonly place: Place | null
  readonly where: Where
  readonly people: Discussed['people']
  readonly names: ReadonlyMap<string, Localised>
  readonly mayAnswer: boolean
  /** Remarks that mention the reader and were not shown before. */
  readonly fresh: ReadonlySet<string>
  readonly onShow: (passage: ThreadPassage, thread: string) => void
}

/** One thread: what it is about, what was said, and what may be done with it. */
export function Thread({ thread, place, where, people, names, mayAnswer, fresh, onShow }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const { shown, show, drafts } = useDiscussion()
  const draft = `answer ${thread.id}`
  const [answering, setAnswering] = useState(drafts.has(draft))
  const said = useSaid()
  const answer = useAct('comments', 'answer-thread')
  const resolve = useAct('comments', 'resolve-thread', said)
  const reopen = useAct('comments', 'reopen-thread', said)
  const card = useRef<HTMLElement>(null)
  const isShown = shown.thread === thread.id
  useEffect(() => {
    if (shown.thread !== thread.id) return
    card.current?.scrollIntoView({ block: 'nearest' })
    // Who pressed a mark goes on writing in the text.
    if (shown.focus) card.current?.focus({ preventScroll: true })
  }, [shown, thread.id])
  const { passage, resolved, toObservers } = thread
  return (
    <article
      ref={card}
      tabIndex={-1}
      className={css.thread}
      data-shown={isShown || undefined}
      data-card={thread.id}
      aria-label={passage?.quote ?? t('threads.wholeText')}
    >
      {passage ? (
        <Quoted passage={passage} place={place} where={where} onShow={() => onShow(passage, thread.id)} />
      ) : (
        <p className={css.whole}>{t('threads.wholeText')}</p>
      )}
      {toObservers ? (
        <p className={css.observers}>
          <Eye size={15} aria-hidden />
          {t('threads.toObservers')}
        </p>
      ) : null}
      <ol className={css.remarks}>
        {thread.remarks.map((remark) => (
          <Remark
            key={remark.id}
            remark={remark}
            people={people}
            names={names}
            toObservers={toObservers}
            fresh={fresh.has(remark.id)}
            timezone={where.timezone}
          />
        ))}
      </ol>
      {resolved ? (
        <p className={css.observers}>
          <Check size={15} aria-hidden />
          {t('threads.resolvedBy', {
            name: inMine(resolved.by.name),
            when: formatDateTime(language, resolved.at, where.timezone),
          })}
        </p>
      ) : null}
      {said[0] ? <RefusalNote refusal={said[0]} /> : null}
      {answering && mayAnswer ? (
        <RemarkForm
          draft={draft}
          label={t('threads.answerLabel')}
          verb={t('threads.answer')}
          people={people}
          toObservers={toObservers}
          doing={answer}
          onSend={async (words) => {
            const sent = (await answer.run({ thread: thread.id, words }))?.ok === true
            if (sent) {
              setAnswering(false)
              card.current?.focus()
            }
            return sent
          }}
          onClose={() => {
            setAnswering(false)
            card.current?.focus()
          }}
        />
      ) : (
        <div className={`no-print ${css.buttons}`}>
          {mayAnswer ? (
            <Button
              variant="default"
              size="compact-md"
              leftSection={<MessageSquareReply size={15} aria-hidden />}
              onClick={() => {
                show(thread.id)
                setAnswering(true)
              }}
            >
              {t('threads.answer')}
            </Button>
          ) : null}
          {thread.mayResolve ? (
            <Button
              variant="subtle"
              size="compact-md"
              loading={resolve.pending || reopen.pending}
              leftSection={resolved ? <RotateCcw size={15} aria-hidden /> : <Check size={15} aria-hidden />}
              onClick={() => void (resolved ? reopen : resolve).run({ thread: thread.id })}
            >
              {t(resolved ? 'threads.reopen' : 'threads.resolve')}
            </Button>
          ) : null}
        </div>
      )}
    </article>
  )
}

type QuotedProps = {
  readonly passage: ThreadPassage
  readonly place: Place | null
  readonly where: Where
  readonly onShow: () => void
}

/** The words a thread is about as they were, what became of them, and the way to where they stand. */
function Quoted({ passage, place, where, onShow }: QuotedProps) {
  const t = useWords()
  const state = place?.state ?? passage.place.state
  const { quote, language, version } = passage
  const words = (
    <span lang={language} className={css.quote}>
      {quote}
    </span>
  )
  return (
    <div className={css.about}>
      {state === 'gone' ? (
        <blockquote>{words}</blockquote>
      ) : (
        <button type="button" className={css.show} aria-label={t('threads.showOf', { quote })} onClick={onShow}>
          {words}
        </button>
      )}
      {state === 'here' ? null : (
        <p className={css.changed}>
          {t(state === 'gone' ? 'threads.gone' : 'threads.changed')}{' '}
          {version === null ? null : (
            <Link
              to="/sessions/$session/recommendations/$recommendation/versions/$number"
              params={{ session: where.session, recommendation: where.recommendation, number: String(version) }}
            >
              {t('threads.saidIn', { number: version })}
            </Link>
          )}
        </p>
      )}
    </div>
  )
}

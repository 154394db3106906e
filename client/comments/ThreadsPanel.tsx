import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import MessageSquarePlus from 'lucide-react/icons/message-square-plus'
import { useEffect, useMemo, useRef, useState } from 'react'
import { act, keyOf, useAct, whoseIs } from '../api.ts'
import { useWords } from '../language.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useFocusOn } from '../ui/useFocusOn.ts'
import { Loaded } from '../ui/Waiting.tsx'
import { type Beginning, useDiscussion } from './Discussion.tsx'
import { MentionsElsewhere } from './Mentions.tsx'
import { namesOf } from './names.ts'
import { type TextInSight, usePlaces } from './places.ts'
import { RemarkForm } from './RemarkForm.tsx'
import { Thread, type Where } from './Thread.tsx'
import css from './Threads.module.css'
import { type Discussed, inReadingOrder, type ThreadPassage, useThreads } from './threads.ts'

type Props = {
  readonly where: Where
  readonly inSight: TextInSight
  /** Brings a passage's language into sight. */
  readonly onLanguage: (language: ThreadPassage['language']) => void
}

/** The discussion of a live text: what is begun, open threads as one reads, those on words that are gone, and resolved ones folded away. */
export function ThreadsPanel(props: Props) {
  const t = useWords()
  const found = useThreads(props.where.recommendation)
  return (
    <section className={css.panel} aria-labelledby="threads-title">
      <SectionTitle
        id="threads-title"
        aside={
          found.data
            ? t('threads.open', { count: found.data.threads.filter(({ resolved }) => !resolved).length })
            : null
        }
      >
        {t('threads.title')}
      </SectionTitle>
      <Loaded from={found}>{(discussed) => <Threads discussed={discussed} {...props} />}</Loaded>
      <MentionsElsewhere session={props.where.session} here={props.where.recommendation} />
    </section>
  )
}

function Threads({ discussed, where, inSight, onLanguage }: Props & { readonly discussed: Discussed }) {
  const t = useWords()
  const { beginning, begin, shown, show } = useDiscussion()
  const [unfolded, setUnfolded] = useUnfolded(discussed, shown)
  const [panel, focusOn] = useFocusOn<HTMLDivElement>()
  const threads = usePlaces(discussed.threads, inSight)
  const fresh = useFresh(discussed, where)
  useNewerVersions(threads, where)
  const { people, mayOpen } = discussed
  const names = useMemo(
    () => namesOf([...people, ...discussed.threads.flatMap(({ remarks }) => remarks.map(({ author }) => author))]),
    [people, discussed],
  )
  const onShow = ({ language }: ThreadPassage, thread: string) => {
    onLanguage(language)
    show(thread)
    // The language that was chosen is drawn first.
    setTimeout(() => scrollToMark(thread), 150)
  }
  const card = (thread: (typeof threads)[number]) => (
    <Thread
      key={thread.id}
      thread={thread}
      place={thread.place}
      where={where}
      people={people}
      names={names}
      mayAnswer={mayOpen}
      fresh={fresh}
      onShow={onShow}
    />
  )
  const open = inReadingOrder(threads.filter(({ resolved }) => !resolved))
  const standing = open.filter(({ place }) => place?.state !== 'gone')
  const gone = open.filter(({ place }) => place?.state === 'gone')
  const resolved = inReadingOrder(threads.filter((one) => one.resolved))
  return (
    <div ref={panel} className={css.list}>
      {beginning ? (
        <NewThread
          key={typeof beginning.on === 'string' ? beginning.on : beginning.on.quote}
          beginning={beginning}
          discussed={discussed}
          where={where}
          onClose={(thread) => {
            begin(null)
            if (thread) show(thread, true)
            else focusOn('[data-begin]')
          }}
        />
      ) : mayOpen ? (
        <div className="no-print">
          <Button
            variant="default"
            size="compact-md"
            data-begin
            leftSection={<MessageSquarePlus size={16} aria-hidden />}
            onClick={() => begin({ on: 'whole' })}
          >
            {t('threads.newOnWhole')}
          </Button>
        </div>
      ) : null}
      {threads.length === 0 && !beginning ? (
        <EmptyState title={t('threads.none')}>{t(mayOpen ? 'threads.noneText' : 'threads.notInvited')}</EmptyState>
      ) : null}
      {standing.map(card)}
      {gone.length > 0 ? (
        <>
          <h3 className={css.part}>{t('threads.onGone')}</h3>
          {gone.map(card)}
        </>
      ) : null}
      {resolved.length > 0 ? (
        <details className={css.resolved} open={unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
          <summary>{t('threads.resolvedOnes', { count: resolved.length })}</summary>
          <div className={css.list}>{unfolded ? resolved.map(card) : null}</div>
        </details>
      ) : null}
      {discussed.mayInviteObservers || discussed.observersInvited ? (
        <Observers discussed={discussed} where={where} />
      ) : null}
    </div>
  )
}

type NewProps = {
  readonly beginning: Beginning
  readonly discussed: Discussed
  readonly where: Where
  /** With the thread that was opened; null: none. */
  readonly onClose: (thread: string | null) => void
}

function NewThread({ beginning, discussed, where, onClose }: NewProps) {
  const t = useWords()
  const [toObservers, setToObservers] = useState(discussed.looksOn)
  const open = useAct('comments', 'open-thread')
  const { on } = beginning
  if (on === 'too-long')
    return (
      <div className={css.thread} role="alert">
        <p>{t('threads.tooLong')}</p>
        <div className={css.buttons}>
          <Button variant="default" size="compact-md" onClick={() => onClose(null)}>
            {t('common.close')}
          </Button>
        </div>
      </div>
    )
  const passage = on === 'whole' ? null : on
  return (
    <div className={css.thread} data-shown>
      {passage ? (
        <blockquote className={css.quote} lang={passage.language}>
          {passage.quote}
        </blockquote>
      ) : (
        <p className={css.whole}>{t('threads.wholeText')}</p>
      )}
      <RemarkForm
        draft={`new ${where.recommendation} ${passage?.quote ?? ''}`}
        label={t('threads.wordsLabel')}
        verb={t('threads.send')}
        people={discussed.people}
        toObservers={toObservers}
        onToObservers={discussed.observersInvited && !discussed.looksOn ? setToObservers : undefined}
        doing={open}
        onSend={async (words) => {
          const opened = await open.run({ recommendation: where.recommendation, passage, words, toObservers })
          if (opened?.ok) onClose(opened.value.thread)
          return opened?.ok === true
        }}
        onClose={() => onClose(null)}
      />
    </div>
  )
}

/** Whether those who look on are invited, and for who may the switch. */
function Observers({ discussed, where }: { discussed: Discussed; where: Where }) {
  const t = useWords()
  const invite = useAct('comments', 'invite-observers')
  const { observersInvited, mayInviteObservers } = discussed
  return (
    <div className={css.invite}>
      {observersInvited ? <p className="quiet">{t('threads.observersInvited')}</p> : null}
      {mayInviteObservers ? (
        <Button
          variant="subtle"
          size="compact-md"
          loading={invite.pending}
          onClick={() => void invite.run({ recommendation: where.recommendation, on: !observersInvited })}
        >
          {t(observersInvited ? 'threads.uninviteObservers' : 'threads.inviteObservers')}
        </Button>
      ) : null}
      {invite.refusal ? <RefusalNote refusal={invite.refusal} /> : null}
    </div>
  )
}

/** Whether resolved threads are unfolded: when one of them is asked for; one that is resolved while it is shown goes to the others. */
function useUnfolded({ threads }: Discussed, shown: ReturnType<typeof useDiscussion>['shown']) {
  const isResolved = threads.some(({ id, resolved }) => resolved && id === shown.thread)
  const state = useState(isResolved)
  const [asked, setAsked] = useState(shown)
  if (asked !== shown) {
    setAsked(shown)
    if (isResolved) state[1](true)
  }
  return state
}

/** Remarks that mention the reader and were not shown before; being shown here they are noted as read. Source: RULES.md CM7. */
function useFresh(discussed: Discussed, { recommendation }: Where): ReadonlySet<string> {
  const queries = useQueryClient()
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const noted = useRef(new Set<string>())
  useEffect(() => {
    const note = () => {
      if (document.hidden) return
      const unread = discussed.threads
        .flatMap(({ remarks }) => remarks)
        .filter(({ id, unread }) => unread && !noted.current.has(id))
        .map(({ id }) => id)
        .slice(0, 100)
      if (unread.length === 0) return
      for (const id of unread) noted.current.add(id)
      setFresh((before) => new Set([...before, ...unread]))
      void act('comments', 'note-read', { recommendation, remarks: unread }, { as: whoseIs(queries) }).then(() => {
        void queries.invalidateQueries({ queryKey: keyOf('comments', 'mentions') })
        void queries.invalidateQueries({ queryKey: keyOf('comments', 'threads') })
      })
    }
    note()
    document.addEventListener('visibilitychange', note)
    return () => document.removeEventListener('visibilitychange', note)
  }, [discussed, recommendation, queries])
  return fresh
}

/** Asked again this long after a passage was changed on the page: by then the server has the change. */
const ASK_AGAIN_MS = 1_000

/** Where the text on the page says a passage no more and the server did, it is asked which version does. */
function useNewerVersions(threads: ReturnType<typeof usePlaces>, { recommendation }: Where): void {
  const queries = useQueryClient()
  const changed = threads
    .filter(({ passage, place }) => passage?.place.state === 'here' && place?.state !== 'here')
    .map(({ id }) => id)
    .join()
  useEffect(() => {
    if (changed === '') return
    const again = setTimeout(
      () => void queries.invalidateQueries({ queryKey: keyOf('comments', 'threads', { recommendation }) }),
      ASK_AGAIN_MS,
    )
    return () => clearTimeout(again)
  }, [changed, queries, recommendation])
}

function scrollToMark(thread: string): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  document
    .querySelector(`mark[data-thread="${thread}"]`)
    ?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' })
}

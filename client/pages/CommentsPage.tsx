import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import Download from 'lucide-react/icons/download'
import { useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { revisionName } from '../../shared/versions/circulation.ts'
import { useMe } from '../accounts/data.ts'
import { OwnActs } from '../comments/CommentCard.tsx'
import { CommentForm } from '../comments/CommentForm.tsx'
import { type CommentEntry, type Comments, useComments } from '../comments/data.ts'
import { Reply } from '../comments/Reply.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { byName } from '../ui/names.ts'
import { Page } from '../ui/Page.tsx'
import { PrintButton } from '../ui/PrintButton.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import { useFocusOn } from '../ui/useFocusOn.ts'
import { Loaded } from '../ui/Waiting.tsx'
import css from './CommentsPage.module.css'

type RowProps = { readonly comment: CommentEntry; readonly session: SessionDetail; readonly mayAnswer: boolean }

function Row({ comment, session, mayAnswer }: RowProps) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const inRecord = useRecordWords()
  const [changing, setChanging] = useState(false)
  const [row, focusOn] = useFocusOn<HTMLTableRowElement>()
  const done = () => {
    setChanging(false)
    focusOn('[data-change]')
  }
  const title = inRecord(comment.title)
  const label = (name: 'who' | 'text' | 'words' | 'proposed' | 'reply') => (
    <span className={css.label}>{t(`comments.columns.${name}`)}</span>
  )
  return (
    <tr ref={row}>
      <td className={css.who}>
        {label('who')}
        <strong>{inMine(comment.author.name)}</strong>
        <br />
        <span className="quiet">{formatDateTime(language, comment.changedAt ?? comment.at, session.timezone)}</span>
      </td>
      <td className={css.text}>
        {label('text')}
        <Link
          to="/sessions/$session/rev/$number"
          params={{ session: session.id, number: String(comment.revision) }}
          hash={comment.recommendation}
        >
          {comment.number === null ? '' : `${comment.number}. `}
          <span lang={title.lang}>{title.words}</span>
        </Link>
        <br />
        <span className="quiet">
          {t(`comments.kinds.${comment.kind}`)} · {revisionName(comment.revision)}
        </span>
      </td>
      {changing ? (
        <td colSpan={2}>
          <CommentForm about={null} comment={comment} onDone={done} />
        </td>
      ) : (
        <>
          <td>
            {label('words')}
            <div className={css.words} lang={comment.language}>
              {comment.words}
            </div>
            {comment.mayChange ? <OwnActs comment={comment} onChange={() => setChanging(true)} /> : null}
          </td>
          <td>
            {comment.proposed ? (
              <>
                {label('proposed')}
                <div className={css.words} lang={comment.language}>
                  {comment.proposed}
                </div>
              </>
            ) : null}
          </td>
        </>
      )}
      <td>
        {comment.reply || mayAnswer ? label('reply') : null}
        <Reply comment={comment} timezone={session.timezone} mayAnswer={mayAnswer} />
      </td>
    </tr>
  )
}

function Table({ listed, session, observer }: { listed: Comments; session: SessionDetail; observer: boolean }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const inRecord = useRecordWords()
  const [text, setText] = useState('')
  const [person, setPerson] = useState('')
  const [unanswered, setUnanswered] = useState(false)
  const { comments, open } = listed
  const texts = [...new Map(comments.map((each) => [each.recommendation, each])).values()].sort(
    (a, b) => (a.number ?? 0) - (b.number ?? 0),
  )
  const people = [...new Map(comments.map((each) => [each.author.account, each.author])).values()].sort(
    byName(language, (author) => author.name),
  )
  const shown = comments.filter(
    (each) =>
      (text === '' || each.recommendation === text) &&
      (person === '' || each.author.account === person) &&
      (!unanswered || each.reply === null),
  )
  const file = `/api/comments/file?session=${encodeURIComponent(session.id)}&language=${language}`
  const until = open
    ? t('comments.until', {
        revision: revisionName(open.revision),
        until: formatDateTime(language, open.until, session.timezone),
      })
    : t('comments.notTaken')
  return (
    <Page
      width="table"
      title={t('comments.title')}
      intro={`${t(observer ? 'comments.introOwn' : 'comments.intro')} ${until}`}
    >
      {comments.length === 0 ? (
        <EmptyState title={t('comments.none')}>{t('comments.noneText')}</EmptyState>
      ) : (
        <>
          <div className={`no-print ${css.filters}`}>
            <NativeSelect
              size="md"
              label={t('comments.filterText')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              data={[
                { value: '', label: t('comments.all') },
                ...texts.map((each) => ({
                  value: each.recommendation,
                  label: `${each.number ?? '¶'}. ${inRecord(each.title).words}`,
                })),
              ]}
            />
            {observer ? null : (
              <NativeSelect
                size="md"
                label={t('comments.filterPerson')}
                value={person}
                onChange={(event) => setPerson(event.currentTarget.value)}
                data={[
                  { value: '', label: t('comments.all') },
                  ...people.map((each) => ({ value: each.account, label: inMine(each.name) })),
                ]}
              />
            )}
            <Checkbox
              className={css.check}
              size="md"
              label={t('comments.unanswered')}
              checked={unanswered}
              onChange={(event) => setUnanswered(event.currentTarget.checked)}
            />
            <div className={css.buttons}>
              <Button
                variant="default"
                size="md"
                leftSection={<Download size={18} aria-hidden />}
                component="a"
                href={file}
                download
              >
                {t('comments.file')}
              </Button>
              <PrintButton>{t('comments.print')}</PrintButton>
            </div>
          </div>
          <p className="quiet" role="status">
            {t('comments.count', { count: shown.length })},{' '}
            {t('comments.waiting', { count: shown.filter(({ reply }) => reply === null).length })}
          </p>
          {shown.length === 0 ? <p>{t('comments.nothing')}</p> : null}
          {shown.length > 0 ? (
            <div className={`sheet ${css.frame}`}>
              <table className={css.table}>
                <thead>
                  <tr>
                    {(['who', 'text', 'words', 'proposed', 'reply'] as const).map((name) => (
                      <th key={name} scope="col">
                        {t(`comments.columns.${name}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {shown.map((comment) => (
                    <Row key={comment.id} comment={comment} session={session} mayAnswer={listed.mayAnswer} />
                  ))}
                </tbody>
              </table>
            </div>
          ) : null}
        </>
      )}
    </Page>
  )
}

/** Every written comment in one table, with the drafters' replies; who looks on sees the own ones. */
export function CommentsPage() {
  const { session: id } = useParams({ from: '/frame/discussion/sessions/$session/comments' })
  const session = useSession(id as SessionId)
  const comments = useComments(id as SessionId)
  const me = useMe().data
  return (
    <Loaded from={session}>
      {(found) => {
        const role = found.others.find((one) => one.account === me?.id)?.role
        const observer = role === 'observer' || role === 'guest' || role === 'addressee'
        return (
          <Loaded from={comments}>{(listed) => <Table listed={listed} session={found} observer={observer} />}</Loaded>
        )
      }}
    </Loaded>
  )
}

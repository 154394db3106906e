import { Button, Checkbox, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import Send from 'lucide-react/icons/send'
import { useRef, useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { revisionName } from '../../shared/versions/circulation.ts'
import { useAct } from '../api.ts'
import { ComparisonWords, useLanguage, useWords } from '../language.tsx'
import css from '../sessions/plan/Plan.module.css'
import { type Until, UntilFields } from '../sessions/plan/Until.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { byName } from '../ui/names.ts'
import { Loaded } from '../ui/Waiting.tsx'
import { type Revision, useRevisions } from './data.ts'

type Props = { readonly session: SessionId; readonly timezone: string }

/** Circulates the set as Rev.N, and shows for each revision who has opened it and what to send beside the link. */
export const Circulation = (props: Props) => (
  <ComparisonWords>
    <Revisions {...props} />
  </ComparisonWords>
)

function Revisions({ session, timezone }: Props) {
  const t = useWords()
  const revisions = useRevisions(session)
  const listed = revisions.data
  const [until, setUntil] = useState<Until>(null)
  const [toObservers, setToObservers] = useState(true)
  const [asking, setAsking] = useState(false)
  const circulate = useAct('versions', 'circulate')
  const revision = revisionName((listed?.revisions[0]?.number ?? 0) + 1)
  const confirm = async () => {
    const done = await circulate.run({ session, commentsUntil: until, toObservers })
    if (done?.ok) setAsking(false)
  }
  return (
    <div className={css.points}>
      <p className="quiet">{t('circulation.intro')}</p>
      <Loaded from={revisions}>
        {({ revisions: sent }) =>
          sent.length === 0 ? (
            <p className="quiet">{t('circulation.none')}</p>
          ) : (
            sent.map((each) => <Sent key={each.number} session={session} revision={each} timezone={timezone} />)
          )
        }
      </Loaded>
      {listed?.mayCirculate ? (
        <div className={css.adder}>
          <UntilFields
            label={t('circulation.commentsDate')}
            hint={t('circulation.commentsHint')}
            timezone={timezone}
            value={until}
            onChange={setUntil}
          />
          <Checkbox
            size="md"
            label={t('circulation.toObservers')}
            checked={toObservers}
            onChange={(event) => setToObservers(event.currentTarget.checked)}
          />
          <Button
            variant="filled"
            size="md"
            leftSection={<Send size={18} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t('circulation.circulate', { revision })}
          </Button>
        </div>
      ) : null}
      <ConfirmDialog
        opened={asking}
        title={t('circulation.confirmTitle', { revision })}
        effect={t('circulation.confirmEffect', { revision })}
        verb={t('circulation.circulate', { revision })}
        act={circulate}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      />
    </div>
  )
}

function Sent({ session, revision, timezone }: { session: SessionId; revision: Revision; timezone: string }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const name = revisionName(revision.number)
  const { readers, message } = revision
  const opened = readers.filter(({ openedAt }) => openedAt !== null).length
  const used = LANGUAGES.filter((each) => readers.some((reader) => reader.language === each))
  return (
    <article className={css.theirs}>
      <h3>
        {name} · {formatDateTime(language, revision.at, timezone)}
      </h3>
      <p>
        <Link to="/sessions/$session/rev/$number" params={{ session, number: String(revision.number) }}>
          {t('planning.circulated.read', { revision: name })}
        </Link>
        {readers.length > 0 ? ` · ${t('circulation.opened', { opened, count: readers.length })}` : null}
      </p>
      {message ? (
        <details className={css.members}>
          <summary>{t('circulation.messageTitle')}</summary>
          {(used.length > 0 ? used : LANGUAGES).map((each) => (
            <Message key={each} session={session} number={revision.number} language={each} words={message[each]} />
          ))}
        </details>
      ) : null}
      {readers.length > 0 ? (
        <details className={css.members}>
          <summary>{t('circulation.readers')}</summary>
          <ul className={css.rows}>
            {[...readers].sort(byName(language, (reader) => reader.name)).map((reader) => (
              <li key={reader.account}>
                <span className={css.grow}>{inMine(reader.name)}</span>
                <span className="quiet">
                  {reader.openedAt === null
                    ? t('circulation.notOpened')
                    : t('circulation.openedAt', { when: formatDateTime(language, reader.openedAt, timezone) })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </article>
  )
}

type MessageProps = {
  readonly session: string
  readonly number: number
  readonly language: Language
  readonly words: string
}

/** Words to send, with the address as this workspace is reached; copied with one press, also over plain http. */
function Message({ session, number, language, words }: MessageProps) {
  const t = useWords()
  const field = useRef<HTMLTextAreaElement>(null)
  const value = words.replace('{link}', `${window.location.origin}/sessions/${session}/rev/${number}`)
  return (
    <div className={css.group}>
      <Textarea
        ref={field}
        label={t('circulation.messageFor', { language: t(`common.languages.${language}`) })}
        lang={language}
        readOnly
        rows={6}
        value={value}
      />
      <div className={css.buttons}>
        <CopyButton field={field} label={t('circulation.copy')} />
      </div>
    </div>
  )
}

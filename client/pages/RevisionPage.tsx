import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { revisionName } from '../../shared/versions/circulation.ts'
import { useMe } from '../accounts/data.ts'
import { CheckCode } from '../adoption/CheckCode.tsx'
import { type Answer, act, useAsk } from '../api.ts'
import { TextComments } from '../comments/TextComments.tsx'
import { ComparisonWords, useLanguage, useWords } from '../language.tsx'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Hash } from '../ui/Hash.tsx'
import { Page } from '../ui/Page.tsx'
import { PrintButton } from '../ui/PrintButton.tsx'
import { ReadLanguage } from '../ui/ReadLanguage.tsx'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import { ToolRow } from '../ui/ToolRow.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { DraftStamp } from '../versions/DraftStamp.tsx'
import { useRevisions } from '../versions/data.ts'
import css from './RevisionPage.module.css'

type Revision = Answer<'versions', 'revision'>
type Text = Revision['texts'][number]

/** One text of a revision in one language, as it was cut, with the comments on it. */
function RevisionText({
  text,
  lang,
  session,
  number,
}: {
  text: Text
  lang: Language
  session: SessionDetail
  number: number
}) {
  const t = useWords()
  const title = text.plain.title[lang].trim()
  const hasText = text.plain.text[lang].trim() !== ''
  return (
    <section className={css.text} id={text.recommendation} aria-labelledby={`${text.recommendation}-title`}>
      <p className={css.kind}>{t(`recommendations.kinds.${text.kind}`)}</p>
      <h2 className={css.title} id={`${text.recommendation}-title`} lang={lang}>
        {text.number === null ? null : <span>{text.number}.</span>}
        <span>{title || t('circulation.noText')}</span>
      </h2>
      {hasText ? (
        <div className="record-text">
          <RecordBlocks blocks={text.parts.text[lang]} lang={lang} />
        </div>
      ) : title ? (
        <p className="quiet">{t('circulation.noText')}</p>
      ) : null}
      {(['rationale', 'indicator'] as const).map((part) =>
        text.plain[part][lang].trim() ? (
          <div key={part} className={css.part}>
            <h3>{t(`recommendations.parts.${part}`)}</h3>
            <RecordBlocks blocks={text.parts[part][lang]} lang={lang} />
          </div>
        ) : null,
      )}
      <p className={css.foot}>
        <span>
          {t('versions.version', { number: text.versionNumber })} <Hash hash={text.hash} />
        </span>
        <Link
          className="no-print"
          to="/sessions/$session/recommendations/$recommendation"
          params={{ session: session.id, recommendation: text.recommendation }}
        >
          {t('circulation.liveText')}
        </Link>
      </p>
      <CheckCode hash={text.hash} />
      <div className="no-print">
        <TextComments
          session={session.id}
          recommendation={text.recommendation}
          timezone={session.timezone}
          revision={number}
        />
      </div>
    </section>
  )
}

function Shown({ revision, session }: { revision: Revision; session: SessionDetail }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const me = useMe().data
  const [chosen, setChosen] = useState<Language | null>(null)
  const lang = chosen ?? language
  const name = revisionName(revision.number)
  const account = me?.id
  const when = formatDateTime(language, revision.at, session.timezone)
  useEffect(() => {
    // That somebody has it open is told once; a page that cannot say so is read all the same.
    if (account) void act('versions', 'note-opened', { session: session.id, number: revision.number }, { as: account })
  }, [account, session.id, revision.number])
  return (
    <Page width="text" title={`${name} · ${inMine(session.title)}`}>
      <DraftStamp version={name} when={when} />
      <div className={css.about}>
        <p>{t('circulation.cutAt', { when })}</p>
        {revision.commentsUntil === null ? null : (
          <p>
            {t('comments.until', {
              revision: name,
              until: formatDateTime(language, revision.commentsUntil, session.timezone),
            })}{' '}
            <Link className="no-print" to="/sessions/$session/comments" params={{ session: session.id }}>
              {t('comments.toTable')}
            </Link>
          </p>
        )}
      </div>
      <WhatChanged revision={revision} session={session} />
      <ToolRow>
        <ReadLanguage value={lang} onChoose={setChosen} />
        <PrintButton>{t('circulation.print')}</PrintButton>
      </ToolRow>
      {revision.texts.length === 0 ? <EmptyState title={t('circulation.nothingForYou')} /> : null}
      {revision.texts.length > 1 ? (
        <nav className={`sheet ${css.contents}`} aria-labelledby="contents-title">
          <h2 id="contents-title">{t('circulation.contents')}</h2>
          <ol>
            {revision.texts.map((text) => (
              <li key={text.recommendation} lang={lang}>
                <a href={`#${text.recommendation}`}>
                  <span className="tabular">{text.number ?? '¶'}</span>
                  <span>{text.plain.title[lang].trim() || t(`recommendations.kinds.${text.kind}`)}</span>
                </a>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      {revision.texts.length > 0 ? (
        <div className={`sheet ${css.paper}`}>
          {revision.texts.map((text) => (
            <RevisionText
              key={text.recommendation}
              text={text}
              lang={lang}
              session={session}
              number={revision.number}
            />
          ))}
        </div>
      ) : null}
    </Page>
  )
}

/** The ways to what changed in the whole set: since the revision before, and since this one. */
function WhatChanged({ revision, session }: { revision: Revision; session: SessionDetail }) {
  const t = useWords()
  const listed = useRevisions(session.id).data
  const before = listed?.revisions.find(({ number }) => number < revision.number)
  const between = (before: number, after: string) => ({ session: session.id, before: String(before), after })
  return (
    <p className={`no-print ${css.ways}`}>
      {before ? (
        <Link to="/sessions/$session/revisions/$before/$after" params={between(before.number, String(revision.number))}>
          {t('changes.since', { revision: revisionName(before.number) })}
        </Link>
      ) : null}
      {listed?.mayReadPresent ? (
        <Link to="/sessions/$session/revisions/$before/$after" params={between(revision.number, 'now')}>
          {t('changes.toNow')}
        </Link>
      ) : null}
    </p>
  )
}

/** A circulated revision to read, print and comment on: the texts as they were cut. */
export const RevisionPage = () => (
  <ComparisonWords>
    <Revised />
  </ComparisonWords>
)

function Revised() {
  const { session: id, number } = useParams({ from: '/frame/discussion/sessions/$session/rev/$number' })
  const session = useSession(id as SessionId)
  const revision = useAsk('versions', 'revision', { session: id as SessionId, number: Number(number) })
  return (
    <Loaded from={revision}>
      {(loaded) => <Loaded from={session}>{(found) => <Shown revision={loaded} session={found} />}</Loaded>}
    </Loaded>
  )
}

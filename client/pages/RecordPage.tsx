import { Button, TextInput } from '@mantine/core'
import Search from 'lucide-react/icons/search'
import ShieldAlert from 'lucide-react/icons/shield-alert'
import ShieldCheck from 'lucide-react/icons/shield-check'
import { useState } from 'react'
import { plainLetters } from '../../shared/text/plain-letters.ts'
import { useLanguage, useWords } from '../language.tsx'
import { type RecordEntry, useEntries } from '../record/data.ts'
import { EntryRow, useActName } from '../record/EntryRow.tsx'
import { useSubjects } from '../record/subjects.ts'
import { TakeOut, VerifierLink } from '../record/TakeOut.tsx'
import { type Verdict, verify } from '../record/verify.ts'
import { useCurrentSession, useSession } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Hash } from '../ui/Hash.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './RecordPage.module.css'

function Verified({ verdict }: { verdict: Verdict }) {
  const t = useWords()
  return (
    <Notice
      tone={verdict.whole ? 'adopted' : 'rejected'}
      role="status"
      icon={verdict.whole ? <ShieldCheck size={20} aria-hidden /> : <ShieldAlert size={20} aria-hidden />}
    >
      <strong>
        {verdict.whole
          ? t('recordBook.verified', { count: verdict.count, from: verdict.from, to: verdict.to })
          : t('recordBook.broken', { number: verdict.number })}
      </strong>
    </Notice>
  )
}

/** What an entry is searched by, in the reader's language. */
function useHaystack(aboutOf: (entry: RecordEntry) => string | null) {
  const { inMine } = useLanguage()
  const nameOf = useActName()
  return (entry: RecordEntry) =>
    plainLetters(
      [
        entry.number,
        nameOf(entry.act),
        entry.act,
        entry.byName ? inMine(entry.byName) : '',
        entry.subject,
        aboutOf(entry) ?? '',
        entry.hash,
      ].join(' '),
    )
}

/** The record book: every binding act as an entry, newest first, checked in the browser. */
export function RecordPage() {
  const t = useWords()
  const entries = useEntries()
  const current = useCurrentSession()
  const session = useSession(current)
  const aboutOf = useSubjects(current)
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [sought, setSought] = useState('')
  const haystack = useHaystack(aboutOf)
  const timezone = session.data?.timezone ?? 'UTC'
  return (
    <Page title={t('record.title')} intro={t('recordBook.intro')}>
      <VerifierLink />
      <Loaded from={{ data: entries.data, error: entries.error, refetch: entries.refetch }}>
        {({ entries: all, head }) => {
          const shown = sought.trim()
            ? all.filter((entry) => haystack(entry).includes(plainLetters(sought.trim())))
            : all
          return all.length === 0 ? (
            <EmptyState title={t('recordBook.empty')}>{t('recordBook.emptyText')}</EmptyState>
          ) : (
            <>
              <div className={css.check}>
                <Button
                  variant="filled"
                  size="lg"
                  leftSection={<ShieldCheck size={20} aria-hidden />}
                  onClick={() => setVerdict(verify(all))}
                >
                  {t('recordBook.verify')}
                </Button>
                <span className="quiet">{t('recordBook.verifyHint')}</span>
                {head ? (
                  <span className={css.head}>
                    {t('recordBook.head')}: {t('recordBook.entry', { number: head.number })} <Hash hash={head.hash} />
                  </span>
                ) : null}
              </div>
              {verdict ? <Verified verdict={verdict} /> : null}
              <TextInput
                label={t('recordBook.filter')}
                size="md"
                leftSection={<Search size={17} aria-hidden />}
                value={sought}
                onChange={(event) => setSought(event.currentTarget.value)}
              />
              {shown.length === 0 ? <p className="quiet">{t('recordBook.nothing')}</p> : null}
              <ol className={`sheet ${css.entries}`}>
                {shown.map((entry) => (
                  <EntryRow
                    key={entry.number}
                    entry={entry}
                    timezone={timezone}
                    about={aboutOf(entry)}
                    broken={verdict !== null && !verdict.whole && verdict.number === entry.number}
                  />
                ))}
              </ol>
              {entries.hasNextPage ? (
                <Button
                  variant="default"
                  size="md"
                  loading={entries.isFetchingNextPage}
                  onClick={() => void entries.fetchNextPage()}
                >
                  {t('recordBook.older')}
                </Button>
              ) : null}
            </>
          )
        }}
      </Loaded>
      <TakeOut />
    </Page>
  )
}

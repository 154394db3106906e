import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { formatDateTime } from '../../shared/messages/format.ts'
import { type Answer, ask, keyOf, type Refused } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { TakeOut } from '../record/TakeOut.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './SignInLogPage.module.css'

type Log = Answer<'accounts', 'sign-in-log'>

const PAGE = 200

function useLog() {
  return useInfiniteQuery<Log, Refused, Log | undefined, readonly unknown[], number>({
    queryKey: keyOf('accounts', 'sign-in-log'),
    queryFn: ({ pageParam }) => ask('accounts', 'sign-in-log', { skip: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.entries.length < PAGE ? undefined : all.length * PAGE),
    // A line that came meanwhile moves the others on: each is shown once.
    select: ({ pages: [newest, ...older] }) =>
      newest && {
        ...newest,
        entries: [
          ...new Map([newest, ...older].flatMap(({ entries }) => entries).map((line) => [line.id, line])).values(),
        ],
      },
  })
}

/** Who signed in, out, or failed to; for the secretariat, the administrator and auditors. */
export function SignInLogPage() {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const log = useLog()
  const columns = ['at', 'name', 'event', 'way', 'device'] as const
  return (
    <Page title={t('accounts.log.title')} intro={t('accounts.log.intro')}>
      <Loaded from={log}>
        {({ entries: lines, counts }) =>
          lines.length === 0 ? (
            <EmptyState title={t('accounts.log.empty')}>{t('accounts.log.emptyText')}</EmptyState>
          ) : (
            <>
              <p>
                {t('audit.counts', {
                  signedIn: counts['signed-in'],
                  signedOut: counts['signed-out'],
                  failed: counts.failed,
                  ended: counts.ended,
                })}
              </p>
              <TakeOut withLog />
              <div className="sheet">
                <table className={css.table}>
                  <thead>
                    <tr>
                      {columns.map((column) => (
                        <th key={column} scope="col">
                          {t(`accounts.log.columns.${column}`)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {lines.map((line) => (
                      <tr key={line.id}>
                        <td className="tabular">{formatDateTime(language, line.at, 'UTC')}</td>
                        <td>{line.name ? inMine(line.name) : t('accounts.log.nobody')}</td>
                        <td data-failed={line.event === 'failed' || undefined}>
                          {t(`accounts.log.events.${line.event}`)}
                        </td>
                        <td>{t(`accounts.log.ways.${line.way}`)}</td>
                        <td>{line.device || t('accounts.log.unknownDevice')}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              {log.hasNextPage ? (
                <Button
                  variant="default"
                  size="md"
                  loading={log.isFetchingNextPage}
                  onClick={() => void log.fetchNextPage()}
                >
                  {t('accounts.log.older')}
                </Button>
              ) : null}
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

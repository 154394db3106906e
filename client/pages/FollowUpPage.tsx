import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import Download from 'lucide-react/icons/download'
import Mail from 'lucide-react/icons/mail'
import { useState } from 'react'
import { barsOf, isLate, isWanted, type Wanted } from '../../shared/follow-up/matrix.ts'
import type { AddresseeId, SessionId, ThemeId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { type FollowUpRow, type FollowUpTable, useFollowUp } from '../follow-up/data.ts'
import { EarlierTables } from '../follow-up/EarlierTables.tsx'
import { FINDINGS_IN_ORDER } from '../follow-up/Marks.tsx'
import { Matrix } from '../follow-up/Matrix.tsx'
import { foundParts, Overview, PartsBar } from '../follow-up/Overview.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { useSession } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './FollowUpPage.module.css'

const EVERYTHING: Wanted = { addressee: null, theme: null, status: null, late: null }

/** Reminds all that are late; only where somebody is, and by who keeps the follow-up. */
function Remind({ session, rows }: { session: SessionId; rows: readonly FollowUpRow[] }) {
  const t = useWords()
  const remind = useAct('follow-up', 'remind')
  const [said, setSaid] = useState<{ mailed: number; withoutAddress: number } | null>(null)
  const silent = new Set(rows.filter(({ clock }) => clock === 'overdue').map(({ addressee }) => addressee)).size
  if (silent === 0) return null
  const press = async () => {
    const done = await remind.run({ session })
    if (done?.ok) setSaid(done.value)
  }
  return (
    <>
      <Button
        size="md"
        leftSection={<Mail size={18} aria-hidden />}
        loading={remind.pending}
        onClick={() => void press()}
      >
        {t('followUp.overview.remind', { count: silent })}
      </Button>
      {remind.refusal ? <RefusalNote refusal={remind.refusal} /> : null}
      <p role="status" className={said ? 'quiet' : 'visually-hidden'}>
        {said ? t('followUp.overview.reminded', { count: said.mailed, without: said.withoutAddress }) : null}
      </p>
    </>
  )
}

type FilterProps = {
  readonly table: FollowUpTable
  readonly wanted: Wanted
  readonly onChange: (wanted: Wanted) => void
}

function Filters({ table, wanted, onChange }: FilterProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { rows, addressees, themes, today } = table
  const late = rows.filter((row) => isLate(row, today)).length
  const silent = rows.filter(({ clock }) => clock === 'overdue').length
  const all = { value: '', label: t('followUp.all') }
  return (
    <div className={`no-print ${css.filters}`}>
      <SegmentedControl
        aria-label={t('followUp.filters')}
        size="sm"
        value={wanted.late ?? 'all'}
        onChange={(value) => onChange({ ...wanted, late: value === 'late' || value === 'no-answer' ? value : null })}
        data={[
          { value: 'all', label: t('followUp.overview.tabs.all') },
          { value: 'late', label: t('followUp.overview.tabs.late', { count: late }) },
          { value: 'no-answer', label: t('followUp.overview.tabs.noAnswer', { count: silent }) },
        ]}
      />
      <NativeSelect
        label={t('followUp.addressee')}
        value={wanted.addressee ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...wanted, addressee: (value || null) as AddresseeId | null })
        }
        data={[all, ...addressees.map(({ id, name }) => ({ value: id, label: inMine(name) }))]}
      />
      <NativeSelect
        label={t('followUp.theme')}
        value={wanted.theme ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ...wanted, theme: (value || null) as ThemeId | null })}
        data={[all, ...themes.map(({ id, label }) => ({ value: id, label: inMine(label) }))]}
      />
      <NativeSelect
        label={t('followUp.status')}
        value={wanted.status ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...wanted, status: FINDINGS_IN_ORDER.find((one) => one === value) ?? null })
        }
        data={[all, ...FINDINGS_IN_ORDER.map((value) => ({ value, label: t(`followUp.statuses.${value}`) }))]}
      />
    </div>
  )
}

/** How many rows have which assessment, for each addressee and each theme. */
function Charts({ table, rows }: { table: FollowUpTable; rows: readonly FollowUpRow[] }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { addressees, themes, today } = table
  const charts = [
    {
      title: t('followUp.charts.byAddressee'),
      bars: barsOf(rows, ({ addressee }) => [addressee], today).map((bar) => ({
        ...bar,
        name: addressees.filter(({ id }) => id === bar.key).map(({ name }) => inMine(name))[0] ?? '',
        of: rows.filter(({ addressee }) => addressee === bar.key),
      })),
    },
    {
      title: t('followUp.charts.byTheme'),
      bars: barsOf(rows, (row) => row.themes as readonly ThemeId[], today).map((bar) => ({
        ...bar,
        name: themes.filter(({ id }) => id === bar.key).map(({ label }) => inMine(label))[0] ?? '',
        of: rows.filter((row) => row.themes.some((id) => id === bar.key)),
      })),
    },
  ]
  return (
    <div className={css.charts}>
      {charts.map(({ title, bars }) => (
        <section key={title} className={`sheet ${css.chart}`}>
          <h2>{title}</h2>
          {bars.map((bar) => (
            <div key={bar.key} className={css.bar}>
              <p>
                <strong>{bar.name}</strong>{' '}
                {bar.late > 0 ? (
                  <span className={css.late}>{t('followUp.charts.lateToo', { count: bar.late })}</span>
                ) : null}
              </p>
              <PartsBar parts={foundParts(bar.of)} />
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}

function Files({ session }: { session: SessionId }) {
  const t = useWords()
  const { language } = useLanguage()
  return (
    <p className={`no-print ${css.files}`}>
      <Download size={16} aria-hidden /> {t('followUp.export')}:{' '}
      {['xlsx', 'csv', 'json'].map((format) => (
        <a
          key={format}
          href={`/api/follow-up/table-file?${new URLSearchParams({ session, format, language })}`}
          download
        >
          {format.toUpperCase()}
        </a>
      ))}
    </p>
  )
}

function Shown({ session, table }: { session: SessionId; table: FollowUpTable }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [wanted, setWanted] = useState(EVERYTHING)
  const shown = table.rows.filter((row) => isWanted(row, wanted, table.today))
  return (
    <>
      {table.takesUp.map((earlier) => (
        <p key={earlier.session}>
          {t('followUp.takesUp', { session: inMine(earlier.title) })}{' '}
          <Link to="/sessions/$session/follow-up" params={{ session: earlier.session }}>
            {t('followUp.openTable')}
          </Link>
        </p>
      ))}
      {table.may.keep ? <EarlierTables session={session} /> : null}
      {table.rows.length === 0 ? (
        <EmptyState title={t('followUp.none')} />
      ) : (
        <>
          <Overview rows={table.rows} today={table.today}>
            {table.may.keep ? <Remind session={session} rows={table.rows} /> : null}
          </Overview>
          <Filters table={table} wanted={wanted} onChange={setWanted} />
          <p className={css.count} role="status">
            {shown.length === 0
              ? t('followUp.nothingShown')
              : `${t('followUp.shown', { count: shown.length, total: table.rows.length })}. ${t('followUp.overview.cells')}.`}
          </p>
          {shown.length > 0 ? (
            <>
              <Matrix session={session} rows={shown} addressees={table.addressees} today={table.today} />
              <Charts table={table} rows={shown} />
            </>
          ) : null}
          <Files session={session} />
        </>
      )}
    </>
  )
}

/** What became of a session's adopted recommendations: the sentence first, then two bars, then the table. */
export function FollowUpPage() {
  const t = useWords()
  const { inMine } = useLanguage()
  const { session: id } = useParams({ from: '/frame/follow-up/sessions/$session/follow-up' })
  const session = useSession(id as SessionId)
  const table = useFollowUp(id as SessionId)
  return (
    <Page
      title={t('followUp.title')}
      width="table"
      above={
        <p className={css.above}>
          {session.data ? (
            <Link to="/sessions/$session" params={{ session: id }}>
              {inMine(session.data.title)}
            </Link>
          ) : null}
          {table.data?.may.keep ? (
            <Link to="/sessions/$session/follow-up/desk" params={{ session: id }}>
              {t('followUp.toDesk')}
            </Link>
          ) : null}
        </p>
      }
    >
      <Loaded from={table}>{(loaded) => <Shown session={id as SessionId} table={loaded} />}</Loaded>
    </Page>
  )
}

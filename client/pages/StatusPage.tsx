import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import ShieldCheck from 'lucide-react/icons/shield-check'
import { Fragment, type ReactNode } from 'react'
import { formatDate, formatDateTime } from '../../shared/messages/format.ts'
import { type Answer, ask, keyOf, type Refused, useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Hash } from '../ui/Hash.tsx'
import { Page } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './StatusPage.module.css'

type Status = Answer<'status', 'now'>
type Row = { readonly name: string; readonly value: ReactNode; readonly warns?: boolean }

/** While verify runs its end is looked for so often. */
const LOOK_EVERY_MS = 2_000
/** From when on a certificate is to be renewed, and a disk to be cleared. */
const SOON_DAYS = 14
const LOW_SHARE = 0.1

function Part({ title, rows, children }: { title: string; rows: readonly Row[]; children?: ReactNode }) {
  return (
    <section className="sheet">
      <h2 className={css.title}>{title}</h2>
      <dl className={css.rows}>
        {rows.map(({ name, value, warns }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd data-warns={warns || undefined}>{value}</dd>
          </Fragment>
        ))}
      </dl>
      {children}
    </section>
  )
}

/** Gigabytes with one digit behind the point; less than one as megabytes. */
function useBytes() {
  const { language } = useLanguage()
  return (bytes: number) => {
    const [amount, unit] = bytes >= 1e9 ? [bytes / 1e9, 'GB'] : [bytes / 1e6, 'MB']
    const said = amount.toFixed(1)
    return `${language === 'en' ? said : said.replace('.', ',')}\u00a0${unit}`
  }
}

/** The server's own time: who keeps it may be in another zone. */
function useMoment() {
  const { language } = useLanguage()
  return (instant: number) => `${formatDateTime(language, instant, 'UTC')}\u00a0UTC`
}

function Verify({ verify }: { verify: Status['verify'] }) {
  const t = useWords()
  const at = useMoment()
  const begin = useAct('status', 'verify')
  const { last, running } = verify
  const rows: Row[] = last
    ? [
        { name: t('status.verifyAt'), value: at(last.at) },
        {
          name: t('status.verifyResult'),
          value: last.findings === 0 ? t('status.verifyGood') : t('status.verifyBad', { count: last.findings }),
          warns: last.findings > 0,
        },
        {
          name: t('status.verifyHead'),
          value: (
            <>
              {last.head.number} <Hash hash={last.head.hash} />
            </>
          ),
        },
      ]
    : [{ name: t('status.verifyAt'), value: t('status.verifyNever') }]
  return (
    <Part title={t('status.verify')} rows={rows}>
      <div className={css.act}>
        <Button
          variant="default"
          size="md"
          loading={running || begin.pending}
          leftSection={<ShieldCheck size={18} aria-hidden />}
          onClick={() => void begin.run({})}
        >
          {t('status.verifyNow')}
        </Button>
        <p role="status" className="quiet">
          {running ? t('status.verifyRunning') : ''}
        </p>
      </div>
      {begin.refusal ? <RefusalNote refusal={begin.refusal} /> : null}
    </Part>
  )
}

type Moment = ReturnType<typeof useMoment>

function diskRow(t: ReturnType<typeof useWords>, backup: Status['backup'], at: Moment): Row {
  const name = t('status.secondDisk')
  if (!backup) return { name, value: t('status.noBackup'), warns: true }
  if (!backup.behind) {
    const { caughtUp } = backup
    const again = caughtUp && t('status.backupAgain', { since: at(caughtUp.since), until: at(caughtUp.until) })
    return { name, value: again ?? t('status.backupGood') }
  }
  const { since, reason } = backup.behind
  const values = { time: at(since), reason: t(`status.behind.${reason}`) }
  return { name, value: t('status.backupBehind', values), warns: reason !== 'copying' }
}

function Backup({ status: { store, backup, files } }: { status: Status }) {
  const t = useWords()
  const at = useMoment()
  const bytes = useBytes()
  const { last, brokenOff, daysWithout } = files
  const late = daysWithout === null ? '' : `. ${t('status.files.late', { count: daysWithout })}`
  const made = last && t('status.files.made', { time: at(last.at), file: last.file, size: bytes(last.bytes) })
  return (
    <Part
      title={t('status.backup')}
      rows={[
        ...(store.kind === 'sqlite' ? [diskRow(t, backup, at)] : []),
        {
          name: t('status.files.last'),
          value: `${made ?? t('status.files.none')}${late}`,
          warns: daysWithout !== null,
        },
        ...(last
          ? [
              {
                name: t('status.files.checked'),
                value: (
                  <>
                    {t('status.files.upTo', { number: last.head.number })} <Hash hash={last.head.hash} />
                  </>
                ),
              },
            ]
          : []),
        ...(brokenOff === null
          ? []
          : [
              {
                name: t('status.files.brokenOff'),
                value: t('status.files.brokenOffAt', { time: at(brokenOff) }),
                warns: true,
              },
            ]),
      ]}
    />
  )
}

function Standing({ status }: { status: Status }) {
  const t = useWords()
  const { language } = useLanguage()
  const bytes = useBytes()
  const at = useMoment()
  const { store, disk, certificate } = status
  const days = (count: number) => t('status.days', { count })
  return (
    <>
      <Part
        title={t('status.server')}
        rows={[
          { name: t('status.version'), value: status.version },
          { name: t('status.running'), value: at(status.started) },
          {
            name: t('status.people'),
            value: t('status.texts', { texts: status.texts, connections: status.connections }),
          },
        ]}
      />
      <Part
        title={t('status.store')}
        rows={[
          { name: t('status.kind'), value: t(`status.${store.kind}`) },
          {
            name: t('status.writing'),
            value: t(store.takesWrites ? 'status.writes' : 'status.noWrites'),
            warns: !store.takesWrites,
          },
          ...(store.size === null ? [] : [{ name: t('status.size'), value: bytes(store.size) }]),
          { name: t('status.form'), value: store.form },
          ...(disk
            ? [
                {
                  name: t('status.disk'),
                  value: `${t('status.diskFree', { free: bytes(disk.free), size: bytes(disk.size) })}${disk.free < disk.size * LOW_SHARE ? `. ${t('status.diskLow')}` : ''}`,
                  warns: disk.free < disk.size * LOW_SHARE,
                },
              ]
            : []),
        ]}
      />
      <Backup status={status} />
      <Verify verify={status.verify} />
      <Part
        title={t('status.reach')}
        rows={[
          { name: t('status.line'), value: t(`status.${status.line}`), warns: status.line === 'insecure' },
          ...(status.address ? [{ name: t('status.address'), value: status.address }] : []),
          ...(certificate
            ? [
                { name: t('status.names'), value: certificate.names.join(', ') },
                {
                  name: t('status.until'),
                  value: `${formatDate(language, certificate.until)}, ${days(certificate.days)}${certificate.days < SOON_DAYS ? `. ${t('status.soon')}` : ''}`,
                  warns: certificate.days < SOON_DAYS,
                },
                ...(certificate.authorityDays === null
                  ? []
                  : [{ name: t('status.authority'), value: days(certificate.authorityDays) }]),
              ]
            : []),
        ]}
      />
      <Part
        title={t('status.servers')}
        rows={[
          {
            name: t('status.onStore'),
            value: status.servers === null ? t('status.alone') : t('status.several', { count: status.servers }),
          },
          {
            name: 'Redis',
            value: t(status.redis === null ? 'status.redisNone' : status.redis ? 'status.redisOn' : 'status.redisOff'),
            warns: status.redis === false,
          },
        ]}
      />
    </>
  )
}

/** How the server stands, for the secretariat and the administrator. Source: RULES.md WA4. */
export function StatusPage() {
  const t = useWords()
  const status = useQuery<Status, Refused>({
    queryKey: keyOf('status', 'now', {}),
    queryFn: () => ask('status', 'now', {}),
    refetchInterval: ({ state }) => (state.data?.verify.running ? LOOK_EVERY_MS : false),
  })
  return (
    <Page title={t('status.title')} intro={t('status.intro')} width="text">
      <Loaded from={status}>{(now) => <Standing status={now} />}</Loaded>
    </Page>
  )
}

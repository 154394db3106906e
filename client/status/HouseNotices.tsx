import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import Archive from 'lucide-react/icons/archive'
import HardDrive from 'lucide-react/icons/hard-drive'
import History from 'lucide-react/icons/history'
import { useEffect, useState } from 'react'
import { formatDateTime, formatTime } from '../../shared/messages/format.ts'
import { shortHash } from '../../shared/short-hash.ts'
import { type Answer, useAct, useAsk } from '../api.ts'
import { deviceZone } from '../clock.tsx'
import { OfficeWords, useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { RowButton } from '../ui/RowButton.tsx'
import css from './HouseNotices.module.css'

type Notices = Answer<'status', 'notices'>

function SecondDisk({ behind, caughtUp }: Pick<Notices, 'behind' | 'caughtUp'>) {
  const t = useWords()
  const [read, setRead] = useState(0)
  const at = (instant: number) => formatTime(instant, deviceZone())
  if (behind)
    return (
      <p className={css.notice} data-loud={behind.reason !== 'copying' || undefined} role="alert" data-second-disk>
        <HardDrive size="1.25em" aria-hidden />
        <span>{t(`status.second.${behind.reason}`, { time: at(behind.since) })}</span>
      </p>
    )
  if (!caughtUp || caughtUp.until === read) return null
  return (
    <div className={css.notice} role="status" data-second-disk>
      <HardDrive size="1.25em" aria-hidden />
      <span>{t('status.second.again', { since: at(caughtUp.since), until: at(caughtUp.until) })}</span>
      <RowButton onPress={() => setRead(caughtUp.until)}>{t('common.close')}</RowButton>
    </div>
  )
}

function Restored({ restored }: { restored: NonNullable<Notices['restored']> }) {
  const t = useWords()
  const { language } = useLanguage()
  const queries = useQueryClient()
  const acknowledge = useAct('status', 'acknowledge-restore')
  const { at, head, known, missing } = restored
  const named = ({ number, hash }: typeof head) => `${number}:${shortHash(hash)}`
  const done = () => acknowledge.run({ at }).then(() => queries.invalidateQueries({ queryKey: ['status', 'notices'] }))
  return (
    <div className={css.notice} data-loud={missing > 0 || undefined} role="alert" data-restored>
      <History size="1.25em" aria-hidden />
      <span>
        {t('status.restored.title', { time: formatDateTime(language, at, deviceZone()) })}{' '}
        {missing > 0 ? t('status.restored.older', { count: missing }) : t('status.restored.compare')}{' '}
        {t('status.restored.heads', { known: named(known), head: named(head) })}
      </span>
      <RowButton busy={acknowledge.pending} onPress={() => void done()}>
        {t('status.restored.acknowledge')}
      </RowButton>
      {acknowledge.refusal ? <RefusalNote refusal={acknowledge.refusal} /> : null}
    </div>
  )
}

function NoBackup({ days }: { days: number }) {
  const t = useWords()
  return (
    <p className={css.notice} data-loud role="status" data-no-backup>
      <Archive size="1.25em" aria-hidden />
      <span>{t('status.files.notice', { count: days })}</span>
    </p>
  )
}

/**
 * What who keeps the house must know wherever they are: the second disk has not everything, the store was restored, or there was no
 * backup for long. News tell of it;
 * who has no session hears no news, and asks with each page. Source: RULES.md RB17, RB18, WA8.
 */
export function HouseNotices({ hearsNews }: { hearsNews: boolean }) {
  const queries = useQueryClient()
  const { pathname } = useLocation()
  const { data } = useAsk('status', 'notices', {})
  useEffect(() => {
    if (!hearsNews && pathname) void queries.invalidateQueries({ queryKey: ['status', 'notices'] })
  }, [hearsNews, pathname, queries])
  if (!data || !(data.behind || data.caughtUp || data.restored || data.daysWithout !== null)) return null
  return (
    <OfficeWords>
      <div className="no-print">
        <SecondDisk behind={data.behind} caughtUp={data.caughtUp} />
        {data.restored ? <Restored restored={data.restored} /> : null}
        {data.daysWithout === null ? null : <NoBackup days={data.daysWithout} />}
      </div>
    </OfficeWords>
  )
}

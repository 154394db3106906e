import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { formatTime } from '../../shared/messages/format.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { useSignIns } from './data.ts'
import css from './NewSignIn.module.css'

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** A newer sign-in of the same person, on another device: was it you? Source: RULES.md AC25. */
export function NewSignIn() {
  const t = useWords()
  const { data } = useSignIns()
  const end = useAct('accounts', 'end-sign-in')
  const [known, setKnown] = useState<readonly string[]>([])
  const [ended, setEnded] = useState(false)
  const mine = data?.signIns.find((one) => one.mine)
  const newer = data?.signIns.find((one) => mine && one.since > mine.since && !known.includes(one.id))
  const know = (id: string) => setKnown((before) => [...before, id])
  if (!newer && !ended) return null
  return (
    <div className={css.notice} role="status">
      {newer ? (
        <>
          <span>
            {t('people.notice.text', {
              device: newer.device || t('accounts.log.unknownDevice'),
              time: formatTime(newer.since, zone()),
            })}
          </span>
          <button type="button" onClick={() => know(newer.id)}>
            {t('people.notice.mine')}
          </button>
          <button
            type="button"
            aria-disabled={end.pending || undefined}
            onClick={() => void end.run({ id: newer.id }).then((done) => setEnded(done?.ok ?? false))}
          >
            {t('people.notice.end')}
          </button>
        </>
      ) : (
        <>
          <Link to="/account" onClick={() => setEnded(false)}>
            {t('people.notice.ended')}
          </Link>
          <button type="button" onClick={() => setEnded(false)}>
            {t('common.close')}
          </button>
        </>
      )}
    </div>
  )
}

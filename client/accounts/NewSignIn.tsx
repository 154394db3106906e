import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { formatTime } from '../../shared/messages/format.ts'
import { useAct } from '../api.ts'
import { deviceZone } from '../clock.tsx'
import { useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { RowButton } from '../ui/RowButton.tsx'
import { useSignIns } from './data.ts'
import css from './NewSignIn.module.css'

/** Which of the newer sign-ins this browser's person has called their own; kept as long as the tab. */
const KNOWN = 'kenes-known-sign-ins'
const readKnown = (): readonly string[] => {
  try {
    return JSON.parse(sessionStorage.getItem(KNOWN) ?? '[]')
  } catch {
    return []
  }
}
const keepKnown = (ids: readonly string[]): readonly string[] => {
  try {
    sessionStorage.setItem(KNOWN, JSON.stringify(ids))
  } catch {
    // Without storage the question comes again with the next page.
  }
  return ids
}

/** A newer sign-in of the same person, on another device: was it you? Source: RULES.md AC25. */
export function NewSignIn() {
  const t = useWords()
  const { data } = useSignIns()
  const end = useAct('accounts', 'end-sign-in')
  const [known, setKnown] = useState(readKnown)
  const [ended, setEnded] = useState(false)
  const mine = data?.signIns.find((one) => one.mine)
  const newer = data?.signIns.find((one) => mine && one.since > mine.since && !known.includes(one.id))
  const know = (id: string) => setKnown((before) => keepKnown([...before, id]))
  if (!newer && !ended) return null
  return (
    <div className={`no-print ${css.notice}`} role="status">
      {newer ? (
        <>
          <span>
            {t('people.notice.text', {
              device: newer.device || t('accounts.log.unknownDevice'),
              time: formatTime(newer.since, deviceZone()),
            })}
          </span>
          <RowButton onPress={() => know(newer.id)}>{t('people.notice.mine')}</RowButton>
          <RowButton
            busy={end.pending}
            onPress={() => void end.run({ id: newer.id }).then((done) => setEnded(done?.ok ?? false))}
          >
            {t('people.notice.end')}
          </RowButton>
          {end.refusal ? <RefusalNote refusal={end.refusal} /> : null}
        </>
      ) : (
        <>
          <Link to="/account" onClick={() => setEnded(false)}>
            {t('people.notice.ended')}
          </Link>
          <RowButton onPress={() => setEnded(false)}>{t('common.close')}</RowButton>
        </>
      )}
    </div>
  )
}

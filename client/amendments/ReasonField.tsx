import { SegmentedControl, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { MOST_REASON } from '../../shared/amendments/model.ts'
import { isLanguage, LANGUAGES, type Language, type Localised } from '../../shared/language.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './AmendmentSide.module.css'
import type { AmendmentDetail } from './data.ts'

/** A pause in the writing after which the reason is kept. */
const PAUSE_MS = 1_000

/** Why, in each language; kept by itself as one writes. */
export function ReasonField({ amendment }: { amendment: AmendmentDetail }) {
  const t = useWords()
  const [language, setLanguage] = useState<Language>(amendment.language)
  const { run, refusal } = useAct('amendments', 'arrange')
  const [written, setWritten] = useState<Localised | null>(null)
  const [isKept, setKept] = useState(false)
  const reason = written ?? amendment.reason
  const due = useRef<{ timer: ReturnType<typeof setTimeout>; reason: Localised } | null>(null)
  const keep = async () => {
    if (!due.current) return
    clearTimeout(due.current.timer)
    const { reason } = due.current
    due.current = null
    const done = await run({ amendment: amendment.id, reason })
    if (!done?.ok || due.current) return
    setWritten(null)
    setKept(true)
  }
  const keepNow = useRef(keep)
  keepNow.current = keep
  const write = (words: string) => {
    const next = { ...reason, [language]: words }
    setWritten(next)
    setKept(false)
    clearTimeout(due.current?.timer)
    due.current = { timer: setTimeout(() => void keepNow.current(), PAUSE_MS), reason: next }
  }
  // What was written in the last moment before the page is left is kept too.
  useEffect(() => () => void keepNow.current(), [])
  return (
    <section className={css.part} aria-labelledby="reason-title">
      <h2 id="reason-title">{t('amendments.page.reason')}</h2>
      <SegmentedControl
        size="sm"
        aria-label={t('recommendations.textLanguages')}
        value={language}
        onChange={(value) => isLanguage(value) && setLanguage(value)}
        data={LANGUAGES.map((each) => ({ value: each, label: t(`recommendations.ownNames.${each}`) }))}
      />
      <Textarea
        aria-label={t('amendments.page.reasonIn', { language: t(`common.languages.${language}`) })}
        lang={language}
        size="md"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={MOST_REASON}
        value={reason[language]}
        onChange={(event) => write(event.currentTarget.value)}
        onBlur={() => void keep()}
      />
      <p className={css.hint} role="status">
        {isKept ? t('amendments.page.savedReason') : t('amendments.page.reasonHint')}
      </p>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </section>
  )
}

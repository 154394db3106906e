import { Button, NativeSelect, SegmentedControl, Textarea } from '@mantine/core'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { AccountId, RecommendationId } from '../../shared/ids.ts'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { useAct, useAsk } from '../api.ts'
import { useFloor } from '../floor/data.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { keyed } from '../ui/keyed.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import css from './FloorDialog.module.css'

type Props = {
  readonly session: SessionDetail
  /** What is amended; null: a new recommendation. */
  readonly recommendation: RecommendationId | null
  readonly source: Language
  /** Words that were marked in the text before. */
  readonly quote?: { readonly language: Language; readonly words: string }
  readonly onClose: () => void
}

/**
 * The secretary types what is moved in the hall: mover, the words it is about, the new ones. Three presses beside typing: this dialog,
 * the mover where somebody else has the floor, and the table. Source: RULES.md AM25.
 */
export function FloorDialog({ session, recommendation, source, quote, onClose }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const heading = useId()
  const act = useAct('amendments', 'from-floor')
  const speaking = useFloor(session.id)?.floor.speaking ?? null
  const movers = useMovers(session)
  const [mover, setMover] = useState<AccountId | null>(null)
  const [language, setLanguage] = useState<Language>(quote?.language ?? source)
  const [from, setFrom] = useState(quote?.words ?? '')
  const [to, setTo] = useState('')
  const [tabled, setTabled] = useState<number | null>(null)
  const usual = movers.find(({ value }) => value === speaking?.account)?.value ?? movers[0]?.value
  const chosen = mover ?? usual ?? null
  const table = async () => {
    if (!chosen) return
    const isNew = recommendation === null
    const kind = isNew ? 'new-recommendation' : from.trim() === '' ? 'add' : to.trim() === '' ? 'delete' : 'replace'
    const done = await act.run({
      session: session.id,
      recommendation,
      kind,
      language,
      mover: chosen,
      changes: [{ part: 'text', language, from: isNew ? '' : from, to }],
    })
    if (!done?.ok) return
    setTabled(done.value.number)
    setFrom('')
    setTo('')
  }
  return (
    <Sheet opened labelledBy={heading} onClose={onClose} className={css.dialog}>
      <h2 id={heading}>{t('amendmentsDesk.floor.title')}</h2>
      {tabled !== null ? (
        <p role="status" className={css.done}>
          {t('amendmentsDesk.floor.tabled', { number: tabled })}
        </p>
      ) : null}
      <div className={css.row}>
        <NativeSelect
          label={t('amendmentsDesk.floor.mover')}
          description={speaking ? t('amendmentsDesk.floor.speaking', { name: inMine(speaking.name) }) : undefined}
          size="md"
          value={chosen ?? ''}
          onChange={(event) => setMover(event.currentTarget.value as AccountId)}
          data={movers}
        />
        <SegmentedControl
          aria-label={t('amendmentsDesk.floor.language')}
          value={language}
          onChange={(value) => isLanguage(value) && setLanguage(value)}
          data={LANGUAGES.map((each) => ({ value: each, label: t(`common.languages.${each}`) }))}
        />
      </div>
      {recommendation ? (
        <Textarea
          label={t('amendmentsDesk.floor.quote')}
          description={t('amendmentsDesk.floor.quoteHint')}
          lang={language}
          size="md"
          autosize
          minRows={1}
          maxRows={5}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
      ) : null}
      <Textarea
        label={t('amendmentsDesk.floor.words')}
        description={from.trim() ? t('amendmentsDesk.floor.wordsHint') : undefined}
        lang={language}
        size="md"
        autosize
        minRows={2}
        maxRows={10}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        data-autofocus
      />
      {recommendation ? <Present recommendation={recommendation} language={language} onMark={setFrom} /> : null}
      {act.refusal ? <RefusalNote refusal={act.refusal} /> : null}
      <div className={css.buttons}>
        <Button variant="default" size="md" onClick={onClose}>
          {t('common.close')}
        </Button>
        <Button variant="filled" size="md" loading={act.pending} onClick={() => void table()}>
          {t('amendmentsDesk.floor.table')}
        </Button>
      </div>
    </Sheet>
  )
}

/** Who may move an amendment here, by name. */
function useMovers(session: SessionDetail) {
  const { language, inMine } = useLanguage()
  return useMemo(
    () =>
      [...new Map(session.seats.map(({ account, name }) => [account, inMine(name)])).entries()]
        .sort(([, a], [, b]) => a.localeCompare(b, language))
        .map(([value, label]) => ({ value: value as AccountId, label })),
    [session, language, inMine],
  )
}

type PresentProps = {
  readonly recommendation: RecommendationId
  readonly language: Language
  readonly onMark: (words: string) => void
}

/** The present text, in which words are marked to be amended. */
function Present({ recommendation, language, onMark }: PresentProps) {
  const t = useWords()
  const text = useAsk('recommendations', 'text', { id: recommendation }).data
  const place = useRef<HTMLDivElement>(null)
  const words = text ? plainText(text.parts.text[language] as Parameters<typeof plainText>[0]) : ''
  useEffect(() => {
    const mark = () => {
      const selection = document.getSelection()
      if (!selection || selection.isCollapsed || !place.current?.contains(selection.anchorNode)) return
      const marked = selection.toString().trim()
      if (words.includes(marked)) onMark(marked)
    }
    document.addEventListener('selectionchange', mark)
    return () => document.removeEventListener('selectionchange', mark)
  }, [words, onMark])
  return (
    <section className={css.present} aria-label={t('amendmentsDesk.floor.present')}>
      <p className="quiet">{t('amendmentsDesk.floor.present')}</p>
      <div ref={place} lang={language} className={css.words}>
        {keyed(words.split('\n')).map(({ key, value }) => (
          <p key={key}>{value}</p>
        ))}
      </div>
    </section>
  )
}

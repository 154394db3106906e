import { Button, Checkbox, CloseButton, NativeSelect, SegmentedControl, Textarea } from '@mantine/core'
import { useId, useState } from 'react'
import type { AccountId, AmendmentId, RecommendationId } from '../../shared/ids.ts'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { useAct, useSaid } from '../api.ts'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { useScreensShow } from './data.ts'
import css from './FloorDialog.module.css'
import { FloorTabled } from './FloorTabled.tsx'
import { FLOOR_KINDS, type FloorKind, floorChanges, missingIn } from './floor-words.ts'
import { MoverField } from './MoverField.tsx'
import { NOTHING_QUOTED, PresentText, placeIn, type Quoted, QuoteField, usePlaces } from './QuoteField.tsx'

export type FloorText = { readonly id: RecommendationId; readonly sourceLanguage: Language }
type Props = {
  readonly session: SessionDetail
  /** What is amended; null: a new recommendation. */
  readonly text: FloorText | null
  /** Words that were marked in the text before. */
  readonly quote?: { readonly language: Language; readonly quoted: Quoted } | undefined
  readonly onClose: () => void
}

/**
 * The secretary types what is moved in the hall: mover, the words it is about, the new ones. Three presses beside typing: this dialog,
 * the mover, the table. What else belongs to it follows later. Source: RULES.md AM25.
 */
export function FloorDialog({ session, text, quote, onClose }: Props) {
  const t = useWords()
  const heading = useId()
  const said = useSaid()
  const act = useAct('amendments', 'from-floor', said)
  const show = useAct('screens', 'show', said)
  const mayShow = useScreensShow(session.id)
  const [mover, setMover] = useState<AccountId | null>(null)
  const [language, setLanguage] = useState<Language>(quote?.language ?? text?.sourceLanguage ?? 'ru')
  const [kind, setKind] = useState<FloorKind>(text ? 'words' : 'new-recommendation')
  const [quoted, setQuoted] = useState<Quoted>(quote?.quoted ?? NOTHING_QUOTED)
  const [to, setTo] = useState('')
  const [title, setTitle] = useState('')
  const [shows, setShows] = useState(true)
  const [tabled, setTabled] = useState<AmendmentId | null>(null)
  const [isTried, setTried] = useState(false)
  const found = usePlaces(text?.id ?? null, language, quoted)
  const at = found ? placeIn(found.places, quoted) : null
  const spoken = { kind, language, quoted: quoted.words, at, to, title }
  const missing = missingIn(mover, spoken)
  const table = async () => {
    setTried(true)
    if (missing || !mover) return
    const done = await act.run({
      session: session.id,
      recommendation: text?.id ?? null,
      language,
      mover,
      ...floorChanges(spoken),
    })
    if (!done?.ok) return
    const { amendment } = done.value
    if (mayShow && shows) await show.run({ session: session.id, shown: 'amendment', amendment })
    setTabled(amendment)
  }
  const again = () => {
    setTabled(null)
    setTried(false)
    setMover(null)
    setQuoted(NOTHING_QUOTED)
    setTo('')
    setTitle('')
  }
  return (
    <Sheet opened labelledBy={heading} onClose={onClose} className={css.dialog}>
      <div className={css.head}>
        <h2 id={heading}>{t(text ? 'amendmentsDesk.floor.title' : 'amendmentsDesk.floor.newTitle')}</h2>
        <CloseButton size={44} aria-label={t('common.close')} onClick={onClose} />
      </div>
      {tabled ? (
        <FloorTabled amendment={tabled} refusal={said[0]} onAgain={again} onClose={onClose} />
      ) : (
        <>
          <MoverField session={session} value={mover} onChange={setMover} />
          <div className={css.row}>
            {text ? (
              <NativeSelect
                label={t('amendmentsDesk.floor.what')}
                size="md"
                value={kind}
                onChange={(event) => setKind(FLOOR_KINDS.find((each) => each === event.currentTarget.value) ?? 'words')}
                data={FLOOR_KINDS.map((each) => ({ value: each, label: t(`amendmentsDesk.floor.kinds.${each}`) }))}
              />
            ) : null}
            <SegmentedControl
              aria-label={t('amendmentsDesk.floor.language')}
              value={language}
              onChange={(value) => isLanguage(value) && setLanguage(value)}
              data={LANGUAGES.map((each) => ({ value: each, label: t(`common.languages.${each}`) }))}
            />
          </div>
          {kind === 'take-out' ? null : (
            <div className={css.two}>
              <div className={css.fields}>
                {text ? (
                  <QuoteField
                    recommendation={text.id}
                    language={language}
                    value={quoted}
                    hint={t(kind === 'words' ? 'amendmentsDesk.floor.quoteHint' : 'amendmentsDesk.floor.quoteKeep')}
                    onChange={setQuoted}
                  />
                ) : (
                  <Words
                    label={t('amendmentsDesk.floor.titleField')}
                    language={language}
                    value={title}
                    onChange={setTitle}
                  />
                )}
                {kind === 'separate-vote' ? null : (
                  <Words
                    label={t(text ? 'amendmentsDesk.floor.words' : 'amendmentsDesk.floor.text')}
                    hint={text && quoted.words.trim() ? t('amendmentsDesk.floor.wordsHint') : undefined}
                    language={language}
                    rows={3}
                    value={to}
                    onChange={setTo}
                  />
                )}
              </div>
              {text ? <PresentText recommendation={text.id} language={language} /> : null}
            </div>
          )}
          {mayShow ? (
            <Checkbox
              size="md"
              label={t('amendmentsDesk.floor.show')}
              checked={shows}
              onChange={(event) => setShows(event.currentTarget.checked)}
            />
          ) : null}
          <div className={css.buttons}>
            <div className={css.said}>
              {said[0] ? <RefusalNote refusal={said[0]} /> : null}
              <p className={css.effect} role="status">
                {t(isTried && missing ? `amendmentsDesk.floor.${missing}` : 'amendmentsDesk.floor.tableEffect')}
              </p>
            </div>
            <Button variant="default" size="md" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button variant="filled" size="md" loading={act.pending || show.pending} onClick={() => void table()}>
              {t('amendmentsDesk.floor.table')}
            </Button>
          </div>
        </>
      )}
    </Sheet>
  )
}

type WordsProps = {
  readonly label: string
  readonly hint?: string | undefined
  readonly language: Language
  readonly rows?: number
  readonly value: string
  readonly onChange: (value: string) => void
}

function Words({ label, hint, language, rows = 1, value, onChange }: WordsProps) {
  return (
    <Textarea
      label={label}
      description={hint}
      lang={language}
      size="md"
      autosize
      minRows={rows}
      maxRows={8}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

import { Button, SegmentedControl } from '@mantine/core'
import Lock from 'lucide-react/icons/lock'
import { useState } from 'react'
import type { VersionId } from '../../shared/ids.ts'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { behindAmended } from '../../shared/translations/behind.ts'
import { wordingOf } from '../../shared/translations/wording.ts'
import { type Answer, useAsk } from '../api.ts'
import { AmendmentWords, useLanguage, useWords } from '../language.tsx'
import { useCalled, useRecommendations } from '../recommendations/data.ts'
import { BehindSource } from '../translations/BehindSource.tsx'
import { Hash } from '../ui/Hash.tsx'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import { AmendmentChanges } from './AmendmentChanges.tsx'
import css from './VotedAmendment.module.css'

type Vote = Pick<Answer<'votes', 'vote'>, 'session' | 'question'>
type Voted = NonNullable<Vote['question']['amendment']>
type Props = {
  readonly session: Vote['session']
  readonly amendment: Voted
  /** The text that was put, for who votes: others are not told which language is behind. */
  readonly version: VersionId | null
}

/** What a vote on an amendment is about: what it changes, and on request the text as amended, whose hash is bound. Source: RULES.md AM31, AM37, LA21. */
export function VotedAmendment(props: Props) {
  return (
    <AmendmentWords>
      <Shown {...props} />
    </AmendmentWords>
  )
}

function Shown({ session, amendment, version }: Props) {
  const t = useWords()
  const [isWhole, setWhole] = useState(false)
  const { changes, amended, hash, kind, whole } = amendment
  return (
    <div className={css.voted}>
      <MovedBy amendment={amendment} />
      <section className={css.box} aria-label={t('amendmentsDesk.sheet.title')}>
        <div className={css.head}>
          <Lock size={16} aria-hidden />
          <span className={css.words}>
            {t(isWhole ? 'amendmentsDesk.sheet.asAmended' : 'amendmentsDesk.sheet.title')}
          </span>
          <Hash hash={hash} />
        </div>
        <div className={css.body}>
          {whole ? (
            <WholeEffect session={session} amendment={amendment} />
          ) : isWhole && amended ? (
            <Amended parts={amended} changed={changes.map((change) => change.language)} version={version} />
          ) : (
            <AmendmentChanges changes={changes} brief />
          )}
          {amended && !whole ? (
            <Button variant="subtle" size="compact-md" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
              {t(isWhole ? 'amendmentsDesk.sheet.hide' : 'amendmentsDesk.sheet.asAmended')}
            </Button>
          ) : null}
        </div>
      </section>
      {kind === 'separate-vote' ? <p className={css.keep}>{t('amendmentsDesk.sheet.keep')}</p> : null}
    </div>
  )
}

function MovedBy({ amendment: { mover, sponsors, reason } }: Pick<Props, 'amendment'>) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { words, lang } = useRecordWords()(reason)
  return (
    <p className={css.mover}>
      {t('amendmentsDesk.movedBy', { names: [mover.name, ...sponsors].map(inMine).join(', ') })}
      {words ? (
        <>
          : <span lang={lang}>{words}</span>
        </>
      ) : null}
    </p>
  )
}

/** It takes the recommendation out, or to another place. */
function WholeEffect({ session, amendment: { kind, after } }: Omit<Props, 'version'>) {
  const t = useWords()
  const called = useCalled()
  const set = useRecommendations(session).data?.recommendations ?? []
  const behind = set.find(({ id }) => id === after)
  if (kind === 'delete') return <p>{t('amendmentsDesk.takesOut')}</p>
  return <p>{behind ? t('amendmentsDesk.moves', { what: called(behind) }) : t('amendmentsDesk.movesFirst')}</p>
}

type AmendedProps = {
  readonly parts: NonNullable<Voted['amended']>
  readonly changed: readonly Language[]
  readonly version: Props['version']
}

/** The whole text as it would be, in the reader's language where that is changed, else where it is; the others a press away. */
function Amended({ parts, changed, version }: AmendedProps) {
  const t = useWords()
  const { language } = useLanguage()
  const [chosen, setChosen] = useState<Language>(changed.includes(language) ? language : (changed[0] ?? language))
  const there = LANGUAGES.filter((each) => parts.text[each].some(({ content }) => content.length > 0))
  const shown = there.find((each) => each === chosen) ?? there[0] ?? chosen
  const standing = useAsk('translations', 'behind', version ? { version } : null).data
  const behind = standing && behindAmended(standing, wordingOf(parts, standing.source), { shown, changed })
  return (
    <>
      {behind ? <BehindSource source={behind.source} now={behind.now} language={shown} before={behind.before} /> : null}
      <p className={css.title} lang={shown}>
        {parts.title[shown].flatMap(({ content }) => content.map(({ text }) => text)).join(' ')}
      </p>
      <div className="record-text">
        <RecordBlocks blocks={parts.text[shown]} lang={shown} />
      </div>
      {there.length > 1 ? (
        <SegmentedControl
          aria-label={t('adoption.languages')}
          size="sm"
          value={shown}
          onChange={(value) => isLanguage(value) && setChosen(value)}
          data={there.map((each) => ({ value: each, label: t(`common.languages.${each}`) }))}
        />
      ) : null}
    </>
  )
}

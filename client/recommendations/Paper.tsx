import { Button } from '@mantine/core'
import Columns2 from 'lucide-react/icons/columns-2'
import FileText from 'lucide-react/icons/file-text'
import { type ReactNode, useState } from 'react'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import type { Authors } from '../editor/authors.ts'
import { CommentTool } from '../editor/CommentTool.tsx'
import { KazakhLetters } from '../editor/KazakhLetters.tsx'
import { SideBySide, TextColumn } from '../editor/PartsView.tsx'
import { Toolbar } from '../editor/Toolbar.tsx'
import { useWords } from '../language.tsx'
import type { RoomView } from '../live/view.ts'
import { Hash } from '../ui/Hash.tsx'
import { StateBadge, shownState } from '../ui/StateBadge.tsx'
import type { VersionDetail } from '../versions/data.ts'
import { type RecommendationSummary, useCalled } from './data.ts'
import { inTabOrder, LanguageName, LanguageTabs } from './LanguageTabs.tsx'
import css from './Paper.module.css'
import { useDraw, type Writing } from './useDraw.tsx'

type Props = {
  readonly recommendation: RecommendationSummary
  readonly view: RoomView | null
  /** The frozen version; where it is, it is shown instead of the live text. */
  readonly version: VersionDetail | null
  readonly language: Language
  /** Whose the words are, where that is shown. */
  readonly authors: Authors
  readonly sideBySide: boolean
  readonly onLanguage: (language: Language) => void
  /** The language beside the first one; null: as is usual. */
  readonly second: Language | null
  readonly onSecond: (language: Language) => void
  readonly onSideBySide: (sideBySide: boolean) => void
  /** What is said of the languages in sight, under them where two stand beside each other, else over the one. */
  readonly about?: ReactNode
  /** What belongs to the recommendation and is in no language: fields. */
  readonly children: ReactNode
}

/** The sheet with the words of a recommendation: written in while drafting, fixed afterwards, in one language or two. */
export function Paper(props: Props) {
  const { recommendation, view, version, language, authors, sideBySide, second, about, children } = props
  const { onLanguage, onSideBySide, onSecond } = props
  const t = useWords()
  const called = useCalled()
  const [writing, setWriting] = useState<Writing | null>(null)
  const draw = useDraw({ view, version, authors, onWriting: setWriting })
  const editor = writing && !writing.editor.isDestroyed ? writing.editor : null
  const editable = version === null && view?.editable === true
  const withGrounds = recommendation.kind !== 'preamble'
  const states = recommendation.languages
  const tools = (
    <span className={css.tools}>
      {editable ? <Toolbar editor={editor} part={writing?.part ?? null} /> : null}
      <CommentTool doc={view?.doc ?? null} />
    </span>
  )
  const toggle = (
    <Button
      variant="subtle"
      size="compact-md"
      className={css.toggle}
      leftSection={sideBySide ? <FileText size={17} aria-hidden /> : <Columns2 size={17} aria-hidden />}
      onClick={() => onSideBySide(!sideBySide)}
    >
      {t(sideBySide ? 'recommendations.oneLanguage' : 'recommendations.sideBySide')}
    </Button>
  )
  const badge = (
    <div className={css.badge}>
      <StateBadge state={shownState(recommendation)} />
      <span className={css.kind}>{called(recommendation)}</span>
      {version ? (
        <span className={css.kind}>
          {t('versions.version', { number: version.number })} · <Hash hash={version.hash} />
        </span>
      ) : null}
    </div>
  )
  const letters = editable && writing?.language === 'kk' ? <KazakhLetters editor={editor} /> : null

  if (sideBySide) {
    const other = besideOf(language, second, recommendation.sourceLanguage)
    return (
      <>
        <div className={css.pairHead}>
          {badge}
          <span className={css.grow} />
          {tools}
          {toggle}
        </div>
        <SideBySide
          first={language}
          second={other}
          heads={{
            first: (
              <LanguageChoice
                label={t('recommendations.textLanguages')}
                chosen={language}
                states={states}
                onChoose={onLanguage}
              />
            ),
            second: (
              <LanguageChoice
                label={t('recommendations.second')}
                chosen={other}
                states={states}
                without={language}
                onChoose={onSecond}
              />
            ),
          }}
          parts={withGrounds ? ['title', 'text', 'rationale', 'indicator'] : ['title', 'text']}
          draw={draw}
        />
        {about}
        <div className={css.below}>{children}</div>
        {letters}
      </>
    )
  }
  return (
    <article className={css.paper}>
      <div className={css.top}>
        {badge}
        {tools}
      </div>
      <div className={css.title}>{draw('title', language)}</div>
      <LanguageTabs
        states={states}
        source={recommendation.sourceLanguage}
        chosen={language}
        onChoose={onLanguage}
        end={toggle}
      >
        {about}
        <TextColumn language={language} draw={draw} withGrounds={withGrounds} />
      </LanguageTabs>
      {children}
      {letters}
    </article>
  )
}

/** The chosen one stands beside a language; else beside the source Kazakh, beside anything else the source. */
export function besideOf(language: Language, second: Language | null, source: Language): Language {
  if (second !== null && second !== language) return second
  return language !== source ? source : (LANGUAGES.find((each) => each !== source) ?? source)
}

type ChoiceProps = {
  readonly label: string
  readonly chosen: Language
  readonly states: RecommendationSummary['languages']
  readonly without?: Language
  readonly onChoose: (language: Language) => void
}

function LanguageChoice({ label, chosen, states, without, onChoose }: ChoiceProps) {
  const t = useWords()
  return (
    <span className={css.choice}>
      <LanguageName language={chosen} state={states[chosen]} />
      <select
        aria-label={label}
        value={chosen}
        onChange={(event) => isLanguage(event.target.value) && onChoose(event.target.value)}
      >
        {inTabOrder(chosen)
          .filter((each) => each !== without)
          .map((each) => (
            <option key={each} value={each} lang={each}>
              {t(`recommendations.ownNames.${each}`)}
            </option>
          ))}
      </select>
    </span>
  )
}

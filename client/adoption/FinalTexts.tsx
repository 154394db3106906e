import Lock from 'lucide-react/icons/lock'
import Pencil from 'lucide-react/icons/pencil'
import { type ReactNode, useMemo, useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { type Block, PARTS, type Part, plainText } from '../../shared/text/canonical.ts'
import { differenceOf, sameBlocks } from '../../shared/text/difference.ts'
import type { Me } from '../accounts/data.ts'
import type { DrawPart } from '../editor/PartsView.tsx'
import { Toolbar } from '../editor/Toolbar.tsx'
import { useWords } from '../language.tsx'
import { useRoom } from '../live/useRoom.ts'
import { Notices } from '../recommendations/RoomParts.tsx'
import { useDraw, type Writing } from '../recommendations/useDraw.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import { Difference } from '../versions/Difference.tsx'
import css from './Final.module.css'
import { FinalChanges } from './FinalChanges.tsx'
import type { FinalDetail, Round } from './final-data.ts'

type Texts = NonNullable<FinalDetail['texts']>
type Props = {
  readonly recommendation: RecommendationId
  readonly detail: FinalDetail
  readonly me: Me
  readonly session: SessionDetail
  readonly round: Round
  readonly texts: Texts
  /** The languages that are shown, one under the other, so that they can be aligned. */
  readonly languages: readonly Language[]
}

/** What was adopted, and beside it the copy: a live text while the secretariat works on it, its words with what was changed afterwards. Source: RULES.md AD20–AD23. */
export function FinalTexts({ recommendation, detail, me, session, round, texts, languages }: Props) {
  const t = useWords()
  const entered = useRoom(me.id, round.textId)
  const [writing, setWriting] = useState<Writing | null>(null)
  const isFixed = round.stage !== 'drafting'
  const write = useDraw({ view: entered?.view ?? null, version: null, authors: null, onWriting: setWriting })
  const draw: DrawPart = (part, language) =>
    isFixed ? (
      <Changed before={texts.base[part][language]} after={texts.final[part][language]} language={language} />
    ) : (
      write(part, language)
    )
  const editor = writing && !writing.editor.isDestroyed ? writing.editor : null
  const open = detail.changes.filter((change) => change.class === null).length
  return (
    <div className={`sheet ${css.paper}`}>
      {entered && !isFixed ? (
        <Notices room={entered.room} view={entered.view} session={session} version={null} />
      ) : null}
      <div className={css.heads}>
        <h2 className={css.head}>
          <Lock size={16} aria-hidden /> {t(round.round > 0 ? 'final.toPublished' : 'final.toAdopted')}
          <span className={css.aside}> {t('final.unchanged')}</span>
        </h2>
        <h2 className={css.head} data-second>
          <Pencil size={16} aria-hidden /> {t('final.title')}
          <span className={css.aside} role="status">
            {' '}
            {detail.changes.length === 0
              ? t('final.changes.none')
              : open > 0
                ? t('final.changes.open', { count: open })
                : t('final.changes.allClassed')}
          </span>
        </h2>
      </div>
      {entered?.view.editable && !isFixed ? <Toolbar editor={editor} part={writing?.part ?? null} /> : null}
      {LANGUAGES.filter((language) => languages.includes(language)).map((language) => (
        <InLanguage key={language} language={language} texts={texts} draw={draw} corrects={round.round > 0}>
          <FinalChanges
            recommendation={recommendation}
            changes={detail.changes.filter((change) => change.language === language)}
            corrects={round.round > 0}
            mayClass={detail.may.draft}
          />
        </InLanguage>
      ))}
    </div>
  )
}

type InLanguageProps = {
  readonly corrects: boolean
  readonly language: Language
  readonly texts: Texts
  readonly draw: DrawPart
  readonly children: ReactNode
}

/** One language: title and text always, the grounds where they were changed or when they are asked for. */
function InLanguage({ language, texts, draw, corrects, children }: InLanguageProps) {
  const t = useWords()
  const isChanged = (part: Part) => !sameBlocks(texts.base[part][language], texts.final[part][language])
  const grounds = (['rationale', 'indicator'] as const).some(isChanged)
  const [asked, setAsked] = useState(false)
  const hasGrounds = (['rationale', 'indicator'] as const).some(
    (part) => plainText(texts.base[part][language]).trim() !== '',
  )
  const shown = PARTS.filter((part) => part === 'title' || part === 'text' || grounds || asked)
  const name = t(`common.languages.${language}`)
  return (
    <section className={css.inLanguage} aria-label={name}>
      {shown.map((part) => {
        const label = part === 'title' ? name : t(`recommendations.parts.${part}`)
        return (
          <div key={part} className={css.pair} data-part-of={part}>
            <div className={css.cell}>
              <h3 className={css.label}>
                {label}
                <span className={css.whose}>{t(corrects ? 'final.toPublished' : 'final.toAdopted')}</span>
              </h3>
              <RecordBlocks blocks={texts.base[part][language]} lang={language} />
            </div>
            <div className={css.cell} data-second>
              <div className={css.label} aria-hidden>
                {label}
                <span className={css.whose}>{t('final.title')}</span>
              </div>
              {draw(part, language)}
            </div>
          </div>
        )
      })}
      {children}
      {hasGrounds && !grounds ? (
        <button type="button" className={css.more} aria-expanded={asked} onClick={() => setAsked(!asked)}>
          {t(asked ? 'final.hideGrounds' : 'final.showGrounds')}
        </button>
      ) : null}
    </section>
  )
}

/** Words that stand, with what was changed in them. */
function Changed({
  before,
  after,
  language,
}: {
  before: readonly Block[]
  after: readonly Block[]
  language: Language
}) {
  const found = useMemo(() => differenceOf(before, after, language), [before, after, language])
  return <Difference difference={found} lang={language} />
}

import type { Language } from '../../shared/language.ts'
import type { ParagraphDifference } from '../../shared/text/difference.ts'
import { useLanguage, useWords } from '../language.tsx'
import { keyed } from '../ui/keyed.ts'
import { Difference } from '../versions/Difference.tsx'
import css from './AmendmentChanges.module.css'
import { briefly } from './briefly.ts'
import type { Changes } from './data.ts'

/** As the server says it, or as this device found it. */
type Paragraph = ParagraphDifference | Changes[number]['paragraphs'][number]
type Changed = Pick<Changes[number], 'part' | 'language'> & { readonly paragraphs: readonly Paragraph[] }

type Props = {
  readonly changes: readonly Changed[]
  /** One of them alone; all, each under its name, where none is given. */
  readonly language?: Language | undefined
  /** Present text and text as amended beside each other, instead of both in one. */
  readonly sideBySide?: boolean
  /** Only what is round the changes: a list is looked through, not read. */
  readonly brief?: boolean
}

/** What an amendment changes, drawn as the compare page draws it: words added, deleted and moved in their paragraphs. */
export function AmendmentChanges({ changes, language, sideBySide = false, brief = false }: Props) {
  const t = useWords()
  const { language: mine } = useLanguage()
  const shown = changes.filter((each) => language === undefined || each.language === language)
  const drawn = (paragraphs: readonly Paragraph[]) => (brief ? paragraphs.map(briefly) : paragraphs)
  // Whoever reads another language hears which it is.
  const isMine = changes.every((each) => each.language === mine)
  const names = (each: Changed) => [
    ...(each.part === 'text' ? [] : [t(`recommendations.parts.${each.part}`)]),
    ...(language !== undefined || isMine ? [] : [t(`recommendations.ownNames.${each.language}`)]),
  ]
  if (shown.length === 0) return <p className="quiet">{t('amendments.nothingChanged')}</p>
  return (
    <div className={css.changes}>
      {sideBySide ? (
        <div className={css.heads} aria-hidden>
          <p>{t('amendments.texts.present')}</p>
          <p>{t('amendments.texts.amended')}</p>
        </div>
      ) : null}
      {shown.map((each) => {
        const name = names(each).join(', ')
        return (
          <div
            key={`${each.part} ${each.language}`}
            className={css.part}
            data-part={each.part}
            data-lang={each.language}
          >
            {name ? <p className={css.name}>{name}</p> : null}
            {sideBySide ? (
              <Pairs paragraphs={drawn(each.paragraphs)} language={each.language} />
            ) : (
              <Difference
                difference={{ paragraphs: drawn(each.paragraphs) as ParagraphDifference[] }}
                lang={each.language}
              />
            )}
          </div>
        )
      })}
    </div>
  )
}

/** Each changed paragraph as it is and as it would be, in one row. */
function Pairs({ paragraphs, language }: { paragraphs: readonly Paragraph[]; language: Language }) {
  const t = useWords()
  return keyed(paragraphs).map(({ key, value }) => (
    <div key={key} className={css.pair}>
      {(['present', 'amended'] as const).map((side) => {
        const paragraph = onSide(value, side)
        return (
          <div key={side} className={css.cell}>
            <span className="visually-hidden">{t(`amendments.texts.${side}`)}: </span>
            <span className={css.side} aria-hidden>
              {t(`amendments.texts.${side}`)}
            </span>
            {paragraph ? (
              <Difference difference={{ paragraphs: [paragraph] }} lang={language} />
            ) : (
              <span className="quiet">{t('amendments.notThere')}</span>
            )}
          </div>
        )
      })}
    </div>
  ))
}

/** A paragraph as one of the two texts has it; null where that text does not have it. Source: RULES.md VE5. */
function onSide(paragraph: Paragraph, side: 'present' | 'amended'): ParagraphDifference | null {
  const { kind, segments, wasLevel, level } = paragraph as ParagraphDifference
  const [elsewhere, other] =
    side === 'present' ? (['moved-to', 'added'] as const) : (['moved-from', 'deleted'] as const)
  if (kind === elsewhere) return null
  const words = segments.filter((segment) => segment.kind !== other)
  if (kind === other && words.length === 0) return null
  return {
    ...(paragraph as ParagraphDifference),
    // A paragraph that begins only in the other text goes on here in the one before.
    kind: kind === other ? 'same' : kind,
    level: side === 'present' ? (wasLevel ?? level) : level,
    segments: words,
  }
}

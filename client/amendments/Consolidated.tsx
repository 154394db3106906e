import type { Language } from '../../shared/language.ts'
import type { ParagraphDifference } from '../../shared/text/difference.ts'
import { CheckCode } from '../adoption/CheckCode.tsx'
import type { Answer } from '../api.ts'
import { useWords } from '../language.tsx'
import { useCalled } from '../recommendations/data.ts'
import { Hash } from '../ui/Hash.tsx'
import { keyed } from '../ui/keyed.ts'
import { StateBadge } from '../ui/StateBadge.tsx'
import { Difference } from '../versions/Difference.tsx'
import { briefly } from './briefly.ts'
import css from './Consolidated.module.css'
import { AmendmentLine, Margin, Whose } from './ConsolidatedMarks.tsx'
import type { AmendmentSummary } from './data.ts'

type Text = Answer<'amendments', 'consolidated'>['texts'][number]
type Passage = Text['parts'][number]['passages'][number]
type Props = {
  readonly text: Text
  readonly amendments: readonly AmendmentSummary[]
  readonly lang: Language
}

/** One text of the set with the amendments to it in their places, and all of them named under its title. Source: RULES.md AM40. */
export function ConsolidatedText({ text, amendments, lang }: Props) {
  const t = useWords()
  const called = useCalled()
  const id = `text-${text.recommendation}`
  const partOf = (part: Text['parts'][number]['part']) => text.parts.find((each) => each.part === part)?.passages ?? []
  const title = partOf('title')
  const isMissing = text.parts.every(({ passages }) => !passages.some(saysSomething))
  return (
    <section className={css.text} aria-labelledby={id}>
      <p className={css.line}>
        <span>{called(text)}</span>
        <StateBadge state={text.stage} plain />
        {text.version ? (
          <span>
            {t('versions.version', { number: text.version.number })} <Hash hash={text.version.hash} />
          </span>
        ) : null}
      </p>
      <h2 id={id} className={css.title} lang={lang}>
        {text.number === null ? null : <span className="tabular">{text.number}.</span>}
        <Passages passages={title} among={amendments} lang={lang} />
      </h2>
      {amendments.length > 0 ? (
        <ul className={css.amendments} aria-label={t('amendmentsDesk.consolidated.list')}>
          {amendments.map((amendment) => (
            <li key={amendment.id}>
              <AmendmentLine amendment={amendment} />
            </li>
          ))}
        </ul>
      ) : null}
      {isMissing ? <p className="quiet">{t('amendmentsDesk.consolidated.missing')}</p> : null}
      {(['text', 'rationale', 'indicator'] as const).map((part) => {
        const passages = partOf(part)
        if (!passages.some(saysSomething)) return null
        return (
          <div key={part} className={part === 'text' ? css.words : css.part}>
            {part === 'text' ? null : <h3>{t(`recommendations.parts.${part}`)}</h3>}
            <Passages passages={passages} among={amendments} lang={lang} />
          </div>
        )
      })}
      {text.version ? <CheckCode hash={text.version.hash} /> : null}
    </section>
  )
}

const saysSomething = ({ paragraphs, apart }: Passage): boolean =>
  apart.length > 0 || paragraphs.some(({ segments }) => segments.some(({ text }) => text.trim() !== ''))

type PassagesProps = {
  readonly passages: readonly Passage[]
  readonly among: readonly AmendmentSummary[]
  readonly lang: Language
}

function Passages({ passages, among, lang }: PassagesProps) {
  return keyed(passages).map(({ key, value: passage }) => (
    <div key={key} className={css.passage}>
      {keyed(passage.paragraphs).map(({ key: place, value: paragraph }) => (
        <div key={place} className={css.row}>
          <Difference
            difference={{ paragraphs: [paragraph as ParagraphDifference] }}
            lang={lang}
            after={
              paragraph.by.length > 1
                ? (changed) => <Whose by={(changed.at(-1) as { by?: AmendmentSummary['id'] }).by} among={among} />
                : undefined
            }
          />
          <Margin by={paragraph.by} among={among} />
        </div>
      ))}
      {passage.apart.length > 0 ? <Apart passage={passage} among={among} lang={lang} /> : null}
    </div>
  ))
}

/** Amendments to the same words, one after another. */
function Apart({ passage, among, lang }: Omit<PassagesProps, 'passages'> & { passage: Passage }) {
  const t = useWords()
  return (
    <div className={css.apart}>
      <p className={css.note}>{t('amendmentsDesk.consolidated.apart')}</p>
      <ol>
        {passage.apart.map(({ amendment, paragraphs }) => (
          <li key={amendment} className={css.row}>
            <Difference difference={{ paragraphs: paragraphs.map(briefly) as ParagraphDifference[] }} lang={lang} />
            <Margin by={[amendment]} among={among} />
          </li>
        ))}
      </ol>
    </div>
  )
}

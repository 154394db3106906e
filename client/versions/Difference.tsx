import { type ReactNode, useMemo } from 'react'
import type { Language } from '../../shared/language.ts'
import type { Difference as Found, ParagraphDifference, Segment } from '../../shared/text/difference.ts'
import { useWords } from '../language.tsx'
import { keyed } from '../ui/keyed.ts'
import { Marked } from '../ui/RecordBlocks.tsx'
import css from './Difference.module.css'
import { DRAWN_AT_ONCE, InTurn } from './drawing.tsx'
import { Unseen } from './Unseen.tsx'

/** A place that one goes to from change to change. */
export function Change({ children, whole = false }: { children: ReactNode; whole?: boolean }) {
  return whole ? (
    <div data-change tabIndex={-1} className={css.change}>
      {children}
    </div>
  ) : (
    <span data-change tabIndex={-1} className={css.change}>
      {children}
    </span>
  )
}

/** Words that were put in, told by line, weight and a spoken word, not by colour alone. */
export function Added({ children }: { children: ReactNode }) {
  const t = useWords()
  return (
    <ins className={css.added}>
      <span className="visually-hidden">{t('common.added')} </span>
      {children}
    </ins>
  )
}

/** Words that were taken out. */
export function Deleted({ children }: { children: ReactNode }) {
  const t = useWords()
  return (
    <del className={css.deleted}>
      <span className="visually-hidden">{t('common.deleted')} </span>
      {children}
    </del>
  )
}

/** Words that both have, with other marks. */
export function Formatted({ children }: { children: ReactNode }) {
  const t = useWords()
  return (
    <span className={css.formatted}>
      <span className="visually-hidden">{t('versions.difference.formattedWords')} </span>
      {children}
    </span>
  )
}

function Words({ segment }: { segment: Segment }) {
  const words = <Marked run={segment} />
  if (segment.kind === 'added') return <Added>{words}</Added>
  if (segment.kind === 'deleted') return <Deleted>{words}</Deleted>
  return segment.kind === 'formatted' ? <Formatted>{words}</Formatted> : words
}

/** Neighbouring changed words are one change. */
function stretchesOf(segments: readonly Segment[]): { readonly changed: boolean; readonly segments: Segment[] }[] {
  const stretches: { changed: boolean; segments: Segment[] }[] = []
  for (const segment of segments) {
    const changed = segment.kind !== 'same'
    const last = stretches.at(-1)
    if (last?.changed === changed) last.segments.push(segment)
    else stretches.push({ changed, segments: [segment] })
  }
  return stretches
}

/** Words that are drawn one after the other, those of a very long stretch bit by bit. */
function AllWords({ segments, plain = false }: { segments: readonly Segment[]; plain?: boolean }) {
  // The words of a paragraph that stands elsewhere now are plain: they are not deleted.
  const drawn = (some: readonly Segment[]) =>
    keyed(some).map(({ key, value }) =>
      plain ? <Marked key={key} run={value} /> : <Words key={key} segment={value} />,
    )
  if (lengthOf(segments) <= DRAWN_AT_ONCE) return drawn(segments)
  return keyed(inPieces(segments.flatMap(cut), ({ text }) => text.length)).map(({ key, value }) => (
    <InTurn key={key} size={lengthOf(value)}>
      {() => drawn(value)}
    </InTurn>
  ))
}

const lengthOf = (segments: readonly Segment[]): number => segments.reduce((sum, { text }) => sum + text.length, 0)

/** A segment in pieces that end with a word. */
const cut = (segment: Segment): Segment[] =>
  segment.text.length <= DRAWN_AT_ONCE
    ? [segment]
    : inPieces(segment.text.split(/(?<=\s)/), ({ length }) => length).map((words) => ({
        ...segment,
        text: words.join(''),
      }))

/** Neighbours together, as many as are drawn in one go. */
function inPieces<T>(all: readonly T[], sizeOf: (one: T) => number): T[][] {
  const pieces: T[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const one of all) {
    if (size + sizeOf(one) > DRAWN_AT_ONCE) {
      pieces.push([])
      size = 0
    }
    pieces.at(-1)?.push(one)
    size += sizeOf(one)
  }
  return pieces
}

/** What stands before the words of a paragraph that is not where, or as deep, as it was. */
function Sign({ paragraph }: { paragraph: ParagraphDifference }) {
  const t = useWords()
  const { kind, move = 0, level, wasLevel } = paragraph
  const border = (
    <>
      <span className="visually-hidden">{t('versions.difference.border')} </span>
      <span aria-hidden>¶</span>
    </>
  )
  return (
    <>
      {kind === 'added' ? <Added>{border}</Added> : null}
      {kind === 'deleted' ? <Deleted>{border}</Deleted> : null}
      {kind === 'moved-from' ? (
        <span className={css.sign}>
          <span aria-hidden>⤷</span> {t('versions.difference.movedFrom', { move })}
        </span>
      ) : null}
      {kind === 'moved-to' ? (
        <span className={css.sign}>
          <span aria-hidden>⤶</span> {t('versions.difference.movedTo', { move })}
        </span>
      ) : null}
      {wasLevel === undefined ? null : (
        <span className={css.sign}> {t('versions.difference.level', { before: wasLevel, after: level })}</span>
      )}
    </>
  )
}

/** What is said behind changed words, such as whose they are. */
type After = ((changed: readonly Segment[]) => ReactNode) | undefined

function Paragraph({ paragraph, after }: { paragraph: ParagraphDifference; after: After }) {
  const { kind, level, wasLevel, segments } = paragraph
  if (kind === 'same' && wasLevel === undefined)
    return (
      <p data-level={level}>
        {keyed(stretchesOf(segments)).map(({ key, value: { changed, segments: words } }) =>
          changed ? (
            <Change key={key}>
              <AllWords segments={words} />
              <Unseen segments={words} />
              {after?.(words)}
            </Change>
          ) : (
            <span key={key}>
              <AllWords segments={words} />
            </span>
          ),
        )}
      </p>
    )
  return (
    <Change whole>
      <p data-level={level} data-kind={kind}>
        <Sign paragraph={paragraph} />{' '}
        {kind === 'moved-from' ? (
          <s className={css.away}>
            <AllWords segments={segments} plain />
          </s>
        ) : (
          <AllWords segments={segments} />
        )}
        {after?.(segments)}
      </p>
    </Change>
  )
}

type DifferenceProps = {
  readonly difference: Pick<Found, 'paragraphs'>
  readonly lang: Language
  readonly after?: After
}

/** The newer text with what was added, deleted and moved in it. Source: RULES.md VE15. */
export function Difference({ difference, lang, after }: DifferenceProps) {
  const pieces = useMemo(
    () => inPieces(difference.paragraphs, ({ segments }) => lengthOf(segments)),
    [difference.paragraphs],
  )
  return (
    <div lang={lang} className={css.blocks}>
      {keyed(pieces).map(({ key, value: paragraphs }) => (
        <div key={key} className={pieces.length > 1 ? css.piece : undefined}>
          <InTurn size={paragraphs.reduce((sum, { segments }) => sum + lengthOf(segments), 0)}>
            {() =>
              keyed(paragraphs).map(({ key: place, value }) => (
                <Paragraph key={place} paragraph={value} after={after} />
              ))
            }
          </InTurn>
        </div>
      ))}
    </div>
  )
}

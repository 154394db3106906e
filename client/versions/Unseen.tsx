import type { Segment } from '../../shared/text/difference.ts'
import { unseenDifference, whoseLetter } from '../../shared/text/look-alikes.ts'
import { useWords, WritingWords } from '../language.tsx'
import css from './Difference.module.css'

/** Says in which letters or signs words differ that look the same; nothing where a reader sees the difference. Source: RULES.md VE20. */
export function Unseen({ segments }: { segments: readonly Segment[] }) {
  const said = (kind: Segment['kind']) =>
    segments
      .filter((segment) => segment.kind === kind)
      .map(({ text }) => text)
      .join('')
  const pairs = segments.length > 1 ? unseenDifference(said('deleted'), said('added')) : null
  return pairs ? (
    <WritingWords>
      <Pairs pairs={pairs} />
    </WritingWords>
  ) : null
}

function Pairs({ pairs }: { pairs: NonNullable<ReturnType<typeof unseenDifference>> }) {
  const t = useWords()
  const called = (letter: string): string => {
    const script = whoseLetter(letter)
    if (script) return t(`writing.signs.${script}`, { letter })
    if (letter === '') return t('writing.noSign')
    if (letter === '\u00a0') return t('writing.signs.firm-space')
    if (letter === '\u00ad') return t('writing.signs.soft-hyphen')
    return t(/\s/.test(letter) ? 'writing.signs.space' : 'writing.signs.hidden')
  }
  const each = pairs.map(({ was, is }) => t('writing.unseenPair', { was: called(was), is: called(is) }))
  return <span className={css.sign}> ({t('writing.unseen', { pairs: each.join(', ') })})</span>
}

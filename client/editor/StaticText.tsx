import { useMemo } from 'react'
import type { Language } from '../../shared/language.ts'
import { type Block, type Mark, type Part, plainText, type Run } from '../../shared/text/canonical.ts'
import { keyed } from '../ui/keyed.ts'
import { ReadWords } from '../ui/ReadWords.tsx'
import { type PassageMark, usePassages } from './passages.ts'
import css from './text.module.css'

type Props = {
  readonly blocks: readonly Block[]
  readonly part: Part
  readonly language: Language
  readonly label: string
  readonly empty: string
}

/** A part of a fixed version: looks as in the editor, and cannot be written in. */
export function StaticText({ blocks, part, language, label, empty }: Props) {
  const { marksIn } = usePassages()
  const plain = plainText(blocks)
  const passages = useMemo(
    () => [...(marksIn?.({ part, language, plain }) ?? [])].sort((a, b) => a.from - b.from),
    [marksIn, part, language, plain],
  )
  let before = 0
  const nothing = blocks.every((block) => block.content.length === 0)
  return (
    <section className={css.editor} aria-label={label}>
      {nothing ? (
        <p className="quiet">{empty}</p>
      ) : (
        <div className={css[part]} lang={language} data-fixed={part}>
          {keyed(blocks).map(({ key, value: block }) => {
            const runs = cutAt(block.content, passages, before)
            before += plainText([block]).length + 1
            return (
              <p key={key} data-level={block.level}>
                {keyed(runs).map(({ key, value: { run, passage } }) =>
                  passage ? (
                    <mark
                      key={key}
                      className="kenes-passage"
                      data-thread={passage.id}
                      data-changed={passage.changed ? '' : undefined}
                      data-active={passage.active ? '' : undefined}
                    >
                      <Marked run={run} marks={run.marks ?? []} />
                    </mark>
                  ) : (
                    <Marked key={key} run={run} marks={run.marks ?? []} />
                  ),
                )}
              </p>
            )
          })}
        </div>
      )}
    </section>
  )
}

type Piece = { readonly run: Run; readonly passage: PassageMark | null }

/** A paragraph's runs, cut where a passage begins or ends; of passages that overlap each letter is the one's that begins first. `start`: letters before it. */
function cutAt(runs: readonly Run[], passages: readonly PassageMark[], start: number): readonly Piece[] {
  let at = start
  return runs.flatMap((run) => {
    const [from, to] = [at, at + run.text.length]
    at = to
    const borders = passages.flatMap((one) => [one.from, one.to]).filter((border) => border > from && border < to)
    const cuts = [from, ...[...new Set(borders)].sort((a, b) => a - b), to]
    return cuts.slice(1).map((end, index): Piece => {
      const begin = cuts[index] ?? from
      return {
        run: { ...run, text: run.text.slice(begin - from, end - from) },
        passage: passages.find((one) => one.from <= begin && end <= one.to) ?? null,
      }
    })
  })
}

function Marked({ run, marks }: { run: Run; marks: readonly Mark[] }) {
  const [mark, ...inner] = marks
  if (!mark) return <ReadWords words={run.text} />
  const words = <Marked run={run} marks={inner} />
  switch (mark.type) {
    case 'bold':
      return <strong>{words}</strong>
    case 'italic':
      return <em>{words}</em>
    case 'link':
      return (
        <a href={mark.href} rel="noopener noreferrer nofollow" target="_blank">
          {words}
        </a>
      )
  }
}

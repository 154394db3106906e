import type { Language } from '../../shared/language.ts'
import type { Block, Mark, Part, Run } from '../../shared/text/canonical.ts'
import { keyed } from '../ui/keyed.ts'
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
  const nothing = blocks.every((block) => block.content.length === 0)
  return (
    <section className={css.editor} aria-label={label}>
      {nothing ? (
        <p className="quiet">{empty}</p>
      ) : (
        <div className={css[part]} lang={language}>
          {keyed(blocks).map(({ key, value: block }) => (
            <p key={key} data-level={block.level}>
              {keyed(block.content).map(({ key, value: run }) => (
                <Marked key={key} run={run} marks={run.marks ?? []} />
              ))}
            </p>
          ))}
        </div>
      )}
    </section>
  )
}

function Marked({ run, marks }: { run: Run; marks: readonly Mark[] }) {
  const [mark, ...inner] = marks
  if (!mark) return run.text
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

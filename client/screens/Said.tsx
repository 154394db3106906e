import { keyed } from '../ui/keyed.ts'
import type { SceneOf } from './data.ts'
import css from './Said.module.css'

/** The words of a part that is voted on apart, or what an amendment changes, in the languages of the screen. */
export function Said({ said }: { said: SceneOf<'vote'>['said'] }) {
  return (
    <div className={css.said}>
      {said.map(({ language, words, changed }) => (
        <blockquote key={language} lang={language}>
          {changed
            ? keyed(changed).map(({ key, value }) => (
                <p key={key}>
                  <Changed segments={value} />
                </p>
              ))
            : words}
        </blockquote>
      ))}
    </div>
  )
}

type Segments = NonNullable<SceneOf<'vote'>['said'][number]['changed']>[number]

/** Told apart from the back of the hall without colour: struck through, and underlined. */
function Changed({ segments }: { segments: Segments }) {
  return keyed(segments).map(({ key, value: { kind, text } }) => {
    if (kind === 'added') return <ins key={key}>{text}</ins>
    if (kind === 'deleted') return <del key={key}>{text}</del>
    return <span key={key}>{text}</span>
  })
}

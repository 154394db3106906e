import type { SceneOf } from './data.ts'
import css from './Said.module.css'

/** The words of a part that is voted on apart, in the languages of the screen. */
export function Said({ said }: { said: SceneOf<'vote'>['said'] }) {
  return (
    <div className={css.said}>
      {said.map(({ language, words }) => (
        <blockquote key={language} lang={language}>
          {words}
        </blockquote>
      ))}
    </div>
  )
}

import { useLanguage, useWords } from '../language.tsx'
import type { Motion } from './data.ts'
import css from './MotionWords.module.css'
import { PutLine } from './PutLine.tsx'

/** A motion in words: what, whose, and what became of it. */
export function MotionWords({ motion, first = false }: { motion: Motion; first?: boolean }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { result, stage } = motion
  return (
    <p className={css.motion} data-stage={stage}>
      <strong>{t(`floor.motions.kinds.${motion.kind}`)}</strong>
      {first ? <span className={css.first}>{t('floor.motions.next')}</span> : null}
      {motion.words ? <span className={css.words}>{motion.words}</span> : null}
      <span className={css.by}>
        {t('floor.motions.by', { name: inMine(motion.name) })} ·{' '}
        <span className={css.stage}>{t(`floor.motions.stages.${stage}`)}</span>
        {motion.put ? (
          <>
            {' · '}
            <PutLine put={motion.put} decided={result?.how === 'vote'} />
          </>
        ) : null}
        {result?.how === 'counts' ? ` (${t('floor.counts.line', result)})` : null}
        {result?.how === 'no-objection' ? ` (${t('floor.motions.noObjection').toLowerCase()})` : null}
      </span>
      {stage === 'carried' ? <span className={css.done}>{t(`floor.motions.done.${motion.kind}`)}</span> : null}
    </p>
  )
}

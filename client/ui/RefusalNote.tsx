import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { Refusal } from '../api.ts'
import { useWords } from '../language.tsx'
import { Notice } from './Notice.tsx'
import css from './RefusalNote.module.css'
import { useBack } from './useBack.ts'

/** The sentence of a refusal: the server's, which knows the numbers, else ours by its code. */
export function useRefusalSentence(): (refusal: Refusal) => string {
  const t = useWords()
  return (refusal) => {
    if (refusal.message) return refusal.message
    if (refusal.code === 'no-connection' || refusal.code === 'fault') return t(`common.faults.${refusal.code}`)
    return t(`refusals.${refusal.code}`)
  }
}

/**
 * Why an act was refused: what happened, what to do next, the rule, and for a fault the code to quote. That there was no connection is
 * said as long as there is none. Source: RULES.md AC70.
 */
export function RefusalNote({ refusal }: { refusal: Refusal }) {
  const t = useWords()
  const sentence = useRefusalSentence()(refusal)
  const isBack = useBack(refusal.code === 'no-connection' ? refusal : null)
  if (isBack) return null
  return (
    <div className={css.note}>
      <Notice tone="rejected" role="alert" icon={<TriangleAlert size={16} aria-hidden />}>
        <p>
          {sentence}
          {refusal.rule ? <span className={css.rule}> {t('common.rule', { rule: refusal.rule })}</span> : null}
          {refusal.code === 'fault' && refusal.requestId ? (
            <span className={css.rule}> {t('common.requestCode', { code: refusal.requestId.slice(0, 8) })}</span>
          ) : null}
        </p>
      </Notice>
    </div>
  )
}

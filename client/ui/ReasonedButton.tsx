import { Button } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useWords } from '../language.tsx'
import css from './ReasonedButton.module.css'

type Props = {
  readonly children: ReactNode
  /** Whom or what it is for, heard after its words where others on the page have the same. */
  readonly of?: string
  readonly icon?: ReactNode
  /** What will happen, written under the button. */
  readonly effect?: string
  /** Why it is off; it then keeps its focus and says so. */
  readonly reason?: string | null
  /** The rule that says so. */
  readonly rule?: string | null
  readonly variant?: 'filled' | 'default' | 'subtle' | 'outline'
  readonly danger?: boolean
  readonly pending?: boolean
  readonly onPress: () => void
}

/** A button that says under itself what it does, or why it is off and by which rule. */
export function ReasonedButton({ children, of, icon, effect, reason, rule, variant, danger, pending, onPress }: Props) {
  const t = useWords()
  const textId = useId()
  const off = reason != null
  const text = reason ?? effect
  return (
    <div className={css.wrap}>
      <Button
        className={css.button}
        variant={off ? 'default' : (variant ?? 'default')}
        color={danger ? 'red' : undefined}
        size="md"
        fullWidth
        justify="flex-start"
        leftSection={icon}
        loading={pending ?? false}
        data-off={off || undefined}
        aria-disabled={off || undefined}
        aria-describedby={text ? textId : undefined}
        onClick={() => {
          if (!off && !pending) onPress()
        }}
      >
        {children}
        {of ? <span className="visually-hidden">: {of}</span> : null}
      </Button>
      {text ? (
        <p id={textId} className={css.text}>
          {text}
          {off && rule ? <span className={css.rule}> {t('common.rule', { rule })}</span> : null}
        </p>
      ) : null}
    </div>
  )
}

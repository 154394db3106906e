import { Button, CloseButton } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import type { Doing } from '../api.ts'
import { useWords } from '../language.tsx'
import css from './ConfirmDialog.module.css'
import { RefusalNote } from './RefusalNote.tsx'
import { Sheet } from './Sheet.tsx'

type Props = {
  readonly opened: boolean
  readonly title: string
  /** What will happen, in a whole sentence. */
  readonly effect: string
  /** The verb of the button that was pressed, again. */
  readonly verb: string
  readonly danger?: boolean
  /** Why the verb cannot be pressed yet; its button keeps its focus and says so. */
  readonly reason?: string | null
  /** The act that is confirmed: its refusal is shown here, and forgotten when the dialog is closed. */
  readonly act?: Doing
  /** What is entered for it, one under the other. */
  readonly children?: ReactNode
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** The one confirmation before an act that binds the council: repeats the effect and names the verb again. */
export function ConfirmDialog(props: Props) {
  const { opened, title, effect, verb, danger, reason, act, children, onConfirm, onClose } = props
  const t = useWords()
  const heading = useId()
  const why = useId()
  const close = () => {
    act?.clear()
    onClose()
  }
  return (
    <Sheet opened={opened} labelledBy={heading} onClose={close} className={css.dialog}>
      <div className={css.head}>
        <h2 id={heading} className={css.title}>
          {title}
        </h2>
        <CloseButton size={44} aria-label={t('common.close')} onClick={close} />
      </div>
      <p className={css.effect}>{effect}</p>
      {children ? <div className={css.fields}>{children}</div> : null}
      {act?.refusal ? <RefusalNote refusal={act.refusal} /> : null}
      {reason ? (
        <p id={why} className={css.why}>
          {reason}
        </p>
      ) : null}
      <div className={css.buttons}>
        <Button variant="default" size="md" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button
          className={css.verb}
          variant={reason ? 'default' : 'filled'}
          color={danger ? 'red' : undefined}
          size="md"
          loading={act?.pending ?? false}
          data-off={reason ? true : undefined}
          aria-disabled={reason ? true : undefined}
          aria-describedby={reason ? why : undefined}
          onClick={() => {
            if (!reason) onConfirm()
          }}
          data-autofocus
        >
          {verb}
        </Button>
      </div>
    </Sheet>
  )
}

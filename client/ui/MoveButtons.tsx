import { ActionIcon } from '@mantine/core'
import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowUp from 'lucide-react/icons/arrow-up'
import css from './MoveButtons.module.css'

type By = -1 | 1
type Props = {
  readonly labels: { readonly up: string; readonly down: string }
  readonly mayMove: (by: By) => boolean
  readonly onMove: (by: By) => void
}

/** Moves something in a list by one place; found by `data-by`, to get its focus back where it then stands. */
export function MoveButtons({ labels, mayMove, onMove }: Props) {
  return ([-1, 1] as const).map((by) => (
    <ActionIcon
      key={by}
      variant="subtle"
      size="lg"
      className={css.move}
      data-by={by}
      aria-label={by < 0 ? labels.up : labels.down}
      aria-disabled={mayMove(by) ? undefined : true}
      onClick={() => mayMove(by) && onMove(by)}
    >
      {by < 0 ? <ArrowUp size={18} aria-hidden /> : <ArrowDown size={18} aria-hidden />}
    </ActionIcon>
  ))
}

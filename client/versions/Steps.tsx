import { Button, Checkbox } from '@mantine/core'
import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronUp from 'lucide-react/icons/chevron-up'
import { useWords } from '../language.tsx'
import css from './Steps.module.css'
import type { useStepping } from './useStepping.ts'

type Props = {
  readonly stepping: ReturnType<typeof useStepping>
  readonly withKeys: boolean
  readonly onKeys: (withKeys: boolean) => void
}

/** At which change one is, the ways to the next and the previous one, and whether keys go there. Source: RULES.md VE15. */
export function Steps({ stepping: { count, at, go }, withKeys, onKeys }: Props) {
  const t = useWords()
  if (count === 0) return null
  return (
    <>
      <div className={`no-print ${css.steps}`}>
        <p role="status" className="tabular">
          {at === null ? t('compare.changes', { count }) : t('compare.at', { number: at + 1, count })}
        </p>
        <Button
          variant="default"
          size="md"
          leftSection={<ChevronUp size={18} aria-hidden />}
          aria-keyshortcuts={withKeys ? 'P' : undefined}
          onClick={() => go(-1)}
        >
          {t('compare.previous')}
        </Button>
        <Button
          variant="default"
          size="md"
          leftSection={<ChevronDown size={18} aria-hidden />}
          aria-keyshortcuts={withKeys ? 'N' : undefined}
          onClick={() => go(1)}
        >
          {t('compare.next')}
        </Button>
      </div>
      <Checkbox
        size="sm"
        className="no-print"
        label={t('compare.keys')}
        checked={withKeys}
        onChange={(event) => onKeys(event.currentTarget.checked)}
      />
    </>
  )
}

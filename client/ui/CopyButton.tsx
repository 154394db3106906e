import { Button } from '@mantine/core'
import Copy from 'lucide-react/icons/copy'
import { type RefObject, useState } from 'react'
import { useWords } from '../language.tsx'

type Props = {
  readonly field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>
  readonly label: string
  readonly filled?: boolean
}

/** Copies the words of a field, and says whether it could; where it could not they stand selected. */
export function CopyButton({ field, label, filled = false }: Props) {
  const t = useWords()
  const [said, setSaid] = useState<'copied' | 'copyByHand' | null>(null)
  const copy = () => {
    if (field.current) setSaid(copyFrom(field.current) ? 'copied' : 'copyByHand')
  }
  return (
    <>
      <Button
        variant={filled ? 'filled' : 'default'}
        size="md"
        leftSection={<Copy size={18} aria-hidden />}
        onClick={copy}
      >
        {label}
      </Button>
      <span role="status" className={said ? 'quiet' : 'visually-hidden'}>
        {said ? t(`common.${said}`) : null}
      </span>
    </>
  )
}

/** Over plain http, as in a hall without TLS, only a selection is copied: the modern clipboard is not there. */
function copyFrom(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  field.focus()
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  }
}

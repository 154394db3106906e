import { Button } from '@mantine/core'
import Mic from 'lucide-react/icons/mic'
import { useState } from 'react'
import { useSelected } from '../editor/selected.ts'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { FloorDialog, type FloorText } from './FloorDialog.tsx'
import css from './FromFloor.module.css'
import { passageOf } from './passage.ts'
import { wholeWords } from './quoting.ts'

/** Over a text, for the secretariat: what is moved to it in the hall is typed; words that are selected are quoted. Source: RULES.md AM25. */
export function FromFloor({ session, text }: { session: SessionDetail; text: FloorText }) {
  const t = useWords()
  const [selected] = useSelected()
  const [quote, setQuote] = useState<Parameters<typeof FloorDialog>[0]['quote'] | null>(null)
  const open = () => {
    if (!selected) return setQuote(undefined)
    const { language, words, part, occurrence } = passageOf(wholeWords(selected))
    setQuote({ language, quoted: { words, at: { part, occurrence } } })
  }
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        className={css.open}
        aria-label={t('amendmentsDesk.floor.open')}
        title={t('amendmentsDesk.floor.open')}
        leftSection={<Mic size={16} aria-hidden />}
        // The selection stays where it is.
        onMouseDown={(event) => event.preventDefault()}
        onClick={open}
      >
        <span className={css.words}>{t('amendmentsDesk.floor.open')}</span>
      </Button>
      {quote === null ? null : (
        <FloorDialog session={session} text={text} quote={quote} onClose={() => setQuote(null)} />
      )}
    </>
  )
}

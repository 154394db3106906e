import { Button } from '@mantine/core'
import Building2 from 'lucide-react/icons/building-2'
import Laptop from 'lucide-react/icons/laptop'
import LogOut from 'lucide-react/icons/log-out'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './CheckIn.module.css'
import type { SessionDetail } from './data.ts'

/** One's own presence: "I am here", in the hall or on-line, and leaving, which asks first. Source: RULES.md SE14. */
export function CheckIn({ session }: { session: SessionDetail }) {
  const t = useWords()
  const checkIn = useAct('sessions', 'check-in')
  const [leaving, setLeaving] = useState(false)
  const note = async (event: 'came' | 'left', mode: 'hall' | 'remote') => {
    const done = await checkIn.run({ session: session.id, event, mode })
    if (done?.ok) setLeaving(false)
  }
  if (!session.may.checkIn && !session.may.checkOut) return null
  return (
    <div className={css.acts}>
      {session.may.checkIn ? (
        <>
          <Button
            variant="filled"
            size="lg"
            leftSection={<Building2 size={20} aria-hidden />}
            loading={checkIn.pending}
            onClick={() => void note('came', 'hall')}
          >
            {t('sessions.course.hereHall')}
          </Button>
          <Button
            variant="default"
            size="lg"
            leftSection={<Laptop size={20} aria-hidden />}
            disabled={checkIn.pending}
            onClick={() => void note('came', 'remote')}
          >
            {t('sessions.course.hereRemote')}
          </Button>
        </>
      ) : (
        <Button
          variant="subtle"
          size="sm"
          leftSection={<LogOut size={16} aria-hidden />}
          onClick={() => setLeaving(true)}
        >
          {t('sessions.course.leave')}
        </Button>
      )}
      {checkIn.refusal && !leaving ? <RefusalNote refusal={checkIn.refusal} /> : null}
      {leaving ? (
        <ConfirmDialog
          opened
          title={t('sessions.course.leaveDialog')}
          effect={t('sessions.course.leaveEffect')}
          verb={t('sessions.course.leave')}
          act={checkIn}
          onConfirm={() => void note('left', 'hall')}
          onClose={() => setLeaving(false)}
        />
      ) : null}
    </div>
  )
}

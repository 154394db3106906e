import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import CircleCheck from 'lucide-react/icons/circle-check'
import type { AmendmentId } from '../../shared/ids.ts'
import type { Refusal } from '../api.ts'
import { useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { AmendmentChanges } from './AmendmentChanges.tsx'
import type { AmendmentDetail } from './data.ts'
import { useAmendment } from './data.ts'
import css from './FloorDialog.module.css'
import { useNamed, useWholeEffect } from './useNamed.ts'

type Props = {
  readonly amendment: AmendmentId
  /** That it could not be put on the screens. */
  readonly refusal: Refusal | null
  readonly onAgain: () => void
  readonly onClose: () => void
}

/** What was typed in the hall, once it is tabled: its number, whose it is, who typed it, what it changes. */
export function FloorTabled({ amendment, refusal, onAgain, onClose }: Props) {
  const t = useWords()
  return (
    <>
      <Loaded from={useAmendment(amendment)}>{(detail) => <Tabled amendment={detail} />}</Loaded>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <div className={css.buttons}>
        <Button variant="default" size="md" onClick={onAgain}>
          {t('amendmentsDesk.floor.again')}
        </Button>
        <Button variant="filled" size="md" onClick={onClose} data-autofocus>
          {t('common.close')}
        </Button>
      </div>
    </>
  )
}

function Tabled({ amendment }: { amendment: AmendmentDetail }) {
  const t = useWords()
  const named = useNamed()
  const effect = useWholeEffect(amendment)
  return (
    <div className={css.tabled} role="status">
      <p className={css.done}>
        <CircleCheck size={20} aria-hidden />
        <Link
          to="/sessions/$session/amendments/$amendment"
          params={{ session: amendment.session, amendment: amendment.id }}
        >
          {t('amendmentsDesk.floor.tabled', { number: amendment.number ?? '' })}
        </Link>
      </p>
      <p>{named.moved(amendment)}</p>
      {effect ? <p>{effect}</p> : <AmendmentChanges changes={amendment.changes} brief />}
      {amendment.moved === 'unconfirmed' ? <p className="quiet">{t('amendmentsDesk.floor.waits')}</p> : null}
    </div>
  )
}

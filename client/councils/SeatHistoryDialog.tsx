import { Modal } from '@mantine/core'
import { formatDateTime } from '../../shared/messages/format.ts'
import { useAsk } from '../api.ts'
import { deviceZone } from '../clock.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { useFocusBack } from '../ui/useFocusBack.ts'
import { Loaded } from '../ui/Waiting.tsx'
import css from './Councils.module.css'
import type { HeldSeat } from './data.ts'
import { useTerm } from './useTerm.ts'

/** What was done about a seat, as the record book has it. */
export function SeatHistoryDialog({ seat, onClose }: { seat: HeldSeat; onClose: () => void }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const termOf = useTerm()
  const history = useAsk('councils', 'seat-history', { id: seat.id })
  useFocusBack()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('councils.historyOf', { name: inMine(seat.name) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Loaded from={history}>
        {({ entries }) => (
          <ol className={css.history}>
            {entries.map((one) => (
              <li key={one.number}>
                <strong>
                  {formatDateTime(language, one.at, deviceZone())}: {t(`councils.acts.${actOf(one.act)}`)}
                </strong>
                <span>
                  {[
                    one.holder ? inMine(one.holder) : null,
                    one.role ? t(`councils.roles.${one.role}`) : null,
                    one.from ? termOf(one.from, one.until) : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <span className="quiet">
                  {t('councils.historyBy', { number: one.number, name: one.by ? inMine(one.by) : '—' })}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Modal>
  )
}

const ACTS = ['council-founded', 'seat-given', 'seat-ended', 'seat-corrected'] as const
const actOf = (act: string): (typeof ACTS)[number] => ACTS.find((one) => one === act) ?? 'seat-corrected'

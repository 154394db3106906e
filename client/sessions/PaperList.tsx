import { Button, Checkbox } from '@mantine/core'
import ClipboardList from 'lucide-react/icons/clipboard-list'
import { useState } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { byName } from '../ui/names.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { SessionDetail } from './data.ts'
import css from './PaperList.module.css'

type Props = { readonly session: SessionDetail; readonly onNoted: (said: string) => void }

/** A paper list keyed in: mark everybody who signed, note them all with one press. Source: RULES.md SE15. */
export function PaperList({ session, onNoted }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const note = useAct('sessions', 'note-list')
  const [opened, setOpened] = useState(false)
  const [marked, setMarked] = useState<ReadonlySet<AccountId>>(new Set())
  const persons = [...new Map(session.seats.map((seat) => [seat.account, seat])).values()]
    .filter((seat) => !seat.present)
    .sort(byName<(typeof session.seats)[number]>(language, (seat) => seat.name))
  const close = () => {
    setOpened(false)
    setMarked(new Set())
    note.clear()
  }
  const mark = (account: AccountId) => {
    const next = new Set(marked)
    if (!next.delete(account)) next.add(account)
    setMarked(next)
  }
  if (!opened)
    return (
      <Button
        variant="default"
        leftSection={<ClipboardList size={18} aria-hidden />}
        disabled={persons.length === 0}
        onClick={() => setOpened(true)}
      >
        {t('sessions.course.paperStart')}
      </Button>
    )
  const noteAll = async () => {
    const done = await note.run({ session: session.id, accounts: [...marked], mode: 'hall' })
    if (!done?.ok) return
    onNoted(t('sessions.course.paperNoted', { count: done.value.noted.length, already: done.value.already.length }))
    close()
  }
  return (
    <section className={`sheet ${css.list}`} aria-labelledby="paper-title">
      <h2 id="paper-title">{t('sessions.course.paper')}</h2>
      <p className="quiet">{t('sessions.course.paperHint')}</p>
      <ul>
        {persons.map((seat) => (
          <li key={seat.account}>
            <Checkbox
              size="md"
              label={inMine(seat.name)}
              aria-label={t('sessions.course.paperMark', { name: inMine(seat.name) })}
              checked={marked.has(seat.account)}
              onChange={() => mark(seat.account)}
            />
          </li>
        ))}
      </ul>
      {note.refusal ? <RefusalNote refusal={note.refusal} /> : null}
      <div className={css.acts}>
        <Button variant="filled" disabled={marked.size === 0} loading={note.pending} onClick={() => void noteAll()}>
          {t('sessions.course.paperNote', { count: marked.size })}
        </Button>
        <Button variant="default" onClick={close}>
          {t('sessions.course.paperCancel')}
        </Button>
      </div>
    </section>
  )
}

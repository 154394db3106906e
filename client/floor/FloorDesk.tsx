import { ActionIcon, Button, Checkbox, NativeSelect } from '@mantine/core'
import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowUp from 'lucide-react/icons/arrow-up'
import Clock from 'lucide-react/icons/clock'
import Mic from 'lucide-react/icons/mic'
import Square from 'lucide-react/icons/square'
import UserPlus from 'lucide-react/icons/user-plus'
import X from 'lucide-react/icons/x'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import { formatDuration } from '../../shared/messages/format.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { useAct, useSaid } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { type FloorView, offOf, type Speaker, useFloor } from './data.ts'
import css from './FloorDesk.module.css'
import { HallDialog } from './HallDialog.tsx'
import { PointInterests } from './PointInterests.tsx'
import { SpeakerLine } from './SpeakerLine.tsx'
import { SpeakersList } from './SpeakersList.tsx'

const MINUTE_S = 60
const ICON = 18

type Props = { readonly session: SessionDetail; readonly account: AccountId }

/** The floor on the desk: who speaks, the next one, the list in the order in which they are called. */
export function FloorDesk({ session, account }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const here = useFloor(session.id)
  const said = useSaid()
  const call = useAct('floor', 'call', said)
  const end = useAct('floor', 'end-speech', said)
  const give = useAct('floor', 'give-time', said)
  const move = useAct('floor', 'move', said)
  const off = useAct('floor', 'withdraw', said)
  const [adding, setAdding] = useState(false)
  const keepFocus = useKeptFocus(here?.floor.waiting.map(({ id }) => id).join(' ') ?? '')
  if (!here || session.stage !== 'open') return null
  const { floor } = here
  const runs = floor.may.run.ok
  const { speaking, waiting } = floor
  const next = waiting[0]
  const after = speaking?.id ?? null
  const id = session.id
  const [refusal] = said
  const time = formatDuration(language, floor.secondsEach * SECOND_MS)
  const moveTo = (speaker: Speaker, place: number) => {
    if (place < 0 || place >= waiting.length) return
    const at = waiting.indexOf(speaker)
    const rest = waiting.filter((one) => one.id !== speaker.id)
    keepFocus(at)
    void move.run({ session: id, entry: speaker.id, before: rest[place]?.id ?? null })
  }
  const onKey = (event: KeyboardEvent, speaker: Speaker, place: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    moveTo(speaker, place + (event.key === 'ArrowUp' ? -1 : 1))
  }
  const acts = (speaker: Speaker, place: number) => {
    const name = inMine(speaker.name)
    const press = (what: string, label: string, icon: ReactNode, run: () => void, isOff = false) => (
      <ActionIcon
        variant="subtle"
        size={36}
        aria-label={label}
        data-press={`${speaker.id} ${what}`}
        title={label}
        aria-disabled={isOff || undefined}
        data-off={isOff || undefined}
        className={css.icon}
        onClick={isOff ? undefined : run}
      >
        {icon}
      </ActionIcon>
    )
    return (
      <>
        {press(
          'call',
          t('floor.desk.call', { name }),
          <Mic size={ICON} aria-hidden />,
          () => {
            keepFocus(place)
            void call.run({ session: id, entry: speaker.id, after })
          },
          !floor.may.call.ok,
        )}
        {press(
          'up',
          t('floor.desk.up', { name }),
          <ArrowUp size={ICON} aria-hidden />,
          () => moveTo(speaker, place - 1),
          place === 0,
        )}
        {press(
          'down',
          t('floor.desk.down', { name }),
          <ArrowDown size={ICON} aria-hidden />,
          () => moveTo(speaker, place + 1),
          place === waiting.length - 1,
        )}
        {press('off', t('floor.desk.off', { name }), <X size={ICON} aria-hidden />, () => {
          keepFocus(place)
          void off.run({ session: id, entry: speaker.id })
        })}
      </>
    )
  }
  return (
    <section className={css.desk} aria-labelledby="floor-desk-title">
      <SectionTitle
        id="floor-desk-title"
        aside={waiting.length > 0 ? t('floor.waiting', { count: waiting.length }) : null}
      >
        {t('floor.title')}
      </SectionTitle>
      <SpeakerLine here={here} session={session} account={account} />
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      {speaking && runs ? (
        <div className={css.pair}>
          <Button
            variant="default"
            size="md"
            className={css.button}
            leftSection={<Square size={16} aria-hidden />}
            loading={end.pending}
            onClick={() => void end.run({ session: id, entry: speaking.id })}
          >
            {t('floor.desk.end')}
          </Button>
          <Button
            variant="default"
            size="md"
            className={css.button}
            leftSection={<Clock size={16} aria-hidden />}
            loading={give.pending}
            onClick={() => void give.run({ session: id, entry: speaking.id, seconds: MINUTE_S })}
          >
            {t('floor.desk.give')}
          </Button>
        </div>
      ) : null}
      {runs ? (
        <ReasonedButton
          icon={<Mic size={ICON} aria-hidden />}
          {...(next
            ? { effect: t('floor.desk.callNextEffect', { name: inMine(next.name), time }), ...offOf(floor.may.call, t) }
            : { reason: t('floor.desk.callNextNobody'), rule: 'SE31' })}
          pending={call.pending}
          onPress={() => {
            if (next) void call.run({ session: id, entry: next.id, after })
          }}
        >
          {t('floor.desk.callNext')}
        </ReasonedButton>
      ) : null}
      <div>
        <SpeakersList floor={floor} session={session} account={account} {...(runs ? { acts, onKey } : {})} />
        {runs && waiting.length > 1 ? <p className="quiet">{t('floor.desk.keys')}</p> : null}
      </div>
      {floor.may.actForOthers ? (
        <Button
          variant="default"
          size="md"
          className={css.button}
          leftSection={<UserPlus size={ICON} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t('floor.hall.open')}
        </Button>
      ) : null}
      {runs ? <ListSetting floor={floor} session={session} /> : null}
      <PointInterests
        floor={floor}
        session={session}
        account={account}
        seated={session.seats.some((seat) => seat.account === account)}
      />
      {adding ? <HallDialog floor={floor} session={session} onClose={() => setAdding(false)} /> : null}
    </section>
  )
}

/**
 * Gives a button of a row that was moved its focus back, or that of the row which took its place: a browser takes it from what
 * changes its place or goes.
 */
function useKeptFocus(order: string): (place: number) => void {
  const held = useRef<{ press: string; place: number; order: string } | null>(null)
  useEffect(() => {
    const was = held.current
    if (was === null || was.order === order) return
    held.current = null
    if (document.activeElement !== document.body) return
    const [speaker = '', what = ''] = was.press.split(' ')
    const now = order.split(' ')
    const there = now.includes(speaker) ? speaker : (now[was.place] ?? now.at(-1) ?? '')
    document.querySelector<HTMLElement>(`[data-press="${CSS.escape(`${there} ${what}`)}"]`)?.focus()
  }, [order])
  return (place) => {
    const press = document.activeElement?.getAttribute('data-press')
    held.current = press ? { press, place, order } : null
  }
}

/** Minutes a speaker may be given by default; another number that is set already stands among them. */
const MINUTES = [1, 2, 3, 5, 10, 15]

/** The time of each, the list closed or open, guests. */
function ListSetting({ floor, session }: { floor: FloorView; session: SessionDetail }) {
  const t = useWords()
  const set = useAct('floor', 'set-list')
  const change = (what: { seconds?: number; open?: boolean; guestsMayAsk?: boolean }) =>
    void set.run({ session: session.id, ...what })
  const minutes = [...new Set([...MINUTES, floor.secondsEach / MINUTE_S])].sort((a, b) => a - b)
  return (
    <div className={css.setting}>
      <div className={css.pair}>
        <NativeSelect
          label={t('floor.desk.each')}
          size="md"
          value={String(floor.secondsEach / MINUTE_S)}
          onChange={(event) => change({ seconds: Math.round(Number(event.currentTarget.value) * MINUTE_S) })}
          data={minutes.map((count) => ({ value: String(count), label: t('floor.desk.minutes', { count }) }))}
        />
        <Button
          variant="default"
          size="md"
          className={css.button}
          loading={set.pending}
          onClick={() => change({ open: !floor.listOpen })}
        >
          {t(floor.listOpen ? 'floor.desk.closeList' : 'floor.desk.openList')}
        </Button>
      </div>
      <Checkbox
        label={t('floor.desk.guests')}
        checked={floor.guestsMayAsk}
        onChange={(event) => change({ guestsMayAsk: event.currentTarget.checked })}
      />
      {set.refusal ? <RefusalNote refusal={set.refusal} /> : null}
    </div>
  )
}

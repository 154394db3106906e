import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import Plus from 'lucide-react/icons/plus'
import Trash2 from 'lucide-react/icons/trash-2'
import { type KeyboardEvent, useRef, useState } from 'react'
import { AGENDA_KINDS, type PlannedPoint } from '../../../shared/sessions/planning.ts'
import { useAct } from '../../api.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { MoveButtons } from '../../ui/MoveButtons.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useFocusOn } from '../../ui/useFocusOn.ts'
import { hasWords, NO_WORDS, WordsFields } from '../../ui/WordsFields.tsx'
import { hourAfter } from '../hours.ts'
import { Conflict } from './Conflict.tsx'
import type { PlanDetail } from './data.ts'
import css from './Plan.module.css'

/** A point on the page; the key stays while it is moved, also before the server has given it an id. */
type Draft = PlannedPoint & { readonly key: string }

const draftOf = (point: PlanDetail['agenda'][number]): Draft => ({
  key: point.id,
  id: point.id,
  kind: AGENDA_KINDS.find((kind) => kind === point.kind) ?? 'debate',
  start: point.start,
  minutes: point.minutes,
  title: point.title,
  closed: point.closed,
})

/** The hour at which a point ends and the next one begins. */
const endOf = (point: Draft | undefined): string => (point ? hourAfter(point.start, point.minutes) : '09:00')

/**
 * Mine on top of what another saved meanwhile: their new points are put at the end, and mine that they took out become new ones,
 * so that neither side loses a word. Source: RULES.md SE63.
 */
function onTopOf(theirs: readonly Draft[], base: readonly Draft[], mine: readonly Draft[]): readonly Draft[] {
  const there = new Set(theirs.map(({ id }) => id))
  const known = new Set([...base, ...mine].map(({ id }) => id))
  return [
    ...mine.map((point) => (point.id === null || there.has(point.id) ? point : { ...point, id: null })),
    ...theirs.filter(({ id }) => !known.has(id)),
  ]
}

/** The agenda as a list that is changed on the page and saved as a whole, on the state that was shown. */
export function AgendaEditor({ plan }: { plan: PlanDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [base, setBase] = useState({ rev: plan.agendaRev, points: plan.agenda.map(draftOf) })
  const [points, setPoints] = useState<readonly Draft[]>(base.points)
  const [dirty, setDirty] = useState(false)
  const [conflict, setConflict] = useState(false)
  const [missing, setMissing] = useState(false)
  const [said, setSaid] = useState('')
  const made = useRef(0)
  const [editor, focusOn] = useFocusOn<HTMLDivElement>()
  const { run, pending, refusal, clear } = useAct('sessions', 'change-agenda')
  const isOld = base.rev !== plan.agendaRev
  const wasChanged = refusal?.code === 'changed-meanwhile'
  // Untouched here, or saved by this page: what is there now is shown. Otherwise mine is kept on top of theirs.
  if (isOld && !pending && (!dirty || wasChanged)) {
    const theirs = plan.agenda.map(draftOf)
    setBase({ rev: plan.agendaRev, points: theirs })
    setPoints(dirty ? onTopOf(theirs, base.points, points) : theirs)
    if (dirty) setConflict(true)
  }

  const change = (next: readonly Draft[]) => {
    setPoints(next)
    setDirty(true)
    setSaid('')
  }
  const set = (key: string, part: Partial<Draft>) =>
    change(points.map((point) => (point.key === key ? { ...point, ...part } : point)))
  const add = () => {
    made.current += 1
    const key = `new-${made.current}`
    change([
      ...points,
      { key, id: null, kind: 'debate', start: endOf(points.at(-1)), minutes: 15, title: NO_WORDS, closed: false },
    ])
    focusOn(`[data-point="${key}"] input`)
  }
  const move = (from: number, by: -1 | 1, on?: string) => {
    const to = from + by
    const point = points[from]
    if (!point || to < 0 || to >= points.length) return
    const next = points.filter((each) => each !== point)
    next.splice(to, 0, point)
    change(next)
    setSaid(t('plan.agenda.moved', { title: inMine(point.title), number: to + 1 }))
    if (on) focusOn(`[data-point="${point.key}"] ${on}`)
  }
  const remove = (at: number) => {
    const next = points[at + 1] ?? points[at - 1]
    change(points.filter((_, each) => each !== at))
    focusOn(next ? `[data-point="${next.key}"] [data-remove]` : '[data-add]')
  }
  const onKey = (at: number) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    const id = (event.target as HTMLElement).id
    move(at, event.key === 'ArrowUp' ? -1 : 1, id ? `[id="${id}"]` : undefined)
  }
  const save = async () => {
    const isWhole = points.every(({ title }) => hasWords(title))
    setMissing(!isWhole)
    if (!isWhole) return
    const done = await run({
      session: plan.session,
      rev: base.rev,
      points: points.map(({ key: _, ...point }) => point),
    })
    if (!done?.ok) return
    setDirty(false)
    setConflict(false)
    setSaid(t('plan.saved'))
  }
  const takeTheirs = () => {
    setPoints(base.points)
    setDirty(false)
    setConflict(false)
    clear()
  }
  return (
    <div className={css.points} ref={editor}>
      {conflict ? (
        <Conflict onTakeTheirs={takeTheirs}>
          <ol>
            {base.points.map((point, at) => (
              <li key={point.key}>
                {at + 1}. {point.start} {inMine(point.title)}
              </li>
            ))}
          </ol>
        </Conflict>
      ) : null}
      {points.length === 0 ? <EmptyState title={t('plan.agenda.empty')} /> : null}
      {points.length > 1 ? <p className="quiet">{t('plan.agenda.keys')}</p> : null}
      <ol className={css.points}>
        {points.map((point, at) => {
          const number = at + 1
          return (
            <li key={point.key} className={css.point} data-point={point.key} onKeyDown={onKey(at)}>
              <span className={css.number}>{number}</span>
              <div className={css.pointBody}>
                <WordsFields
                  label={t('plan.agenda.name', { number })}
                  most={500}
                  value={point.title}
                  error={missing && !hasWords(point.title) ? t('planning.missingWords') : null}
                  onChange={(title) => set(point.key, { title })}
                />
                <div className={css.pointLine}>
                  <NativeSelect
                    size="sm"
                    label={t('plan.agenda.kind')}
                    value={point.kind}
                    onChange={({ currentTarget: { value } }) =>
                      set(point.key, { kind: AGENDA_KINDS.find((kind) => kind === value) ?? 'debate' })
                    }
                    data={AGENDA_KINDS.map((kind) => ({ value: kind, label: t(`plan.agenda.kinds.${kind}`) }))}
                  />
                  <TextInput
                    type="time"
                    size="sm"
                    label={t('plan.agenda.start')}
                    value={point.start}
                    onChange={({ currentTarget: { value } }) => value && set(point.key, { start: value })}
                  />
                  <TextInput
                    type="number"
                    size="sm"
                    min={1}
                    max={1440}
                    label={t('plan.agenda.minutes')}
                    value={point.minutes}
                    onChange={({ currentTarget: { value } }) =>
                      set(point.key, { minutes: Math.min(1440, Math.max(1, Math.round(Number(value)) || 1)) })
                    }
                  />
                </div>
                <Checkbox
                  size="sm"
                  label={t('plan.agenda.closed')}
                  checked={point.closed}
                  disabled={plan.stage !== 'planned' && point.id !== null}
                  onChange={({ currentTarget: { checked } }) => set(point.key, { closed: checked })}
                />
              </div>
              <div className={css.moves}>
                <MoveButtons
                  labels={{ up: t('plan.agenda.up', { number }), down: t('plan.agenda.down', { number }) }}
                  mayMove={(by) => points[at + by] !== undefined}
                  onMove={(by) => move(at, by, `[data-by="${by}"]`)}
                />
                <ActionIcon
                  variant="subtle"
                  size="lg"
                  data-remove
                  aria-label={t('plan.agenda.remove', { number })}
                  onClick={() => remove(at)}
                >
                  <Trash2 size={18} aria-hidden />
                </ActionIcon>
              </div>
            </li>
          )
        })}
      </ol>
      {refusal && !conflict ? <RefusalNote refusal={refusal} /> : null}
      <div className={css.buttons}>
        <Button variant="default" size="md" data-add leftSection={<Plus size={18} aria-hidden />} onClick={add}>
          {t('plan.agenda.add')}
        </Button>
        <Button variant={dirty ? 'filled' : 'default'} size="md" loading={pending} onClick={() => void save()}>
          {t('plan.agenda.save')}
        </Button>
        <span role="status" className="quiet">
          {said || (dirty ? t('plan.agenda.unsaved') : null)}
        </span>
      </div>
    </div>
  )
}

import { Button, Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AccountId, CouncilId, SessionId } from '../../../shared/ids.ts'
import { formatDate } from '../../../shared/messages/format.ts'
import { COUNTINGS } from '../../../shared/sessions/model.ts'
import type { Plan } from '../../../shared/sessions/planning.ts'
import { useAct } from '../../api.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { hasWords, NO_WORDS, WordsFields } from '../../ui/WordsFields.tsx'
import { Conflict } from './Conflict.tsx'
import type { PlanChoices, PlanDetail } from './data.ts'
import css from './Plan.module.css'
import { UntilFields } from './Until.tsx'

const NOTHING: Plan = {
  title: NO_WORDS,
  date: '',
  lastDate: null,
  place: NO_WORDS,
  timezone: 'Asia/Almaty',
  hybrid: true,
  link: null,
  councils: [],
  counting: 'one-pool',
  presiding: '' as AccountId,
  amendmentDeadline: null,
}

const planOf = (detail: PlanDetail): Plan => ({
  title: detail.title,
  date: detail.date,
  lastDate: detail.lastDate,
  place: detail.place,
  timezone: detail.timezone,
  hybrid: detail.hybrid,
  link: detail.link,
  councils: detail.councils,
  counting: detail.counting,
  presiding: detail.presiding,
  amendmentDeadline: detail.amendmentDeadline,
})

/** Zones of the region first; any other that clocks know may be typed. */
const ZONES = ['Asia/Almaty', 'Asia/Bishkek', 'Asia/Tashkent', 'Europe/Moscow', 'Europe/Vienna', 'Europe/Zurich', 'UTC']

type Props = {
  readonly choices: PlanChoices
  /** Null: a new session. */
  readonly kept: PlanDetail | null
  readonly onPlanned?: (session: SessionId) => void
}

/** The facts of a session: typed once, changed on the state that was shown; if somebody was faster, both stand side by side. */
export function PlanForm({ choices, kept, onPlanned }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const [plan, setPlan] = useState<Plan>(kept ? planOf(kept) : NOTHING)
  const [base, setBase] = useState(kept)
  const [missing, setMissing] = useState(false)
  const [said, setSaid] = useState(false)
  const [conflict, setConflict] = useState(false)
  const create = useAct('sessions', 'plan-session')
  const save = useAct('sessions', 'change-plan')
  const refusal = create.refusal ?? save.refusal
  // Seen what is there now: the next press is meant for it.
  if (kept && base && save.refusal?.code === 'changed-meanwhile' && base.rev !== kept.rev) {
    setBase(kept)
    setConflict(true)
  }
  const change = (part: Partial<Plan>) => {
    setSaid(false)
    setPlan({ ...plan, ...part })
  }
  const fixed = kept !== null && kept.stage !== 'planned'
  const chairs = choices.councils
    .filter(({ id }) => plan.councils.includes(id))
    .flatMap(({ seats }) => seats)
    .filter(({ from, until }) => !plan.date || (from <= plan.date && (until === null || plan.date <= until)))
  const persons = [...new Map(chairs.map((seat) => [seat.account, seat])).values()]
  // Another day or other councils may leave no seat to whoever was chosen.
  const presiding = fixed || persons.some(({ account }) => account === plan.presiding) ? plan.presiding : ''
  const isWhole =
    hasWords(plan.title) && hasWords(plan.place) && plan.date !== '' && plan.councils.length > 0 && presiding !== ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(!isWhole)
    if (!isWhole) return
    if (!kept || !base) {
      const done = await create.run({ ...plan, councils: [...plan.councils] })
      if (done?.ok) onPlanned?.(done.value.session)
      return
    }
    const done = await save.run({ session: kept.session, rev: base.rev, ...plan, councils: [...plan.councils] })
    if (!done?.ok) return
    setBase({ ...kept, rev: done.value.rev })
    setConflict(false)
    setSaid(true)
  }
  const takeTheirs = () => {
    if (!kept) return
    setPlan(planOf(kept))
    setConflict(false)
    save.clear()
  }
  const wordsMissing = (value: typeof plan.title) => (missing && !hasWords(value) ? t('planning.missingWords') : null)
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} aria-label={t('plan.facts')} noValidate>
      {conflict && kept ? (
        <div className={css.whole}>
          <Conflict onTakeTheirs={takeTheirs}>
            <p>
              {inMine(kept.title)}. {formatDate(language, kept.date)}, {inMine(kept.place)}
            </p>
            <p className="quiet">
              {kept.timezone}
              {kept.link ? ` · ${kept.link}` : ''}
              {kept.amendmentDeadline
                ? ` · ${t('plan.deadlineDate')}: ${kept.amendmentDeadline.date} ${kept.amendmentDeadline.time}`
                : ''}
            </p>
          </Conflict>
        </div>
      ) : null}
      <div className={css.whole}>
        <WordsFields
          label={t('plan.name')}
          value={plan.title}
          error={wordsMissing(plan.title)}
          onChange={(title) => change({ title })}
        />
        <p className="quiet">{t('plan.otherLanguages')}</p>
      </div>
      <WordsFields
        label={t('plan.place')}
        value={plan.place}
        error={wordsMissing(plan.place)}
        onChange={(place) => change({ place })}
      />
      <div className={css.group}>
        <TextInput
          type="date"
          size="md"
          label={t('plan.date')}
          value={plan.date}
          error={missing && plan.date === '' ? t('plan.missingChoice') : null}
          onChange={(event) => change({ date: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          size="md"
          label={t('plan.lastDate')}
          value={plan.lastDate ?? ''}
          min={plan.date}
          onChange={(event) => change({ lastDate: event.currentTarget.value || null })}
        />
      </div>
      <fieldset className={css.group}>
        <legend>{t('plan.councils')}</legend>
        {choices.councils.map((council) => (
          <Checkbox
            key={council.id}
            size="md"
            label={inMine(council.name)}
            disabled={fixed}
            checked={plan.councils.includes(council.id)}
            onChange={(event) =>
              change({
                councils: choices.councils
                  .map(({ id }) => id as CouncilId)
                  .filter((id) => (id === council.id ? event.currentTarget.checked : plan.councils.includes(id))),
              })
            }
          />
        ))}
        {missing && plan.councils.length === 0 ? <p className={css.error}>{t('plan.missingChoice')}</p> : null}
      </fieldset>
      <NativeSelect
        size="md"
        label={t('plan.presiding')}
        description={t('plan.presidingHint')}
        disabled={fixed}
        value={presiding}
        error={missing && presiding === '' ? t('plan.missingChoice') : null}
        onChange={(event) => change({ presiding: event.currentTarget.value as AccountId })}
        data={[
          { value: '', label: '—' },
          ...persons.map((seat) => ({
            value: seat.account,
            label: `${inMine(seat.name)}, ${t(`sessions.${seat.role === 'chair' ? 'chair' : 'deputy'}`)}`,
          })),
        ]}
      />
      <Radio.Group
        label={t('plan.counting')}
        value={plan.counting}
        onChange={(value) => change({ counting: COUNTINGS.find((each) => each === value) ?? 'one-pool' })}
      >
        <div className={css.group}>
          {COUNTINGS.map((counting) => (
            <Radio key={counting} size="md" value={counting} label={t(`plan.countings.${counting}`)} disabled={fixed} />
          ))}
        </div>
      </Radio.Group>
      <div className={css.group}>
        <TextInput
          size="md"
          label={t('plan.timezone')}
          list="zones"
          disabled={fixed}
          value={plan.timezone}
          onChange={(event) => change({ timezone: event.currentTarget.value })}
        />
        <datalist id="zones">
          {ZONES.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <Checkbox
          size="md"
          label={t('plan.hybrid')}
          checked={plan.hybrid}
          onChange={(event) => change({ hybrid: event.currentTarget.checked })}
        />
        {plan.hybrid ? (
          <TextInput
            type="url"
            size="md"
            label={t('planning.link')}
            value={plan.link ?? ''}
            onChange={(event) => change({ link: event.currentTarget.value.trim() || null })}
          />
        ) : null}
      </div>
      <UntilFields
        label={t('plan.deadlineDate')}
        hint={t('plan.deadlineHint')}
        timezone={plan.timezone}
        value={plan.amendmentDeadline}
        onChange={(amendmentDeadline) => change({ amendmentDeadline })}
      />
      {fixed ? <p className={`${css.whole} quiet`}>{t('plan.fixed')}</p> : null}
      {refusal && !conflict ? (
        <div className={css.whole}>
          <RefusalNote refusal={refusal} />
        </div>
      ) : null}
      <div className={`${css.whole} ${css.buttons}`}>
        <Button type="submit" variant="filled" size="md" loading={create.pending || save.pending}>
          {t(kept ? 'plan.save' : 'plan.create')}
        </Button>
        <span role="status" className="quiet">
          {said ? t('plan.saved') : null}
        </span>
      </div>
    </form>
  )
}

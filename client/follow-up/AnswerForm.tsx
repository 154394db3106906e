import { Button, Radio, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { MOST_SIGNATURE_LETTERS, MOST_WORDS, POSITIONS, type Position } from '../../shared/follow-up/model.ts'
import { lacksReasons } from '../../shared/follow-up/rules.ts'
import type { RecommendationId } from '../../shared/ids.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { type Answer, useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './AnswerForm.module.css'
import { AddFile, FileList } from './Files.tsx'

export type AskedByLink = Answer<'follow-up', 'read-link'>
type Asked = AskedByLink['recommendations'][number]
type Given = {
  readonly position: Position | null
  readonly words: string
  readonly measure: string
  readonly doneOn: string
}
const NOTHING: Given = { position: null, words: '', measure: '', doneOn: '' }

type OneProps = {
  readonly asked: Asked
  readonly given: Given
  readonly tried: boolean
  readonly code: string
  readonly onChange: (given: Given) => void
  readonly onAdded: () => void
}

function One({ asked, given, tried, code, onChange, onAdded }: OneProps) {
  const t = useWords()
  const { language } = useLanguage()
  const inRecord = useRecordWords()
  const [title, text] = [inRecord(asked.title), inRecord(asked.text)]
  const { position } = given
  const lacking = tried && position !== null && lacksReasons({ position, words: given.words })
  const unsaid = tried && asked.files.length > 0 && given.measure.trim() === ''
  return (
    <section className={`sheet ${css.one}`} aria-labelledby={`asked-${asked.id}`}>
      <h2 id={`asked-${asked.id}`}>
        {asked.number}. <span lang={title.lang}>{title.words}</span>
      </h2>
      <p lang={text.lang} className={css.text}>
        {text.words}
      </p>
      <p className="quiet">
        {asked.deadline
          ? `${t('followUp.answerPage.deadline', { date: formatDate(language, asked.deadline) })}. `
          : null}
        {asked.answers > 0 ? t('followUp.answerPage.before', { count: asked.answers }) : null}
      </p>
      <Radio.Group
        label={t('followUp.answerPage.position')}
        value={position ?? ''}
        onChange={(value) => onChange({ ...given, position: POSITIONS.find((one) => one === value) ?? null })}
      >
        <div className={css.choices}>
          {POSITIONS.map((value) => (
            <Radio key={value} value={value} label={t(`followUp.positions.${value}`)} />
          ))}
          <Radio value="" label={t('followUp.answerPage.later')} />
        </div>
      </Radio.Group>
      {position ? (
        <>
          <Textarea
            label={t('followUp.answerPage.reasons')}
            value={given.words}
            error={lacking ? t('followUp.answerPage.reasonsNeeded') : null}
            maxLength={MOST_WORDS}
            autosize
            minRows={2}
            onChange={({ currentTarget }) => onChange({ ...given, words: currentTarget.value })}
          />
          <Textarea
            label={t('followUp.answerPage.measure')}
            value={given.measure}
            error={unsaid ? t('followUp.answerPage.evidenceNeedsWords') : null}
            maxLength={MOST_WORDS}
            autosize
            minRows={2}
            onChange={({ currentTarget }) => onChange({ ...given, measure: currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('followUp.answerPage.doneOn')}
            value={given.doneOn}
            onChange={({ currentTarget }) => onChange({ ...given, doneOn: currentTarget.value })}
          />
          <FileList files={asked.files} open={false} />
          <AddFile
            to={{ recommendation: asked.id }}
            label={t('followUp.answerPage.evidence')}
            code={code}
            onAdded={onAdded}
          />
        </>
      ) : null}
    </section>
  )
}

type Props = {
  readonly asked: AskedByLink
  readonly code: string
  readonly onAdded: () => void
  readonly onSent: (answers: number) => void
}

/** What an addressee answers to each recommendation; nothing is sent before the button at the end. */
export function AnswerForm({ asked, code, onAdded, onSent }: Props) {
  const t = useWords()
  const { language } = useLanguage()
  const send = useAct('follow-up', 'answer-by-link')
  const [given, setGiven] = useState<ReadonlyMap<RecommendationId, Given>>(new Map())
  const [signedBy, setSignedBy] = useState('')
  const [tried, setTried] = useState(false)
  const of = (id: RecommendationId) => given.get(id) ?? NOTHING
  const answers = asked.recommendations.flatMap(({ id: recommendation }) => {
    const { position, words } = of(recommendation)
    return position ? [{ recommendation, position, words }] : []
  })
  const measures = answers.flatMap(({ recommendation }) => {
    const { measure, doneOn } = of(recommendation)
    return measure.trim() === '' ? [] : [{ recommendation, words: measure, doneOn: doneOn || null }]
  })
  const unsaid = asked.recommendations.some(
    ({ id, files }) => files.length > 0 && !measures.some(({ recommendation }) => recommendation === id),
  )
  const left = asked.recommendations.length - answers.length
  const isWhole = answers.length > 0 && !answers.some(lacksReasons) && signedBy.trim() !== '' && !unsaid
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (!isWhole) {
      const form = event.currentTarget
      requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    const done = await send.run({ code, signedBy, language, answers, measures })
    if (done?.ok) onSent(done.value.answers)
  }
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      {asked.recommendations.map((one) => (
        <One
          key={one.id}
          asked={one}
          given={of(one.id)}
          tried={tried}
          code={code}
          onAdded={onAdded}
          onChange={(next) => setGiven(new Map([...given, [one.id, next]]))}
        />
      ))}
      <TextInput
        label={t('followUp.answerPage.signedBy')}
        value={signedBy}
        error={tried && signedBy.trim() === '' ? t('followUp.answerPage.signedNeeded') : null}
        maxLength={MOST_SIGNATURE_LETTERS}
        onChange={({ currentTarget }) => setSignedBy(currentTarget.value)}
      />
      <p role="status">
        {tried && answers.length === 0 ? t('followUp.answerPage.noneChosen') : null}
        {answers.length > 0 && left > 0 ? t('followUp.answerPage.unanswered', { count: left }) : null}
      </p>
      {send.refusal ? <RefusalNote refusal={send.refusal} /> : null}
      <Button type="submit" variant="filled" size="lg" loading={send.pending}>
        {t('followUp.answerPage.send')}
      </Button>
    </form>
  )
}

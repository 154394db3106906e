import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { MOST_NUMBER_LETTERS } from '../../shared/follow-up/model.ts'
import { dueAfter } from '../../shared/follow-up/rules.ts'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import type { FollowUpDesk } from './data.ts'

type Waiting = FollowUpDesk['waiting'][number]
type Props = { readonly session: SessionId; readonly waiting: Waiting; readonly today: string }

/** Notes that recommendations were sent to an addressee, from when on its clock runs. */
export function Sending({ session, waiting, today }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const title = useRecordWords()
  const dispatch = useAct('follow-up', 'dispatch')
  const [opened, setOpened] = useState(false)
  const [left, setLeft] = useState<readonly RecommendationId[]>([])
  const [said, setSaid] = useState({ number: '', sentOn: today, due: dueAfter(today), contact: '' })
  const { addressee, recommendations } = waiting
  const chosen = recommendations.filter(({ id }) => !left.includes(id))
  const field = (name: keyof typeof said) => ({
    value: said[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setSaid({ ...said, [name]: value, ...(name === 'sentOn' && value && { due: dueAfter(value) }) }),
  })
  const isWhole = said.number.trim() !== '' && said.sentOn !== '' && said.due > said.sentOn && chosen.length > 0
  const save = async () => {
    const done = await dispatch.run({
      session,
      addressee: addressee.id,
      recommendations: chosen.map(({ id }) => id),
      number: said.number,
      sentOn: said.sentOn,
      due: said.due,
      contact: said.contact.trim() || null,
    })
    if (done?.ok) setOpened(false)
  }
  return (
    <>
      <Button variant="default" size="md" onClick={() => setOpened(true)}>
        {t('followUp.dispatch.verb')}
        <span className="visually-hidden">: {inMine(addressee.name)}</span>
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t('followUp.dispatch.title', { addressee: inMine(addressee.abbr) })}
        effect={inMine(addressee.name)}
        verb={t('followUp.dispatch.save')}
        reason={isWhole ? null : t('followUp.dispatch.missing')}
        act={dispatch}
        onConfirm={() => void save()}
        onClose={() => setOpened(false)}
      >
        {recommendations.map(({ id, number, title: words }) => (
          <Checkbox
            key={id}
            label={`${number}. ${title(words).words}`}
            checked={!left.includes(id)}
            onChange={({ currentTarget: { checked } }) =>
              setLeft(checked ? left.filter((one) => one !== id) : [...left, id])
            }
          />
        ))}
        <TextInput label={t('followUp.dispatch.number')} maxLength={MOST_NUMBER_LETTERS} {...field('number')} />
        <TextInput type="date" label={t('followUp.dispatch.sentOn')} {...field('sentOn')} />
        <TextInput type="date" label={t('followUp.dispatch.due')} {...field('due')} />
        <TextInput type="email" label={t('followUp.dispatch.contact')} maxLength={200} {...field('contact')} />
      </ConfirmDialog>
    </>
  )
}

import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { MOST_WORDS } from '../../shared/follow-up/model.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import type { FactsProps } from './Facts.tsx'

/** What an addressee has done, entered by the secretariat. */
export function NoteMeasure({ one, office }: FactsProps) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const note = useAct('follow-up', 'note-measure')
  const [opened, setOpened] = useState(false)
  const [words, setWords] = useState('')
  const [doneOn, setDoneOn] = useState('')
  const [letter, setLetter] = useState('')
  const letters = one.letters.filter(({ addressee }) => addressee === office.id)
  const save = async () => {
    const { session, recommendation } = one
    const done = await note.run({
      session,
      recommendation,
      addressee: office.id,
      words: words.trim(),
      language,
      doneOn: doneOn || null,
      letter: letters.find(({ id }) => id === letter)?.id ?? null,
    })
    if (!done?.ok) return
    setOpened(false)
    setWords('')
    setDoneOn('')
  }
  return (
    <>
      <Button variant="default" size="md" onClick={() => setOpened(true)}>
        {t('followUp.measure.verb')}
        <span className="visually-hidden">: {inMine(office.name)}</span>
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t('followUp.measure.title', { addressee: inMine(office.abbr) })}
        effect={inMine(office.name)}
        verb={t('followUp.measure.save')}
        reason={words.trim() === '' ? t('refusals.reason-missing') : null}
        act={note}
        onConfirm={() => void save()}
        onClose={() => setOpened(false)}
      >
        <Textarea
          label={t('followUp.measure.words')}
          value={words}
          maxLength={MOST_WORDS}
          autosize
          minRows={3}
          maxRows={8}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('followUp.measure.doneOn')}
          value={doneOn}
          onChange={({ currentTarget }) => setDoneOn(currentTarget.value)}
        />
        {letters.length > 0 ? (
          <NativeSelect
            label={t('followUp.measure.letter')}
            value={letter}
            onChange={({ currentTarget }) => setLetter(currentTarget.value)}
            data={[
              { value: '', label: t('followUp.measure.noLetter') },
              ...letters.map(({ id, theirNumber }) => ({ value: id as string, label: theirNumber })),
            ]}
          />
        ) : null}
      </ConfirmDialog>
    </>
  )
}

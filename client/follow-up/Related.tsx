import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { FollowUpOne } from './data.ts'

const EMPTY = { source: '', reference: '', words: '' }

/** Earlier and international recommendations that this one goes on from. */
export function Related({ one }: { one: FollowUpOne }) {
  const t = useWords()
  const relate = useAct('follow-up', 'relate')
  const unrelate = useAct('follow-up', 'unrelate')
  const [opened, setOpened] = useState(false)
  const [said, setSaid] = useState(EMPTY)
  if (one.related.length === 0 && !one.may.keep) return null
  const save = async () => {
    const done = await relate.run({ recommendation: one.recommendation, ...said })
    if (!done?.ok) return
    setOpened(false)
    setSaid(EMPTY)
  }
  const field = (name: keyof typeof EMPTY) => ({
    value: said[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setSaid({ ...said, [name]: value }),
  })
  return (
    <section aria-labelledby="related-title">
      <h2 id="related-title">{t('followUp.one.related')}</h2>
      <ul>
        {one.related.map(({ number, source, reference, words }) => (
          <li key={number}>
            <strong>{[source, reference].filter((each) => each !== '').join(', ')}</strong> {words}{' '}
            {one.may.keep ? (
              <Button
                variant="subtle"
                size="sm"
                onClick={() => void unrelate.run({ recommendation: one.recommendation, number })}
              >
                {t('followUp.one.unrelate')}
                <span className="visually-hidden">: {source}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {unrelate.refusal ? <RefusalNote refusal={unrelate.refusal} /> : null}
      {one.may.keep ? (
        <>
          <Button variant="default" size="md" onClick={() => setOpened(true)}>
            {t('followUp.one.relate')}
          </Button>
          <ConfirmDialog
            opened={opened}
            title={t('followUp.one.related')}
            effect={t('followUp.one.relate')}
            verb={t('followUp.one.relateSave')}
            reason={said.source.trim() === '' ? t('refusals.reason-missing') : null}
            act={relate}
            onConfirm={() => void save()}
            onClose={() => setOpened(false)}
          >
            <TextInput label={t('followUp.one.source')} maxLength={200} {...field('source')} />
            <TextInput label={t('followUp.one.reference')} maxLength={100} {...field('reference')} />
            <Textarea
              label={t('followUp.one.relatedWords')}
              maxLength={2_000}
              autosize
              minRows={2}
              {...field('words')}
            />
          </ConfirmDialog>
        </>
      ) : null}
    </section>
  )
}

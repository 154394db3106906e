import { Button, Textarea, TextInput } from '@mantine/core'
import Bookmark from 'lucide-react/icons/bookmark'
import { useState } from 'react'
import { MOST_NAME, MOST_WORDS } from '../../shared/versions/model.ts'
import { isRevisionName } from '../../shared/versions/rules.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { type RecommendationDetail, useCalled } from '../recommendations/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'

/** Gives the present words of a text a version under a name. Source: RULES.md VE10. */
export function CutVersion({ recommendation }: { recommendation: RecommendationDetail }) {
  const t = useWords()
  const called = useCalled()
  const [asking, setAsking] = useState(false)
  const [name, setName] = useState('')
  const [words, setWords] = useState('')
  const cutting = useAct('versions', 'cut')
  const reason = name.trim() === '' ? t('versions.cutNameMissing') : null
  const wrong = isRevisionName(name) ? t('versions.cutNameOfRevision') : null
  const cut = async () => {
    const done = await cutting.run({ recommendation: recommendation.id, name: name.trim(), words: words.trim() })
    if (!done?.ok) return
    setAsking(false)
    setName('')
    setWords('')
  }
  return (
    <>
      <Button
        variant="default"
        size="md"
        leftSection={<Bookmark size={18} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t('versions.cut')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('versions.cutTitle', { what: called(recommendation) })}
        effect={t('versions.cutEffect')}
        verb={t('versions.cut')}
        reason={reason ?? wrong}
        act={cutting}
        onConfirm={() => void cut()}
        onClose={() => setAsking(false)}
      >
        <TextInput
          size="md"
          label={t('versions.cutName')}
          description={t('versions.cutHint')}
          maxLength={MOST_NAME}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Textarea
          size="md"
          rows={2}
          label={t('versions.cutWords')}
          maxLength={MOST_WORDS}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  )
}

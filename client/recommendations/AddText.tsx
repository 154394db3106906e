import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { RECOMMENDATION_KINDS, type RecommendationKind } from '../../shared/recommendations/model.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useRecommendations } from './data.ts'

type Props = {
  readonly session: SessionId
  readonly onAdded: (text: RecommendationId) => void
  readonly onClose: () => void
}

const NOTHING = { kk: [], ru: [], en: [] }

/** Adds one text by hand: a title in one language; the number is the server's. */
export function AddText({ session, onAdded, onClose }: Props) {
  const t = useWords()
  const { language: mine } = useLanguage()
  const create = useAct('recommendations', 'create-set')
  const hasPreamble = useRecommendations(session).data?.recommendations.some((each) => each.kind === 'preamble')
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState<RecommendationKind>('recommendation')
  const [language, setLanguage] = useState<Language>(mine)
  const [missing, setMissing] = useState(false)
  const confirm = async () => {
    if (title.trim() === '') return setMissing(true)
    const words = { kk: '', ru: '', en: '', [language]: title }
    const text = { kind, source: language, title: words, paragraphs: NOTHING }
    const done = await create.run({ session, point: null, texts: [text] })
    const added = done?.ok ? done.value.recommendations[0] : null
    if (added) onAdded(added.id)
  }
  return (
    <ConfirmDialog
      opened
      title={t('planning.set.addTitle')}
      effect={t('planning.set.addEffect')}
      verb={t('planning.set.add')}
      act={create}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        size="md"
        lang={language}
        label={t('planning.set.textTitle')}
        maxLength={500}
        value={title}
        error={missing && title.trim() === '' ? t('planning.missingWords') : null}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <NativeSelect
        size="md"
        label={t('planning.set.language')}
        value={language}
        onChange={({ currentTarget: { value } }) => isLanguage(value) && setLanguage(value)}
        data={LANGUAGES.map((each) => ({ value: each, label: t(`common.languages.${each}`) }))}
      />
      <NativeSelect
        size="md"
        label={t('planning.set.kind')}
        value={kind}
        onChange={({ currentTarget: { value } }) =>
          setKind(RECOMMENDATION_KINDS.find((each) => each === value) ?? 'recommendation')
        }
        data={RECOMMENDATION_KINDS.filter((each) => each !== 'preamble' || !hasPreamble).map((each) => ({
          value: each,
          label: t(`recommendations.kinds.${each}`),
        }))}
      />
    </ConfirmDialog>
  )
}

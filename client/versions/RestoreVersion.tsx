import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import RotateCcw from 'lucide-react/icons/rotate-ccw'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { RecommendationDetail } from '../recommendations/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import type { VersionSummary } from './data.ts'
import { useWriting } from './FreezeControls.tsx'

/** Brings an older version back into the text that is being written, and goes there. Source: RULES.md VE16. */
export function RestoreVersion({
  version,
  recommendation,
}: {
  version: VersionSummary
  recommendation: RecommendationDetail
}) {
  const t = useWords()
  const { inMine } = useLanguage()
  const navigate = useNavigate()
  const writing = useWriting(recommendation)
  const [asking, setAsking] = useState(false)
  const restoring = useAct('versions', 'restore')
  const { number } = version
  const restore = async () => {
    const done = await restoring.run({ version: version.id })
    if (!done?.ok) return
    setAsking(false)
    await navigate({
      to: '/sessions/$session/recommendations/$recommendation',
      params: { session: recommendation.session, recommendation: recommendation.id },
    })
  }
  return (
    <>
      <Button
        variant="default"
        size="md"
        leftSection={<RotateCcw size={18} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t('versions.restore')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('versions.restoreTitle', { number })}
        effect={t('versions.restoreEffect', { number })}
        verb={t('versions.restore')}
        act={restoring}
        onConfirm={() => void restore()}
        onClose={() => setAsking(false)}
      >
        <p>
          {writing.length === 0
            ? t('versions.nobodyWrites')
            : t('versions.writingNow', { count: writing.length, names: writing.map(inMine).join(', ') })}
        </p>
      </ConfirmDialog>
    </>
  )
}

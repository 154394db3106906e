import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { useAsk } from '../api.ts'
import { useWords } from '../language.tsx'

/** One press on to the text that is put next. */
export function NextInSeries({ session, next }: { session: SessionId; next: RecommendationId | null }) {
  const t = useWords()
  const text = useAsk('recommendations', 'recommendation', next ? { id: next } : null).data
  if (!next) return <p className="quiet">{t('votes.series.all')}</p>
  if (!text) return null
  const named = t(`sessions.numbered.${text.kind}`, { number: text.number ?? '' })
  return (
    <Button
      variant="filled"
      size="md"
      fullWidth
      renderRoot={(props) => (
        <Link to="/sessions/$session/desk" params={{ session }} search={{ recommendation: next }} replace {...props} />
      )}
    >
      {t('votes.series.next', { text: named })}
    </Button>
  )
}

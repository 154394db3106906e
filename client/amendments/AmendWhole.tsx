import { Button, NativeSelect } from '@mantine/core'
import GitPullRequestArrow from 'lucide-react/icons/git-pull-request-arrow'
import { useId, useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import { useLanguage, useWords } from '../language.tsx'
import { type RecommendationDetail, useCalled, useRecommendations } from '../recommendations/data.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './AmendWhole.module.css'
import { useStart } from './useStart.ts'

/** What is proposed for a text as a whole; for some of its words one selects them. */
export function AmendWhole({ recommendation }: { recommendation: RecommendationDetail }) {
  const t = useWords()
  const { language } = useLanguage()
  const id = useId()
  const [opened, setOpened] = useState(false)
  const [moving, setMoving] = useState(false)
  const { start, pending, refusal } = useStart()
  const about = { session: recommendation.session, recommendation: recommendation.id, language }
  const isPreamble = recommendation.kind === 'preamble'
  const choice = (name: 'whole' | 'takeOut' | 'move', onPress: () => void) => (
    <Button variant="subtle" size="md" justify="flex-start" loading={pending} onClick={onPress}>
      {t(`amendments.begin.${name}`)}
    </Button>
  )
  return (
    <div className={css.amend}>
      <Button
        variant="filled"
        size="md"
        fullWidth
        leftSection={<GitPullRequestArrow size={18} aria-hidden />}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
      >
        {t('amendments.begin.propose')}
      </Button>
      <div id={id} className={css.choices} hidden={!opened}>
        <p className={css.hint}>{t('amendments.begin.hint')}</p>
        {choice('whole', () => void start({ ...about, kind: 'replace' }))}
        {isPreamble ? null : (
          <>
            {choice('takeOut', () => void start({ ...about, kind: 'delete', whole: true }))}
            {choice('move', () => setMoving(!moving))}
          </>
        )}
        {moving ? (
          <Place
            recommendation={recommendation}
            pending={pending}
            onChoose={(after) => void start({ ...about, kind: 'move', whole: true, after })}
          />
        ) : null}
      </div>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </div>
  )
}

type PlaceProps = {
  readonly recommendation: RecommendationDetail
  readonly pending: boolean
  readonly onChoose: (after: RecommendationId | null) => void
}

/** Behind which recommendation it is to stand. */
function Place({ recommendation, pending, onChoose }: PlaceProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const called = useCalled()
  const [after, setAfter] = useState('')
  const others = (useRecommendations(recommendation.session).data?.recommendations ?? []).filter(
    ({ id, kind }) => id !== recommendation.id && kind !== 'preamble',
  )
  return (
    <div className={css.place}>
      <NativeSelect
        size="md"
        label={t('amendments.begin.after')}
        value={after}
        onChange={(event) => setAfter(event.currentTarget.value)}
        data={[
          { value: '', label: t('amendments.begin.first') },
          ...others.map((each) => ({ value: each.id as string, label: `${called(each)}. ${inMine(each.title)}` })),
        ]}
      />
      <Button
        variant="default"
        size="md"
        loading={pending}
        onClick={() => onChoose(after === '' ? null : (after as RecommendationId))}
      >
        {t('amendments.begin.moveThere')}
      </Button>
    </div>
  )
}

import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { type Me, useMe } from '../accounts/data.ts'
import css from '../adoption/Final.module.css'
import { FinalStepper } from '../adoption/FinalStepper.tsx'
import { FinalSteps } from '../adoption/FinalSteps.tsx'
import { FinalTexts } from '../adoption/FinalTexts.tsx'
import { type FinalDetail, useFinal } from '../adoption/final-data.ts'
import { useAct } from '../api.ts'
import { FinalWords, useLanguage, useWords } from '../language.tsx'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'

/** The final text of an adopted one: adopted words and copy side by side, every change, and what is still to be done. Source: RULES.md AD20–AD28. */
export function FinalPage() {
  return (
    <FinalWords>
      <Final />
    </FinalWords>
  )
}

function Final() {
  const { recommendation } = useParams({ from: '/frame/adopted/$recommendation/final' })
  const final = useFinal(recommendation as RecommendationId)
  const me = useMe()
  const session = useSession(final.data?.rounds.at(-1)?.session ?? null)
  return (
    <Loaded from={final}>
      {(detail) => (
        <Shown
          recommendation={recommendation as RecommendationId}
          detail={detail}
          me={me.data ?? null}
          session={session.data ?? null}
        />
      )}
    </Loaded>
  )
}

/** Where adopted and final words stand one under the other, one language is enough to begin with. */
const NARROW_PX = 700

type Props = {
  readonly recommendation: RecommendationId
  readonly detail: FinalDetail
  readonly me: Me | null
  readonly session: SessionDetail | null
}

function Shown({ recommendation, detail, me, session }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const [shown, setShown] = useState<Language | 'all'>(() => (window.innerWidth < NARROW_PX ? language : 'all'))
  const round = detail.rounds.at(-1)
  const texts = detail.texts
  const name = round && round.round > 0 ? t('final.corrigendum', { number: round.round }) : t('final.title')
  return (
    <Page
      width="table"
      title={`${detail.number === null ? '' : `${detail.number}. `}${inMine(detail.title)}`}
      above={
        <p className={css.above}>
          <Link to="/adopted/$recommendation" params={{ recommendation }}>
            {t('final.toAdopted')}
          </Link>
          <span>{name}</span>
        </p>
      }
    >
      {round ? <FinalStepper round={round} /> : null}
      {round?.reason ? <p className={css.reason}>{round.reason}</p> : null}
      {detail.may.begin ? <Begin recommendation={recommendation} corrects={detail.rounds.length > 0} /> : null}
      {round && texts && me && session ? (
        <div className={css.layout}>
          <div className={css.main}>
            <SegmentedControl
              aria-label={t('recommendations.textLanguages')}
              classNames={{ root: css.languages }}
              value={shown}
              onChange={(value) => setShown(LANGUAGES.find((each) => each === value) ?? 'all')}
              data={[
                { value: 'all', label: t('final.allLanguages') },
                ...LANGUAGES.map((each) => ({ value: each, label: t(`common.languages.${each}`) })),
              ]}
            />
            <FinalTexts
              recommendation={recommendation}
              detail={detail}
              me={me}
              session={session}
              round={round}
              texts={texts}
              languages={shown === 'all' ? LANGUAGES : [shown]}
            />
          </div>
          <FinalSteps recommendation={recommendation} detail={detail} round={round} timezone={session.timezone} />
        </div>
      ) : null}
    </Page>
  )
}

function Begin({ recommendation, corrects }: { recommendation: RecommendationId; corrects: boolean }) {
  const t = useWords()
  const act = useAct('adoption', 'begin-final')
  const [asked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const verb = t(corrects ? 'final.beginCorrigendum' : 'final.begin')
  return (
    <>
      <p>
        <Button variant="filled" size="md" onClick={() => setAsked(true)}>
          {verb}
        </Button>
      </p>
      {asked ? (
        <ConfirmDialog
          opened
          title={verb}
          effect={t(corrects ? 'final.correctEffect' : 'final.beginEffect')}
          verb={verb}
          reason={corrects && reason.trim() === '' ? t('refusals.reason-missing') : null}
          act={act}
          onConfirm={() => void act.run({ recommendation, reason }).then((done) => done?.ok && setAsked(false))}
          onClose={() => setAsked(false)}
        >
          {corrects ? (
            <Textarea
              label={t('final.reason')}
              size="md"
              autosize
              minRows={3}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          ) : null}
        </ConfirmDialog>
      ) : null}
    </>
  )
}

import { Button } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { AmendmentId } from '../../shared/ids.ts'
import { ClashCard } from '../amendments/ClashCard.tsx'
import { type AmendmentDetail, useAmendment } from '../amendments/data.ts'
import css from '../amendments/Review.module.css'
import { ReviewLooks, ReviewPreview } from '../amendments/ReviewPreview.tsx'
import { ReviewTexts } from '../amendments/ReviewTexts.tsx'
import { useNamed } from '../amendments/useNamed.ts'
import { type Clash, useReview } from '../amendments/useReview.ts'
import { useAct } from '../api.ts'
import { AmendmentWords, useWords } from '../language.tsx'
import { useCalled, useRecommendations } from '../recommendations/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Page } from '../ui/Page.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'

/** Where an amendment clashes with the text: three texts, and a decision for each place. Source: RULES.md AM29. */
export function AmendmentReviewPage() {
  const { amendment } = useParams({ from: '/frame/sessions/$session/amendments/$amendment/review' })
  const found = useAmendment(amendment as AmendmentId)
  return (
    <AmendmentWords>
      <Loaded from={found}>{(detail) => <Review key={detail.id} amendment={detail} />}</Loaded>
    </AmendmentWords>
  )
}

function Review({ amendment }: { amendment: AmendmentDetail }) {
  const t = useWords()
  const named = useNamed()
  const { choiceOf, done, unsent, choose, preview } = useReview(amendment)
  const [wasDecided, setDecided] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  const { review, may } = amendment
  const all = review.length
  const chooses = (clash: Clash, choice: 'present' | 'amendment') => {
    choose(clash, choice)
    // On to the next that nobody has decided, without a look for it.
    const next = review.find((each) => each.key !== clash.key && !clash.together.includes(each.key) && !choiceOf(each))
    if (!next || choiceOf(clash) !== null) return
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-clash]') ?? [])]
    cards
      .find(({ dataset }) => dataset.clash === next.key)
      ?.querySelector('input')
      ?.focus()
  }
  return (
    <Page
      width="table"
      title={`${named.title(amendment)}: ${t('amendmentsDesk.clash.title')}`}
      intro={t(`amendmentsDesk.clash.${all > 0 ? 'intro' : wasDecided ? 'decided' : 'none'}`)}
      above={<Above amendment={amendment} />}
    >
      {all > 0 ? (
        <>
          <p className={css.progress} role="status">
            <strong>{t('amendmentsDesk.clash.progress', { done, all })}</strong>
            {may.decide ? <span className="quiet">{t('amendmentsDesk.clash.keys')}</span> : null}
          </p>
          {may.decide ? null : <p className="quiet">{t('amendmentsDesk.clash.only')}</p>}
          <ol className={css.clashes} ref={list}>
            {review.map((clash, at) => (
              <ClashCard
                key={clash.key}
                clash={clash}
                place={{ number: at + 1, all }}
                choice={choiceOf(clash)}
                mayDecide={may.decide}
                onChoose={(choice) => chooses(clash, choice)}
              />
            ))}
          </ol>
        </>
      ) : null}
      <ReviewPreview preview={preview} />
      <ReviewLooks amendment={amendment} />
      {may.decide && all > 0 ? (
        <Decide amendment={amendment} choices={unsent} isWhole={done === all} onDone={() => setDecided(true)} />
      ) : null}
      <ReviewTexts amendment={amendment} />
    </Page>
  )
}

/** The ways back: the amendment, its text, the desk. */
function Above({ amendment: { id, session, recommendation } }: { amendment: AmendmentDetail }) {
  const t = useWords()
  const called = useCalled()
  const text = useRecommendations(session).data?.recommendations.find((each) => each.id === recommendation)
  return (
    <p className={`no-print ${css.above}`}>
      <Link to="/sessions/$session/amendments/$amendment" params={{ session, amendment: id }} preload={false}>
        {t('amendments.title')}
      </Link>
      {text ? (
        <Link to="/sessions/$session/recommendations/$recommendation" params={{ session, recommendation: text.id }}>
          {called(text)}
        </Link>
      ) : null}
      <Link to="/sessions/$session/desk" params={{ session }} search={text ? { recommendation: text.id } : {}}>
        {t('amendmentsDesk.clash.toDesk')}
      </Link>
    </p>
  )
}

type DecideProps = {
  readonly amendment: AmendmentDetail
  readonly choices: { readonly key: string; readonly choice: 'present' | 'amendment' }[]
  /** Nothing is left open then. */
  readonly isWhole: boolean
  readonly onDone: () => void
}

/** Sends what was decided; or takes the amendment back, to find words that are neither. */
function Decide({ amendment, choices, isWhole, onDone }: DecideProps) {
  const t = useWords()
  const decide = useAct('amendments', 'decide')
  const revise = useAct('amendments', 'revise')
  const navigate = useNavigate()
  const [asked, setAsked] = useState(false)
  const { id, session, may } = amendment
  const save = async () => {
    const done = await decide.run({ amendment: id, choices: [...choices] })
    if (done?.ok && done.value.open === 0) onDone()
  }
  const takeBack = async () => {
    const done = await revise.run({ amendment: id })
    if (done?.ok) await navigate({ to: '/sessions/$session/amendments/$amendment', params: { session, amendment: id } })
  }
  return (
    <div className={css.decide}>
      <ReasonedButton
        variant="filled"
        effect={isWhole ? t('amendmentsDesk.clash.saveEffect') : ''}
        reason={choices.length > 0 ? null : t('amendmentsDesk.clash.choose')}
        rule="AM29"
        pending={decide.pending}
        onPress={() => void save()}
      >
        {t(isWhole ? 'amendmentsDesk.clash.save' : 'amendmentsDesk.clash.saveSome')}
      </ReasonedButton>
      {may.revise ? (
        <Button variant="default" size="md" onClick={() => setAsked(true)}>
          {t('amendmentsDesk.clash.otherWords')}
        </Button>
      ) : null}
      {decide.refusal ? <RefusalNote refusal={decide.refusal} /> : null}
      <ConfirmDialog
        opened={asked}
        title={t('amendmentsDesk.clash.otherWords')}
        effect={t('amendmentsDesk.clash.otherWordsEffect')}
        verb={t('amendmentsDesk.clash.otherWords')}
        act={revise}
        onConfirm={() => void takeBack()}
        onClose={() => setAsked(false)}
      />
    </div>
  )
}

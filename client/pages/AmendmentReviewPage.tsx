import { Button, SegmentedControl } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { AmendmentId } from '../../shared/ids.ts'
import { type AmendmentDetail, useAmendment } from '../amendments/data.ts'
import css from '../amendments/Review.module.css'
import { useAct } from '../api.ts'
import { AmendmentWords, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Hash } from '../ui/Hash.tsx'
import { Page } from '../ui/Page.tsx'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'

/** Where an amendment clashes with the text: three texts, and a decision for each place. Source: RULES.md AM29. */
export function AmendmentReviewPage() {
  return (
    <AmendmentWords>
      <Found />
    </AmendmentWords>
  )
}

function Found() {
  const { amendment } = useParams({ from: '/frame/sessions/$session/amendments/$amendment/review' })
  const found = useAmendment(amendment as AmendmentId)
  return <Loaded from={found}>{(detail) => <Review key={detail.id} amendment={detail} />}</Loaded>
}

type Choice = 'present' | 'amendment'
type Clash = AmendmentDetail['review'][number]

function Review({ amendment }: { amendment: AmendmentDetail }) {
  const t = useWords()
  const decide = useAct('amendments', 'decide')
  const [chosen, setChosen] = useState<ReadonlyMap<string, Choice>>(new Map())
  const { review, looks, may } = amendment
  const choiceOf = (clash: Clash) => chosen.get(clash.key) ?? clash.choice
  const done = review.filter((clash) => choiceOf(clash) !== null).length
  const choose = (clash: Clash, choice: Choice) =>
    setChosen(new Map([...chosen, ...[clash.key, ...clash.together].map((key): [string, Choice] => [key, choice])]))
  const save = () =>
    decide.run({ amendment: amendment.id, choices: [...chosen].map(([key, choice]) => ({ key, choice })) })
  return (
    <Page
      width="table"
      title={`${t('amendments.name', { number: amendment.number ?? '' })} · ${t('amendmentsDesk.clash.title')}`}
      intro={review.length > 0 ? t('amendmentsDesk.clash.intro') : t('amendmentsDesk.clash.decided')}
      above={
        <Link
          to="/sessions/$session/amendments/$amendment"
          params={{ session: amendment.session, amendment: amendment.id }}
        >
          {t('amendments.name', { number: amendment.number ?? '' })}
        </Link>
      }
    >
      {review.length > 0 ? (
        <p role="status">{t('amendmentsDesk.clash.progress', { done, all: review.length })}</p>
      ) : null}
      {may.decide || review.length === 0 ? null : <p className="quiet">{t('amendmentsDesk.clash.only')}</p>}
      <ol className={css.clashes}>
        {review.map((clash) => (
          <ClashRow
            key={clash.key}
            clash={clash}
            choice={choiceOf(clash)}
            mayDecide={may.decide}
            onChoose={(choice) => choose(clash, choice)}
          />
        ))}
      </ol>
      {may.decide && review.length > 0 ? (
        <div className={css.buttons}>
          <Button
            variant="filled"
            size="md"
            loading={decide.pending}
            disabled={chosen.size === 0}
            onClick={() => void save()}
          >
            {t('amendmentsDesk.clash.save')}
          </Button>
          {may.revise ? <OtherWords amendment={amendment} /> : null}
        </div>
      ) : null}
      {decide.refusal ? <RefusalNote refusal={decide.refusal} /> : null}
      {looks.length > 0 ? (
        <section className={css.looks}>
          <h2>{t('amendmentsDesk.clash.looks')}</h2>
          <ul>
            {looks.map((look) => (
              <li key={`${look.part} ${look.language} ${look.at.from} ${look.kind}`}>
                <strong>{t(`amendmentsDesk.clash.${look.kind}`)}</strong>
                <RecordBlocks blocks={look.base} lang={look.language} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Preview amendment={amendment} />
    </Page>
  )
}

type RowProps = {
  readonly clash: Clash
  readonly choice: Choice | null
  readonly mayDecide: boolean
  readonly onChoose: (choice: Choice) => void
}

function ClashRow({ clash, choice, mayDecide, onChoose }: RowProps) {
  const t = useWords()
  return (
    <li className={css.clash} data-open={choice === null || undefined}>
      <p className="quiet">
        {t(`recommendations.parts.${clash.part}`)} · {t(`common.languages.${clash.language}`)}
        {clash.together.length > 0 ? ` · ${t('amendmentsDesk.clash.together')}` : ''}
      </p>
      <div className={css.three}>
        {(['base', 'present', 'amendment'] as const).map((side) => (
          <section key={side} data-chosen={choice === side || undefined}>
            <h3>{t(`amendmentsDesk.clash.${side}`)}</h3>
            {clash[side].some(({ content }) => content.length > 0) ? (
              <RecordBlocks blocks={clash[side]} lang={clash.language} />
            ) : (
              <p className="quiet">{t('amendmentsDesk.clash.nothing')}</p>
            )}
          </section>
        ))}
      </div>
      {mayDecide ? (
        <SegmentedControl
          aria-label={t('amendmentsDesk.clash.title')}
          value={choice ?? ''}
          onChange={(value) => {
            if (value === 'present' || value === 'amendment') onChoose(value)
          }}
          data={[
            { value: 'present', label: t('amendmentsDesk.clash.keep') },
            { value: 'amendment', label: t('amendmentsDesk.clash.take') },
          ]}
        />
      ) : null}
    </li>
  )
}

/** Neither one nor the other: the amendment goes back to be worded anew. */
function OtherWords({ amendment }: { amendment: AmendmentDetail }) {
  const t = useWords()
  const revise = useAct('amendments', 'revise')
  const navigate = useNavigate()
  const [asked, setAsked] = useState(false)
  const confirm = async () => {
    const done = await revise.run({ amendment: amendment.id })
    if (done?.ok)
      await navigate({
        to: '/sessions/$session/amendments/$amendment',
        params: { session: amendment.session, amendment: amendment.id },
      })
  }
  return (
    <>
      <Button variant="default" size="md" onClick={() => setAsked(true)}>
        {t('amendmentsDesk.clash.otherWords')}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={t('amendmentsDesk.clash.otherWords')}
        effect={t('amendmentsDesk.clash.otherWordsEffect')}
        verb={t('amendmentsDesk.clash.otherWords')}
        act={revise}
        onConfirm={() => void confirm()}
        onClose={() => setAsked(false)}
      />
    </>
  )
}

function Preview({ amendment }: { amendment: AmendmentDetail }) {
  const t = useWords()
  const { language, texts, hash } = amendment
  return (
    <section className={`sheet ${css.preview}`}>
      <h2>{t('amendmentsDesk.clash.preview')}</h2>
      <RecordBlocks blocks={texts.amended.text[language]} lang={language} />
      {hash ? <Hash hash={hash} /> : null}
    </section>
  )
}

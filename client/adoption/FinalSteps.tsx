import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleSlash from 'lucide-react/icons/circle-slash'
import Hourglass from 'lucide-react/icons/hourglass'
import Signature from 'lucide-react/icons/signature'
import { useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Hash } from '../ui/Hash.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './Final.module.css'
import { Confirm, Publish, Revise, Sign, Submit } from './FinalDialogs.tsx'
import { type FinalDetail, finalFile, type Round, signatureFile } from './final-data.ts'
import { useOfficial } from './useOfficial.ts'

type Props = {
  readonly recommendation: RecommendationId
  readonly detail: FinalDetail
  readonly round: Round
  readonly timezone: string
}

type Asked = 'submit' | 'revise' | 'confirm' | 'sign' | 'file' | 'decline' | 'publish'

/** What is still to be done with a final text, and by whom: given to the chairs, confirmed, signed, numbered, published. */
export function FinalSteps({ recommendation, detail, round, timezone }: Props) {
  const t = useWords()
  const official = useOfficial()
  const [asked, setAsked] = useState<Asked | null>(null)
  const { may } = detail
  const open = detail.changes.filter((change) => change.class === null).length
  const close = () => setAsked(null)
  const button = (which: Asked, words: string, isMain: boolean) => (
    <Button variant={isMain ? 'filled' : 'default'} size="md" onClick={() => setAsked(which)}>
      {words}
    </Button>
  )
  return (
    <section className={css.steps} aria-labelledby="final-steps">
      <h2 id="final-steps" className={css.title}>
        {t(`final.stages.${round.stage}`)}
      </h2>
      {round.stage === 'drafting' ? null : (
        <ul>
          {detail.councils.map((council) => (
            <Signer key={council.id} council={council} round={round} timezone={timezone} />
          ))}
        </ul>
      )}
      <div className={css.buttons}>
        {may.confirm ? button('confirm', t('final.confirm'), true) : null}
        {may.sign ? button('sign', t('final.sign'), true) : null}
        {may.sign ? button('file', t('final.withFile'), false) : null}
        {may.sign ? button('decline', t('final.decline'), false) : null}
        {may.submit ? button('submit', t('final.submit'), true) : null}
        {may.revise && round.stage === 'signing' ? (
          <PublishButton detail={detail} round={round} onPress={() => setAsked('publish')} />
        ) : null}
        {may.revise ? button('revise', t('final.revise'), false) : null}
      </div>
      {round.stage === 'published' ? (
        <Link to="/published/$recommendation" params={{ recommendation }}>
          {t('final.published.read')}
        </Link>
      ) : null}
      {may.number ? <Official recommendation={recommendation} official={round.official} /> : null}
      {round.official ? <p>{official(round.official)}</p> : null}
      {round.hash ? (
        <p>
          {t('final.published.hash')}: <Hash hash={round.hash} />
          <br />
          <a className={css.file} href={finalFile({ recommendation, round: round.round })} download>
            {t('final.download')}
          </a>
        </p>
      ) : null}
      {asked === 'submit' ? (
        <Submit recommendation={recommendation} open={open} onClose={close} />
      ) : asked === 'revise' ? (
        <Revise recommendation={recommendation} onClose={close} />
      ) : asked === 'confirm' && round.hash ? (
        <Confirm recommendation={recommendation} hash={round.hash} onClose={close} />
      ) : asked === 'publish' && round.hash ? (
        <Publish recommendation={recommendation} hash={round.hash} onClose={close} />
      ) : asked && round.hash ? (
        <Sign
          recommendation={recommendation}
          hash={round.hash}
          kind={asked === 'sign' ? 'recorded' : asked === 'file' ? 'file' : 'declined'}
          onClose={close}
        />
      ) : null}
    </section>
  )
}

type SignerProps = Pick<Props, 'round' | 'timezone'> & { readonly council: FinalDetail['councils'][number] }

/** How far one council is: its chair is waited for, has confirmed, has signed or said why not. */
function Signer({ council, round, timezone }: SignerProps) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const signature = round.signatures.find((one) => one.council === council.id)
  const confirmed = round.confirmations.find((one) => one.council === council.id)
  const by = signature ?? confirmed
  const Icon = signature
    ? signature.kind === 'declined'
      ? CircleSlash
      : Signature
    : confirmed
      ? CircleCheck
      : Hourglass
  const said = {
    council: inMine(council.name),
    name: by ? inMine(by.name) : '',
    when: by ? formatDateTime(language, by.at, timezone) : '',
  }
  return (
    <li className={css.signer} data-waits={by ? undefined : true}>
      <Icon size={18} aria-hidden />
      <span>
        {signature
          ? t(`final.signed.${signature.kind}`, { ...said, reason: signature.reason })
          : t(confirmed ? 'final.confirmed' : 'final.waitsFor', said)}
        {signature?.kind === 'file' ? (
          <>
            {' '}
            <a
              className={css.file}
              href={signatureFile({
                recommendation: round.recommendation as RecommendationId,
                round: round.round,
                council: council.id,
              })}
              download
            >
              {t('final.file')}
            </a>
          </>
        ) : null}
      </span>
    </li>
  )
}

/** Publishes, or says what is still waited for. */
function PublishButton({ detail, round, onPress }: Pick<Props, 'detail' | 'round'> & { readonly onPress: () => void }) {
  const t = useWords()
  const count = detail.councils.filter(({ id }) => !round.signatures.some(({ council }) => council === id)).length
  return (
    <ReasonedButton
      variant="filled"
      rule={detail.may.publish ? null : count > 0 ? 'AD25' : 'AD26'}
      reason={
        detail.may.publish
          ? null
          : count > 0
            ? t('refusals.signatures-missing', { count })
            : t('refusals.number-missing')
      }
      onPress={onPress}
    >
      {t('final.publish')}
    </ReasonedButton>
  )
}

function Official({ recommendation, official }: { recommendation: RecommendationId; official: Round['official'] }) {
  const t = useWords()
  const act = useAct('adoption', 'number-final')
  const [number, setNumber] = useState(official?.number ?? '')
  const [date, setDate] = useState(official?.date ?? '')
  return (
    <form
      className={css.official}
      onSubmit={(event) => {
        event.preventDefault()
        if (number.trim() && date) void act.run({ recommendation, number, date })
      }}
    >
      <TextInput
        label={t('final.number')}
        size="md"
        maxLength={60}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <TextInput
        label={t('final.date')}
        type="date"
        size="md"
        value={date}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" size="md" loading={act.pending}>
        {t('final.saveNumber')}
      </Button>
      {act.refusal ? <RefusalNote refusal={act.refusal} /> : null}
    </form>
  )
}

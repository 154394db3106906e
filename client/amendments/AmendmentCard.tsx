import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import GitFork from 'lucide-react/icons/git-fork'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { useId, useState } from 'react'
import type { Me } from '../accounts/data.ts'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { AmendmentActs } from './AmendmentActs.tsx'
import css from './AmendmentCard.module.css'
import { AmendmentChanges } from './AmendmentChanges.tsx'
import { type AmendmentSummary, useAmendment } from './data.ts'
import { StageBadge } from './StageBadge.tsx'
import { useNamed, useWholeEffect } from './useNamed.ts'

type Props = {
  readonly amendment: AmendmentSummary
  /** Its place in the order of voting, from 1. */
  readonly order?: number
  /** The others to the same text. */
  readonly among: readonly AmendmentSummary[]
  readonly session: SessionDetail
  readonly me: Me
}

/** One amendment in a list: what it changes, who stands behind it, where it clashes; opened, what one may do with it. */
export function AmendmentCard({ amendment, among, order, session, me }: Props) {
  const t = useWords()
  const named = useNamed()
  const id = useId()
  const isMineToConfirm = amendment.moved === 'unconfirmed' && amendment.mover.account === me.id
  const [opened, setOpened] = useState(isMineToConfirm)
  const [sideBySide, setSideBySide] = useState(false)
  const effect = useWholeEffect(amendment)
  const title = named.title(amendment)
  const isDraft = amendment.stage === 'draft'
  const isAsked = isDraft && amendment.sponsors.some((one) => one.account === me.id && one.signedAt === null)
  return (
    <li className={css.card} data-amendment={amendment.id} aria-labelledby={id}>
      <div className={css.head}>
        {order === undefined ? null : (
          <span className={css.order} aria-hidden>
            {order}
          </span>
        )}
        <h3 id={id}>
          <Link
            to="/sessions/$session/amendments/$amendment"
            params={{ session: session.id, amendment: amendment.id }}
            preload={false}
          >
            {title}
          </Link>
        </h3>
        <StageBadge amendment={amendment} />
      </div>
      {isDraft ? null : <p className={css.kind}>{t(`amendments.kinds.${amendment.kind}`)}</p>}
      {isAsked ? <p className={css.note}>{t('amendments.askedToSign')}</p> : null}
      {effect ? <p>{effect}</p> : <AmendmentChanges changes={amendment.changes} sideBySide={sideBySide} brief />}
      {amendment.kind === 'separate-vote' ? <p className={css.quiet}>{t('amendments.separate')}</p> : null}
      <Reason amendment={amendment} />
      <div className={css.people}>
        <span className={css.faces}>
          {amendment.sponsors
            .filter(({ signedAt }) => signedAt !== null)
            .slice(0, 4)
            .map(({ account, name }) => (
              <PersonAvatar key={account} account={account} name={name} size={22} />
            ))}
        </span>
        <p>
          {[named.moved(amendment), named.supporters(amendment), named.asked(amendment)].filter(Boolean).join(' · ')}
        </p>
      </div>
      <ClashNotes amendment={amendment} among={among} />
      <div className={css.buttons}>
        <Button
          variant="subtle"
          size="compact-md"
          aria-expanded={opened}
          aria-controls={`${id}-more`}
          onClick={() => setOpened(!opened)}
        >
          {t(opened ? 'amendments.less' : 'amendments.more')}
        </Button>
        {amendment.changes.length > 0 ? (
          <Button
            variant="subtle"
            size="compact-md"
            aria-pressed={sideBySide}
            onClick={() => setSideBySide(!sideBySide)}
          >
            {t(sideBySide ? 'amendments.inOne' : 'amendments.sideBySide')}
          </Button>
        ) : null}
      </div>
      <div id={`${id}-more`}>{opened ? <More amendment={amendment} /> : null}</div>
    </li>
  )
}

/** Why, in the reader's language, else in that in which it was moved. */
export function Reason({ amendment }: { amendment: Pick<AmendmentSummary, 'reason' | 'language'> }) {
  const inRecord = useRecordWords()
  const { words, lang } = inRecord(amendment.reason, amendment.language)
  if (words.trim() === '') return null
  return (
    <p className={css.reason} lang={lang}>
      «{words}»
    </p>
  )
}

/** Where it does not go together with the text or with others. */
export function ClashNotes({ amendment, among }: Pick<Props, 'amendment' | 'among'>) {
  const t = useWords()
  const named = useNamed()
  const { id, session, clashes, clashesWith, fallsWith } = amendment
  const isOpen = ({ stage }: AmendmentSummary) => stage === 'tabled' || stage === 'put'
  const fall = among.filter((each) => each.fallsWith.includes(id) && isOpen(each)).map((each) => each.id)
  const others = clashesWith.filter((each) => !fall.includes(each) && !fallsWith.includes(each))
  const lines = [
    { key: 'falls', names: named.numbers(fallsWith, among.filter(isOpen)) },
    { key: 'takesDown', names: named.numbers(fall, among) },
    { key: 'noRoom', names: named.numbers(others, among) },
  ] as const
  const shown = lines.filter(({ names }) => names !== '')
  if (clashes === 0 && shown.length === 0) return null
  return (
    <ul className={css.clashes}>
      {clashes > 0 ? (
        <li data-grave>
          <TriangleAlert size={16} aria-hidden />
          <Link to="/sessions/$session/amendments/$amendment/review" params={{ session, amendment: id }}>
            {t('amendments.clashes', { count: clashes })}
          </Link>
        </li>
      ) : null}
      {shown.map(({ key, names }) => (
        <li key={key}>
          <GitFork size={16} aria-hidden />
          {t(`amendments.${key}`, { names })}
        </li>
      ))}
    </ul>
  )
}

function More({ amendment }: Pick<Props, 'amendment'>) {
  return <Loaded from={useAmendment(amendment.id)}>{(detail) => <AmendmentActs amendment={detail} />}</Loaded>
}

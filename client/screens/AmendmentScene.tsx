import MessagesSquare from 'lucide-react/icons/messages-square'
import { StageBadge } from '../amendments/StageBadge.tsx'
import { AmendmentWords, useLanguage, useWords } from '../language.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import { StateMark } from '../ui/StateBadge.tsx'
import { Councils } from './Councils.tsx'
import type { AmendmentShown, SceneOf } from './data.ts'
import { FitChanges } from './FitChanges.tsx'
import { Foot } from './Foot.tsx'
import { Head } from './Head.tsx'
import css from './Scene.module.css'
import { SpeakerNow } from './SpeakerNow.tsx'

/** Sizes at 1920 by 1080, in pixels. */
const DISCUSSED = { most: 76, least: 34 } as const
const VOTED = { most: 64, least: 30 } as const

/** An amendment under discussion: whose it is, and what it changes in the present text. Source: RULES.md SE70. */
export function AmendmentScene({ shown, at }: { shown: SceneOf<'amendment'>; at: number }) {
  return (
    <AmendmentWords>
      <AmendmentHead amendment={shown.amendment} />
      <AmendmentBody amendment={shown.amendment} />
      <Foot>
        <Councils councils={shown.councils} />
        {shown.speaker ? <SpeakerNow speaker={shown.speaker} at={at} /> : null}
      </Foot>
    </AmendmentWords>
  )
}

function AmendmentHead({ amendment }: { amendment: AmendmentShown }) {
  const t = useWords()
  const { to, stage } = amendment
  const named = to ? t(`sessions.numbered.${to.kind}`, { number: to.number ?? '' }) : ''
  const number = amendment.number ?? ''
  return (
    <Head
      name={
        to ? t('amendmentsDesk.screen.head', { text: named, number }) : t('amendmentsDesk.screen.newHead', { number })
      }
      about={<MovedBy amendment={amendment} />}
    >
      {stage === 'tabled' ? (
        <StateMark icon={MessagesSquare} colour="drafting" words={t('amendmentsDesk.screen.discussed')} grows />
      ) : (
        <StageBadge amendment={amendment} grows />
      )}
    </Head>
  )
}

/** Its movers, and why, as far as that is one short line. */
export function MovedBy({ amendment }: { amendment: AmendmentShown }) {
  const { inMine } = useLanguage()
  const inRecord = useRecordWords()
  const { words, lang } = inRecord(amendment.reason)
  const names = amendment.movers.map(inMine).join(', ')
  const isShort = words !== '' && words.length <= MOST_REASON
  return (
    <>
      {names}
      {isShort ? ': ' : ''}
      {isShort ? <span lang={lang}>{words}</span> : null}
    </>
  )
}

/** A longer reason is for reading, not for a wall. */
const MOST_REASON = 120

/** What it changes, or what it does to the recommendation as a whole. */
function AmendmentBody({ amendment, voted = false }: { amendment: AmendmentShown; voted?: boolean }) {
  const t = useWords()
  const inRecord = useRecordWords()
  const { whole, kind, after, to } = amendment
  if (!whole)
    return (
      <FitChanges
        amendment={amendment}
        tight={voted}
        asked={kind === 'separate-vote'}
        {...(voted ? VOTED : DISCUSSED)}
      />
    )
  const title = to && inRecord(to.title)
  const behind = after && t(`sessions.numbered.${after.kind}`, { number: after.number ?? '' })
  return (
    <div className={css.middle}>
      <p className={css.large}>
        {kind === 'delete'
          ? t('amendmentsDesk.takesOut')
          : behind
            ? t('amendmentsDesk.moves', { what: behind })
            : t('amendmentsDesk.movesFirst')}
      </p>
      {title ? (
        <p className={css.how} lang={title.lang}>
          {title.words}
        </p>
      ) : null}
    </div>
  )
}

/** What is voted on: what the amendment changes; of a separate vote what either choice means. */
export function VotedAmendment({ amendment }: { amendment: AmendmentShown }) {
  return (
    <AmendmentWords>
      <AmendmentBody amendment={amendment} voted />
      {amendment.kind === 'separate-vote' ? <Means /> : null}
    </AmendmentWords>
  )
}

function Means() {
  return <p className={css.means}>{useWords()('amendmentsDesk.sheet.keep')}</p>
}

/** What the outcome makes of the amendment, and which one is next. */
export function AmendmentOutcome({ amendment }: { amendment: NonNullable<SceneOf<'outcome'>['amendment']> }) {
  return (
    <AmendmentWords>
      <Decided amendment={amendment} />
    </AmendmentWords>
  )
}

function Decided({ amendment }: { amendment: NonNullable<SceneOf<'outcome'>['amendment']> }) {
  const t = useWords()
  const named = (number: number | null) => t('amendments.name', { number: number ?? '' })
  const { stage, kind, number, next } = amendment
  const isSeparate = kind === 'separate-vote'
  const became =
    stage === 'adopted'
      ? isSeparate
        ? t('amendmentsDesk.outcome.goes')
        : t('amendmentsDesk.outcome.adopted', { what: named(number) })
      : stage === 'rejected'
        ? isSeparate
          ? t('amendmentsDesk.outcome.stays')
          : t('amendmentsDesk.outcome.rejected', { what: named(number) })
        : t('amendmentsDesk.outcome.undecided', { what: named(number) })
  return (
    <p className={css.became}>
      {became} {next === null || next === number ? null : t('amendmentsDesk.next', { what: named(next) })}
    </p>
  )
}

import { ActionIcon } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronUp from 'lucide-react/icons/chevron-up'
import GitFork from 'lucide-react/icons/git-fork'
import GripVertical from 'lucide-react/icons/grip-vertical'
import MessageCircleQuestion from 'lucide-react/icons/message-circle-question-mark'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { useId } from 'react'
import { Reason } from '../../amendments/AmendmentCard.tsx'
import { AmendmentChanges } from '../../amendments/AmendmentChanges.tsx'
import type { AmendmentSummary } from '../../amendments/data.ts'
import { isWaiting } from '../../amendments/ordering.ts'
import { ShortChange } from '../../amendments/ShortChange.tsx'
import { StageBadge } from '../../amendments/StageBadge.tsx'
import { useNamed } from '../../amendments/useNamed.ts'
import { useLanguage, useWords } from '../../language.tsx'
import type { SessionDetail } from '../../sessions/data.ts'
import { MoveButtons } from '../../ui/MoveButtons.tsx'
import { AmendmentDeskActs } from './AmendmentDeskActs.tsx'
import type { Handle } from './AmendmentOrder.tsx'
import css from './AmendmentsDesk.module.css'

type Props = {
  readonly session: SessionDetail
  readonly amendment: AmendmentSummary
  /** All to the same text. */
  readonly among: readonly AmendmentSummary[]
  readonly place: number
  readonly opened: boolean
  readonly onOpen: () => void
  /** Null where the order is not the reader's to set. */
  readonly moves: { readonly handle: Handle; may(by: -1 | 1): boolean; move(by: -1 | 1): void } | null
}

/** One amendment in the order of voting; opened, what it changes and what is done with it. */
export function AmendmentRow({ session, amendment, among, place, opened, onOpen, moves }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const named = useNamed()
  const id = useId()
  const what = named.title(amendment)
  // In the reader's language, where it says anything in it.
  const spoken = amendment.changes.some((change) => change.language === language) ? language : undefined
  const people = amendment.sponsors.filter(({ signedAt }) => signedAt !== null).map(({ name }) => inMine(name))
  return (
    <div className={css.row} data-stage={amendment.stage}>
      <div className={css.line}>
        {moves ? (
          <span className={css.handle} title={t('amendmentsDesk.drag', { what })} {...moves.handle}>
            <GripVertical size={18} aria-hidden />
          </span>
        ) : (
          <span className={css.handle} data-off />
        )}
        <span className={css.place}>{place}</span>
        <Link
          className={css.name}
          to="/sessions/$session/amendments/$amendment"
          params={{ session: session.id, amendment: amendment.id }}
          preload={false}
        >
          {what}
        </Link>
        <span className={css.what}>
          <span className={css.change}>
            <ShortChange amendment={amendment} />
          </span>
          <span className="quiet">
            {people.join(', ')}
            {isWaiting(amendment) && amendment.distance > 0
              ? ` · ${t('amendmentsDesk.distance', { count: amendment.distance })}`
              : ''}
          </span>
        </span>
        <StageBadge amendment={amendment} plain />
        <span className={css.tools}>
          {moves ? (
            <MoveButtons
              labels={{ up: t('amendmentsDesk.up', { what }), down: t('amendmentsDesk.down', { what }) }}
              mayMove={moves.may}
              onMove={moves.move}
            />
          ) : null}
          <ActionIcon
            variant="subtle"
            size={36}
            aria-label={t('amendmentsDesk.open', { what })}
            aria-expanded={opened}
            aria-controls={id}
            onClick={onOpen}
          >
            {opened ? <ChevronUp size={18} aria-hidden /> : <ChevronDown size={18} aria-hidden />}
          </ActionIcon>
        </span>
      </div>
      <Marks amendment={amendment} among={among} />
      <div id={id} className={css.opened}>
        {opened ? (
          <>
            {amendment.whole ? null : <AmendmentChanges changes={amendment.changes} language={spoken} brief />}
            {amendment.kind === 'separate-vote' ? <p>{t('amendmentsDesk.separate')}</p> : null}
            <Reason amendment={amendment} />
            <p className="quiet">{named.moved(amendment)}</p>
            {amendment.stage === 'put' ? (
              <p className="quiet">{t('amendmentsDesk.underWay')}</p>
            ) : (
              <AmendmentDeskActs session={session} amendment={amendment} among={among} />
            )}
          </>
        ) : null}
      </div>
    </div>
  )
}

/** Where it clashes, with what it falls, what leaves it no room, and whether its mover's word is still wanting. */
function Marks({ amendment, among }: Pick<Props, 'amendment' | 'among'>) {
  const t = useWords()
  const named = useNamed()
  if (!isWaiting(amendment)) return null
  const waiting = among.filter(isWaiting)
  const falls = named.numbers(amendment.fallsWith, waiting)
  const room = named.numbers(
    amendment.clashesWith.filter((id) => !amendment.fallsWith.includes(id)),
    waiting,
  )
  const { clashes, moved, session, id } = amendment
  if (clashes === 0 && falls === '' && room === '' && moved !== 'unconfirmed') return null
  return (
    <ul className={css.marks}>
      {clashes > 0 ? (
        <li data-grave>
          <TriangleAlert size={15} aria-hidden />
          {t('amendmentsDesk.review', { count: clashes })}:{' '}
          <Link to="/sessions/$session/amendments/$amendment/review" params={{ session, amendment: id }}>
            {t('amendmentsDesk.toReview')}
          </Link>
        </li>
      ) : null}
      {falls ? (
        <li>
          <GitFork size={15} aria-hidden />
          {t('amendmentsDesk.fallsIf', { what: falls })}
        </li>
      ) : null}
      {room ? (
        <li>
          <GitFork size={15} aria-hidden />
          {t('amendmentsDesk.noRoom', { what: room })}
        </li>
      ) : null}
      {moved === 'unconfirmed' ? (
        <li>
          <MessageCircleQuestion size={15} aria-hidden />
          {t('amendmentsDesk.unconfirmed')}
        </li>
      ) : null}
    </ul>
  )
}

import { Link } from '@tanstack/react-router'
import Ban from 'lucide-react/icons/ban'
import Repeat from 'lucide-react/icons/repeat'
import { formatTime } from '../../shared/messages/format.ts'
import { showsChoices } from '../../shared/votes/manners.ts'
import { useAct, useSaid } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Notice } from '../ui/Notice.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { RowButton } from '../ui/RowButton.tsx'
import type { VoteDetail } from './data.ts'
import css from './Remedies.module.css'

type Props = { readonly vote: VoteDetail; readonly timezone: string }

/** That a vote is void and why, which void vote it repeats, or that the chairs are asked whether it is void. */
export function VoidNotice({ vote, timezone }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { repeats, repeatedBy, proposed } = vote.remedies
  const done = vote.remedies.void
  const names = (agreed: readonly { readonly name: Parameters<typeof inMine>[0] }[]) =>
    [...new Set(agreed.map(({ name }) => inMine(name)))].join(', ')
  return (
    <>
      {done ? (
        <Notice tone="rejected" icon={<Ban size={18} aria-hidden />}>
          <p>
            <strong>
              {t('remedies.void.withGround', { number: vote.number, ground: t(`remedies.grounds.${done.ground}`) })}
            </strong>
          </p>
          <p className={css.said}>{done.words}</p>
          <p>{t(`remedies.void.by.${done.way}`, { name: inMine(done.by), time: formatTime(done.at, timezone) })}</p>
          {done.agreed.length > 0 ? <p>{t('remedies.void.agreed', { names: names(done.agreed) })}</p> : null}
          {done.follows ? (
            <p>
              <Link to="/votes/$vote" params={{ vote: done.follows.vote }}>
                {t('remedies.void.followed', { number: done.follows.number })}
              </Link>
            </p>
          ) : null}
          <p>
            {t(vote.manner === 'sealed' && !showsChoices(vote) ? 'remedies.void.keptSealed' : 'remedies.void.kept')}
          </p>
        </Notice>
      ) : null}
      {repeats ? (
        <Notice icon={<Repeat size={18} aria-hidden />}>
          <p>
            <Link to="/votes/$vote" params={{ vote: repeats.vote }}>
              {t('remedies.repeats', { number: repeats.number, ground: t(`remedies.grounds.${repeats.ground}`) })}
            </Link>{' '}
            {repeats.words}
          </p>
        </Notice>
      ) : null}
      {repeatedBy ? (
        <Notice icon={<Repeat size={18} aria-hidden />}>
          <p>
            <Link to="/votes/$vote" params={{ vote: repeatedBy.vote }}>
              {t('remedies.repeatedBy', { number: repeatedBy.number })}
            </Link>
          </p>
        </Notice>
      ) : null}
      {proposed ? (
        <Notice tone="stale" icon={<Ban size={18} aria-hidden />}>
          <p>
            <strong>
              {t('remedies.void.proposed', { number: vote.number, ground: t(`remedies.grounds.${proposed.ground}`) })}
            </strong>
          </p>
          <p className={css.said}>{proposed.words}</p>
          <p>
            {t('remedies.void.proposedBy', { name: inMine(proposed.by), time: formatTime(proposed.at, timezone) })}{' '}
            {t('remedies.void.missing', {
              councils: proposed.missing
                .map((id) => vote.councils.find((council) => council.id === id))
                .flatMap((council) => (council ? [inMine(council.name)] : []))
                .join(', '),
            })}
          </p>
          <VoidAnswers vote={vote} proposed={proposed} />
        </Notice>
      ) : null}
    </>
  )
}

/** For a chair whom it is for: agree, or decline. */
function VoidAnswers({
  vote,
  proposed,
}: {
  vote: VoteDetail
  proposed: NonNullable<VoteDetail['remedies']['proposed']>
}) {
  const t = useWords()
  const said = useSaid()
  const agree = useAct('votes', 'agree-to-void', said)
  const decline = useAct('votes', 'decline-void', said)
  const { may } = vote.remedies
  const [refusal] = said
  if (!may.agree.ok && !may.decline.ok) return null
  return (
    <div className="no-print">
      <div className={css.buttons}>
        {may.agree.ok ? (
          <RowButton main busy={agree.pending} onPress={() => void agree.run({ voiding: proposed.id })}>
            {t('remedies.void.agree')}
          </RowButton>
        ) : null}
        {may.decline.ok ? (
          <RowButton busy={decline.pending} onPress={() => void decline.run({ voiding: proposed.id })}>
            {t('remedies.void.decline')}
          </RowButton>
        ) : null}
      </div>
      <p className="quiet">{t(may.agree.ok ? 'remedies.void.agreeEffect' : 'remedies.void.declineEffect')}</p>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </div>
  )
}

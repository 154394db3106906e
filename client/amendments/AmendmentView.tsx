import { Link, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import type { TextId } from '../../shared/ids.ts'
import type { Me } from '../accounts/data.ts'
import { useWords } from '../language.tsx'
import { NotAcceptedTray } from '../live/NotAcceptedTray.tsx'
import type { LiveRoom } from '../live/room.ts'
import { useRoom } from '../live/useRoom.ts'
import type { RoomView } from '../live/view.ts'
import { type RecommendationSummary, useCalled } from '../recommendations/data.ts'
import { InText, Notices } from '../recommendations/RoomParts.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { RecordWords } from '../ui/RecordWords.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { AmendmentSide } from './AmendmentSide.tsx'
import css from './AmendmentView.module.css'
import { DraftPaper } from './DraftPaper.tsx'
import type { AmendmentDetail } from './data.ts'
import { ReadPaper } from './ReadPaper.tsx'
import { StageBadge } from './StageBadge.tsx'
import { useLiveChanges } from './useLiveChanges.ts'
import { useNamed } from './useNamed.ts'

type Props = {
  readonly me: Me
  readonly session: SessionDetail
  readonly amendment: AmendmentDetail
  /** What it amends; null: it proposes a new one. */
  readonly recommendation: RecommendationSummary | null
}

type Entered = { readonly room: LiveRoom; readonly view: RoomView }

/** An amendment with its own live text: written in as long as it is a draft of one's own, else read. Source: RULES.md AM22, AM23. */
export function AmendmentView(props: Props) {
  const { amendment, me } = props
  // Also after it is tabled: a last word that did not go in is shown to who wrote it.
  const isIn = amendment.may.draft || amendment.sponsors.some(({ account }) => account === me.id)
  return amendment.textId && isIn ? (
    <WithRoom {...props} text={amendment.textId} />
  ) : (
    <Sheet {...props} entered={null} writes={false} />
  )
}

function WithRoom({ text, ...props }: Props & { text: TextId }) {
  const entered = useRoom(props.me.id, text)
  return <Sheet {...props} entered={entered} writes={props.amendment.may.draft} />
}

function Sheet({ me, session, amendment, recommendation, entered, writes }: Props & SheetProps) {
  const named = useNamed()
  const title = named.title(amendment)
  const live = useLiveChanges(writes ? (entered?.view.doc ?? null) : null, amendment)
  // Kept from the first moment on: going on to another page of the list is another amendment.
  const [passage] = useState(useRouterState({ select: ({ location }) => location.state.passage ?? null }))
  return (
    <div className={css.page}>
      <div className={css.head}>
        <Back session={session} recommendation={recommendation} />
        <div className={css.title}>
          <PageTitle>{title}</PageTitle>
          <StageBadge amendment={amendment} />
          {entered && writes ? <InText me={me} room={entered.room} view={entered.view} session={session} /> : null}
        </div>
        <p className={css.moved}>{named.moved(amendment)}</p>
      </div>
      {entered && writes ? (
        <div className={css.notices}>
          <Notices room={entered.room} view={entered.view} session={session} version={null} />
        </div>
      ) : null}
      <div className={css.centre}>
        {!writes ? (
          <ReadPaper amendment={amendment} recommendation={recommendation} />
        ) : entered?.view.doc && entered.view.status ? (
          <DraftPaper
            key={entered.view.doc.guid}
            amendment={amendment}
            recommendation={recommendation}
            view={entered.view}
            doc={entered.view.doc}
            passage={passage}
          />
        ) : (
          <Waiting />
        )}
        {entered ? (
          <NotAcceptedTray
            words={entered.view.notAccepted}
            timezone={session.timezone}
            onRemove={(ids) => entered.room.removeNotAccepted(ids)}
          />
        ) : null}
      </div>
      <AmendmentSide me={me} session={session} amendment={amendment} live={live} />
    </div>
  )
}

type SheetProps = { readonly entered: Entered | null; readonly writes: boolean }

/** The way back to what it amends, or to the session. */
function Back({ session, recommendation }: Pick<Props, 'session' | 'recommendation'>) {
  const t = useWords()
  const called = useCalled()
  if (!recommendation)
    return (
      <Link className={css.back} to="/sessions/$session" params={{ session: session.id }}>
        {t('amendments.page.toSession')}
      </Link>
    )
  return (
    <Link
      className={css.back}
      to="/sessions/$session/recommendations/$recommendation"
      params={{ session: session.id, recommendation: recommendation.id }}
    >
      {called(recommendation)}. <RecordWords value={recommendation.title} source={recommendation.sourceLanguage} />
    </Link>
  )
}

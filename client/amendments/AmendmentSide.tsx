import type { Me } from '../accounts/data.ts'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { AmendmentActs } from './AmendmentActs.tsx'
import { ClashNotes, Reason } from './AmendmentCard.tsx'
import { AmendmentChanges } from './AmendmentChanges.tsx'
import css from './AmendmentSide.module.css'
import { type AmendmentDetail, useAmendments } from './data.ts'
import { KindField } from './KindField.tsx'
import { NewFields } from './NewFields.tsx'
import { ReasonField } from './ReasonField.tsx'
import { SponsorsField } from './SponsorsField.tsx'
import type { LiveChanges } from './useLiveChanges.ts'

type Props = {
  readonly me: Me
  readonly session: SessionDetail
  readonly amendment: AmendmentDetail
  /** As it stands on this device, where one writes. */
  readonly live: LiveChanges | null
}

/** Beside the words of an amendment: what they change, why, who stands behind it, and what one may do next. */
export function AmendmentSide({ me, session, amendment, live }: Props) {
  const t = useWords()
  const { may, recommendation, whole } = amendment
  const among = useAmendments(recommendation ? { recommendation } : null).data?.amendments ?? []
  const shown = live ? { ...amendment, clashes: live.clashes } : amendment
  return (
    <aside className={css.side}>
      {live && recommendation ? (
        <section aria-labelledby="live-changes" className={css.part}>
          <h2 id="live-changes">{t('amendments.page.changesLive')}</h2>
          <div className={css.changes}>
            <AmendmentChanges changes={live.changes} />
          </div>
        </section>
      ) : null}
      <ClashNotes amendment={shown} among={among} />
      {may.arrange && recommendation && !whole && amendment.kind !== 'separate-vote' ? (
        <KindField amendment={amendment} />
      ) : null}
      {may.arrange ? (
        <ReasonField amendment={amendment} />
      ) : (
        <section className={css.part} aria-labelledby="reason-title">
          <h2 id="reason-title">{t('amendments.page.reason')}</h2>
          <Reason amendment={amendment} />
        </section>
      )}
      {recommendation ? null : <NewFields session={session} amendment={amendment} />}
      <SponsorsField me={me} session={session} amendment={amendment} />
      <section className={css.part} aria-labelledby="next-title">
        <h2 id="next-title">{t('amendments.page.next')}</h2>
        <AmendmentActs amendment={amendment} {...(live ? { changes: live.changes.length > 0 } : {})} />
      </section>
    </aside>
  )
}
